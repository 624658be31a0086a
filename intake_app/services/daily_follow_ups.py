"""Follow-ups that no event plans but the days going by: looked for when somebody sits down at their laptop."""

from __future__ import annotations

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.services.access import Deed, require
from intake_app.services.silent_people import plan_for_silent_people
from intake_app.services.workshop_reminders import plan_reminders


def plan_daily_follow_ups(session: Session, actor: Actor) -> None:
    """Plan what the next days ask of the actor. Done again on the same day it finds only what is new."""
    require(actor, Deed.FOLLOW_UP)
    plan_reminders(session, actor)
    plan_for_silent_people(session, actor)
