"""A resident's file: all that is known of them at one glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.situation import SituationFields
from intake_app.services.families import family_of
from intake_app.services.follow_up_lists import FollowUpRow, list_follow_ups
from intake_app.services.notices import ConsentRow, NoticeStanding, list_consents, read_notice_standing
from intake_app.services.record_states import Standing, read_standing
from intake_app.services.resident_merges import JoinedFile, list_joined
from intake_app.services.rows import fetch

_NEIGHBOURHOOD: Final = table_of("neighbourhood")
_BUILDING: Final = table_of("building")
_STAFF: Final = table_of("staff_member")
_SITUATION: Final = table_of("situation")


@dataclass(frozen=True, slots=True)
class SituationRow:
    """A dated snapshot."""

    id: UUID
    stage: str
    as_of: Day
    fields: SituationFields


@dataclass(frozen=True, slots=True)
class ResidentFile:
    """A resident. `fields` is a copy that fills the form; names stand beside the ids it holds.

    `members` are all the files of the person, the one shown (`id`) first; `joined` tells how the others came to it.
    """

    id: UUID
    members: tuple[UUID, ...]
    joined: tuple[JoinedFile, ...]
    fields: ResidentFields
    neighbourhood: str
    building: str | None
    referent: str
    registered_at: datetime
    registered_by: str
    is_archived: bool
    situation: SituationRow | None
    notice: NoticeStanding
    consents: tuple[ConsentRow, ...]
    next_follow_up: FollowUpRow | None
    standing: Standing


def read_resident(session: Session, resident_id: UUID, today: Day) -> ResidentFile:
    """The file of a resident, the one it was joined to when it was; KnownError `record_gone` when this laptop does
    not have it. Note the opening beside it (`privacy.record_opening`).
    """
    members = family_of(session, resident_id)
    row = fetch(session, Resident, members[0])
    follow_ups = list_follow_ups(session, today, resident_id=row.id)
    waiting = (*follow_ups.late, *follow_ups.today, *follow_ups.week, *follow_ups.later)
    return ResidentFile(
        id=row.id,
        members=tuple(members),
        joined=tuple(list_joined(session, members, today)) if len(members) > 1 else (),
        fields=ResidentFields.model_validate(row.model_dump(include=set(ResidentFields.model_fields))),
        neighbourhood=_one(session, _NEIGHBOURHOOD.c.name, _NEIGHBOURHOOD.c.id, row.neighbourhood_id) or "",
        building=_one(session, _BUILDING.c.label, _BUILDING.c.id, row.building_id),
        referent=_staff_name(session, row.referent_id),
        registered_at=row.created_at,
        registered_by=_staff_name(session, row.created_by),
        is_archived=row.archived_at is not None,
        situation=read_latest_situation(session, row.id),
        notice=read_notice_standing(session, row.id, today),
        consents=tuple(list_consents(session, row.id)),
        next_follow_up=waiting[0] if waiting else None,
        standing=read_standing(session, "resident", row.id),
    )


def read_latest_situation(session: Session, resident_id: UUID) -> SituationRow | None:
    """The newest snapshot of a resident, in whichever of their files; None when there is none."""
    columns = _SITUATION.c
    query = (
        select(_SITUATION)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.as_of.desc(), columns.id.desc())
        .limit(1)
    )
    found = session.connection().execute(query).mappings().first()
    if found is None:
        return None
    fields = SituationFields.model_validate({name: found[name] for name in SituationFields.model_fields})
    return SituationRow(found["id"], found["stage"], found["as_of"], fields)


def _one(session: Session, column: Any, key: Any, value: UUID | None) -> str | None:
    if value is None:
        return None
    found: str | None = session.connection().execute(select(column).where(key == value)).scalar()
    return found


def _staff_name(session: Session, staff_id: UUID | None) -> str:
    if staff_id is None:
        return ""
    columns = _STAFF.c
    query = select(columns.family_name, columns.first_name).where(columns.id == staff_id)
    found = session.connection().execute(query).first()
    return short_name(*found) if found else ""
