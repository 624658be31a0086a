"""Counting those who came and gave no name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.headcount import Headcount, HeadcountFields, headcount_id
from intake_app.domain.rules.headcount import check_headcount
from intake_app.domain.rules.problem import refuse
from intake_app.domain.workshop import Slot, Workshop
from intake_app.services.access import Deed, require
from intake_app.services.rows import fetch, put
from intake_app.services.sealed_days import refuse_if_sealed


def count_heads(session: Session, actor: Actor, slot_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Say how many came to the slot without a name, and what little was noted of them, instead of what was said before.

    Raises InvalidFields, KnownError `sheet_sealed`, `workshop_cancelled`.
    """
    require(actor, Deed.CALL_ROLL)
    values, problems = check_headcount(fields)
    refuse(problems)
    workshop = fetch(session, Workshop, fetch(session, Slot, slot_id).workshop_id)
    if workshop.status == "cancelled":
        raise KnownError("workshop_cancelled")
    refuse_if_sealed(session, slot_id)
    row = session.get(Headcount, headcount_id(slot_id))
    if row is None:
        session.add(actor.create(Headcount, id=headcount_id(slot_id), slot_id=slot_id, **values))
    else:
        put(row, {**values, "archived_at": None})
    if values["total"] and workshop.status == "planned":
        workshop.status = "held"
    return headcount_id(slot_id)


def read_headcount(session: Session, slot_id: UUID) -> HeadcountFields:
    """What was counted; nothing where nobody counted."""
    row = session.get(Headcount, headcount_id(slot_id))
    return HeadcountFields.model_validate(row.model_dump() if row is not None and row.archived_at is None else {})
