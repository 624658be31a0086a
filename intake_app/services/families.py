"""Which files are one person: read for the few residents of a list, not for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, or_, select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.family import Families

_MERGE: Final = table_of("resident_merge")
# built once: every list asks
_TOUCHING: Final = select(_MERGE.c.id, _MERGE.c.survivor_id, _MERGE.c.merged_id, _MERGE.c.revision).where(
    _MERGE.c.undone_at.is_(None),
    or_(
        _MERGE.c.survivor_id.in_(bindparam("ids", expanding=True)),
        _MERGE.c.merged_id.in_(bindparam("ids", expanding=True)),
    ),
)


def read_families(session: Session, resident_ids: Iterable[UUID]) -> Families[UUID]:
    """The families of these residents. What the centre accepted counts first, in its order; then what is only here."""
    connection = session.connection()
    seen: set[UUID] = set()
    found: dict[UUID, Any] = {}
    fresh = set(resident_ids)
    while fresh:
        seen |= fresh
        found.update((row.id, row) for row in connection.execute(_TOUCHING, {"ids": list(fresh)}))
        fresh = {end for row in found.values() for end in (row.survivor_id, row.merged_id)} - seen
    families: Families[UUID] = Families()
    for row in sorted(found.values(), key=lambda row: (row.revision == 0, row.revision, row.id)):
        families.join(row.merged_id, row.survivor_id)
    return families


def family_of(session: Session, resident_id: UUID) -> list[UUID]:
    """Every file of this person, the one that is shown first."""
    return read_families(session, [resident_id]).members(resident_id)


def root_of(session: Session, resident_id: UUID) -> UUID:
    """The file under which this resident is shown."""
    return family_of(session, resident_id)[0]
