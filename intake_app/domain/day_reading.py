"""Days and times of day as people write them when they plan: `24/11`, « mardi », « demain », `14h`, « 9 h 30 ».

Days are read in French and English, the day before the month. A day without its year is the one nearest to today, a
weekday alone is the next one: the window says back what was understood, so that a slip is seen before it is saved.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold

FARTHEST: Final = 2
"""How many years before or after today a day may lie: beyond, it is a slip of the finger."""

_LONGEST: Final = 60
_SHORTEST_NAME: Final = 3
_YEAR_DAYS: Final = 366
_TWO_MONTHS: Final = 62
_WEEKDAYS: Final = (
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_MONTHS: Final = (
    (
        *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
        *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
    ),
    (
        *("january", "february", "march", "april", "may", "june"),
        *("july", "august", "september", "october", "november", "december"),
    ),
)
_NEAR: Final = {
    "aujourdhui": 0, "auj": 0, "today": 0, "demain": 1, "tomorrow": 1, "apres demain": 2, "hier": -1, "yesterday": -1,
}  # fmt: skip
_AHEAD: Final = re.compile(r"(?:dans|in) ([0-9]{1,3}) (?:(jours?|days?)|(?:semaines?|weeks?))")
_EMPTY_WORDS: Final = frozenset({"le", "la", "ce", "du", "the", "on", "of", "this", "prochain", "next"})
_LAST_WORDS: Final = frozenset({"dernier", "passe", "last"})
_NUMBER: Final = re.compile(r"([0-9]{1,4})(?:er|st|nd|rd|th)?")
_TIME: Final = re.compile(r"(?:a |at )?([0-9]{1,2}) ?(?:(?:h|heures?|[:.,]| )? ?([0-9]{2})? ?(?:min|mn)?)? ?(am|pm)?")
_COMPACT_TIME: Final = re.compile(r"([0-9]{1,2})([0-9]{2})")
_NOON: Final = frozenset({"midi", "noon"})


def read_day(text: str, today: date) -> date | None:
    """The day that was typed; None when nothing was.

    Understands `24/11`, `24/11/26`, `2026-11-24`, « 24 nov. », « mardi », « mardi 24 », « demain », « dans 3 jours ».
    KnownError: `day_not_understood`; `day_impossible` (31 November); `day_is_another_weekday` (« lundi 24/11 » when it
    is a Tuesday); `day_too_far` (more than two years from `today`, likely a wrong year).
    """
    if len(text) > _LONGEST:
        raise KnownError("day_not_understood")
    said = fold(text)
    if not said:
        return None
    day = _near_day(said, today) or _written_day(said.split(), today)
    if abs((day - today).days) > FARTHEST * _YEAR_DAYS:
        raise KnownError("day_too_far", years=FARTHEST)
    return day


def read_time(text: str) -> str | None:
    """The time of day that was typed, as `14:00`; None when nothing was.

    Understands `14h`, `14:00`, « 14 h 30 », `14.30`, `1430`, `14`, « 2 pm », « midi ». KnownError
    `time_not_understood`.
    """
    said = _plain(text)
    if not said:
        return None
    if said in _NOON:
        return "12:00"
    found = _COMPACT_TIME.fullmatch(said) or _TIME.fullmatch(said)
    if found is None:
        raise KnownError("time_not_understood")
    half = found[3] if found.re is _TIME else None
    return _checked_time(int(found[1]), int(found[2] or 0), half)


def _checked_time(hour: int, minute: int, half: str | None) -> str:
    is_of_twelve = half is None or 1 <= hour <= 12
    if half is not None:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if not is_of_twelve or hour > 23 or minute > 59:
        raise KnownError("time_not_understood")
    return f"{hour:02d}:{minute:02d}"


def _near_day(said: str, today: date) -> date | None:
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    found = _AHEAD.fullmatch(said)
    return today + timedelta(days=int(found[1]) * (1 if found[2] else 7)) if found else None


def _written_day(words: Sequence[str], today: date) -> date:
    """A weekday, a date, or both."""
    is_past = any(word in _LAST_WORDS for word in words)
    rest = [word for word in words if word not in _EMPTY_WORDS | _LAST_WORDS]
    weekday = _number_of(rest[0], _WEEKDAYS) if rest else None
    if weekday is None and not is_past:
        return _dated(rest, today, None)
    if weekday is not None and len(rest) == 1:
        return _on_weekday(weekday, today, -1 if is_past else 1)
    if weekday is not None and not is_past:
        return _dated(rest[1:], today, weekday)
    raise KnownError("day_not_understood")


def _dated(words: Sequence[str], today: date, weekday: int | None) -> date:
    """A date with or without its year, its month; `weekday` (0 is Monday) is what was typed before it."""
    day, month, year = _parts(words)
    if month is None:
        found = _first(_days_numbered(day, today), weekday)
    elif year is None:
        near = [_day(around, month, day) for around in (today.year - 1, today.year, today.year + 1)]
        found = _first(sorted(filter(None, near), key=lambda one: abs(one - today)), weekday)
    else:
        found = _first(filter(None, [_day(year, month, day)]), weekday)
    return found


def _first(days: Iterable[date], weekday: int | None) -> date:
    """The first of the days, if it falls on the weekday typed."""
    found = next(iter(days), None)
    if found is None:
        raise KnownError("day_impossible")
    if weekday is not None and found.weekday() != weekday:
        raise KnownError("day_is_another_weekday")
    return found


def _days_numbered(day: int, today: date) -> Iterator[date]:
    """The coming days with this number in their month: the 31st is not of every month."""
    ahead = (today + timedelta(days=days) for days in range(_TWO_MONTHS))
    return (one for one in ahead if one.day == day)


def _parts(words: Sequence[str]) -> tuple[int, int | None, int | None]:
    """Day, month and year of « 24 », « 24 11 », « 24 nov », « nov 24 », « 24 11 26 » or « 2026 11 24 »."""
    numbers = [_NUMBER.fullmatch(word) for word in words]
    named = [_number_of(word, _MONTHS) for word in words]
    months = [place for place, month in enumerate(named[:2]) if month is not None]
    figures = [int(found[1]) for found in numbers if found]
    if len(months) > 1 or len(figures) + len(months) != len(words) or not figures or len(words) > 3:
        raise KnownError("day_not_understood")
    if months:
        name = named[months[0]]
        return figures[0], None if name is None else name + 1, _full_year(figures[1]) if len(figures) > 1 else None
    if len(figures) == 3 and figures[0] > 31:
        return figures[2], figures[1], figures[0]
    month, year = (*figures[1:], None, None)[:2]
    return figures[0], month, None if year is None else _full_year(year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_weekday(weekday: int, today: date, direction: int) -> date:
    """The next (1) or the last (-1) such weekday, today left out: of today one says « aujourd’hui »."""
    days = direction * (weekday - today.weekday()) % 7 or 7
    return today + timedelta(days=direction * days)


def _number_of(word: str, lists: Sequence[Sequence[str]]) -> int | None:
    """The place, from 0, of the name that begins with this word, when it can only be one."""
    begun = {place for names in lists for place, name in enumerate(names) if name.startswith(word)}
    return begun.pop() if len(word) >= _SHORTEST_NAME and len(begun) == 1 else None


def _full_year(typed: int) -> int:
    return typed + 2000 if typed < 100 else typed


def _plain(text: str) -> str:
    """Without accents, capitals or needless spaces."""
    marks = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(mark for mark in marks if not unicodedata.combining(mark)).split())
