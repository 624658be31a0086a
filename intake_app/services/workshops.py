"""Planning workshops, changing them, cancelling and closing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.domain.rules.workshop import SlotFields, check_workshop
from intake_app.domain.workshop import Slot, Workshop, WorkshopFields
from intake_app.services.absences import ABSENT, EXCUSED, plan_call
from intake_app.services.access import Deed, require
from intake_app.services.attendances import CAME, DECLINED
from intake_app.services.days import half_day_of, local_day
from intake_app.services.families import read_families
from intake_app.services.rows import fetch, put
from intake_app.services.sealed_days import refuse_if_sealed
from intake_app.storage.draft import forget_draft

FORM: Final = "workshop"
"""The name under which the form of a workshop keeps its draft."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing a workshop did."""

    absent: int
    follow_up_ids: tuple[UUID, ...]


def plan_workshop(
    session: Session,
    actor: Actor,
    fields: WorkshopFields | Mapping[str, Any],
    slots: Sequence[SlotFields],
    *,
    workshop_id: UUID,
) -> UUID:
    """Plan a workshop and its slots. Raises InvalidFields."""
    require(actor, Deed.PLAN)
    values, tidy_slots, problems = check_workshop(fields, slots)
    refuse(problems)
    workshop = actor.create(Workshop, id=workshop_id, **values)
    session.add(workshop)
    for slot in tidy_slots:
        session.add(_new_slot(actor, workshop_id, slot))
    forget_draft(session, FORM, workshop_id)
    return workshop.id


def update_workshop(
    session: Session,
    actor: Actor,
    workshop_id: UUID,
    fields: Mapping[str, Any],
    slots: Sequence[SlotFields] | None = None,
) -> UUID:
    """Change what `fields` names, and the slots when they are given: those with an id are changed, those without are
    added, those left out are put away. Raises InvalidFields.
    """
    require(actor, Deed.PLAN)
    workshop = fetch(session, Workshop, workshop_id)
    present = {row.id: row for row in _slots(session, workshop_id)}
    kept = [SlotFields(row.held_on, row.start_time, row.end_time, row.id) for row in present.values()]
    known = {name: getattr(workshop, name) for name in WorkshopFields.model_fields}
    values, tidy_slots, problems = check_workshop({**known, **fields}, kept if slots is None else slots)
    refuse(problems)
    _refuse_what_is_sealed(session, workshop, {name: values[name] for name in fields}, present, tidy_slots)
    put(workshop, {name: values[name] for name in fields})
    for slot in tidy_slots:
        row = present.pop(slot.slot_id, None) if slot.slot_id else None
        if row is None:
            session.add(_new_slot(actor, workshop_id, slot))
        else:
            put(row, _slot_values(slot))
    for row in present.values():
        row.archived_at = actor.clock()
    forget_draft(session, FORM, workshop_id)
    return workshop_id


def tick_step(session: Session, actor: Actor, workshop_id: UUID, step: str, is_done: bool) -> UUID:
    """Tick or un-tick a step of the workshop's checklist (a code of `workshop_step`)."""
    require(actor, Deed.CALL_ROLL)
    refuse(code_problems("workshop", {"checklist": [step]}))
    workshop = fetch(session, Workshop, workshop_id)
    steps = set(workshop.checklist)
    # a fresh list: a change inside the old one would not be seen
    workshop.checklist = sorted(steps | {step} if is_done else steps - {step})
    return workshop_id


def cancel_workshop(session: Session, actor: Actor, workshop_id: UUID, reason: str = "other") -> UUID:
    """Cancel a workshop for a reason (a code of `workshop_cancel_reason`); everybody still expected is marked as
    cancelled by us, which is no absence of theirs.
    """
    require(actor, Deed.PLAN)
    refuse(code_problems("workshop", {"cancel_reason": reason}))
    workshop = fetch(session, Workshop, workshop_id)
    if workshop.status == "closed":
        raise KnownError("workshop_closed")
    for slot in _slots(session, workshop_id):
        refuse_if_sealed(session, slot.id)
    workshop.status, workshop.cancel_reason = "cancelled", reason
    for attendance in _attendances(session, workshop_id, "expected"):
        attendance.status = "cancelled_by_us"
    return workshop_id


