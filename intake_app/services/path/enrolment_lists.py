"""The enrolments of a resident, and where somebody may be enrolled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.services.families import family_of

_ENROLMENT: Final = table_of("enrolment")
_RETURN: Final = table_of("enrolment_return")
_OPERATION: Final = table_of("operation")
_ACTION: Final = table_of("action")
_COHORT: Final = table_of("cohort")


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One coming back, and the exit it took back."""

    id: UUID
    returned_on: Day
    former_exit_on: Day | None
    former_exit_reason: str | None
    former_status: str | None


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """An enrolment, with the names of what it is about."""

    id: UUID
    operation_id: UUID
    operation: str
    funder: str
    action_id: UUID | None
    action_fr: str | None
    action_en: str | None
    cohort_id: UUID | None
    cohort: str | None
    status: str
    entered_on: Day
    exited_on: Day | None
    exit_reason: str | None
    headline: str | None
    returns: tuple[ReturnRow, ...]


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation somebody may be enrolled in."""

    id: UUID
    name: str
    funder: str
    starts_on: Day | None
    ends_on: Day | None


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A cohort, and the qualification it prepares for."""

    id: UUID
    action_id: UUID
    name: str
    qualification: str
    certifier: str
    register_code: str | None
    starts_on: Day | None
    ends_on: Day | None


def list_enrolments(session: Session, resident_id: UUID) -> list[EnrolmentRow]:
    """The enrolments of a resident, in whichever of their files: those without exit first, then the newest."""
    columns = _ENROLMENT.c
    family = family_of(session, resident_id)
    query = (
        select(
            columns.id, columns.operation_id, _OPERATION.c.name, _OPERATION.c.funder, columns.action_id,
            _ACTION.c.title_fr, _ACTION.c.title_en, columns.cohort_id, _COHORT.c.name, columns.status,
            columns.entered_on, columns.exited_on, columns.exit_reason, columns.headline,
        )
        .outerjoin(_OPERATION, _OPERATION.c.id == columns.operation_id)
        .outerjoin(_ACTION, _ACTION.c.id == columns.action_id)
        .outerjoin(_COHORT, _COHORT.c.id == columns.cohort_id)
        .where(columns.resident_id.in_(family), columns.archived_at.is_(None))
        .order_by(columns.exited_on.is_not(None), columns.entered_on.desc(), columns.id.desc())
    )  # fmt: skip
    returns = _returns(session, family)
    found: list[Any] = list(session.connection().execute(query))
    return [EnrolmentRow(*(*row, tuple(returns.get(row.id, ())))) for row in found]


def list_operations(session: Session, today: Day) -> list[OperationRow]:
    """The operations that run today, by name."""
    columns = _OPERATION.c
    query = (
        select(columns.id, columns.name, columns.funder, columns.starts_on, columns.ends_on)
        .where(
            columns.archived_at.is_(None),
            columns.starts_on.is_(None) | (columns.starts_on <= today),
            columns.ends_on.is_(None) | (columns.ends_on >= today),
        )
        .order_by(columns.name)
    )
    return [OperationRow(*row) for row in session.connection().execute(query)]


def list_cohorts(session: Session, action_id: UUID | None = None) -> list[CohortRow]:
    """The cohorts, of one action if it is given; the latest to begin first."""
    columns = _COHORT.c
    query = select(
        columns.id, columns.action_id, columns.name, columns.qualification, columns.certifier,
        columns.register_code, columns.starts_on, columns.ends_on,
    ).where(columns.archived_at.is_(None))  # fmt: skip
    if action_id is not None:
        query = query.where(columns.action_id == action_id)
    found = session.connection().execute(query.order_by(columns.starts_on.desc(), columns.name))
    return [CohortRow(*row) for row in found]


def _returns(session: Session, family: list[UUID]) -> dict[UUID, list[ReturnRow]]:
    columns = _RETURN.c
    query = (
        select(
            columns.enrolment_id, columns.id, columns.returned_on, columns.former_exit_on,
            columns.former_exit_reason, columns.former_status,
        )
        .where(columns.resident_id.in_(family), columns.archived_at.is_(None))
        .order_by(columns.returned_on, columns.id)
    )  # fmt: skip
    found: dict[UUID, list[ReturnRow]] = {}
    for enrolment_id, *rest in session.connection().execute(query):
        values: tuple[Any, ...] = tuple(rest)
        found.setdefault(enrolment_id, []).append(ReturnRow(*values))
    return found
