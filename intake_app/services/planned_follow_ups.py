"""Follow-ups that other events plan, settle and call off: one for each event, whichever laptop notes it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.resident import Resident
from intake_app.services.access import Deed, require
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, put


def plan_follow_up(
    session: Session,
    actor: Actor,
    follow_up_id: UUID,
    resident_id: UUID,
    *,
    purpose: str,
    due_on: Day,
    about_id: UUID | None = None,
    assigned_to: UUID | None = None,
    medium: str | None = None,
) -> UUID:
    """Plan a follow-up under an id derived from what calls for it, by the resident's referent or the actor unless
    `assigned_to` says otherwise. One planned for another day moves, one called off comes back, one done stays done.
    """
    require(actor, Deed.FOLLOW_UP)
    row = session.get(FollowUp, follow_up_id)
    if row is None:
        doer = assigned_to or fetch(session, Resident, resident_id).referent_id or actor.staff_id
        called_for = {"purpose": purpose, "due_on": due_on, "about_id": about_id, "medium": medium}
        session.add(actor.create(FollowUp, id=follow_up_id, resident_id=resident_id, assigned_to=doer, **called_for))
    elif row.done_at is None:
        put(row, {"due_on": due_on, "archived_at": None})
    return follow_up_id


def settle_follow_ups(
    session: Session, actor: Actor, resident_id: UUID, purpose: str, about_id: UUID | None = None
) -> None:
    """What a resident's follow-ups of this purpose ask for has been done: they are closed. With `about_id`, only those
    about that record, or about none in particular.
    """
    require(actor, Deed.FOLLOW_UP)
    family = family_of(session, resident_id)
    for row in _open(session, FollowUp.resident_id.in_(family), FollowUp.purpose == purpose):  # type: ignore[attr-defined]
        if about_id is None or row.about_id in (None, about_id):
            put(row, {"result": "done", "done_at": actor.clock()})


def call_off_follow_ups(session: Session, actor: Actor, about_id: UUID) -> None:
    """What called for them is no longer so: those about this record that are still to be done are put away."""
    require(actor, Deed.FOLLOW_UP)
    for row in _open(session, FollowUp.about_id == about_id):
        put(row, {"archived_at": actor.clock()})


def call_off_follow_up(session: Session, actor: Actor, follow_up_id: UUID) -> None:
    """The same of one follow-up."""
    require(actor, Deed.FOLLOW_UP)
    row = session.get(FollowUp, follow_up_id)
    if row is not None and row.done_at is None and row.archived_at is None:
        put(row, {"archived_at": actor.clock()})


def _open(session: Session, *conditions: bool) -> Sequence[FollowUp]:
    still_to_do = (FollowUp.done_at == None, FollowUp.archived_at == None)  # noqa: E711
    return session.exec(select(FollowUp).where(*still_to_do, *conditions)).all()
