"""Who works on this laptop: whom else one may let in, and what somebody who goes leaves here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.role_class import may_share_laptop
from intake_app.services.access import Deed, require
from intake_app.services.staff import StaffRow, list_staff, read_staff_member
from intake_app.storage import audit
from intake_app.storage.outbox import OUTBOX, files_of_changes, open_types
from intake_app.storage.tables import ChangeState

ADDED: Final = "add_person"
REMOVED: Final = "remove_person"
_OPEN: Final = (ChangeState.PENDING, ChangeState.HELD, ChangeState.QUARANTINED)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the space who does not open this laptop yet; `may_share` tells whether the roles allow it."""

    member: StaffRow
    may_share: bool


def list_colleagues(session: Session, present: Collection[UUID], role: str) -> tuple[Colleague, ...]:
    """Everybody active but those `present`, by first name. `role` is that of those who open this laptop."""
    members = (member for member in list_staff(session) if member.id not in present)
    return tuple(Colleague(member, may_share_laptop(role, member.role)) for member in members)


def note_adding(session: Session, actor: Actor, staff_id: UUID) -> StaffRow:
    """Whom one is about to let in; the trail says so. Raises KnownError: not_allowed, record_gone, access_closed,
    role_needs_own_laptop.
    """
    require(actor, Deed.SHARE_LAPTOP)
    member = read_staff_member(session, staff_id)
    if member is None:
        raise KnownError("record_gone")
    if staff_id not in {one.id for one in list_staff(session)}:
        raise KnownError("access_closed")
    if not may_share_laptop(actor.role, member.role):
        raise KnownError("role_needs_own_laptop")
    audit.note(session, actor, ADDED, "staff_member", staff_id)
    return member


def note_removing(session: Session, actor: Actor, staff_id: UUID) -> int:
    """How many files the centre has not got yet of what somebody wrote here: it stays. The trail says that they go.
    Raises KnownError: not_allowed.
    """
    require(actor, Deed.SHARE_LAPTOP)
    audit.note(session, actor, REMOVED, "staff_member", staff_id)
    return count_unsent_of(session, staff_id)


def count_unsent_of(session: Session, staff_id: UUID) -> int:
    """Files, as people see them, with something by this author that the centre has not taken yet."""
    source, file_id = files_of_changes(open_types(session.connection()))
    open_ones = OUTBOX.c.state.in_(_OPEN)
    query = select(func.count(func.distinct(file_id))).select_from(source)
    return session.connection().execute(query.where(open_ones, OUTBOX.c.author_id == staff_id)).scalar_one()
