"""By when a follow-up falls due that something else calls for (domain reference §9.5): the purpose's reference entry
says after how many days, and the last day on which it is of use.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entry
from intake_app.domain.rules.months import months_later
from intake_app.domain.working_days import working_day
from intake_app.services.planning import read_calendar

_RESIDENT = table_of("resident").c


def due_after(session: Session, resident_id: UUID, purpose: str, day: Day) -> Day:
    """By when a follow-up falls due that an event of `day` calls for: a day on which people work where the resident
    lives, within what the law or the purpose leaves.
    """
    mapping = entry("follow_up_purpose", purpose).mapping
    latest = day + timedelta(days=mapping["latest"]) if "latest" in mapping else None
    return working_day(day + timedelta(days=mapping["days"]), calendar_of_resident(session, resident_id), latest)


def attempt_days(session: Session, resident_id: UUID, purpose: str, anchor: Day) -> list[Day]:
    """The day of each attempt, for an event of the day `anchor`. Never before it is due: they only move on."""
    mapping = entry("follow_up_purpose", purpose).mapping
    calendar = calendar_of_resident(session, resident_id)
    due_on = months_later(anchor, mapping["months"])
    return [working_day(due_on + timedelta(days=days), calendar) for days in mapping["attempts"]]


def next_working_day(session: Session, resident_id: UUID, day: Day) -> Day:
    """That day, or the next one on which people work where the resident lives."""
    return working_day(day, calendar_of_resident(session, resident_id))


def calendar_of_resident(session: Session, resident_id: UUID) -> Calendar | None:
    """The public holidays of where somebody lives; None where this laptop does not know it."""
    query = select(_RESIDENT.neighbourhood_id).where(_RESIDENT.id == resident_id)
    return read_calendar(session, session.connection().execute(query).scalar(), None)
