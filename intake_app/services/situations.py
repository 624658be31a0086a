"""Where somebody stands, day by day: each snapshot is a new row, none is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.domain.rules.situation import check_situation
from intake_app.domain.situation import Situation, SituationFields
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.privacy import check_words


def record_situation(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any],
    *,
    stage: str = "update",
    as_of: Day | None = None,
    keeps_words: bool = False,
) -> UUID:
    """Record a resident's situation, of today unless `as_of` says otherwise. Raises InvalidFields."""
    require(actor, Deed.MEET)
    values, problems = check_situation(situation)
    problems += code_problems("situation", {"stage": stage})
    situation_id = actor.new_id()
    texts = {"interests": values["interests"]}
    problems += check_words(session, actor, texts, "situation", situation_id, keeps_words=keeps_words)
    refuse(problems)
    row = actor.create(
        Situation,
        id=situation_id,
        resident_id=resident_id,
        stage=stage,
        as_of=as_of or local_day(actor.clock),
        **values,
    )
    session.add(row)
    return row.id
