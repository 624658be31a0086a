"""Whoever writes: their name, what they are, where they work and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of

_STAFF, _SITE, _ORGANISATION = table_of("staff_member"), table_of("site"), table_of("organisation")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who writes: where they work and for whom."""

    first_name: str
    family_name: str
    role: str
    organisation: str
    site: str
    site_address: str


def read_signatory(session: Session, staff_id: UUID) -> Signatory:
    """What stands under a letter of this member of staff. Raises KnownError `record_gone`."""
    staff, site, organisation = _STAFF.c, _SITE.c, _ORGANISATION.c
    query = (
        select(
            staff.first_name, staff.family_name, staff.role, organisation.name.label("organisation"),
            site.name.label("site"), site.address,
        )
        .outerjoin(_SITE, site.id == staff.site_id)
        .outerjoin(_ORGANISATION, organisation.id == staff.organisation_id)
        .where(staff.id == staff_id)
    )  # fmt: skip
    found = session.connection().execute(query).first()
    if found is None:
        raise KnownError("record_gone")
    return Signatory(
        found.first_name, found.family_name, found.role, found.organisation or "", found.site or "", found.address or ""
    )
