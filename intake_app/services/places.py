"""Neighbourhoods, buildings and sites to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of

_NEIGHBOURHOOD: Final = table_of("neighbourhood")
_BUILDING: Final = table_of("building")
_SITE: Final = table_of("site")


@dataclass(frozen=True, slots=True)
class NeighbourhoodRow:
    """A neighbourhood."""

    id: UUID
    name: str
    town: str | None
    country: str


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """A building, with the neighbourhood that choosing it fills in."""

    id: UUID
    label: str
    address: str | None
    neighbourhood_id: UUID
    neighbourhood: str


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A place where staff work or receive."""

    id: UUID
    name: str
    address: str | None
    neighbourhood_id: UUID
    neighbourhood: str


def list_neighbourhoods(session: Session) -> list[NeighbourhoodRow]:
    """Every neighbourhood, by name."""
    columns = _NEIGHBOURHOOD.c
    query = select(columns.id, columns.name, columns.town, columns.country).where(columns.archived_at.is_(None))
    return [NeighbourhoodRow(*row) for row in session.connection().execute(query.order_by(columns.name))]


def list_buildings(session: Session, neighbourhood_id: UUID | None = None) -> list[BuildingRow]:
    """Every building, or those of one neighbourhood, by label."""
    columns = _BUILDING.c
    query = (
        select(columns.id, columns.label, columns.address, columns.neighbourhood_id, _NEIGHBOURHOOD.c.name)
        .join(_NEIGHBOURHOOD, _NEIGHBOURHOOD.c.id == columns.neighbourhood_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.label)
    )
    if neighbourhood_id is not None:
        query = query.where(columns.neighbourhood_id == neighbourhood_id)
    return [BuildingRow(*row) for row in session.connection().execute(query)]


def list_sites(session: Session) -> list[SiteRow]:
    """Every site, by name."""
    columns = _SITE.c
    query = (
        select(columns.id, columns.name, columns.address, columns.neighbourhood_id, _NEIGHBOURHOOD.c.name)
        .join(_NEIGHBOURHOOD, _NEIGHBOURHOOD.c.id == columns.neighbourhood_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.name)
    )
    return [SiteRow(*row) for row in session.connection().execute(query)]
