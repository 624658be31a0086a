"""Workshops planned together by repeating one, and changing several of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Language
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.rules.repetition import Occurrence, Repetition, chosen_days, days_of, first_day, moved
from intake_app.domain.rules.workshop import SlotFields, check_workshop
from intake_app.domain.workshop import Slot, Workshop
from intake_app.services.access import Deed, require
from intake_app.services.planning import holidays_of
from intake_app.services.rows import fetch
from intake_app.services.sealed_days import is_sealed
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import cancel_workshop, plan_workshop, restore_workshop, update_workshop


def list_occurrences(
    session: Session,
    fields: Mapping[str, Any],
    slots: Sequence[SlotFields],
    repetition: Repetition,
    language: Language,
) -> list[Occurrence]:
    """The days on which a workshop as it is typed would be held, with the holidays among them; none without slots."""
    if not slots:
        return []
    holiday_of = holidays_of(session, fields.get("neighbourhood_id"), fields.get("site_id"), language)
    first = first_day(slots)
    found = []
    for day in days_of(first, repetition):
        names = (holiday_of(slot.held_on) for slot in moved(slots, first, day))
        found.append(Occurrence(day, next((name for name in names if name), None)))
    return found


def plan_series(
    session: Session,
    actor: Actor,
    fields: Mapping[str, Any],
    slots: Sequence[SlotFields],
    repetition: Repetition,
    *,
    workshop_id: UUID,
) -> list[UUID]:
    """Plan a workshop again and again, each a workshop of its own. The first has the id given, and all share a series.
    Raises InvalidFields.
    """
    require(actor, Deed.PLAN)
    refuse(check_workshop(fields, slots)[2])
    days = chosen_days(list_occurrences(session, fields, slots, repetition, "fr"), repetition.flipped)
    if not days:
        refuse([FieldProblem("times_over", "number_out_of_range")])
    first, series_id = first_day(slots), actor.new_id()
    planned = []
    for number, day in enumerate(days):
        one = workshop_id if number == 0 else actor.new_id()
        planned.append(plan_workshop(session, actor, fields, moved(slots, first, day), workshop_id=one))
        fetch(session, Workshop, one).series_id = series_id
    return planned


def count_following(session: Session, workshop_id: UUID) -> int:
    """How many workshops of the series come after this one and may still change."""
    return len(_following(session, workshop_id))


def update_following(
    session: Session,
    actor: Actor,
    workshop_id: UUID,
    fields: Mapping[str, Any],
    slots: Sequence[SlotFields],
) -> UUID:
    """Change a workshop and those that follow it in its series: what differs from what it was. Where its half-days
    change, theirs fall as many days later or earlier, at the same times. Raises InvalidFields.
    """
    require(actor, Deed.PLAN)
    before = read_workshop(session, workshop_id)
    changed = {name: value for name, value in fields.items() if value != getattr(before.fields, name)}
    was_first = first_day(before.slots) if before.slots else first_day(slots)
    are_moved = tuple(slots) != before.slots
    followers = _following(session, workshop_id)
    update_workshop(session, actor, workshop_id, fields, slots)
    for one in followers:
        theirs = read_workshop(session, one).slots
        wanted = _like(slots, was_first, theirs) if are_moved and theirs else None
        update_workshop(session, actor, one, changed, wanted)
    return workshop_id


def cancel_following(session: Session, actor: Actor, workshop_id: UUID, reason: str) -> list[UUID]:
    """Cancel a workshop and those that follow it in its series; returns all that were."""
    require(actor, Deed.PLAN)
    return [cancel_workshop(session, actor, one, reason) for one in (workshop_id, *_following(session, workshop_id))]


def restore_workshops(session: Session, actor: Actor, workshop_ids: Sequence[UUID]) -> list[UUID]:
    """Take several cancellations back."""
    require(actor, Deed.PLAN)
    return [restore_workshop(session, actor, one) for one in workshop_ids]


def _like(slots: Sequence[SlotFields], first: Day, theirs: Sequence[SlotFields]) -> list[SlotFields]:
    """Half-days as these, around the first day of theirs, which keep their ids as far as there are as many."""
    shifted = moved(slots, first, first_day(theirs))
    ids = [slot.slot_id for slot in theirs]
    return [
        SlotFields(one.held_on, one.start_time, one.end_time, ids[place] if place < len(ids) else None)
        for place, one in enumerate(shifted)
    ]


def _following(session: Session, workshop_id: UUID) -> list[UUID]:
    """The workshops of the series that begin after this one, planned and not sealed, the next first."""
    workshop = fetch(session, Workshop, workshop_id)
    if workshop.series_id is None:
        return []
    begins = func.min(Slot.held_on)
    query = (
        select(Workshop.id, begins)
        .join(Slot, Slot.workshop_id == Workshop.id)  # type: ignore[arg-type]
        .where(Workshop.series_id == workshop.series_id, Workshop.status == "planned")
        .where(Workshop.archived_at == None, Slot.archived_at == None)  # noqa: E711
        .group_by(Workshop.id)  # type: ignore[arg-type]
        .order_by(begins)
    )
    rows = session.exec(query).all()
    own = min((slot.held_on for slot in read_workshop(session, workshop_id).slots), default=None)
    later = [one for one, begin in rows if own is not None and begin > own]
    return [one for one in later if not _has_sealed_day(session, one)]


def _has_sealed_day(session: Session, workshop_id: UUID) -> bool:
    return any(is_sealed(session, workshop_id, slot.held_on) for slot in read_workshop(session, workshop_id).slots)
