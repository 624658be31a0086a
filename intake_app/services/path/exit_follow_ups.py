"""What is asked of somebody who left (domain reference §9.5): the situation within four weeks, the survey, and six
months later three attempts.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import func, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.enrolment import Enrolment
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, require
from intake_app.services.attempts import next_id, suggest_way
from intake_app.services.due_days import attempt_days, due_after
from intake_app.services.planned_follow_ups import call_off_follow_ups, plan_follow_up

SITUATION: Final = "exit_situation"
SURVEY: Final = "exit_survey"
SIX_MONTHS: Final = "six_month_review"
DECEASED: Final = "deceased"
"""The reason of an exit after which nobody is asked anything."""
_RETURN: Final = table_of("enrolment_return")
_EXITS: Final = UUID("4c5ba0c6-5a02-4d53-8d0c-1d6b57a1c8e5")


def plan_exit_follow_ups(session: Session, actor: Actor, enrolment: Enrolment) -> list[UUID]:
    """Plan them for an enrolment with an exit; the same ones whichever laptop notes the exit. One planned for another
    exit day moves; one done stays done.
    """
    require(actor, Deed.ACCOMPANY)
    exited_on, resident_id = enrolment.exited_on, enrolment.resident_id
    if enrolment.exit_reason == DECEASED:
        call_off_follow_ups(session, actor, enrolment.id)
    if exited_on is None or enrolment.exit_reason == DECEASED:
        return []
    days = attempt_days(session, resident_id, SIX_MONTHS, exited_on)
    way = suggest_way(session, resident_id, SIX_MONTHS)
    planned = [
        _plan(session, actor, enrolment, SITUATION, due_after(session, resident_id, SITUATION, exited_on)),
        _plan(session, actor, enrolment, SURVEY, due_after(session, resident_id, SURVEY, exited_on)),
        _plan(session, actor, enrolment, SIX_MONTHS, days[0], way),
    ]
    attempt_id = next_id(planned[-1])
    for day in days[1:]:
        attempt = session.get(FollowUp, attempt_id)
        if attempt is not None and attempt.done_at is None:
            attempt.due_on, attempt.archived_at = day, None
        attempt_id = next_id(attempt_id)
    return planned


def drop_exit_follow_ups(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Somebody came back: what was to be asked after the exit is asked after the next one."""
    require(actor, Deed.ACCOMPANY)
    call_off_follow_ups(session, actor, enrolment.id)


def _plan(
    session: Session, actor: Actor, enrolment: Enrolment, purpose: str, due_on: Day, medium: str | None = None
) -> UUID:
    # what was done after a first exit stays done: the next exit has follow-ups of its own
    returns = select(func.count()).where(_RETURN.c.enrolment_id == enrolment.id, _RETURN.c.archived_at.is_(None))
    exits = session.connection().execute(returns).scalar_one()
    key = uuid5(_EXITS, f"{enrolment.id}|{purpose}|{exits}")
    called_for = {"purpose": purpose, "due_on": due_on, "about_id": enrolment.id, "medium": medium}
    return plan_follow_up(session, actor, key, enrolment.resident_id, **called_for)  # type: ignore[arg-type]
