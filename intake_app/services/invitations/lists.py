"""Who is invited to a half-day, by whom, and what they answered; and whom one might invite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, require
from intake_app.services.attendances import DECLINED
from intake_app.services.resident_filters import Asking
from intake_app.services.resident_lists import ResidentRow, find_residents, read_resident_rows
from intake_app.services.rolls import Roll, RollRow, read_roll
from intake_app.services.staff import read_staff_member
from intake_app.storage import audit

TAKEN: Final = "print_invitations"
COMING: Final = "yes"
NOT_REACHED: Final = "none"
_SLOT, _WORKSHOP = table_of("slot"), table_of("workshop")
_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """Somebody invited. `means` and `answer` are codes, None where nothing is noted; `inviter` is « Nadia M. », empty
    where it is not known who told them.
    """

    resident: ResidentRow
    status: str
    means: str | None
    answer: str | None
    inviter: str
    invited_at: datetime | None
    is_only_here: bool

    @property
    def is_to_reach(self) -> bool:
        """Whether somebody should still try to reach them."""
        return self.means is None or self.answer == NOT_REACHED


@dataclass(frozen=True, slots=True)
class InvitationList:
    """The half-day, and everybody invited to it, by name: not those who came without, nor those who wait."""

    roll: Roll
    rows: tuple[InvitationRow, ...]

    def count(self, answer: str) -> int:
        """How many gave this answer."""
        return sum(row.answer == answer for row in self.rows)

    @property
    def coming(self) -> int:
        """How many said that they will come."""
        return self.count(COMING)

    @property
    def declined(self) -> int:
        """How many said that they will not."""
        return self.count(DECLINED)

    @property
    def to_reach(self) -> int:
        """How many are still to be reached."""
        return sum(row.is_to_reach for row in self.rows)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who might be invited; `has_come` says of the workshop before whether they did, None where that was not
    asked.
    """

    resident: ResidentRow
    has_come: bool | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those who might be invited; of a workshop before, its title and day."""

    rows: tuple[Candidate, ...] = ()
    title: str = ""
    held_on: Day | None = None


def read_invitations(session: Session, slot_id: UUID) -> InvitationList:
    """Who is invited to a half-day. KnownError `record_gone` when this laptop does not have it."""
    roll = read_roll(session, slot_id)
    invited = [row for row in roll.rows if not row.is_walk_in]
    residents = {one.id: one for one in read_resident_rows(session, [row.resident_id for row in invited])}
    names = _inviters(session, invited)
    rows = (_row(row, residents[row.resident_id], names) for row in invited if row.resident_id in residents)
    return InvitationList(roll, tuple(rows))


def take_invitations(session: Session, actor: Actor, slot_id: UUID) -> InvitationList:
    """The same, about to leave on paper: that names leave is noted in the trail."""
    require(actor, Deed.CALL_ROLL)
    listed = read_invitations(session, slot_id)
    audit.note(session, actor, TAKEN, "slot", slot_id)
    return listed


def list_candidates(
    session: Session, slot_id: UUID, text: str, neighbourhood_id: UUID | None, filters: Sequence[str], asking: Asking
) -> Candidates:
    """Residents whom these filters find, by name, without those who are on the roll or wait for a place."""
    found = find_residents(
        session, text, limit=_MOST, neighbourhood_id=neighbourhood_id, filters=filters, asking=asking
    )
    known = _on_roll(read_roll(session, slot_id))
    by_name = sorted(found, key=lambda one: (one.family_name.lower(), one.first_name.lower(), one.id))
    return Candidates(tuple(Candidate(one) for one in by_name if one.id not in known))


def list_from_last(session: Session, slot_id: UUID) -> Candidates:
    """Who was on the roll of the half-day before: of the same series, else of the same action in the same
    neighbourhood, else of the same title. Without those who are on the roll already.
    """
    roll = read_roll(session, slot_id)
    before = _slot_before(session, roll)
    if before is None:
        return Candidates()
    last, known = read_roll(session, before), _on_roll(roll)
    rows = {row.resident_id: row for row in last.rows if row.resident_id not in known}
    residents = read_resident_rows(session, list(rows))
    return Candidates(tuple(Candidate(one, rows[one.id].is_present) for one in residents), last.title, last.held_on)


def _slot_before(session: Session, roll: Roll) -> UUID | None:
    columns = _WORKSHOP.c
    own = session.connection().execute(
        select(columns.series_id, columns.action_id, columns.neighbourhood_id, columns.title)
        .where(columns.id == roll.workshop_id)
    ).one()  # fmt: skip
    alike: list[ColumnElement[bool]] = [columns.title == own.title]
    if own.action_id is not None:
        alike.insert(0, (columns.action_id == own.action_id) & (columns.neighbourhood_id == own.neighbourhood_id))
    if own.series_id is not None:
        alike.insert(0, columns.series_id == own.series_id)
    for condition in alike:
        query = (
            select(_SLOT.c.id)
            .join(_WORKSHOP, columns.id == _SLOT.c.workshop_id)
            .where(condition, _SLOT.c.held_on < roll.held_on, columns.id != roll.workshop_id)
            .where(_SLOT.c.archived_at.is_(None), columns.archived_at.is_(None), columns.status != "cancelled")
            .order_by(_SLOT.c.held_on.desc(), _SLOT.c.start_time.desc(), _SLOT.c.id)
            .limit(1)
        )
        found: UUID | None = session.connection().execute(query).scalar()
        if found is not None:
            return found
    return None


def _on_roll(roll: Roll) -> set[UUID]:
    return {row.resident_id for row in (*roll.rows, *roll.waiting)}


def _inviters(session: Session, rows: Sequence[RollRow]) -> dict[UUID, str]:
    ids = {row.invitation.inviter_id for row in rows if row.invitation.inviter_id is not None}
    found = {one: read_staff_member(session, one) for one in ids}
    return {one: member.short_name for one, member in found.items() if member is not None}


def _row(row: RollRow, resident: ResidentRow, inviters: dict[UUID, str]) -> InvitationRow:
    told = row.invitation
    inviter = inviters.get(told.inviter_id, "") if told.means is not None and told.inviter_id is not None else ""
    at = told.invited_at if told.means is not None else None
    return InvitationRow(resident, row.status, told.means, told.answer, inviter, at, row.is_only_here)
