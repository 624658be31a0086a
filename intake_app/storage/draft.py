"""Forms not yet saved, kept on this laptop alone while they are typed: never an operation, never sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP
from intake_app.domain.wire import to_wire
from intake_app.storage import tables

_DRAFT: Final = LAPTOP.tables[str(tables.Draft.__tablename__)]
# built once: every save runs it
_FORGET: Final = delete(_DRAFT).where(
    _DRAFT.c.form == bindparam("of_form"), _DRAFT.c.record_id == bindparam("of_record")
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed in a form: its fields in wire form (ids and days as text), and the field that had the focus."""

    form: str
    record_id: UUID
    staff_id: UUID
    values: dict[str, Any]
    place: str | None
    updated_at: datetime


def keep_draft(
    session: Session, actor: Actor, form: str, record_id: UUID, values: dict[str, Any], place: str | None
) -> None:
    """Keep what is typed, in place of what was kept before for this form and record."""
    content = {
        "staff_id": actor.staff_id,
        "values": msgspec.json.encode({name: _as_kept(value) for name, value in values.items()}),
        "place": place,
        "updated_at": actor.clock(),
    }
    statement = insert(_DRAFT).values(form=form, record_id=record_id, **content)
    session.connection().execute(statement.on_conflict_do_update(index_elements=["form", "record_id"], set_=content))


def _as_kept(value: Any) -> Any:
    # a list is kept as it was typed: it may hold the lines of a form, which have an order
    return value if isinstance(value, list) else to_wire(value)


def forget_draft(session: Session, form: str, record_id: UUID) -> None:
    """Drop a draft, in the transaction that saves its record: a kill leaves one or the other, never both."""
    session.connection().execute(_FORGET, {"of_form": form, "of_record": record_id})


def read_draft(session: Session, form: str, record_id: UUID) -> Draft | None:
    """The draft of a form for a record, None when there is none."""
    query = select(_DRAFT).where(_DRAFT.c.form == form, _DRAFT.c.record_id == record_id)
    found = session.connection().execute(query).first()
    return _draft(found) if found else None


def read_drafts(session: Session, staff_id: UUID) -> list[Draft]:
    """Every draft of a staff member, last touched first."""
    query = select(_DRAFT).where(_DRAFT.c.staff_id == staff_id).order_by(_DRAFT.c.updated_at.desc())
    return [_draft(row) for row in session.connection().execute(query)]


def _draft(row: Any) -> Draft:
    return Draft(row.form, row.record_id, row.staff_id, msgspec.json.decode(row.values), row.place, row.updated_at)
