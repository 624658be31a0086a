"""The resident (habitant): somebody met in the neighbourhood, from a first contact to six months after leaving."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Merge, SyncedRow, code, reference, synced


class ResidentFields(SQLModel):
    """What can be written of a resident. The only declaration: table, wire, form and export derive from it."""

    family_name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=80, min_length=1)
    first_name: str = synced(Merge.SCALAR, Audience.FIELD, default="", max_length=80)
    birth_name: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=80)
    # Extended Date/Time Format (ISO 8601-2), as far as known: 1984-03-12, 1984-03, 1984, 1986~
    birth_date: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=11)
    gender: str | None = code("gender", default=None)
    phone: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=20)
    has_no_phone: bool = synced(Merge.SCALAR, Audience.FIELD, default=False)
    address: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=200)
    building_id: UUID | None = reference("building", optional=True)
    neighbourhood_id: UUID = reference("neighbourhood", index=True)
    how_met: str | None = code("how_met", default=None)
    language: str | None = code("language", default=None)
    referent_id: UUID | None = reference("staff_member", optional=True)
    email: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    phone_owner: str | None = code("phone_owner", default=None)
    """Whose number it is: theirs unless it says a relative's."""
    landlord_link: str | None = code("landlord_link", default=None)
    needs_interpreter: str | None = code("answer", default=None)
    needs_reading_help: str | None = code("answer", default=None)


class Resident(SyncedRow, ResidentFields, table=True):
    """A resident. Registered by whoever met them; nothing here is a judgement, an illness, an origin."""

    __tablename__ = "resident"
