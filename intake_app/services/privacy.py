"""Free text under the person's eyes, and the trail of who opened whose file (rules P6, P7 and P15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import word_problems
from intake_app.services.access import Deed, require
from intake_app.services.families import family_of
from intake_app.services.rows import fetch
from intake_app.storage import audit

OPENED: Final = "open_file"
KEPT_WORDS: Final = "keep_sensitive_words"
_STAFF: Final = table_of("staff_member")


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a resident's file; `staff` is « Nadia M. », empty when this laptop does not know them."""

    at: datetime
    staff: str


def record_opening(session: Session, actor: Actor, resident_id: UUID) -> None:
    """Note that the actor opens a resident's file: run it before showing the file. Raises KnownError `not_allowed`."""
    require(actor, Deed.OPEN_FILE)
    fetch(session, Resident, resident_id)
    audit.note(session, actor, OPENED, "resident", resident_id)


def list_openings(session: Session, resident_id: UUID, *, limit: int = 200) -> list[Opening]:
    """Who opened a resident's file, or one joined to it, on this laptop; newest first."""
    members = family_of(session, resident_id)
    found = [
        one for member in members for one in audit.read_trail(session, "resident", member, deed=OPENED, limit=limit)
    ]
    trail = sorted(found, key=lambda one: one.at, reverse=True)[:limit]
    columns = _STAFF.c
    query = select(columns.id, columns.family_name, columns.first_name).where(
        columns.id.in_({entry.staff_id for entry in trail})
    )
    names = {row.id: short_name(row.family_name, row.first_name) for row in session.connection().execute(query)}
    return [Opening(entry.at, names.get(entry.staff_id, "")) for entry in trail]


def check_words(
    session: Session,
    actor: Actor,
    texts: Mapping[str, Any],
    record_type: str,
    record_id: UUID,
    *,
    keeps_words: bool,
) -> list[FieldProblem]:
    """The problems of texts with sensitive words; none when the actor, warned, keeps them: that is noted for review."""
    problems = word_problems(texts)
    if problems and keeps_words:
        audit.note(session, actor, KEPT_WORDS, record_type, record_id)
        return []
    return problems
