"""Calling whoever was expected at a workshop and did not come (domain reference §9.5: after two days)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID, uuid5

from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance
from intake_app.domain.workshop import Slot
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.due_days import due_after
from intake_app.services.planned_follow_ups import call_off_follow_up, plan_follow_up

ABSENT: Final = "absent_unexcused"
EXCUSED: Final = "absent_excused"
_MISSED: Final = "missed_workshop"
_NO_SHOWS: Final = UUID("0d0f7d0e-6f5c-4d0c-8f0a-3f6f2b8f1d52")


def plan_call(session: Session, actor: Actor, workshop_id: UUID, resident_id: UUID) -> UUID:
    """One call for somebody who did not come, the same one whichever laptop closes the workshop."""
    require(actor, Deed.CALL_ROLL)
    due_on = due_after(session, resident_id, _MISSED, local_day(actor.clock))
    return plan_follow_up(session, actor, _id(workshop_id, resident_id), resident_id, purpose=_MISSED, due_on=due_on)


def call_off_needless_calls(session: Session, actor: Actor, workshop_id: UUID, family: Sequence[UUID]) -> None:
    """The roll was corrected: nobody is called who, under any of their files, missed no slot of the workshop."""
    require(actor, Deed.CALL_ROLL)
    missed = (
        select(Attendance.id)
        .join(Slot, Slot.id == Attendance.slot_id)  # type: ignore[arg-type]
        .where(Slot.workshop_id == workshop_id, Attendance.resident_id.in_(family))  # type: ignore[attr-defined]
        .where(Attendance.status == ABSENT, Attendance.archived_at == None)  # noqa: E711
    )
    if session.exec(missed.limit(1)).first() is None:
        for resident_id in family:
            call_off_follow_up(session, actor, _id(workshop_id, resident_id))


def _id(workshop_id: UUID, resident_id: UUID) -> UUID:
    return uuid5(_NO_SHOWS, f"{workshop_id}|{resident_id}")
