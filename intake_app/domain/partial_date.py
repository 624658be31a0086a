"""A birth date as far as it is known, kept as text in the Extended Date/Time Format (EDTF, ISO 8601-2).

Four shapes: `1984-03-12`, `1984-03`, `1984`, and `1986~` for about 1986, which is also what an age gives.

People say `12/3/84`, « 12 mars 84 », `1984`, « vers 1984 », « ~40 ans ». The day comes before the month, as in France
and the United Kingdom. What could mean two things is asked again rather than guessed: a wrong date on a file is worse
than none.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final

from intake_app.domain.errors import BugError, KnownError

APPROXIMATE_YEARS: Final = 2
"""How far from its year an approximate date may lie, either side: « ~40 ans » is said of somebody of 37 to 42."""
OLDEST: Final = 120
"""The greatest age believed, in years."""

_SHAPE: Final = re.compile(r"(?P<year>[0-9]{4})(?:(?P<about>~)|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_MONTHS: Final = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_LONGEST: Final = 60
_SHORTEST_MONTH: Final = 3
_SEP: Final = r"\s*[/.\-\s]\s*"
_UNIT: Final = r"(?:ans?|years?(?: old)?|yrs?|y\.?o\.?)"
_BORN: Final = re.compile(r"^(?:nee?|born)(?: (?:le|en|on|in))? |^(?:le|en|on|in) ")
# « vers 84 » is said of a year, « environ 84 » of an age
_ABOUT_YEAR: Final = re.compile(r"^(?:vers|circa|ca?(?![a-z])\.?) ?(?:le |the )?")
_ABOUT: Final = re.compile(
    r"^(?:environ|env(?![a-z])\.?|autour de|a peu pres|about|around|approx(?:imately)?(?![a-z])\.?|[~≈]) ?"
)
_DOUBT: Final = re.compile(r" ?(?:[~?]| environ| a peu pres| approximately)$")
_AGE: Final = re.compile(rf"age[de]? (?:de |of )?(\d{{1,3}})(?: ?{_UNIT})?|(\d{{1,3}}) ?{_UNIT}")
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}})(?:{_SEP}(\d{{1,2}}))?")
_DAY_FIRST: Final = re.compile(rf"(?:(\d{{1,2}}){_SEP})?(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})")
_COMPACT: Final = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_WORDS: Final = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?[ .\-]*)?(?:of )?([a-z]+)[ .\-]*(\d{4}|\d{2})")
_MONTH_FIRST: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


def parse_partial_date(text: str, today: date) -> str | None:
    """The EDTF text of what was typed; None when nothing was.

    A year of two figures is the latest that is not in the future of `today`. An age, or anything approximate, gives the
    year alone: « ~40 ans » in 2026 is `1986~`. KnownError: `date_not_understood`; `date_impossible` (31 February);
    `date_in_future`; `date_too_old` (over 120 years); `date_ambiguous` (« 84 » is a year or an age, « 03/12 » lacks its
    year).
    """
    if len(text.strip()) > _LONGEST:
        raise KnownError("date_not_understood")
    said = _BORN.sub("", _plain(text))
    if not said:
        return None
    is_about_year, is_about = _ABOUT_YEAR.match(said) is not None, _ABOUT.match(said) is not None
    bare = _ABOUT.sub("", _ABOUT_YEAR.sub("", said))
    is_doubtful = _DOUBT.search(bare) is not None
    bare = _DOUBT.sub("", bare)
    years = _age(bare, is_about)
    if years is not None:
        return _from_age(years, today)
    if is_about_year and re.fullmatch(r"\d{2}", bare):
        year, month, day = _full_year(bare, 1, 1, today), None, None
    else:
        year, month, day = _read(bare, today)
    edtf = _checked(year, month, day, today)
    return f"{edtf[:4]}~" if is_about_year or is_about or is_doubtful else edtf


def is_partial_date(text: str) -> bool:
    """True for one of the four shapes, naming a day, month or year that exists."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


def earliest_day(edtf: str) -> date:
    """The first day the date may mean; BugError when it is none of the four shapes, as for the functions below."""
    year, month, day, is_about = _parts(edtf)
    return date(max(1, year - APPROXIMATE_YEARS) if is_about else year, month or 1, day or 1)


def latest_day(edtf: str) -> date:
    """The last day the date may mean."""
    year, month, day, is_about = _parts(edtf)
    if is_about:
        return date(min(date.max.year, year + APPROXIMATE_YEARS), 12, 31)
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


