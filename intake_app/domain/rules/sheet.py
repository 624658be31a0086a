"""What makes a funder doubt an attendance sheet (domain reference §5.1). Doubts are told, they never stop a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from intake_app.domain.base import Day

NEAR: Final = timedelta(minutes=30)
"""Around a half-day, within which people sign."""
LONGEST: Final = timedelta(hours=4)
DAYS_TO_SEAL: Final = 3
_SUNDAY: Final = 6


class Doubt(StrEnum):
    """Each is told with how many people it concerns, 0 where it concerns the sheet itself."""

    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    LONG_SLOT = "long_slot"
    """A half-day of more than four hours."""
    UNSIGNED = "unsigned"
    """Somebody was there and has not signed."""
    FACILITATOR_UNSIGNED = "facilitator_unsigned"
    SIGNED_OUTSIDE = "signed_outside"
    """A signature more than half an hour before or after the half-day (V16)."""
    TWO_PLACES = "two_places"
    """Somebody was at another workshop at the same time."""
    LATE = "late"
    """Three days have passed, and the sheet is not sealed."""


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """What is known of a half-day, in the site's civil time."""

    begins: datetime
    ends: datetime
    signed_at: Sequence[datetime]
    """When residents signed with a pen."""
    unsigned: int
    elsewhere: int
    """How many of those who came were at another workshop at the same time."""
    is_led: bool
    """Whether the facilitator signed."""


def doubts_of(
    held_on: Day, today: Day, slots: Sequence[SlotFacts], *, is_sealed: bool, is_holiday: bool = False
) -> list[tuple[Doubt, int]]:
    """Every doubt about a sheet, the gravest first, with how many people each concerns."""
    found = [*_doubts(held_on, today, slots, is_sealed), *_of_the_day(held_on, is_holiday)]
    return [(doubt, count) for doubt, count in found if count]


def says_nothing_of_people(doubt: Doubt) -> bool:
    """Whether its count is no number of people."""
    return doubt in (Doubt.SUNDAY, Doubt.HOLIDAY, Doubt.LONG_SLOT, Doubt.FACILITATOR_UNSIGNED, Doubt.LATE)


def _doubts(held_on: Day, today: Day, slots: Sequence[SlotFacts], is_sealed: bool) -> Iterator[tuple[Doubt, int]]:
    yield Doubt.LATE, int(not is_sealed and today - held_on >= timedelta(days=DAYS_TO_SEAL))
    yield Doubt.FACILITATOR_UNSIGNED, sum(not slot.is_led for slot in slots)
    yield Doubt.UNSIGNED, sum(slot.unsigned for slot in slots)
    yield Doubt.TWO_PLACES, sum(slot.elsewhere for slot in slots)
    outside = (moment for slot in slots for moment in slot.signed_at if not _is_near(slot, moment))
    yield Doubt.SIGNED_OUTSIDE, sum(1 for _moment in outside)
    yield Doubt.LONG_SLOT, sum(slot.ends - slot.begins > LONGEST for slot in slots)


def _of_the_day(held_on: Day, is_holiday: bool) -> Iterator[tuple[Doubt, int]]:
    yield Doubt.HOLIDAY, int(is_holiday)
    yield Doubt.SUNDAY, int(held_on.weekday() == _SUNDAY)


def _is_near(slot: SlotFacts, moment: datetime) -> bool:
    return slot.begins - NEAR <= moment <= slot.ends + NEAR