def restore_workshop(session: Session, actor: Actor, workshop_id: UUID) -> UUID:
    """Take a cancellation back: the workshop is on again, and whoever it was cancelled for is expected."""
    require(actor, Deed.PLAN)
    workshop = fetch(session, Workshop, workshop_id)
    if workshop.status != "cancelled":
        return workshop_id
    for attendance in _attendances(session, workshop_id, "cancelled_by_us"):
        attendance.status = "expected"
    was_held = any(_attendances(session, workshop_id, status) for status in CAME)
    workshop.status, workshop.cancel_reason = "held" if was_held else "planned", None
    return workshop_id


def close_workshop(session: Session, actor: Actor, workshop_id: UUID) -> Closing:
    """Close a workshop that has been held: who was expected and not ticked is absent, and somebody will call them;
    whoever had answered that they would not come is excused, and is not called.

    Raises KnownError `workshop_cancelled`, or `workshop_to_come` while one of its slots lies ahead.
    """
    require(actor, Deed.CALL_ROLL)
    workshop = fetch(session, Workshop, workshop_id)
    today = local_day(actor.clock)
    if workshop.status == "cancelled":
        raise KnownError("workshop_cancelled")
    last_day = max((slot.held_on for slot in _slots(session, workshop_id)), default=today)
    if last_day > today:
        raise KnownError("workshop_to_come")
    workshop.status = "closed"
    missed = _missed(session, workshop_id)
    for attendance, _ in missed:
        attendance.status = EXCUSED if attendance.answer == DECLINED else ABSENT
    unexcused = [(attendance.slot_id, root) for attendance, root in missed if attendance.status == ABSENT]
    called = [plan_call(session, actor, workshop_id, root) for root in dict.fromkeys(root for _, root in unexcused)]
    return Closing(len(set(unexcused)), tuple(called))


def reopen_workshop(session: Session, actor: Actor, workshop_id: UUID) -> UUID:
    """Open a closed workshop's roll again, to correct it; nothing else changes."""
    require(actor, Deed.CALL_ROLL)
    workshop = fetch(session, Workshop, workshop_id)
    if workshop.status == "closed":
        workshop.status = "held"
    return workshop_id


def _refuse_what_is_sealed(
    session: Session,
    workshop: Workshop,
    changed: Mapping[str, Any],
    present: Mapping[UUID, Slot],
    wanted: Sequence[SlotFields],
) -> None:
    """What a sealed sheet says of the workshop, and of its half-days, stays as it is."""
    kept = {slot.slot_id: slot for slot in wanted if slot.slot_id is not None}
    is_changed = any(value != getattr(workshop, name) for name, value in changed.items())
    for row in present.values():
        as_it_is = SlotFields(row.held_on, row.start_time, row.end_time, row.id)
        if is_changed or kept.get(row.id) != as_it_is:
            refuse_if_sealed(session, row.id)


def _new_slot(actor: Actor, workshop_id: UUID, slot: SlotFields) -> Slot:
    return actor.create(Slot, id=slot.slot_id, workshop_id=workshop_id, **_slot_values(slot))


def _slot_values(slot: SlotFields) -> dict[str, Any]:
    return {
        "held_on": slot.held_on,
        "start_time": slot.start_time,
        "end_time": slot.end_time,
        "half_day": half_day_of(slot.start_time),
    }


def _slots(session: Session, workshop_id: UUID) -> Sequence[Slot]:
    return session.exec(select(Slot).where(Slot.workshop_id == workshop_id, Slot.archived_at == None)).all()  # noqa: E711


def _attendances(session: Session, workshop_id: UUID, status: str) -> Sequence[Attendance]:
    query = (
        select(Attendance)
        .join(Slot, Slot.id == Attendance.slot_id)  # type: ignore[arg-type]
        .where(Slot.workshop_id == workshop_id, Attendance.status == status, Attendance.archived_at == None)  # noqa: E711
    )
    return session.exec(query).all()


def _missed(session: Session, workshop_id: UUID) -> list[tuple[Attendance, UUID]]:
    """Who was expected at a slot and did not come, under whichever of their files; with the file that is shown."""
    expected = _attendances(session, workshop_id, "expected")
    came = [one for status in CAME for one in _attendances(session, workshop_id, status)]
    families = read_families(session, {one.resident_id for one in (*expected, *came)})
    there = {(one.slot_id, families.root(one.resident_id)) for one in came}
    roots = [(one, families.root(one.resident_id)) for one in expected]
    return [(one, root) for one, root in roots if (one.slot_id, root) not in there]
