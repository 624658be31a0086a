"""Sending residents on to partners, and hearing what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.referral import Referral, ReferralFields
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import form_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.rules.referral import may_follow
from intake_app.services.access import Deed, require
from intake_app.services.belongings import refuse_others
from intake_app.services.days import local_day
from intake_app.services.due_days import due_after
from intake_app.services.notices import list_consents
from intake_app.services.path.referral_lists import standing_values
from intake_app.services.planned_follow_ups import call_off_follow_ups, plan_follow_up
from intake_app.services.rows import fetch, put

CHECK: Final = "referral_check"
MISSED: Final = "missed_appointment"
_NO_SHOWS: Final = UUID("b0e7c1a4-5d0e-4a3c-9a53-2f4f5f0b6c1e")
_CHECKS: Final = UUID("7d5d3f37-0f0d-4d17-9f0e-5b3f6b9a6a41")
_DATED: Final = {
    "sent": "sent_on",
    "acknowledged": "acknowledged_on",
    "met": "met_on",
    "accepted": "accepted_on",
    "finished": "closed_on",
    "refused": "closed_on",
    "no_show": "closed_on",
    "expired": "closed_on",
    "withdrawn": "closed_on",
}
"""Status → the day it is dated by."""
BY_HAND: Final = frozenset({"letter"})
"""Channels by which the person carries the referral themselves: nothing is shared without them."""


def draft_referral(session: Session, actor: Actor, resident_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Prepare a referral; nothing leaves yet. Raises InvalidFields."""
    require(actor, Deed.REFER)
    fetch(session, Resident, resident_id)
    values = _checked(fields)
    refuse_others(session, "referral", resident_id, values)
    row = actor.create(Referral, resident_id=resident_id, **values)
    session.add(row)
    return row.id


def update_referral(session: Session, actor: Actor, referral_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Change what a draft says. Raises InvalidFields, KnownError `referral_sent`."""
    require(actor, Deed.REFER)
    row = fetch(session, Referral, referral_id)
    if row.status != "draft":
        raise KnownError("referral_sent")
    known = {name: getattr(row, name) for name in ReferralFields.model_fields}
    values = _checked({**known, **fields})
    refuse_others(session, "referral", row.resident_id, fields)
    put(row, {name: values[name] for name in fields})
    return referral_id


def send_referral(
    session: Session, actor: Actor, referral_id: UUID, *, channel: str, sent_on: Day | None = None
) -> UUID:
    """The referral has gone, by this channel; news is asked for after eight days.

    Raises KnownError `consent_first` unless the person agreed to share with this partner, or carries the letter
    themselves (P5); InvalidFields.
    """
    require(actor, Deed.REFER)
    row = fetch(session, Referral, referral_id)
    put(row, {"channel": channel})
    refuse(form_problems(ReferralFields, "referral", row.model_dump(include=set(ReferralFields.model_fields))))
    consent_id = agreed(session, row.resident_id, row.organisation_id)
    if consent_id is None and channel not in BY_HAND:
        raise KnownError("consent_first")
    put(row, {"consent_id": consent_id})
    _move(actor, row, "sent", sent_on)
    _plan_check(session, actor, row)
    return referral_id


def advance_referral(
    session: Session,
    actor: Actor,
    referral_id: UUID,
    status: str,
    *,
    on: Day | None = None,
    appointment_at: datetime | None = None,
    refusal_reason: str | None = None,
) -> UUID:
    """Note what the partner answered or what happened. Raises InvalidFields; KnownError `referral_step_impossible`
    when that cannot follow, `referral_step_send` for sending, which has its own rules. Whoever did not go there is to
    be called.
    """
    require(actor, Deed.REFER)
    row = fetch(session, Referral, referral_id)
    if status == "sent":
        raise KnownError("referral_step_send")
    problems = []
    if status == "appointment_made" and appointment_at is None:
        problems.append(FieldProblem("appointment_at", "field_missing"))
    if status == "refused" and refusal_reason is None:
        problems.append(FieldProblem("refusal_reason", "field_missing"))
    refuse(problems)
    _move(actor, row, status, on)
    if status == "appointment_made":
        put(row, {"appointment_at": appointment_at})
    if status == "refused":
        put(row, {"refusal_reason": refusal_reason})
    call_off_follow_ups(session, actor, row.id)
    if status == "no_show":
        _plan_call(session, actor, row)
    return referral_id


def answer_referral(
    session: Session,
    actor: Actor,
    referral_id: UUID,
    status: str,
    *,
    on: Day | None = None,
    appointment_at: datetime | None = None,
    refusal_reason: str | None = None,
) -> Mapping[str, Any]:
    """As `advance_referral`; gives the values that the referral had, for `reopen_referral`."""
    require(actor, Deed.REFER)
    before = standing_values(session, referral_id)
    advance_referral(
        session, actor, referral_id, status, on=on, appointment_at=appointment_at, refusal_reason=refusal_reason
    )
    return before


def reopen_referral(session: Session, actor: Actor, referral_id: UUID, *, before: Mapping[str, Any]) -> UUID:
    """Take the last step back: `before` are the values the referral had."""
    require(actor, Deed.REFER)
    row = fetch(session, Referral, referral_id)
    put(row, before)
    call_off_follow_ups(session, actor, row.id)
    if row.status in ("sent", "acknowledged"):
        _plan_check(session, actor, row)
    return referral_id


def agreed(session: Session, resident_id: UUID, organisation_id: UUID) -> UUID | None:
    """The consent by which a person's particulars may go to a partner; None when there is none that stands."""
    standing = (
        row.id
        for row in list_consents(session, resident_id)
        if row.purpose == "share_partner" and row.organisation_id == organisation_id and row.state == "given"
    )
    return next(standing, None)


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {**fields, "reasons": sorted(set(fields.get("reasons") or ()))}
    refuse(form_problems(ReferralFields, "referral", values))
    return values


def _move(actor: Actor, row: Referral, status: str, on: Day | None) -> None:
    today = local_day(actor.clock)
    if not may_follow(row.status, status):
        raise KnownError("referral_step_impossible")
    day = on or today
    if day > today:
        refuse([FieldProblem(_DATED.get(status, "status"), "day_to_come")])
    if row.sent_on is not None and day < row.sent_on:
        refuse([FieldProblem(_DATED.get(status, "status"), "step_before_the_last")])
    put(row, {"status": status, **({_DATED[status]: day} if status in _DATED else {})})


def _plan_check(session: Session, actor: Actor, row: Referral) -> None:
    """Ask for news eight days after sending; the same follow-up whichever laptop notes the sending."""
    due_on = due_after(session, row.resident_id, CHECK, row.sent_on or local_day(actor.clock))
    called_for: dict[str, Any] = {"purpose": CHECK, "due_on": due_on, "about_id": row.id}
    doer = actor.staff_id
    plan_follow_up(session, actor, _check_id(row.id), row.resident_id, assigned_to=doer, **called_for)


def _plan_call(session: Session, actor: Actor, row: Referral) -> None:
    """Call whoever did not go there two days later (domain reference §9.5): one call, whichever laptop notes it."""
    due_on = due_after(session, row.resident_id, MISSED, row.closed_on or local_day(actor.clock))
    called_for: dict[str, Any] = {"purpose": MISSED, "due_on": due_on, "about_id": row.id}
    plan_follow_up(session, actor, uuid5(_NO_SHOWS, str(row.id)), row.resident_id, **called_for)


def _check_id(referral_id: UUID) -> UUID:
    return uuid5(_CHECKS, str(referral_id))
