"""The trail of who did what to which record. `change_capture` writes it beside each change; this, for what changes
nothing.

Ids only: erasing a person leaves the trail whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP
from intake_app.storage import tables

_AUDIT: Final = LAPTOP.tables[str(tables.AuditEntry.__tablename__)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    at: datetime
    staff_id: UUID
    deed: str
    record_type: str | None
    record_id: UUID | None


def note(session: Session, actor: Actor, deed: str, record_type: str, record_id: UUID) -> None:
    """Add a line to the trail, in the running transaction."""
    session.connection().execute(
        insert(_AUDIT).values(
            at=actor.clock(), staff_id=actor.staff_id, deed=deed, record_type=record_type, record_id=record_id
        )
    )


def read_trail(
    session: Session, record_type: str, record_id: UUID, *, deed: str | None = None, limit: int = 200
) -> list[Entry]:
    """What was done to a record, or only one kind of deed, newest first."""
    columns = _AUDIT.c
    query = (
        select(columns.at, columns.staff_id, columns.deed, columns.record_type, columns.record_id)
        .where(columns.record_type == record_type, columns.record_id == record_id)
        .order_by(columns.number.desc())
        .limit(limit)
    )
    if deed is not None:
        query = query.where(columns.deed == deed)
    return [Entry(*row) for row in session.connection().execute(query)]
