"""What a person was told and what they agreed to: each is a fact of its own, and a later one supersedes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entry
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import midday
from intake_app.services.families import family_of
from intake_app.services.planned_follow_ups import settle_follow_ups

DAYS_TO_CONFIRM: Final = 30
"""After a notice by voice alone, how many days until the written one must have followed (rule P4)."""
TO_CONFIRM: Final = "notice_to_confirm"
"""The purpose of the follow-up that asks for the written one."""
_NOTICE: Final = table_of("notice_delivery")
_CONSENT: Final = table_of("consent")


@dataclass(frozen=True, slots=True)
class NoticeGiven:
    """How the person was informed: a code of `notice_mode`, the version read or handed over, its language; the day it
    was done when that is not today.
    """

    mode: str
    notice_version: str
    language: str = "fr"
    given_on: Day | None = None


class NoticeState(StrEnum):
    """Whether a person has been informed."""

    NONE = "none"
    TO_CONFIRM = "to_confirm"
    OVERDUE = "overdue"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class NoticeStanding:
    """Whether a person has been informed, how and when; `confirm_by` is the last day for the written notice."""

    state: NoticeState
    mode: str | None = None
    notice_version: str | None = None
    delivered_at: datetime | None = None
    confirm_by: Day | None = None


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """The answer that stands for one purpose (and one partner)."""

    id: UUID
    purpose: str
    organisation_id: UUID | None
    state: str
    evidence: str
    decided_at: datetime


def deliver_notice(session: Session, actor: Actor, resident_id: UUID, notice: NoticeGiven) -> UUID:
    """Record that the notice was read or handed over, now or on the day it says; a written one closes the follow-up
    that asked for it. Raises InvalidFields.
    """
    require(actor, Deed.MEET)
    refuse(code_problems("notice_delivery", {"mode": notice.mode}))
    delivery = actor.create(
        NoticeDelivery,
        resident_id=resident_id,
        mode=notice.mode,
        notice_version=notice.notice_version,
        language=notice.language,
        delivered_at=actor.clock() if notice.given_on is None else midday(notice.given_on),
    )
    session.add(delivery)
    if not is_to_confirm(notice.mode):
        settle_follow_ups(session, actor, resident_id, TO_CONFIRM)
    return delivery.id


def record_consent(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    *,
    purpose: str,
    state: str,
    evidence: str,
    organisation_id: UUID | None = None,
) -> UUID:
    """Record an answer to one purpose: given or refused, and how it was expressed. Raises InvalidFields."""
    require(actor, Deed.MEET)
    codes: dict[str, Any] = {"purpose": purpose, "state": state, "evidence": evidence}
    refuse(code_problems("consent", codes))
    consent = actor.create(
        Consent, resident_id=resident_id, organisation_id=organisation_id, decided_at=actor.clock(), **codes
    )
    session.add(consent)
    return consent.id


def withdraw_consent(session: Session, actor: Actor, consent_id: UUID) -> UUID:
    """Withdraw what was agreed to; it wins over the answer it withdraws, whatever the order of arrival."""
    require(actor, Deed.MEET)
    consent = session.get(Consent, consent_id)
    if consent is None:
        raise KnownError("record_gone")
    consent.state = "withdrawn"
    return consent.id


def read_notice_standing(session: Session, resident_id: UUID, today: Day) -> NoticeStanding:
    """Whether the person has been informed: a confirmed notice counts before one only spoken of."""
    columns = _NOTICE.c
    query = (
        select(columns.mode, columns.notice_version, columns.delivered_at)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.delivered_at)
    )
    found = session.connection().execute(query).all()
    if not found:
        return NoticeStanding(NoticeState.NONE)
    sure = [row for row in found if not is_to_confirm(row.mode)]
    if sure:
        return NoticeStanding(NoticeState.GIVEN, *sure[-1])
    # the days run from the first time: saying it again by voice gives no more of them
    confirm_by = found[0].delivered_at.astimezone().date() + timedelta(days=DAYS_TO_CONFIRM)
    state = NoticeState.OVERDUE if today > confirm_by else NoticeState.TO_CONFIRM
    return NoticeStanding(state, *found[-1], confirm_by=confirm_by)


def is_to_confirm(mode: str) -> bool:
    """Whether a notice given this way (a code of `notice_mode`) must be followed by a written one."""
    return bool(entry("notice_mode", mode).mapping["to_confirm"])


def list_consents(session: Session, resident_id: UUID) -> list[ConsentRow]:
    """The answer that stands for each purpose and partner, newest first."""
    columns = _CONSENT.c
    query = (
        select(
            columns.id, columns.purpose, columns.organisation_id, columns.state, columns.evidence, columns.decided_at
        )
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.decided_at.desc(), columns.id.desc())
    )
    standing: dict[tuple[str, UUID | None], ConsentRow] = {}
    for row in session.connection().execute(query):
        standing.setdefault((row.purpose, row.organisation_id), ConsentRow(*row))
    return list(standing.values())
