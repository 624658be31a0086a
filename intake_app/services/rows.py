"""Reaching and changing one row inside a use case."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import Session

from intake_app.domain.base import SyncedRow
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident

Row = TypeVar("Row", bound=SyncedRow)
Value = TypeVar("Value")
_ERASURE: Final = table_of("erasure")


def once(session: Session, read: Callable[..., Value], *key: Hashable) -> Value:
    """What `read(session, *key)` gave when it was first asked in this transaction: for what nothing in it changes."""
    known: dict[Any, Value] = session.info
    if (read, key) not in known:
        known[read, key] = read(session, *key)
    return known[read, key]


def fetch(session: Session, row_class: type[Row], row_id: UUID) -> Row:
    """The row; KnownError `record_gone` when this laptop no longer has it (erased, or moved out of its area)."""
    row = session.get(row_class, row_id)
    if row is None or (isinstance(row, Resident) and _is_erased(session, row)):
        raise KnownError("record_gone")
    return row


def is_erased(resident_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """A condition telling whether somebody ordered that the resident be erased."""
    return exists(select(1).where(_ERASURE.c.resident_id == resident_id).correlate_except(_ERASURE))


def _is_erased(session: Session, row: Resident) -> bool:
    # an order still on its way; once it is carried out the row has lost its name
    ordered = select(_ERASURE.c.id).where(_ERASURE.c.resident_id == row.id).limit(1)
    return not row.family_name or session.connection().execute(ordered).first() is not None


def put(row: SyncedRow, values: Mapping[str, Any]) -> None:
    """Set these values. What equals the old value is no change: it is neither written nor sent."""
    for name, value in values.items():
        setattr(row, name, value)
