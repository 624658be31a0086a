"""Whether a workshop's day is sealed: then its roll, signatures and headcounts are as the sheet says."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of

_SHEET: Final = table_of("sheet")
_SLOT: Final = table_of("slot")
_STANDING: Final[Select[Any]] = select(_SHEET.c.id).where(
    _SHEET.c.opened_at.is_(None), _SHEET.c.archived_at.is_(None), _SHEET.c.workshop_id == bindparam("workshop_id")
)
_OF_DAY: Final = _STANDING.where(_SHEET.c.held_on == bindparam("held_on")).limit(1)
_OF_SLOT: Final = (
    select(_SHEET.c.id)
    .join(_SLOT, (_SLOT.c.workshop_id == _SHEET.c.workshop_id) & (_SLOT.c.held_on == _SHEET.c.held_on))
    .where(_SLOT.c.id == bindparam("slot_id"), _SHEET.c.opened_at.is_(None), _SHEET.c.archived_at.is_(None))
    .limit(1)
)


def is_sealed(session: Session, workshop_id: UUID, held_on: Day) -> bool:
    """Whether a sheet of that day stands."""
    found = session.connection().execute(_OF_DAY, {"workshop_id": workshop_id, "held_on": held_on})
    return found.first() is not None


def refuse_if_sealed(session: Session, slot_id: UUID) -> None:
    """Raise KnownError `sheet_sealed` when the slot's day is sealed."""
    if session.connection().execute(_OF_SLOT, {"slot_id": slot_id}).first() is not None:
        raise KnownError("sheet_sealed")
