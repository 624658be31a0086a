"""From the outbox to a batch, and from verdicts back to the outbox."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select, update
from sqlmodel import col

from intake_app.domain.record_types import table_of
from intake_app.domain.wire import to_wire
from intake_app.storage import outbox
from intake_app.storage.quarantine import VOID
from intake_app.storage.tables import ChangeState, OutboxChange
from sync.client import copies
from sync.client.digests import correct_digest, revisions_of
from sync.client.erase import ERASED
from sync.protocol.messages import Change, Page, Verdict, VerdictKind
from sync.protocol.version import MAX_BODY, MAX_CHANGES

MAX_BATCH_BYTES: Final = 2 * 1024 * 1024
MAX_UNIT_BYTES: Final = MAX_BODY * 3 // 4
_BYTES_AROUND: Final = 450
"""About what a change weighs beside its fields: ids, names, moments."""
# asked of the driver itself: ids and moments are stored as they travel, so nothing is converted
_CHANGES: Final = (
    "SELECT change_id, device_seq, unit_id, author_id, record_type, record_id, kind, fields, base_revision, "
    "schema_version, recorded_at, clock_offset FROM outbox_change WHERE"
)
_OF_STATE: Final = f"{_CHANGES} state = ? AND device_seq > ?"
# a number whose words were taken back (x'7b7d' is `{}`) is refused, as it must be, and concerns nobody
_SETTLE: Final = (
    "UPDATE outbox_change SET state = CASE WHEN ?1 = 'quarantined' AND fields = x'7b7d' THEN 'discarded' ELSE ?1 END, "
    "reason = ?2, settled_at = ?3, server_seq = ?4 WHERE device_seq = ?5"
)


def next_batch(connection: Connection, limit: int, held_after: int = 0) -> list[Change]:
    """The oldest changes to send: first those that the centre holds (numbered above `held_after`), to ask again, then
    the pending ones. About `limit`, bounded in bytes. A unit is never cut; one that passes the limit goes alone
    (beyond what a server takes at once, as many of its changes as that).
    """
    held = _batch_of(connection, ChangeState.HELD, held_after, limit)
    return [_as_change(row) for row in held or _batch_of(connection, ChangeState.PENDING, 0, limit)]


def _batch_of(connection: Connection, state: ChangeState, after: int, limit: int) -> list[Any]:
    said = (str(state), after)
    found = connection.exec_driver_sql(f"{_OF_STATE} ORDER BY device_seq LIMIT ?", (*said, limit + 1)).all()
    rows = _within(found, limit, MAX_BATCH_BYTES)
    if len(rows) < len(found):
        next_unit = found[len(rows)].unit_id
        rows = [row for row in rows if row.unit_id != next_unit]
        if not rows:
            of_unit = f"{_OF_STATE} AND unit_id = ? ORDER BY device_seq LIMIT ?"
            unit = connection.exec_driver_sql(of_unit, (*said, next_unit, MAX_CHANGES)).all()
            rows = _within(unit, MAX_CHANGES, MAX_UNIT_BYTES)
    return rows


def _within(rows: Sequence[Any], most: int, most_bytes: int) -> list[Any]:
    """As many of the first rows as fit, one at least."""
    fitting: list[Any] = []
    size = 0
    for row in rows[:most]:
        size += len(row.fields) + _BYTES_AROUND
        if fitting and size > most_bytes:
            break
        fitting.append(row)
    return fitting


def _as_change(row: Any) -> Change:
    return Change(
        change_id=row.change_id,
        device_seq=row.device_seq,
        unit_id=row.unit_id,
        author_id=row.author_id,
        record_type=row.record_type,
        record_id=row.record_id,
        kind=row.kind,
        fields=copies.decode_fields(row.fields),
        base_revision=row.base_revision,
        schema_version=row.schema_version,
        recorded_at=row.recorded_at,
        clock_offset=row.clock_offset,
    )


def open_changes(connection: Connection, most_bytes: int) -> tuple[list[Change], int]:
    """What the centre has not accepted, the refused included: the oldest units, about `most_bytes` of them, one at
    least; and how many changes are left.
    """
    found = connection.exec_driver_sql(
        f"{_CHANGES} state IN ('pending', 'held', 'quarantined') ORDER BY device_seq"
    ).all()
    rows = _within(found, len(found), most_bytes)
    if len(rows) < len(found):
        cut_unit = found[len(rows)].unit_id
        rows = [row for row in rows if row.unit_id != cut_unit] or rows
    return [_as_change(row) for row in rows], len(found) - len(rows)


def waiting_changes(connection: Connection, numbers: Sequence[int]) -> list[Change]:
    """Those of the changes with these numbers that still wait for a final verdict."""
    wanted = "state IN ('pending', 'held') AND device_seq IN (SELECT value FROM json_each(?))"
    found = connection.exec_driver_sql(f"{_CHANGES} {wanted}", (msgspec.json.encode(numbers).decode(),))
    return [_as_change(row) for row in found]


def count_waiting(connection: Connection, held_after: int = 0) -> int:
    """How many changes wait to be sent, or asked again: those held that are numbered above `held_after`."""
    query = (
        "SELECT (SELECT count(*) FROM outbox_change WHERE state = 'pending')"
        " + (SELECT count(*) FROM outbox_change WHERE state = 'held' AND device_seq > ?)"
    )
    return int(connection.exec_driver_sql(query, (held_after,)).scalar_one())


def state_after(verdict: Verdict) -> ChangeState:
    """Where a verdict puts its change. A duplicate carries what was answered the first time."""
    if verdict.reason == ERASED:
        # nothing that somebody could put right
        return ChangeState.DISCARDED
    if verdict.kind is VerdictKind.REFUSED or (verdict.kind is VerdictKind.DUPLICATE and verdict.reason):
        return ChangeState.QUARANTINED
    if verdict.kind is VerdictKind.CONFLICT or verdict.fields:
        return ChangeState.CONFLICT
    return ChangeState.HELD if verdict.kind is VerdictKind.HELD else ChangeState.ACKNOWLEDGED


def settle(connection: Connection, batch: Sequence[Change], verdicts: Sequence[Verdict], now: datetime) -> list[Page]:
    """Write the verdicts of the changes sent, give each settled record its revision, and drop the centre's copies
    nobody needs any more. Returns, to be applied at once, copies that already said more than a verdict that came late.
    """
    sent = {change.device_seq: change for change in batch}
    answers = [verdict for verdict in verdicts if _answers(verdict, sent.get(verdict.device_seq))]
    if not answers:
        return []
    moment = to_wire(now)
    rows = [(str(state_after(one)), one.reason, moment, one.server_seq, one.device_seq) for one in answers]
    connection.exec_driver_sql(_SETTLE, rows)
    accepted = [(sent[one.device_seq], one) for one in answers if one.server_seq is not None]
    by_type: dict[str, list[tuple[Change, Verdict]]] = defaultdict(list)
    for change, verdict in accepted:
        by_type[change.record_type].append((change, verdict))
    late: dict[str, int] = {}
    for one in answers:
        if one.kind is VerdictKind.DUPLICATE and one.server_seq is not None:
            late.setdefault(sent[one.device_seq].record_id, one.server_seq)
    overtaken = copies.later_copies(connection, late, accepted) if late else []
    for record_type, some in by_type.items():
        _raise_revisions(connection, record_type, some)
    return overtaken


def _answers(verdict: Verdict, change: Change | None) -> bool:
    return change is not None and change.change_id == verdict.change_id


def _raise_revisions(connection: Connection, record_type: str, accepted: copies.Accepted) -> None:
    """Give the records the numbers of their last accepted changes, and let go of copies that nothing lies upon now."""
    answers = {change.record_id: verdict for change, verdict in accepted}
    before = revisions_of(connection, record_type, answers)
    # a verdict that comes late says nothing of what the row has become since
    positions = {
        record_id: max(one.server_seq or 0, before.get(record_id, 0) if one.kind is VerdictKind.DUPLICATE else 0)
        for record_id, one in answers.items()
    }
    raise_it = f"UPDATE {table_of(record_type).name} SET revision = ? WHERE id = ?"  # noqa: S608 (our own table's name)
    connection.exec_driver_sql(raise_it, [(position, record_id) for record_id, position in positions.items()])
    correct_digest(connection, record_type, before, {record_id: positions[record_id] for record_id in before})
    still_open = copies.open_records(connection, positions)
    copies.drop_copies(connection, record_type, positions.keys() - still_open)
    copies.note_accepted(connection, record_type, still_open & before.keys(), accepted)


def next_number(connection: Connection) -> int:
    """The number of the next change that will be sent: the oldest one waiting, or the next to be saved."""
    found = connection.exec_driver_sql("SELECT min(device_seq) FROM outbox_change WHERE state = 'pending'").scalar()
    return outbox.last_number(connection) + 1 if found is None else int(found)


def oldest_number(connection: Connection) -> int:
    """The number of the oldest change that this laptop keeps; the next to be saved when it keeps none."""
    found = connection.exec_driver_sql("SELECT min(device_seq) FROM outbox_change").scalar()
    return outbox.last_number(connection) + 1 if found is None else int(found)


def change_at(connection: Connection, number: int) -> str:
    """The id of the change with this number; nothing where it is not kept."""
    found = connection.exec_driver_sql("SELECT change_id FROM outbox_change WHERE device_seq = ?", (number,)).scalar()
    return "" if found is None else str(found)


def offer_again(connection: Connection, first_number: int) -> int:
    """Put retained changes from `first_number` on back into the queue, for a server restored from a backup. Returns
    how many. What they and their records were numbered in its former life counts no more. What was refused there and
    then said again, or given up, keeps its number without its words.
    """
    again = (col(OutboxChange.device_seq) >= first_number, col(OutboxChange.state) != ChangeState.PENDING)
    given_up = col(OutboxChange.state).in_((ChangeState.REPLACED, ChangeState.DISCARDED))
    # of somebody erased what words there were have gone already; whether a count counts, this life has to say
    is_void = given_up & col(OutboxChange.reason).is_distinct_from(ERASED)
    connection.execute(update(OutboxChange).where(*again, is_void).values(fields=VOID))
    kept = select(col(OutboxChange.record_type), col(OutboxChange.record_id)).distinct().where(*again)
    records: dict[str, list[str]] = defaultdict(list)
    for record_type, record_id in connection.execute(kept):
        records[record_type].append(str(record_id))
    for record_type, ids in records.items():
        before = revisions_of(connection, record_type, ids)
        unnumbered = (
            f"UPDATE {table_of(record_type).name} SET revision = 0 WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        )
        connection.exec_driver_sql(unnumbered, (msgspec.json.encode(ids).decode(),))
        correct_digest(connection, record_type, before, {})
    unsettled = {"state": ChangeState.PENDING, "reason": None, "settled_at": None, "server_seq": None}
    return int(connection.execute(update(OutboxChange).where(*again).values(base_revision=0, **unsettled)).rowcount)
