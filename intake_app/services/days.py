"""Civil days and times of day, as the people on site count them."""

from __future__ import annotations

from datetime import UTC, datetime, time

from intake_app.domain.base import Clock, Day
from intake_app.domain.reference import entries


def local_day(clock: Clock) -> Day:
    """Today where this computer stands."""
    return clock().astimezone().date()


def midday(day: Day) -> datetime:
    """Noon of a day where this computer stands: the moment of what is known by its day alone."""
    return datetime.combine(day, time(12)).astimezone(UTC)


def half_day_of(start_time: str) -> str:
    """The code of the half-day in which a slot starting at `start_time` (« 14:00 ») falls."""
    halves = entries("half_day")
    return next((half.code for half in halves if start_time < half.mapping["until"]), halves[-1].code)
