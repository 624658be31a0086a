"""From the outbox to a batch, and from verdicts back to the outbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlmodel import col

from intake_app.domain.record_types import table_of
from intake_app.storage.tables import ChangeState, OutboxChange, ServerCopy
from sync.protocol.messages import Change, Edit, Verdict, VerdictKind

MAX_BATCH_BYTES: Final = 2 * 1024 * 1024
OPEN_STATES: Final = (ChangeState.PENDING, ChangeState.QUARANTINED)
"""Changes that still stand on top of the centre's version on this laptop's screens."""

_EDITS: Final = msgspec.json.Decoder(dict[str, Edit])


def decode_fields(fields: bytes) -> dict[str, Edit]:
    """The edits of an outbox row."""
    return _EDITS.decode(fields)


def next_batch(connection: Connection, limit: int) -> list[Change]:
    """The oldest pending changes: about `limit`, bounded in bytes, never cutting a unit (unless the unit alone
    passes `limit`).
    """
    query = (
        select(OutboxChange.__table__)  # type: ignore[attr-defined]
        .where(col(OutboxChange.state) == ChangeState.PENDING)
        .order_by(col(OutboxChange.device_seq))
        .limit(limit + 1)
    )
    rows = connection.execute(query).all()
    size = 0
    batch: list[Any] = []
    for row in rows[:limit]:
        size += len(row.fields) + 250
        if batch and size > MAX_BATCH_BYTES:
            break
        batch.append(row)
    if len(batch) < len(rows):
        batch = _whole_units(batch, rows[len(batch)].unit_id)
    return [_as_change(row) for row in batch]


def _whole_units(batch: list[Any], next_unit: Any) -> list[Any]:
    """Leave out the last unit when it goes on beyond the batch, unless it is all there is."""
    whole = [row for row in batch if row.unit_id != next_unit]
    return whole or batch


def _as_change(row: Any) -> Change:
    return Change(
        change_id=str(row.change_id),
        device_seq=row.device_seq,
        unit_id=str(row.unit_id),
        author_id=str(row.author_id),
        record_type=row.record_type,
        record_id=str(row.record_id),
        kind=row.kind,
        fields=decode_fields(row.fields),
        base_revision=row.base_revision,
        schema_version=row.schema_version,
        recorded_at=row.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        clock_offset=row.clock_offset,
    )


def count_pending(connection: Connection) -> int:
    """How many changes wait to be sent."""
    found = connection.exec_driver_sql("SELECT count(*) FROM outbox_change WHERE state = 'pending'").scalar_one()
    return int(found)


def state_after(verdict: Verdict) -> ChangeState:
    """Where a verdict puts its change. A duplicate carries what was answered the first time."""
    if verdict.kind is VerdictKind.REFUSED or (verdict.kind is VerdictKind.DUPLICATE and verdict.reason):
        return ChangeState.QUARANTINED
    if verdict.kind is VerdictKind.CONFLICT or verdict.fields:
        return ChangeState.CONFLICT
    return ChangeState.PENDING if verdict.kind is VerdictKind.HELD else ChangeState.ACKNOWLEDGED


def settle(connection: Connection, batch: Sequence[Change], verdicts: Sequence[Verdict], now: datetime) -> None:
    """Write the verdicts, give each settled record its revision, and drop the centre's copies nobody needs any
    more.
    """
    statement = (
        update(OutboxChange)
        .where(col(OutboxChange.device_seq) == bindparam("number"))
        .values(
            state=bindparam("new_state"),
            reason=bindparam("why"),
            settled_at=bindparam("moment"),
            server_seq=bindparam("position"),
        )
    )
    rows = [
        {
            "number": verdict.device_seq,
            "new_state": state_after(verdict),
            "why": verdict.reason,
            "moment": now,
            "position": verdict.server_seq,
        }
        for verdict in verdicts
    ]
    if rows:
        connection.execute(statement, rows)
        _raise_revisions(connection, batch, verdicts)


def _raise_revisions(connection: Connection, batch: Sequence[Change], verdicts: Sequence[Verdict]) -> None:
    by_number = {change.device_seq: change for change in batch}
    revisions: dict[str, dict[str, int]] = defaultdict(dict)
    for verdict in verdicts:
        change = by_number.get(verdict.device_seq)
        if change is not None and verdict.server_seq is not None:
            revisions[change.record_type][change.record_id] = verdict.server_seq
    for record_type, found in revisions.items():
        table = table_of(record_type)
        rows = [{"record": record_id, "position": position} for record_id, position in found.items()]
        where = table.c.id == bindparam("record")
        connection.execute(update(table).where(where).values(revision=bindparam("position")), rows)
        still_open = open_records(connection, found)
        settled = [{"record": record_id} for record_id in found if record_id not in still_open]
        if settled:
            copy = (col(ServerCopy.record_type) == record_type, col(ServerCopy.record_id) == bindparam("record"))
            connection.execute(delete(ServerCopy).where(*copy), settled)


def open_records(connection: Connection, record_ids: Collection[str]) -> frozenset[str]:
    """Those of these records that have changes without a final verdict."""
    # spelt out, so that SQLite uses the index of pending changes: asked for every page of a download
    query = (
        "SELECT record_id FROM outbox_change WHERE record_id IN (SELECT value FROM json_each(?)) AND state = 'pending' "
        "UNION SELECT record_id FROM outbox_change WHERE state = 'quarantined'"
    )
    found = connection.exec_driver_sql(query, (msgspec.json.encode(list(record_ids)).decode(),))
    return frozenset(record_id for (record_id,) in found)


def offer_again(connection: Connection, first_number: int) -> int:
    """Put retained changes from `first_number` on back into the queue, for a server restored from a backup. Returns
    how many.
    """
    statement = (
        update(OutboxChange)
        .where(col(OutboxChange.device_seq) >= first_number, col(OutboxChange.state) != ChangeState.PENDING)
        .values(state=ChangeState.PENDING, reason=None, settled_at=None, server_seq=None)
    )
    return int(connection.execute(statement).rowcount)
