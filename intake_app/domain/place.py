"""Where people live and where the programme meets them: neighbourhoods, sites, buildings."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, code, reference, synced


class Neighbourhood(SyncedRow, table=True):
    """A deprived neighbourhood (QPV in France, LSOA or estate in England)."""

    __tablename__ = "neighbourhood"

    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=120)
    official_code: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=20)
    kind: str = code("neighbourhood_kind", default="local")
    town: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=120)
    country: str = synced(Merge.SCALAR, Audience.FIELD, default="FR", max_length=2)


class Site(SyncedRow, table=True):
    """A place where staff work or receive: a caretaker's office, a community room."""

    __tablename__ = "site"

    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=120)
    address: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=200)
    neighbourhood_id: UUID = reference("neighbourhood", index=True)


class Building(SyncedRow, table=True):
    """A building of the landlord; choosing it fills in the neighbourhood without any geocoding."""

    __tablename__ = "building"

    label: str = synced(Merge.SCALAR, Audience.FIELD, max_length=120)
    address: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=200)
    site_id: UUID | None = reference("site", optional=True)
    neighbourhood_id: UUID = reference("neighbourhood", index=True)
