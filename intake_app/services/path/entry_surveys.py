"""The questionnaire of whoever enters an operation (T1, domain reference §4): planned when they become participants.

Noted long after the entry it would no longer tell where they stood before: then it is not asked at all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.enrolment import Enrolment
from intake_app.domain.reference import entry
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.due_days import due_after
from intake_app.services.planned_follow_ups import call_off_follow_up, plan_follow_up

SURVEY: Final = "entry_survey"
_ENTRIES: Final = UUID("7b1f6a0e-4d0b-4f7a-9d39-0a2f5f0c6be1")


def plan_entry_survey(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Plan it for a participant, once: whoever comes back is not asked again."""
    require(actor, Deed.ACCOMPANY)
    longest = timedelta(days=entry("follow_up_purpose", SURVEY).mapping["within"])
    is_too_late = local_day(actor.clock) - enrolment.entered_on > longest
    if enrolment.status in COUNTED and enrolment.exited_on is None and not is_too_late:
        due_on = due_after(session, enrolment.resident_id, SURVEY, enrolment.entered_on)
        called_for = {"purpose": SURVEY, "due_on": due_on, "about_id": enrolment.id}
        plan_follow_up(session, actor, _id(enrolment), enrolment.resident_id, **called_for)  # type: ignore[arg-type]


def drop_entry_survey(session: Session, actor: Actor, enrolment: Enrolment) -> None:
    """Whoever has left is asked what one asks on leaving."""
    require(actor, Deed.ACCOMPANY)
    call_off_follow_up(session, actor, _id(enrolment))


def _id(enrolment: Enrolment) -> UUID:
    return uuid5(_ENTRIES, str(enrolment.id))
