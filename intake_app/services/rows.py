"""Reaching and changing one row inside a use case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.base import SyncedRow
from intake_app.domain.errors import KnownError

Row = TypeVar("Row", bound=SyncedRow)


def fetch(session: Session, row_class: type[Row], row_id: UUID) -> Row:
    """The row; KnownError `record_gone` when this laptop no longer has it (erased, or moved out of its area)."""
    row = session.get(row_class, row_id)
    if row is None:
        raise KnownError("record_gone")
    return row


def put(row: SyncedRow, values: Mapping[str, Any]) -> None:
    """Set these values. What equals the old value is no change: it is neither written nor sent."""
    for name, value in values.items():
        setattr(row, name, value)
