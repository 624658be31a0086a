"""What is worth a second look while a workshop is planned. It is told, and never stops anybody."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.names import fold
from intake_app.domain.rules.sheet import LONGEST
from intake_app.domain.rules.workshop import SlotFields

_SUNDAY: Final = 6
_BETWEEN_NAMES: Final = re.compile(r"[,;/&+]|\s(?:et|and|avec|with)\s", re.IGNORECASE)

Place = tuple[str, str] | None
"""Site and room, folded; None where neither is said."""


class Caution(StrEnum):
    """What is worth a second look."""

    HOLIDAY = "holiday"
    SUNDAY = "sunday"
    LONG_SLOT = "long_slot"
    """A half-day of more than four hours, which a funder may refuse."""
    FACILITATOR_TWICE = "facilitator_twice"
    PLACE_TWICE = "place_twice"


@dataclass(frozen=True, slots=True)
class Noticed:
    """A caution about a day. `words` is the holiday's name, or the title of the other workshop."""

    caution: Caution
    held_on: Day
    words: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A half-day of another workshop."""

    title: str
    held_on: Day
    start_time: str
    end_time: str
    people: frozenset[str]
    place: Place


def people_named(facilitators: str | None, but: Collection[str] = ()) -> frozenset[str]:
    """The people named in a text, « Nadia M. et WeKer », folded; without those of `but` (folded): partners, who send
    several.
    """
    named = (fold(part).strip() for part in _BETWEEN_NAMES.split(facilitators or ""))
    return frozenset(name for name in named if name and name not in but)


def place_named(site: str, room: str | None) -> Place:
    """Where a workshop is, to be compared."""
    folded = fold(room or "").strip()
    return (site, folded) if site or folded else None


def notice(
    slots: Sequence[SlotFields],
    people: frozenset[str],
    place: Place,
    others: Sequence[Elsewhere],
    holiday_of: Callable[[Day], str | None],
) -> list[Noticed]:
    """Everything worth a second look, day by day, each said once."""
    found = (one for slot in slots for one in _about(slot, people, place, others, holiday_of))
    return list(dict.fromkeys(found))


def _about(
    slot: SlotFields,
    people: frozenset[str],
    place: Place,
    others: Sequence[Elsewhere],
    holiday_of: Callable[[Day], str | None],
) -> Iterator[Noticed]:
    holiday = holiday_of(slot.held_on)
    if holiday:
        yield Noticed(Caution.HOLIDAY, slot.held_on, holiday)
    elif slot.held_on.weekday() == _SUNDAY:
        yield Noticed(Caution.SUNDAY, slot.held_on)
    if _length(slot) > LONGEST.total_seconds():
        yield Noticed(Caution.LONG_SLOT, slot.held_on)
    for other in others:
        if other.held_on == slot.held_on and other.start_time < slot.end_time and other.end_time > slot.start_time:
            if people & other.people:
                yield Noticed(Caution.FACILITATOR_TWICE, slot.held_on, other.title)
            if place is not None and place == other.place:
                yield Noticed(Caution.PLACE_TWICE, slot.held_on, other.title)


def _length(slot: SlotFields) -> float:
    """In seconds."""
    start, end = (datetime.strptime(time, "%H:%M") for time in (slot.start_time, slot.end_time))
    return (end - start).total_seconds()
