"""Whose the records are that a new one names (`domain.rules.belonging`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.belonging import ANOTHERS, links_to_others
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.families import family_of


def refuse_others(session: Session, record_type: str, resident_id: UUID, values: Mapping[str, Any]) -> None:
    """Refuse, field by field, what a record of this resident's would name of another person's, in whichever of their
    files. Raises InvalidFields.
    """
    family = family_of(session, resident_id)

    def is_theirs(named_type: str, record_id: UUID) -> bool | None:
        columns = table_of(named_type).c
        owner = session.connection().execute(select(columns.resident_id).where(columns.id == record_id)).first()
        return None if owner is None else owner.resident_id in family

    refuse(FieldProblem(name, ANOTHERS) for name in links_to_others(record_type, values, is_theirs))
