"""The days on which people work: not Saturdays, not Sundays, not the public holidays of where they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Calendar, holiday_on

_SATURDAY: Final = 5
_ONE: Final = timedelta(days=1)


def is_working_day(day: Day, calendar: Calendar | None) -> bool:
    """Whether people work on that day; without a calendar only the ends of weeks are known."""
    return day.weekday() < _SATURDAY and (calendar is None or holiday_on(day, calendar, "fr") is None)


def working_day(day: Day, calendar: Calendar | None, latest: Day | None = None) -> Day:
    """That day, or the next one on which people work; where that would be after `latest`, the last one until then."""
    found = _going(day, _ONE, calendar)
    return found if latest is None or found <= latest else _going(min(day, latest), -_ONE, calendar)


def _going(day: Day, step: timedelta, calendar: Calendar | None) -> Day:
    while not is_working_day(day, calendar):
        day += step
    return day
