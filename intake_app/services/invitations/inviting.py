"""Inviting people to the half-days of a workshop: put on the roll, told, and what they answered.

What is noted concerns every half-day named: one call asks about all the dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.domain.workshop import Slot, Workshop
from intake_app.services.access import Deed, require
from intake_app.services.attendances import (
    EXPECTED,
    attendances_of,
    invite_residents,
    open_workshop,
    put_on_waiting_list,
)
from intake_app.services.days import local_day
from intake_app.services.rolls import read_roll
from intake_app.services.rows import fetch

UNTOLD: Final = ""
"""The means of somebody whom nobody told after all."""


@dataclass(frozen=True, slots=True)
class Invited:
    """What inviting people did: how many are now expected, and how many wait for a place."""

    expected: int = 0
    waiting: int = 0


def invite_people(session: Session, actor: Actor, slot_ids: Sequence[UUID], resident_ids: Sequence[UUID]) -> Invited:
    """Expect these residents, in this order, as long as there are places; whoever is one too many waits for one.
    Counted are those who are new on the roll of the first half-day. Raises KnownError `workshop_closed`,
    `workshop_cancelled`, `sheet_sealed`.
    """
    require(actor, Deed.CALL_ROLL)
    counts = [_fill(session, actor, slot_id, list(dict.fromkeys(resident_ids))) for slot_id in slot_ids]
    return counts[0] if counts else Invited()


def note_told(session: Session, actor: Actor, slot_ids: Sequence[UUID], resident_id: UUID, means: str) -> UUID:
    """Note by which means (a code of `invitation_means`) somebody on the roll was told, now; `UNTOLD` takes that back,
    with what they answered. Who told them first, and when, stays as it is.
    """
    require(actor, Deed.CALL_ROLL)
    if means:
        refuse(code_problems("attendance", {"invited_by": means}))
    for attendance in _on_rolls(session, slot_ids, resident_id):
        attendance.invited_by = means or None
        if not means:
            attendance.answer = None
        elif attendance.invited_at is None:
            attendance.inviter_id, attendance.invited_at = actor.staff_id, actor.clock()
    return resident_id


def note_answer(
    session: Session, actor: Actor, slot_ids: Sequence[UUID], resident_id: UUID, answer: str | None, means: str
) -> UUID:
    """Note what somebody answered (a code of `invitation_answer`; None: nothing yet). Whoever answers was told: by
    `means`, unless it is noted already how.
    """
    require(actor, Deed.CALL_ROLL)
    if answer is not None:
        refuse(code_problems("attendance", {"answer": answer}))
    untold = any(one.invited_by is None for one in _on_rolls(session, slot_ids, resident_id))
    if answer is not None and untold:
        note_told(session, actor, slot_ids, resident_id, means)
    for attendance in _on_rolls(session, slot_ids, resident_id):
        attendance.answer = answer
    return resident_id


def _fill(session: Session, actor: Actor, slot_id: UUID, resident_ids: list[UUID]) -> Invited:
    free = _free_places(session, actor, slot_id)
    invited = waiting = 0
    for resident_id in resident_ids:
        if free is None or invited < free:
            invited += invite_residents(session, actor, slot_id, [resident_id])
        else:
            waiting += put_on_waiting_list(session, actor, slot_id, [resident_id])
    return Invited(invited, waiting)


def _free_places(session: Session, actor: Actor, slot_id: UUID) -> int | None:
    """How many places are left; None where there is no limit, or where the day has come and whoever comes is ticked."""
    slot = fetch(session, Slot, slot_id)
    capacity = fetch(session, Workshop, slot.workshop_id).capacity
    if capacity is None or slot.held_on <= local_day(actor.clock):
        return None
    session.flush()
    return max(0, capacity - read_roll(session, slot_id).placed)


def _on_rolls(session: Session, slot_ids: Sequence[UUID], resident_id: UUID) -> list[Attendance]:
    """Their attendances of those half-days where they are expected; KnownError `record_gone` when there is none."""
    found = []
    for slot_id in slot_ids:
        open_workshop(session, slot_id)
        known = attendances_of(session, slot_id, resident_id)
        found += [one for one in known if one.archived_at is None and one.status == EXPECTED]
    if not found:
        raise KnownError("record_gone")
    return found
