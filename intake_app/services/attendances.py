"""The roll: who is expected at a slot, who came, who came without being expected.

One attendance per slot and resident, whichever laptop ticks it: its id derives from both, so that everything here may
be done twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.hours import LEFT_EARLY
from intake_app.domain.rules.problem import refuse
from intake_app.domain.situation import SituationFields
from intake_app.domain.workshop import Slot, Workshop
from intake_app.services.absences import ABSENT, call_off_needless_calls
from intake_app.services.access import Deed, require
from intake_app.services.families import family_of
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident
from intake_app.services.rows import fetch
from intake_app.services.sealed_days import refuse_if_sealed

EXPECTED: Final = "expected"
PRESENT: Final = "present"
WAITING: Final = "waiting"
"""On the waiting list: without a place, neither expected nor absent."""
DECLINED: Final = "no"
"""The answer of somebody who will not come: they free their place, and are excused."""
CAME: Final = frozenset(one.code for one in entries("attendance_status") if one.mapping["attended"])
"""The statuses of somebody who was there."""


def invite_residents(session: Session, actor: Actor, slot_id: UUID, resident_ids: Sequence[UUID]) -> int:
    """Expect these residents at the slot, with a place of their own; those already on the roll stay as they are, and
    whoever waited for a place has one. Returns how many were added.
    """
    require(actor, Deed.CALL_ROLL)
    return sum(_add(session, actor, slot_id, one, EXPECTED, over={WAITING}) for one in dict.fromkeys(resident_ids))


def put_on_waiting_list(session: Session, actor: Actor, slot_id: UUID, resident_ids: Sequence[UUID]) -> int:
    """Have these residents wait for a place; whoever has one, or waits already, stays. Returns how many were added."""
    require(actor, Deed.CALL_ROLL)
    return sum(_add(session, actor, slot_id, one, WAITING, over=set()) for one in dict.fromkeys(resident_ids))


def take_off_roll(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID) -> UUID:
    """Take somebody expected off the roll, or somebody waiting off the list: their place is free. Whoever is ticked
    stays.
    """
    require(actor, Deed.CALL_ROLL)
    open_workshop(session, slot_id)
    known = attendances_of(session, slot_id, resident_id)
    if not known:
        raise KnownError("record_gone")
    for attendance in known:
        if attendance.archived_at is None and attendance.status in (EXPECTED, WAITING):
            attendance.archived_at, attendance.is_without_place = actor.clock(), None
    return known[0].id


def mark_present(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID) -> UUID:
    """Tick a resident as present, now. Somebody who was not expected becomes a walk-in."""
    return mark_status(session, actor, slot_id, resident_id, PRESENT)


def mark_status(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID, status: str) -> UUID:
    """Give an attendance its status (a code of `attendance_status`).

    Raises KnownError `workshop_closed`, `workshop_cancelled`, `sheet_sealed`.
    """
    require(actor, Deed.CALL_ROLL)
    refuse(code_problems("attendance", {"status": status}))
    workshop = open_workshop(session, slot_id)
    known = attendances_of(session, slot_id, resident_id)
    if not known:
        fetch(session, Resident, resident_id)
        known = [_create(session, actor, slot_id, resident_id, status, is_walk_in=status in CAME)]
    was_missed = any(attendance.status == ABSENT for attendance in known)
    for attendance in _on_roll(known):
        attendance.archived_at = None
        if attendance.status == WAITING:
            attendance.is_without_place = True
        attendance.status = status
        if status in CAME:
            # the first arrival stands: a fact that is never rewritten, here or on another laptop
            attendance.arrived_at = attendance.arrived_at or actor.clock()
        if status == LEFT_EARLY:
            attendance.left_at = attendance.left_at or actor.clock()
    if status in CAME:
        _mark_held(workshop)
    if was_missed:
        session.flush()
        call_off_needless_calls(session, actor, workshop.id, family_of(session, resident_id))
    return known[0].id


def undo_mark(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID) -> UUID:
    """Take a tick back: whoever was expected is again, whoever waited for a place waits again, a walk-in leaves the
    roll.
    """
    require(actor, Deed.CALL_ROLL)
    open_workshop(session, slot_id)
    known = attendances_of(session, slot_id, resident_id)
    if not known:
        raise KnownError("record_gone")
    for attendance in _on_roll(known):
        attendance.status = WAITING if attendance.is_without_place else EXPECTED
        if attendance.is_walk_in and attendance.archived_at is None:
            attendance.archived_at = actor.clock()
    return known[0].id


def add_walk_in(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID) -> UUID:
    """Add somebody known who came without being expected, present now. Whoever is on the roll is simply ticked."""
    return mark_present(session, actor, slot_id, resident_id)


def register_walk_in(
    session: Session,
    actor: Actor,
    slot_id: UUID,
    resident: ResidentFields | Mapping[str, Any],
    *,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any] | None = None,
    notice: NoticeGiven | None = None,
    keeps_words: bool = False,
) -> UUID:
    """Register somebody new and tick them as present, as one unit. Returns the attendance's id.

    Raises what `register_resident` and `mark_status` raise.
    """
    register_resident(
        session, actor, resident, resident_id=resident_id, situation=situation, notice=notice, keeps_words=keeps_words
    )
    session.flush()
    return mark_present(session, actor, slot_id, resident_id)


def came_to(session: Session, slot_id: UUID, resident_id: UUID) -> bool:
    """Whether the roll says that they came, under any of their files."""
    return any(one.status in CAME and one.archived_at is None for one in attendances_of(session, slot_id, resident_id))


def _add(session: Session, actor: Actor, slot_id: UUID, resident_id: UUID, status: str, *, over: set[str]) -> bool:
    """Give somebody a status unless they are on the roll already, with another one than those of `over`."""
    open_workshop(session, slot_id)
    known = attendances_of(session, slot_id, resident_id)
    if not known:
        fetch(session, Resident, resident_id)
        _create(session, actor, slot_id, resident_id, status)
        return True
    if any(attendance.archived_at is None and attendance.status not in over for attendance in known):
        return False
    for attendance in _on_roll(known):
        attendance.archived_at = None
        attendance.status, attendance.is_without_place = status, _waits(status)
    return True


def attendances_of(session: Session, slot_id: UUID, resident_id: UUID) -> list[Attendance]:
    """What the roll says of a resident, under whichever of their files; the file named comes first."""
    ids = dict.fromkeys((resident_id, *family_of(session, resident_id)))
    found = (session.get(Attendance, attendance_id(slot_id, one)) for one in ids)
    return [attendance for attendance in found if attendance is not None]


def _on_roll(known: Sequence[Attendance]) -> Sequence[Attendance]:
    """Those that are on the roll; the first, taken off it, when none is."""
    return [attendance for attendance in known if attendance.archived_at is None] or known[:1]


def _create(
    session: Session, actor: Actor, slot_id: UUID, resident_id: UUID, status: str, *, is_walk_in: bool = False
) -> Attendance:
    attendance = actor.create(
        Attendance,
        id=attendance_id(slot_id, resident_id),
        slot_id=slot_id,
        resident_id=resident_id,
        status=status,
        is_walk_in=is_walk_in,
        is_without_place=_waits(status),
    )
    session.add(attendance)
    return attendance


def _waits(status: str) -> bool | None:
    return True if status == WAITING else None


def open_workshop(session: Session, slot_id: UUID) -> Workshop:
    """The workshop of a slot whose roll may still change. Raises KnownError `workshop_closed`, `workshop_cancelled`,
    `sheet_sealed`.
    """
    workshop = fetch(session, Workshop, fetch(session, Slot, slot_id).workshop_id)
    if workshop.status in ("closed", "cancelled"):
        raise KnownError(f"workshop_{workshop.status}")
    refuse_if_sealed(session, slot_id)
    return workshop


def _mark_held(workshop: Workshop) -> None:
    if workshop.status == "planned":
        workshop.status = "held"
