"""What is known of the services around somebody, and whether they are "invisible" today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.domain.rules.visibility import Invisibility, invisibility, visibility_problems
from intake_app.domain.visibility import Visibility
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.rows import fetch

_VISIBILITY: Final = table_of("visibility")
_FACTS: Final = ("is_registered", "category", "lack_reason", "last_contact", "last_contact_on", "other_follow_up")


@dataclass(frozen=True, slots=True)
class VisibilityRow:
    """The latest facts, the day they were told, and what follows from them today."""

    id: UUID
    as_of: Day
    facts: dict[str, Any]
    answer: Invisibility


def record_visibility(
    session: Session, actor: Actor, resident_id: UUID, facts: Mapping[str, Any], *, as_of: Day | None = None
) -> UUID:
    """Record what somebody says of the job centre and of whoever follows them, today unless `as_of` says otherwise.

    Raises InvalidFields.
    """
    require(actor, Deed.MEET)
    fetch(session, Resident, resident_id)
    today = local_day(actor.clock)
    values = {name: facts.get(name) for name in _FACTS}
    refuse([*code_problems("visibility", values), *visibility_problems(values, as_of or today)])
    row = actor.create(Visibility, resident_id=resident_id, as_of=as_of or today, **values)
    session.add(row)
    return row.id


def read_visibility(session: Session, resident_id: UUID, today: Day) -> VisibilityRow | None:
    """The latest facts of a resident, in whichever of their files; None when nobody asked yet."""
    columns = _VISIBILITY.c
    query = (
        select(_VISIBILITY)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.as_of.desc(), columns.id.desc())
        .limit(1)
    )
    found = session.connection().execute(query).mappings().first()
    if found is None:
        return None
    facts = {name: found[name] for name in _FACTS}
    return VisibilityRow(found["id"], found["as_of"], facts, invisibility(facts, today))
