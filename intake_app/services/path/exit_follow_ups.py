"""What is asked of somebody who left (domain reference §9.5): the situation within four weeks, the survey, and six
months later three attempts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.enrolment import Enrolment
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.reference import entry
from intake_app.domain.resident import Resident
from intake_app.domain.rules.months import months_later
from intake_app.services.access import Deed, require
from intake_app.services.rows import fetch, put

SITUATION: Final = "exit_situation"
SURVEY: Final = "exit_survey"
SIX_MONTHS: Final = "six_month_review"
FIRST_ATTEMPT: Final = timedelta(days=-15)
"""When the first of the three attempts at six months falls, from the day itself; then that day, and 15 days later."""
_EXITS: Final = UUID("4c5ba0c6-5a02-4d53-8d0c-1d6b57a1c8e5")


def plan_exit_follow_ups(session: Session, actor: Actor, enrolment: Enrolment) -> list[UUID]:
    """Plan them for an enrolment with an exit; the same ones whichever laptop notes the exit. One planned for another
    exit day moves; one done stays done.
    """
    require(actor, Deed.ACCOMPANY)
    exited_on = enrolment.exited_on
    if exited_on is None:
        return []
    due = {
        SITUATION: exited_on + timedelta(days=entry("follow_up_purpose", SITUATION).mapping["days"]),
        SURVEY: exited_on + timedelta(days=entry("follow_up_purpose", SURVEY).mapping["days"]),
        SIX_MONTHS: months_later(exited_on, 6) + FIRST_ATTEMPT,
    }
    return [_plan(session, actor, enrolment, purpose, due_on) for purpose, due_on in due.items()]


def drop_exit_follow_ups(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Somebody came back: what was to be asked after the exit is asked after the next one."""
    require(actor, Deed.ACCOMPANY)
    for purpose in (SITUATION, SURVEY, SIX_MONTHS):
        row = session.get(FollowUp, _id(enrolment.id, purpose))
        if row is not None and row.done_at is None:
            put(row, {"archived_at": actor.clock()})


def _plan(session: Session, actor: Actor, enrolment: Enrolment, purpose: str, due_on: Day) -> UUID:
    follow_up_id = _id(enrolment.id, purpose)
    row = session.get(FollowUp, follow_up_id)
    if row is None:
        resident = fetch(session, Resident, enrolment.resident_id)
        planned = actor.create(
            FollowUp,
            id=follow_up_id,
            resident_id=resident.id,
            about_id=enrolment.id,
            assigned_to=resident.referent_id or actor.staff_id,
            purpose=purpose,
            due_on=due_on,
        )
        session.add(planned)
    elif row.done_at is None:
        put(row, {"due_on": due_on, "archived_at": None})
    return follow_up_id


def _id(enrolment_id: UUID, purpose: str) -> UUID:
    return uuid5(_EXITS, f"{enrolment_id}|{purpose}")
