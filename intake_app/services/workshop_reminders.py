"""Reminding whoever is expected at a workshop (domain reference §9.5: the working day before).

Planned a few days ahead and not when people are invited: ten half-days of twelve people would fill the list. Whoever
came to the workshop already needs none.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, require
from intake_app.services.attempts import suggest_way
from intake_app.services.attendances import CAME, EXPECTED
from intake_app.services.days import local_day
from intake_app.services.due_days import due_after
from intake_app.services.planned_follow_ups import plan_follow_up
from intake_app.services.rows import is_erased

REMINDER: Final = "workshop_reminder"
_AHEAD: Final = timedelta(days=4)
_FARTHEST: Final = timedelta(days=7)
"""No more holidays than that come in a row, ends of weeks included."""
_REMINDERS: Final = UUID("5e7a3b0c-5f5d-4b39-8a57-2d1b9a4c7f10")
_FOLLOW_UP: Final = table_of("follow_up").c
_RESIDENT: Final = table_of("resident").c
_ATTENDANCE: Final = table_of("attendance").c
_SLOT: Final = table_of("slot").c
_WORKSHOP: Final = table_of("workshop").c
_IS_EXPECTED: Final = and_(
    _SLOT.id == _ATTENDANCE.slot_id,
    _WORKSHOP.id == _SLOT.workshop_id,
    _ATTENDANCE.status == EXPECTED,
    # whose roll was called for a first half-day may have another to come
    _WORKSHOP.status.in_(("planned", "held")),
    *(columns.archived_at.is_(None) for columns in (_ATTENDANCE, _SLOT, _WORKSHOP)),
)


def plan_reminders(session: Session, actor: Actor) -> None:
    """Plan those of the actor: of whom they are the referent, or whom they invited and who has none."""
    require(actor, Deed.FOLLOW_UP)
    today = local_day(actor.clock)
    reminded: set[tuple[UUID, UUID]] = set()
    for row in session.connection().execute(_expected(actor.staff_id, today)).all():
        due_on = due_after(session, row.resident_id, REMINDER, row.held_on)
        # before several holidays in a row the day to remind comes early
        is_too_early = row.held_on > today + _AHEAD and due_on > today
        if (row.workshop_id, row.resident_id) in reminded or is_too_early:
            continue
        reminded.add((row.workshop_id, row.resident_id))
        key = uuid5(_REMINDERS, f"{row.slot_id}|{row.resident_id}")
        known = session.get(FollowUp, key)
        # put off by hand within these days it stays; a workshop put to another day takes its reminder along
        if known is None or not min(due_on, row.held_on - _AHEAD) <= known.due_on <= row.held_on:
            plan_follow_up(
                session,
                actor,
                key,
                row.resident_id,
                purpose=REMINDER,
                due_on=max(today, due_on),
                about_id=row.slot_id,
                medium=suggest_way(session, row.resident_id, REMINDER),
            )


def is_needless(today: Day) -> ColumnElement[bool]:
    """A condition on a row of `follow_up`: it reminds of a workshop that is over, cancelled, or at which the person is
    no longer expected. Nothing is written: expected again, they are reminded again.
    """
    still = (_ATTENDANCE.slot_id == _FOLLOW_UP.about_id, _ATTENDANCE.resident_id == _FOLLOW_UP.resident_id)
    awaited = exists(select(1).where(_IS_EXPECTED, *still, _SLOT.held_on >= today).correlate(table_of("follow_up")))
    return and_(_FOLLOW_UP.purpose == REMINDER, _FOLLOW_UP.about_id.is_not(None), ~awaited)


def _expected(staff_id: UUID, today: Day) -> Any:
    """The half-days of the next days at which residents are expected, in their order."""
    before, slot = table_of("attendance").alias().c, table_of("slot").alias().c
    came = select(1).where(before.resident_id == _RESIDENT.id, before.status.in_(CAME), before.archived_at.is_(None))
    came_before = came.where(slot.id == before.slot_id, slot.workshop_id == _WORKSHOP.id)
    return (
        select(_ATTENDANCE.slot_id, _ATTENDANCE.resident_id, _SLOT.workshop_id, _SLOT.held_on)
        .where(_IS_EXPECTED, _RESIDENT.id == _ATTENDANCE.resident_id)
        .where(func.coalesce(_RESIDENT.referent_id, _ATTENDANCE.created_by) == staff_id)
        .where(_SLOT.held_on > today, _SLOT.held_on <= today + _FARTHEST)
        .where(_RESIDENT.archived_at.is_(None), ~is_erased(_RESIDENT.id))
        .where(~exists(came_before).correlate(table_of("resident"), table_of("workshop")))
        .order_by(_SLOT.held_on, _SLOT.start_time)
    )
