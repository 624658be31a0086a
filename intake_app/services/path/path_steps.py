"""How far somebody has come (domain reference §9.2), each step with the day it was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.services.attendances import CAME
from intake_app.services.families import family_of


class Step(StrEnum):
    """The steps of a path, in order."""

    SPOTTED = "spotted"
    CONTACTED = "contacted"
    AGREED = "agreed"
    ATTENDED = "attended"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    OUTCOME = "outcome"
    SIX_MONTHS = "six_months"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step and the first day it was reached; None while it is not."""

    step: Step
    on: Day | None


def read_steps(session: Session, resident_id: UUID) -> list[StepRow]:
    """Every step of a resident's path, whichever of their files tells it. A later one may be reached before an
    earlier: people do not follow our order.
    """
    family = family_of(session, resident_id)
    days = {
        Step.SPOTTED: _first(session, "resident", "created_at", table_of("resident").c.id.in_(family)),
        Step.CONTACTED: _first(session, "follow_up", "done_at", *_of(family, "follow_up", result=("reached", "done"))),
        Step.AGREED: _first(session, "consent", "decided_at", *_of(family, "consent", state=("given",))),
        Step.ATTENDED: _first_attendance(session, family),
        Step.ENROLLED: _first(session, "enrolment", "entered_on", *_of(family, "enrolment", status=tuple(COUNTED))),
        Step.COMPLETED: _first(session, "enrolment", "exited_on", *_of(family, "enrolment", status=("completed",))),
        Step.OUTCOME: _first(session, "outcome", "happened_on", *_of(family, "outcome")),
        Step.SIX_MONTHS: _first(session, "situation", "as_of", *_of(family, "situation", stage=("plus6",))),
    }
    return [StepRow(step, days[step]) for step in Step]


_ATTENDANCE: Final = table_of("attendance")
_SLOT: Final = table_of("slot")


def _first_attendance(session: Session, family: list[UUID]) -> Day | None:
    query = (
        select(func.min(_SLOT.c.held_on))
        .join(_ATTENDANCE, _ATTENDANCE.c.slot_id == _SLOT.c.id)
        .where(_ATTENDANCE.c.resident_id.in_(family), _ATTENDANCE.c.status.in_(CAME))
    )
    found: Day | None = session.connection().execute(query).scalar()
    return found


def _of(family: list[UUID], record_type: str, **among: tuple[str, ...]) -> list[ColumnElement[bool]]:
    columns = table_of(record_type).c
    chosen = [columns[name].in_(values) for name, values in among.items()]
    return [columns.resident_id.in_(family), columns.archived_at.is_(None), *chosen]


def _first(session: Session, record_type: str, field: str, *conditions: Any) -> Day | None:
    column = table_of(record_type).c[field]
    query = select(column).where(*conditions, column.is_not(None)).order_by(column).limit(1)
    found = session.connection().execute(query).scalar()
    return found.astimezone().date() if isinstance(found, datetime) else found
