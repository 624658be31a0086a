"""Where somebody stands, day by day: each snapshot is a new row, none is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.rules.situation import check_situation, is_locked
from intake_app.domain.situation import Situation, SituationFields
from intake_app.services.access import Deed, require
from intake_app.services.belongings import refuse_others
from intake_app.services.days import local_day
from intake_app.services.planned_follow_ups import settle_follow_ups
from intake_app.services.privacy import check_words
from intake_app.services.rows import fetch, put


def record_situation(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any],
    *,
    stage: str = "update",
    as_of: Day | None = None,
    enrolment_id: UUID | None = None,
    mode: str | None = None,
    keeps_words: bool = False,
) -> UUID:
    """Record a resident's situation, of today unless `as_of` says otherwise; it closes the follow-ups that asked for
    it. Raises InvalidFields.
    """
    require(actor, Deed.MEET)
    refuse_others(session, "situation", resident_id, {"enrolment_id": enrolment_id})
    situation_id = actor.new_id()
    values = _checked(session, actor, situation_id, situation, keeps_words)
    today = local_day(actor.clock)
    problems = code_problems("situation", {"stage": stage, "mode": mode})
    if as_of is not None and as_of > today:
        problems.append(FieldProblem("as_of", "day_to_come"))
    refuse(problems)
    row = actor.create(
        Situation,
        id=situation_id,
        resident_id=resident_id,
        stage=stage,
        as_of=as_of or today,
        enrolment_id=enrolment_id,
        mode=mode,
        **values,
    )
    session.add(row)
    for one in entries("follow_up_purpose"):
        if one.mapping.get("stage") == stage:
            settle_follow_ups(session, actor, resident_id, one.code, enrolment_id)
    return row.id


def correct_situation(
    session: Session, actor: Actor, situation_id: UUID, fields: Mapping[str, Any], *, keeps_words: bool = False
) -> UUID:
    """Correct what a snapshot says. Raises InvalidFields, KnownError `situation_locked`: an entry of more than thirty
    days is amended (`amend_situation`).
    """
    require(actor, Deed.MEET)
    row = fetch(session, Situation, situation_id)
    if is_locked(row.stage, row.as_of, local_day(actor.clock)):
        raise KnownError("situation_locked")
    known = {name: getattr(row, name) for name in SituationFields.model_fields}
    values = _checked(session, actor, situation_id, {**known, **fields}, keeps_words)
    put(row, {name: values[name] for name in fields})
    return situation_id


def amend_situation(
    session: Session,
    actor: Actor,
    situation_id: UUID,
    fields: Mapping[str, Any],
    *,
    reason: str,
    keeps_words: bool = False,
) -> UUID:
    """Amend a locked snapshot: a new one of the same stage and day that says what it replaces and why; both stay.

    Raises InvalidFields.
    """
    require(actor, Deed.MEET)
    row = fetch(session, Situation, situation_id)
    amendment_id = actor.new_id()
    known = {name: getattr(row, name) for name in SituationFields.model_fields}
    values = _checked(session, actor, amendment_id, {**known, **fields}, keeps_words)
    refuse(code_problems("situation", {"amendment_reason": reason}))
    kept = {name: getattr(row, name) for name in ("resident_id", "stage", "as_of", "enrolment_id", "mode")}
    amendment = actor.create(Situation, id=amendment_id, amends_id=row.id, amendment_reason=reason, **kept, **values)
    session.add(amendment)
    return amendment.id


def _checked(
    session: Session,
    actor: Actor,
    situation_id: UUID,
    situation: SituationFields | Mapping[str, Any],
    keeps_words: bool,
) -> dict[str, Any]:
    values, problems = check_situation(situation, local_day(actor.clock))
    texts = {"interests": values["interests"]}
    problems += check_words(session, actor, texts, "situation", situation_id, keeps_words=keeps_words)
    refuse(problems)
    return values
