"""Badges that people keep: whose one is, and what those to print say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.badge import badge_code
from intake_app.domain.errors import KnownError
from intake_app.services.access import Deed, require
from intake_app.services.families import read_families
from intake_app.services.resident_lists import find_by_badge, read_resident_rows
from intake_app.services.rolls import RollCandidate, status_on_roll
from intake_app.storage import audit

PRINTED: Final = "print_badge"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says: a name, and the code a scanner reads."""

    resident_id: UUID
    first_name: str
    family_name: str
    code: str


def find_badge_holder(session: Session, slot_id: UUID, resident_id: UUID) -> RollCandidate:
    """Whose badge was read over a roll, under the file that is shown. KnownError `badge_unknown`."""
    found = find_by_badge(session, resident_id)
    if not found:
        raise KnownError("badge_unknown")
    return RollCandidate(found[0], status_on_roll(session, slot_id, found[0].id))


def take_badges(session: Session, actor: Actor, resident_ids: Sequence[UUID]) -> tuple[Badge, ...]:
    """What is about to leave on badges, by name; that it leaves is noted in the trail, person by person."""
    require(actor, Deed.OPEN_FILE)
    families = read_families(session, resident_ids)
    rows = read_resident_rows(session, list(dict.fromkeys(map(families.root, resident_ids))))
    for row in rows:
        audit.note(session, actor, PRINTED, "resident", row.id)
    by_name = sorted(rows, key=lambda row: (row.family_name.lower(), row.first_name.lower(), row.id))
    return tuple(Badge(row.id, row.first_name, row.family_name, badge_code(row.id)) for row in by_name)
