"""Everything that is written of some residents, whoever wrote it: read at once for a whole import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, or_, select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.erasing import LINKS

Key = tuple[str, UUID]
"""Record type and id."""
Written = Mapping[str, Any]
"""The columns of one record, by name."""
_AT_ONCE: Final = 500
_BESIDE: Final = frozenset({"resident_distinction"})
"""Says of two people that they are two: nothing is built on either."""


def read_written(session: Session, resident_ids: Iterable[UUID]) -> dict[UUID, dict[Key, Written]]:
    """Resident → the row of each record about them, their own first. Rows put away are left out, but the resident's."""
    ids = list(resident_ids)
    found: dict[UUID, dict[Key, Written]] = {one: {} for one in ids}
    for some in (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)):
        _read(session, some, found)
    return found


def _read(session: Session, ids: list[UUID], found: dict[UUID, dict[Key, Written]]) -> None:
    for record_type, query in _queries().items():
        owners = LINKS.get(record_type, ("id",))
        for row in session.connection().execute(query, {"ids": ids}).mappings():
            for owner in {row[name] for name in owners} & found.keys():
                found[owner][record_type, row["id"]] = _plain(row)


@cache
def _queries() -> dict[str, Select[Any]]:
    """Record type → what is written of some residents: built once, for a row is taken back at a time."""
    ids: Any = bindparam("ids", expanding=True)
    found = {"resident": select(table_of("resident")).where(table_of("resident").c.id.in_(ids))}
    for record_type, fields in LINKS.items():
        if record_type in _BESIDE:
            continue
        table = table_of(record_type)
        is_theirs = or_(*(table.c[name].in_(ids) for name in fields))
        found[record_type] = select(table).where(is_theirs, table.c.archived_at.is_(None))
    return found


def _plain(row: RowMapping) -> Written:
    return {str(name): value for name, value in row.items()}