def birth_year(edtf: str) -> int:
    """The year, exact or approximate."""
    return _parts(edtf)[0]


def is_approximate(edtf: str) -> bool:
    """True when the year itself is only about right."""
    return _parts(edtf)[3]


def age_on(edtf: str, day: date) -> tuple[int, int]:
    """The least and greatest age, in whole years, that a person born then may have on a day; never below 0."""
    return max(0, _years(latest_day(edtf), day)), max(0, _years(earliest_day(edtf), day))


def is_first_of_january(edtf: str) -> bool:
    """True on 1 January: often what papers say of somebody whose day and month of birth are not known."""
    return edtf.endswith("-01-01")


def describe(edtf: str, language: str) -> str:
    """In words: « 12 mars 1984 », « mars 1984 », « 1984 », « vers 1986 »; “12 March 1984”… in English."""
    year, month, day, is_about = _parts(edtf)
    if is_about:
        return f"about {year:04d}" if language == "en" else f"vers {year:04d}"
    if month is None:
        return f"{year:04d}"
    name = _MONTHS["en" if language == "en" else "fr"][month - 1]
    if day is None:
        return f"{name} {year:04d}"
    return f"{'1er' if day == 1 and language != 'en' else day} {name} {year:04d}"


def numerals(edtf: str) -> str:
    """In figures, as in a date field: « 12/03/1984 », « 03/1984 », « 1984 », « ~1986 »."""
    year, month, day, is_about = _parts(edtf)
    if is_about:
        return f"~{year:04d}"
    return "/".join([f"{part:02d}" for part in (day, month) if part] + [f"{year:04d}"])


def _parts(edtf: str) -> tuple[int, int | None, int | None, bool]:
    found = _SHAPE.fullmatch(edtf)
    if found is None or not is_partial_date(edtf):
        raise BugError("a stored birth date has none of the four shapes")
    month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
    return int(found["year"]), month, day, found["about"] is not None


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).split())


def _age(bare: str, may_lack_unit: bool) -> int | None:
    found = _AGE.fullmatch(bare)
    if found:
        return int(found[1] or found[2])
    return int(bare) if may_lack_unit and re.fullmatch(r"\d{1,3}", bare) else None


def _from_age(years: int, today: date) -> str:
    if years > OLDEST:
        raise KnownError("date_too_old", years=OLDEST)
    return f"{today.year - years:04d}~"


def _read(bare: str, today: date) -> tuple[int, int | None, int | None]:
    """Year, month and day typed, in one of the accepted orders."""
    if re.fullmatch(r"\d{4}", bare):
        return int(bare), None, None
    if re.fullmatch(r"\d{1,2}", bare):
        raise KnownError("date_ambiguous")
    if found := _YEAR_FIRST.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    if found := _MONTH_FIRST.fullmatch(bare):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DAY_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return _completed(found, int(found[2]), today)
    if found := _WORDS.fullmatch(bare):
        return _completed(found, _month(found[2]), today)
    raise KnownError("date_not_understood")


def _completed(found: re.Match[str], month: int, today: date) -> tuple[int, int, int | None]:
    day = int(found[1]) if found[1] else None
    if day is None and len(found[3]) == 2 and int(found[3]) <= 31:
        raise KnownError("date_ambiguous")  # « 03/12 », “March 12”: a day and a month, or a month and a year
    return _full_year(found[3], month, day, today), month, day


def _month(word: str) -> int:
    """1 to 12 from a French or English name or its beginning; « juin » and « juillet » part at the fourth letter."""
    names = [(place, _plain(name)) for language in _MONTHS.values() for place, name in enumerate(language, start=1)]
    begun = {place for place, name in names if name.startswith(word)}
    if len(word) < _SHORTEST_MONTH or len(begun) != 1:
        raise KnownError("date_not_understood")
    return begun.pop()


def _full_year(typed: str, month: int, day: int | None, today: date) -> int:
    if len(typed) == 4:
        return int(typed)
    year = today.year - today.year % 100 + int(typed)
    return year - 100 if (year, month, day or 1) > (today.year, today.month, today.day) else year


def _checked(year: int, month: int | None, day: int | None, today: date) -> str:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise KnownError("date_impossible") from None
    if first > today:
        raise KnownError("date_in_future")
    if today.year - year > OLDEST:
        raise KnownError("date_too_old", years=OLDEST)
    return first.isoformat()[: 4 if month is None else 7 if day is None else 10]
