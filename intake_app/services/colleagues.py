"""To whom somebody can be handed over: those who may see their file where they live, and do something for them."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, may
from intake_app.services.families import family_of
from intake_app.services.staff import StaffRow, list_staff

_RESIDENT: Final = table_of("resident").c


def list_colleagues(session: Session, resident_id: UUID, current_id: UUID | None = None) -> list[StaffRow]:
    """The active staff who may be given something to do for a resident, whoever has it now (`current_id`) first: those
    who work in the neighbourhood or in none in particular, and those who look after somebody living there.
    """
    areas = _areas(session, resident_id)
    known = _who_looks_after(session, areas)
    found = [
        row
        for row in list_staff(session)
        if may(row.role, Deed.OPEN_FILE)
        and may(row.role, Deed.FOLLOW_UP)
        and (row.neighbourhood_id is None or row.neighbourhood_id in areas or row.id in known | {current_id})
    ]
    return sorted(found, key=lambda row: row.id != current_id)


def _areas(session: Session, resident_id: UUID) -> set[UUID]:
    query = select(_RESIDENT.neighbourhood_id).where(_RESIDENT.id.in_(family_of(session, resident_id)))
    return set(session.connection().execute(query).scalars())


def _who_looks_after(session: Session, areas: set[UUID]) -> set[Any]:
    """The referents of those who live there, and whoever registered them."""
    query = select(_RESIDENT.referent_id, _RESIDENT.created_by).where(
        _RESIDENT.neighbourhood_id.in_(areas), _RESIDENT.archived_at.is_(None)
    )
    return {one for row in session.connection().execute(query.distinct()) for one in row}
