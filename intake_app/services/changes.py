"""What is only on this laptop, record by record, for the synchronisation screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import FromClause, Select, case, func, null, select
from sqlmodel import Session

from intake_app.domain.names import display_name
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.services.record_states import OUTBOX, RecordState
from intake_app.storage.outbox import OutboxSummary, summary
from intake_app.storage.tables import ChangeState

_UNSENT: Final = (ChangeState.PENDING, ChangeState.QUARANTINED, ChangeState.CONFLICT)
_RESIDENT: Final = table_of("resident")
_WORKSHOP: Final = table_of("workshop")
_SLOT: Final = table_of("slot")


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """A record with changes the centre has not received, or refused. `reason` is a key of errors.json.

    `resident` and `workshop` name what the record is about, « BENALI Karim » and a title; either may be empty.
    """

    record_type: str
    record_id: UUID
    resident: str
    workshop: str
    since: datetime
    state: RecordState
    reason: str | None
    changes: int


def list_unsent(session: Session, *, limit: int = 500) -> list[UnsentRow]:
    """The records that are only here, those that ask for somebody's eyes first, then the oldest."""
    columns = OUTBOX.c
    to_review = func.max(case((columns.state == ChangeState.PENDING, 0), else_=1))
    since = func.min(columns.recorded_at)
    query = (
        select(columns.record_type, columns.record_id, since, to_review, func.max(columns.reason), func.count())
        .where(columns.state.in_(_UNSENT))
        .group_by(columns.record_type, columns.record_id)
        .order_by(to_review.desc(), func.min(columns.device_seq))
        .limit(limit)
    )
    found = session.connection().execute(query).all()
    names = _names(session, [(row[0], row[1]) for row in found])
    return [
        UnsentRow(
            record_type,
            record_id,
            *names.get((record_type, record_id), ("", "")),
            since=first_at,
            state=RecordState.TO_REVIEW if has_to_review else RecordState.ONLY_HERE,
            reason=reason,
            changes=count,
        )
        for record_type, record_id, first_at, has_to_review, reason, count in found
    ]


def read_summary(session: Session) -> OutboxSummary:
    """How many records are only here, since when, and how many ask for somebody's eyes."""
    return summary(session.connection())


def _names(session: Session, records: list[tuple[str, UUID]]) -> dict[tuple[str, UUID], tuple[str, str]]:
    """(type, id) → the resident and the workshop the record is about."""
    names: dict[tuple[str, UUID], tuple[str, str]] = {}
    for record_type in RECORD_TYPES:
        ids = [record_id for kind, record_id in records if kind == record_type]
        if ids:
            for record_id, family_name, first_name, title in session.connection().execute(_about(record_type, ids)):
                resident = display_name(family_name, first_name or "") if family_name else ""
                names[record_type, record_id] = (resident, title or "")
    return names


def _about(record_type: str, ids: list[UUID]) -> Select[Any]:
    """For each of these records: its id, the resident's family and first name, the workshop's title."""
    table = table_of(record_type)
    source: FromClause = table
    if "resident_id" in table.c:
        source = source.outerjoin(_RESIDENT, _RESIDENT.c.id == table.c.resident_id)
    if "slot_id" in table.c:
        source = source.outerjoin(_SLOT, _SLOT.c.id == table.c.slot_id)
        source = source.outerjoin(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    elif "workshop_id" in table.c:
        source = source.outerjoin(_WORKSHOP, _WORKSHOP.c.id == table.c.workshop_id)
    resident = _RESIDENT.c if record_type == "resident" or "resident_id" in table.c else None
    workshop = _WORKSHOP.c if record_type == "workshop" or {"slot_id", "workshop_id"} & set(table.c.keys()) else None
    names = (resident.family_name, resident.first_name) if resident is not None else (null(), null())
    title = workshop.title if workshop is not None else null()
    return select(table.c.id, *names, title).select_from(source).where(table.c.id.in_(ids))
