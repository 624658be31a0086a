"""What is compared of the residents of this laptop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import ResidentFields
from intake_app.services.rows import is_erased

_RESIDENT: Final = table_of("resident").c
_COMPARED: Final = tuple(field.name for field in fields(Portrait))
_PORTRAITS: Final[Select[Any]] = select(_RESIDENT.id, *(_RESIDENT[name] for name in _COMPARED)).where(
    _RESIDENT.id.in_(bindparam("ids", expanding=True)), _RESIDENT.archived_at.is_(None), ~is_erased(_RESIDENT.id)
)
_AT_ONCE: Final = 5_000


def portrait_of(resident: ResidentFields) -> Portrait:
    """The portrait of a file."""
    return Portrait(**{name: getattr(resident, name) for name in _COMPARED})


def read_portraits(session: Session, resident_ids: Iterable[UUID]) -> dict[UUID, Portrait]:
    """The portraits of these residents, but for files put away and people being erased."""
    ids, connection = list(resident_ids), session.connection()
    found: dict[UUID, Portrait] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(_PORTRAITS, {"ids": ids[start : start + _AT_ONCE]}):
            found[row[0]] = Portrait(*row[1:])
    return found
