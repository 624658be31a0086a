"""Everything that is written of some residents, whoever wrote it: read at once for a whole import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, or_, select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.erasing import LINKS

Key = tuple[str, UUID]
"""Record type and id."""
Written = Mapping[str, Any]
"""The columns of one record, by name."""
_AT_ONCE: Final = 500


def read_written(session: Session, resident_ids: Iterable[UUID]) -> dict[UUID, dict[Key, Written]]:
    """Resident → the row of each record about them, their own first. Rows put away are left out, but the resident's."""
    ids = list(resident_ids)
    found: dict[UUID, dict[Key, Written]] = {one: {} for one in ids}
    for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
        _read(session, some, found)
    return found


def _read(session: Session, ids: list[UUID], found: dict[UUID, dict[Key, Written]]) -> None:
    connection = session.connection()
    resident = table_of("resident")
    for row in connection.execute(select(resident).where(resident.c.id.in_(ids))).mappings():
        found[row["id"]]["resident", row["id"]] = _plain(row)
    for record_type, fields in LINKS.items():
        table = table_of(record_type)
        query = select(table).where(or_(*(table.c[name].in_(ids) for name in fields)), table.c.archived_at.is_(None))
        for row in connection.execute(query).mappings():
            for owner in {row[name] for name in fields} & found.keys():
                found[owner][record_type, row["id"]] = _plain(row)


def _plain(row: RowMapping) -> Written:
    return {str(name): value for name, value in row.items()}
