"""Where a record stands: only on this laptop, received by the centre, or asking for somebody's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, literal_column, select
from sqlmodel import Session

from intake_app.domain.base import LAPTOP
from intake_app.domain.record_types import table_of
from intake_app.storage.outbox import is_open_conflict
from intake_app.storage.tables import ChangeState

OUTBOX: Final = LAPTOP.tables["outbox_change"]
IS_PENDING: Final[ColumnElement[bool]] = literal_column("outbox_change.state = 'pending'")
"""Spelt out, not bound: SQLite uses the index of pending changes only for a condition it can read."""
_NOT_SHOWN_YET: Final = (ChangeState.PENDING, ChangeState.HELD)


class RecordState(StrEnum):
    """The worst of what is known of a record's changes."""

    TO_REVIEW = "to_review"
    ONLY_HERE = "only_here"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record stands; `sent_at` is when the centre last said it received a change of it from here."""

    state: RecordState
    sent_at: datetime | None = None
    reason: str | None = None


def is_only_here(record_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """A column telling whether the record whose id is given has changes the centre has not received."""
    return exists(select(1).where(OUTBOX.c.record_id == record_id, IS_PENDING).correlate_except(OUTBOX)).label(
        "is_only_here"
    )


def read_standing(session: Session, record_type: str, record_id: UUID) -> Standing:
    """Where one record stands."""
    found = read_standings(session, record_type, [record_id])
    return found.get(record_id, sent())


def read_standings(session: Session, record_type: str, record_ids: list[UUID]) -> dict[UUID, Standing]:
    """Where records stand, for those this laptop ever changed or that are disputed; the others came from the centre."""
    changes = OUTBOX.c
    state = case(
        (changes.state == ChangeState.QUARANTINED, 2),
        (changes.state.in_(_NOT_SHOWN_YET), 1),
        else_=0,
    )
    reason = case((changes.state == ChangeState.QUARANTINED, changes.reason))
    query = (
        select(changes.record_id, func.max(state), func.max(changes.settled_at), func.max(reason))
        .where(changes.record_type == record_type, changes.record_id.in_(record_ids))
        .group_by(changes.record_id)
    )
    order = (RecordState.SENT, RecordState.ONLY_HERE, RecordState.TO_REVIEW)
    found = {
        record_id: Standing(order[worst], sent_at, why)
        for record_id, worst, sent_at, why in session.connection().execute(query)
    }
    for record_id in _disputed(session, record_type, record_ids):
        found[record_id] = replace(found.get(record_id, sent()), state=RecordState.TO_REVIEW)
    return found


def _disputed(session: Session, record_type: str, record_ids: list[UUID]) -> Iterable[UUID]:
    """Those with a field that two people wrote apart."""
    conflict = table_of("conflict").c
    of_records = (conflict.record_type == record_type, conflict.record_id.in_(record_ids), is_open_conflict())
    return session.connection().execute(select(conflict.record_id).where(*of_records)).scalars()


def sent() -> Standing:
    """The standing of a record this laptop never changed: it came from the centre."""
    return Standing(RecordState.SENT)
