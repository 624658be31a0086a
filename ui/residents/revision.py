"""Correcting a file: its fields and a new situation, saved together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from intake_app.domain.rules.problem import FieldProblem, InvalidFields, refuse
from intake_app.services import drafts
from intake_app.services.resident_files import read_latest_situation
from intake_app.services.residents import FORM, update_resident
from intake_app.services.situations import record_situation

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session


def revise_resident(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    fields: Mapping[str, Any],
    situation: Mapping[str, Any] | None,
    *,
    keeps_words: bool = False,
) -> UUID:
    """Change the fields named; with a situation, record it as of today, for the earlier one stays as it was. The draft
    of the correction goes with it.

    Raises InvalidFields with the problems of both.
    """
    problems: list[FieldProblem] = []
    try:
        update_resident(session, actor, resident_id, fields)
    except InvalidFields as refusal:
        problems += refusal.problems
    if situation is not None:
        try:
            latest = read_latest_situation(session, resident_id)
            # what the short form does not ask stays as it was said last
            known = latest.fields.model_dump() if latest else {}
            record_situation(session, actor, resident_id, {**known, **situation}, keeps_words=keeps_words)
        except InvalidFields as refusal:
            problems += refusal.problems
    refuse(problems)
    drafts.discard_draft(session, actor, FORM, resident_id)
    return resident_id
