"""Things to do for somebody by a day: scheduled, snoozed, done with a result in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.reference import entry
from intake_app.domain.resident import Resident
from intake_app.domain.rules.follow_up import check_follow_up
from intake_app.domain.rules.form import tidy_text
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.attempts import next_id, plan_next_attempt, read_attempt
from intake_app.services.days import local_day
from intake_app.services.planned_follow_ups import call_off_follow_up, plan_follow_up
from intake_app.services.privacy import check_words
from intake_app.services.rows import fetch, put


def schedule_follow_up(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    *,
    purpose: str,
    due_on: Day,
    assigned_to: UUID | None = None,
    medium: str | None = None,
    note: str | None = None,
    keeps_words: bool = False,
) -> UUID:
    """Plan to do something for a resident by a day, by the actor unless `assigned_to` says otherwise.

    Raises InvalidFields.
    """
    require(actor, Deed.FOLLOW_UP)
    fetch(session, Resident, resident_id)
    follow_up_id = actor.new_id()
    values = {"purpose": purpose, "due_on": due_on, "medium": medium, "note": tidy_text(note)}
    _check(session, actor, follow_up_id, values, keeps_words)
    row = actor.create(
        FollowUp, id=follow_up_id, resident_id=resident_id, assigned_to=assigned_to or actor.staff_id, **values
    )
    session.add(row)
    return row.id


def complete_follow_up(
    session: Session,
    actor: Actor,
    follow_up_id: UUID,
    *,
    result: str,
    medium: str | None = None,
    note: str | None = None,
    next_due_on: Day | None = None,
    keeps_words: bool = False,
) -> UUID:
    """Close a follow-up with its result; `next_due_on` plans another try with the same purpose. Of a purpose that asks
    for several attempts, the next is planned by itself, and the last ends as `unreachable`.

    Raises InvalidFields, KnownError `follow_up_done` when somebody already closed it.
    """
    require(actor, Deed.FOLLOW_UP)
    row = _open(session, follow_up_id)
    attempt = read_attempt(session, row)
    values = {"result": result, "medium": medium or row.medium, "note": tidy_text(note) or row.note}
    known = {"purpose": row.purpose, "due_on": row.due_on}
    _check(session, actor, follow_up_id, {**known, **values}, keeps_words)
    if attempt is not None:
        refuse(attempt.problems(result, values["medium"]))
        values["result"] = attempt.outcome(result)
    put(row, {**values, "done_at": actor.clock()})
    if attempt is not None:
        if not entry("follow_up_result", row.result or result).mapping["settled"]:
            plan_next_attempt(session, actor, row, attempt)
    elif next_due_on is not None:
        again: dict[str, Any] = {"purpose": row.purpose, "due_on": next_due_on, "assigned_to": row.assigned_to}
        plan_follow_up(session, actor, next_id(row.id), row.resident_id, **again)
    return follow_up_id


def snooze_follow_up(session: Session, actor: Actor, follow_up_id: UUID, due_on: Day) -> UUID:
    """Put a follow-up off to another day, not before today. Raises InvalidFields, KnownError `follow_up_done`."""
    require(actor, Deed.FOLLOW_UP)
    row = _open(session, follow_up_id)
    if due_on < local_day(actor.clock):
        refuse([FieldProblem("due_on", "day_gone_by")])
    put(row, {"due_on": due_on})
    return follow_up_id


def reopen_follow_up(session: Session, actor: Actor, follow_up_id: UUID, *, due_on: Day, note: str | None) -> UUID:
    """Take a result or a new day back: the follow-up is still to be done by `due_on`, with the note it had, and the
    try that was planned after it is not.
    """
    require(actor, Deed.FOLLOW_UP)
    row = fetch(session, FollowUp, follow_up_id)
    call_off_follow_up(session, actor, next_id(row.id))
    put(row, {"result": None, "done_at": None, "due_on": due_on, "note": note})
    return follow_up_id


def assign_follow_up(session: Session, actor: Actor, follow_up_id: UUID, staff_id: UUID | None) -> UUID:
    """Hand a follow-up over to somebody else; None makes it nobody's, for whoever is there. Raises KnownError
    `follow_up_done`.
    """
    require(actor, Deed.FOLLOW_UP)
    put(_open(session, follow_up_id), {"assigned_to": staff_id})
    return follow_up_id


def _open(session: Session, follow_up_id: UUID) -> FollowUp:
    row = fetch(session, FollowUp, follow_up_id)
    if row.done_at is not None:
        raise KnownError("follow_up_done")
    return row


def _check(session: Session, actor: Actor, follow_up_id: UUID, values: Mapping[str, Any], keeps_words: bool) -> None:
    texts = {"note": values["note"]}
    words = check_words(session, actor, texts, "follow_up", follow_up_id, keeps_words=keeps_words)
    refuse([*check_follow_up(values), *words])
