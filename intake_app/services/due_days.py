"""By when a follow-up falls due that something else calls for (`domain.rules.due`), where the resident lives."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.due import due_attempts, due_day
from intake_app.domain.working_days import working_day
from intake_app.services.planning import read_calendar

_RESIDENT: Final = table_of("resident").c


def due_after(session: Session, resident_id: UUID, purpose: str, day: Day) -> Day:
    """By when a follow-up falls due that an event of `day` calls for."""
    return due_day(purpose, day, calendar_of_resident(session, resident_id))


def attempt_days(session: Session, resident_id: UUID, purpose: str, anchor: Day) -> list[Day]:
    """The day of each attempt, for an event of the day `anchor`."""
    return due_attempts(purpose, anchor, calendar_of_resident(session, resident_id))


def next_working_day(session: Session, resident_id: UUID, day: Day) -> Day:
    """That day, or the next one on which people work."""
    return working_day(day, calendar_of_resident(session, resident_id))


def calendar_of_resident(session: Session, resident_id: UUID) -> Calendar | None:
    """The public holidays of where somebody lives; None where this laptop does not know it."""
    query = select(_RESIDENT.neighbourhood_id).where(_RESIDENT.id == resident_id)
    return read_calendar(session, session.connection().execute(query).scalar(), None)
