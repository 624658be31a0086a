"""Planning a workshop again and again: on which days, and what a change of one means for those that follow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.rules.workshop import SlotFields

MOST: Final = 52
"""Workshops planned at once."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One of the days: `held_on` is the first of its half-days. `holiday` is its name where one of them is one, and it
    is left out unless somebody wants it.
    """

    held_on: Day
    holiday: str | None = None


@dataclass(frozen=True, slots=True)
class Repetition:
    """Every so many weeks, so many times. `flipped`: holidays on which it is held, other days on which it is not."""

    every_weeks: int = 0
    times: int = 1
    flipped: frozenset[Day] = frozenset()


def days_of(first: Day, repetition: Repetition) -> list[Day]:
    """The days on which a workshop begins, the first included."""
    return [first + timedelta(weeks=repetition.every_weeks * place) for place in range(min(repetition.times, MOST))]


def moved(slots: Sequence[SlotFields], first: Day, onto: Day) -> list[SlotFields]:
    """The same half-days where the day `first` falls on `onto`; each is a new one."""
    return [replace(slot, held_on=slot.held_on + (onto - first), slot_id=None) for slot in slots]


def first_day(slots: Sequence[SlotFields]) -> Day:
    """The day of the first half-day."""
    return min(slot.held_on for slot in slots)


def chosen_days(occurrences: Sequence[Occurrence], flipped: Collection[Day]) -> list[Day]:
    """The days on which it is held: all but the holidays, save those that somebody decided otherwise about."""
    return [one.held_on for one in occurrences if (one.holiday is None) != (one.held_on in flipped)]
