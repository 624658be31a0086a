"""Two people, one field, two values: the first stays, the second waits in the open until somebody settles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from intake_app.domain.base import NewId
from intake_app.domain.wire import to_wire
from sync.server.bulk import is_postgresql, listed, one_of, write_rows
from sync.server.settled import Settled
from sync.server.tables import OPEN_CONFLICT, RECEIVED_CHANGE


def note_conflicts(connection: Connection, space_id: UUID, accepted: Sequence[Settled], new_id: NewId) -> None:
    """Write down what was left open, with both authors. The receipts of the batch must be written already."""
    open_ones = [one for one in accepted if one.conflicts]
    if not open_ones:
        return
    histories = _histories(connection, space_id, {one.change.record_id for one in open_ones})
    rows = []
    for one in open_ones:
        change = one.change
        for name, conflict in one.conflicts.items():
            author = _author_of(histories[change.record_id], name, one.server_seq or 0)
            rows.append(
                {
                    "id": str(new_id()),
                    "space_id": str(space_id),
                    "record_type": change.record_type,
                    "record_id": change.record_id,
                    "field": name,
                    "current": conflict.current,
                    "base": conflict.base,
                    "new": conflict.new,
                    "current_author_id": to_wire(author.author_id) if author else None,
                    "current_recorded_at": to_wire(author.recorded_at) if author else None,
                    "new_author_id": change.author_id,
                    "new_recorded_at": change.recorded_at,
                    "server_seq": one.server_seq,
                    "settled_at": None,
                }
            )
    write_rows(connection, OPEN_CONFLICT, rows, is_upsert=False)


def settle_conflicts(connection: Connection, space_id: UUID, accepted: Sequence[Settled], now: datetime) -> None:
    """Close the open conflicts of every field written by somebody who had seen the record with its conflict."""
    ids = {one.change.record_id for one in accepted if one.change.base_revision > 0}
    if not ids:
        return
    still_open = OPEN_CONFLICT.c
    query = select(still_open.id, still_open.record_id, still_open.field, still_open.server_seq).where(
        still_open.space_id == space_id,
        still_open.settled_at.is_(None),
        one_of(still_open.record_id, "ids", on_postgresql=is_postgresql(connection)),
    )
    found = connection.execute(query, {"ids": listed(ids)}).all()
    settled = [row.id for row in found if any(_settles(one, row) for one in accepted)]
    if settled:
        connection.execute(update(OPEN_CONFLICT).where(still_open.id.in_(settled)).values(settled_at=now))


def _settles(one: Settled, conflict: Any) -> bool:
    change = one.change
    return (
        change.record_id == str(conflict.record_id)
        and conflict.field in change.fields.keys() - one.conflicts.keys()
        and change.base_revision >= conflict.server_seq
    )


def _histories(connection: Connection, space_id: UUID, ids: Collection[str]) -> dict[str, list[Any]]:
    """Record id → its accepted changes, the latest first."""
    kept = RECEIVED_CHANGE.c
    query = (
        select(kept.record_id, kept.server_seq, kept.author_id, kept.recorded_at, kept.fields, kept.conflict_fields)
        .where(kept.space_id == space_id, one_of(kept.record_id, "ids", on_postgresql=is_postgresql(connection)))
        .order_by(kept.server_seq.desc())
    )
    histories: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query, {"ids": listed(ids)}):
        histories[str(row.record_id)].append(row)
    return histories


def _author_of(history: Sequence[Any], name: str, before: int) -> Any:
    """The change that gave the field the value which stands."""
    return next(
        (
            row
            for row in history
            if row.server_seq < before and name in row.fields and name not in (row.conflict_fields or ())
        ),
        None,
    )
