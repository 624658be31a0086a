"""Who works here, as screens name them: « Nadia M. »."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of

_STAFF: Final = table_of("staff_member")
_SITE: Final = table_of("site")
_NEIGHBOURHOOD: Final = table_of("neighbourhood")


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A staff member and where they work."""

    id: UUID
    first_name: str
    family_name: str
    role: str
    site_id: UUID | None
    site: str | None
    neighbourhood_id: UUID | None
    neighbourhood: str | None
    town: str | None

    @property
    def short_name(self) -> str:
        """« Nadia M. »"""
        return short_name(self.family_name, self.first_name)


def list_staff(session: Session) -> list[StaffRow]:
    """Everybody active, by first name."""
    query = _staff().where(_STAFF.c.is_active, _STAFF.c.archived_at.is_(None))
    ordered = query.order_by(_STAFF.c.first_name, _STAFF.c.family_name)
    return [StaffRow(*row) for row in session.connection().execute(ordered)]


def read_staff_member(session: Session, staff_id: UUID) -> StaffRow | None:
    """One staff member, active or not; None when this laptop does not know them."""
    row = session.connection().execute(_staff().where(_STAFF.c.id == staff_id)).first()
    return StaffRow(*row) if row else None


def is_disabled(session: Session, staff_id: UUID) -> bool:
    """Whether the centre has closed a member of staff's access, as far as this laptop has heard."""
    query = select(_STAFF.c.is_active).where(_STAFF.c.id == staff_id)
    return session.connection().execute(query).scalar() is False


def _staff() -> Select[Any]:
    joined = _STAFF.outerjoin(_SITE, _SITE.c.id == _STAFF.c.site_id).outerjoin(
        _NEIGHBOURHOOD, _NEIGHBOURHOOD.c.id == _SITE.c.neighbourhood_id
    )
    return select(
        _STAFF.c.id,
        _STAFF.c.first_name,
        _STAFF.c.family_name,
        _STAFF.c.role,
        _STAFF.c.site_id,
        _SITE.c.name,
        _SITE.c.neighbourhood_id,
        _NEIGHBOURHOOD.c.name,
        _NEIGHBOURHOOD.c.town,
    ).select_from(joined)
