"""By when something falls due that an event calls for (domain reference §9.5): the purpose's reference entry says after
how many days, and the last day on which it is of use.
"""

from __future__ import annotations

from datetime import timedelta

from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.reference import entry
from intake_app.domain.rules.months import months_later
from intake_app.domain.working_days import working_day


def due_day(purpose: str, day: Day, calendar: Calendar | None) -> Day:
    """When a follow-up of this purpose falls due for an event of `day`: a working day, in time."""
    mapping = entry("follow_up_purpose", purpose).mapping
    latest = day + timedelta(days=mapping["latest"]) if "latest" in mapping else None
    return working_day(day + timedelta(days=mapping["days"]), calendar, latest)


def due_attempts(purpose: str, anchor: Day, calendar: Calendar | None) -> list[Day]:
    """The day of each attempt, for an event of the day `anchor`. Never before it is due: they only move on."""
    mapping = entry("follow_up_purpose", purpose).mapping
    due_on = months_later(anchor, mapping["months"])
    return [working_day(due_on + timedelta(days=days), calendar) for days in mapping["attempts"]]
