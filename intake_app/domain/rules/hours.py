"""How long somebody attended a half-day (domain reference §10, R2): its hours, less what they missed of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.reference import entries

LATE: Final = "late"
LEFT_EARLY: Final = "left_early"
_ATTENDED: Final = frozenset(one.code for one in entries("attendance_status") if one.mapping["attended"])


@dataclass(frozen=True, slots=True)
class TimeAttended:
    """Whole minutes. Where somebody came late or left early and nobody noted when, the whole half-day is counted and
    `is_uncertain` says so.
    """

    minutes: int
    is_uncertain: bool = False


def time_attended(
    held_on: Day,
    start_time: str,
    end_time: str,
    status: str,
    *,
    arrived_at: datetime | None = None,
    left_at: datetime | None = None,
) -> TimeAttended:
    """The time attended of a half-day (« 14:00 »); moments are in the site's civil time. A moment outside the half-day
    tells when it was noted, not when somebody came or left.
    """
    if status not in _ATTENDED:
        return TimeAttended(0)
    begins, ends = _moment(held_on, start_time), _moment(held_on, end_time)
    whole = max(ends - begins, timedelta())
    lost, is_uncertain = timedelta(), False
    came, left = _within(arrived_at, begins, ends), _within(left_at, begins, ends)
    if status == LATE:
        lost += came - begins if came is not None else timedelta()
        is_uncertain = came is None
    if status == LEFT_EARLY:
        # noted by mistake and put right, a departure stays noted: it counts for whoever is said to have left
        lost += ends - left if left is not None else timedelta()
        is_uncertain = left is None
    return TimeAttended(max(whole - lost, timedelta()) // timedelta(minutes=1), is_uncertain)


def _moment(day: Day, time: str) -> datetime:
    hour, minute = time.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute))


def _within(moment: datetime | None, begins: datetime, ends: datetime) -> datetime | None:
    if moment is None:
        return None
    civil = moment.replace(tzinfo=None)
    return civil if begins <= civil <= ends else None
