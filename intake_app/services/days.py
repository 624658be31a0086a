"""Civil days and times of day, as the people on site count them."""

from __future__ import annotations

from intake_app.domain.base import Clock, Day
from intake_app.domain.reference import entries


def local_day(clock: Clock) -> Day:
    """Today where this computer stands."""
    return clock().astimezone().date()


def half_day_of(start_time: str) -> str:
    """The code of the half-day in which a slot starting at `start_time` (« 14:00 ») falls."""
    halves = entries("half_day")
    return next((half.code for half in halves if start_time < half.mapping["until"]), halves[-1].code)
