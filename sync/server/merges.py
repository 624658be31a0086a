"""Joined files at the centre: two that are one person already are not joined again, so that no circle is ever made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection, select

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.family import Families
from intake_app.domain.wire import Wire
from sync.server.settled import Settled

RECORD_TYPE = "resident_merge"
CIRCLE = "merge_circle"
Joins = dict[str, tuple[str, str]]
"""Id of a join that stands → the file joined, and the one it is shown as."""


def load_joins(connection: Connection, space_id: UUID) -> Joins:
    """Every join of the space that was not undone."""
    columns = table_of(RECORD_TYPE).c
    query = select(columns.id, columns.merged_id, columns.survivor_id)
    found = connection.execute(query.where(columns.space_id == space_id, columns.undone_at.is_(None)))
    return {str(join.id): (str(join.merged_id), str(join.survivor_id)) for join in found}


def is_among(unit: Iterable[Settled]) -> bool:
    """Whether these changes make or undo a join: what goes with it may come from the other file."""
    return any(one.change.record_type == RECORD_TYPE for one in unit)


def keep(joins: Joins, join_id: str, join: Mapping[str, Wire] | None) -> None:
    """Note what a join says from now on; None: it does not exist."""
    if join is None or join["undone_at"] is not None:
        joins.pop(join_id, None)
    else:
        joins[join_id] = str(join["merged_id"]), str(join["survivor_id"])


def makes_circle(joins: Joins, join: Mapping[str, Wire]) -> bool:
    """Whether a join would tie together two files that the others have made one already."""
    if join["undone_at"] is not None:
        return False
    families: Families[str] = Families()
    for join_id, (merged, survivor) in joins.items():
        if join_id != join["id"]:
            families.join(merged, survivor)
    return not families.join(str(join["merged_id"]), str(join["survivor_id"]))
