"""Puts in order what was rescued: rows for changes and changes for rows that lost the other, numbers without a gap,
parents for children, indexes and counts made anew.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from intake_app.domain.actor import new_uuid7
from intake_app.domain.base import LAPTOP
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES, blank_values, merge_classes, table_of
from intake_app.domain.wire import Wire, to_wire
from intake_app.storage import blob_rows, search_index
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.outbox import OUTBOX
from intake_app.storage.quarantine import VOID
from intake_app.storage.salvage import Rescue
from intake_app.storage.tables import BlobState, ChangeState
from sync.client.apply import write_rows
from sync.client.copies import OPEN_STATES, open_edits
from sync.client.digests import Digests, count_rows, keep_digests, read_digests
from sync.client.loss_receipt import LossReceipt, ranges_of
from sync.merge import overlay

_INTO_OUTBOX: Final = insert(LAPTOP.tables["outbox_change"])
_OPEN: Final = tuple(str(state) for state in OPEN_STATES)
_SETTLED: Final = "SELECT 1 FROM outbox_change WHERE record_id = ? AND state NOT IN ('pending', 'held', 'quarantined')"
_WAITING: Final = "SELECT count(*) FROM outbox_change WHERE state = 'pending' AND fields <> x'7b7d'"
_ROWS: Final = 500


def put_in_order(
    connection: Connection,
    rescue: Rescue,
    numbers: tuple[int, int],
    staff_id: UUID,
    moment: datetime,
    aside: str,
    blobs: BlobFolder,
) -> LossReceipt:
    """Make one database of what was rescued, in the running transaction (foreign keys off). `numbers`: the last that
    was given, and the last that the centre has signed for.
    """
    given, received = numbers
    received = max(received, _scalar(connection, "SELECT max(last_seq) FROM receipt"))
    given = max(given, received)
    missing = _missing_numbers(connection, received, given)
    since, until = _around(connection, missing)
    _make_rows(connection, rescue.copied)
    _fill_numbers(connection, missing, given, staff_id, moment)
    rebuilt = _make_changes(connection, rescue.copied, staff_id, moment) if missing else 0
    expected = read_digests(connection)
    _drop_orphans(connection)
    contents_lost = _look_at_contents(connection, blobs, is_whole=not {"blob", "attachment"} & rescue.broken)
    _index(connection)
    return LossReceipt(
        at=moment,
        aside=aside,
        rescued=_records(rescue.rescued),
        copied=_records(rescue.copied),
        to_come=_count_again(connection, expected),
        waiting=_scalar(connection, _WAITING),
        missing=ranges_of(missing),
        rebuilt=rebuilt,
        since=since,
        until=until,
        contents_lost=contents_lost,
    )


def _count_again(connection: Connection, expected: Digests) -> dict[str, int]:
    """Count the rows for the next comparison with the centre; how many of each type are fewer than were `expected`."""
    counted = count_rows(connection)
    keep_digests(connection, counted)
    here = {name: digest.row_count for name, digest in counted.items()}
    fewer = {name: digest.row_count - here.get(name, 0) for name, digest in expected.items()}
    return {name: count for name, count in fewer.items() if count > 0}


def _records(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name in RECORD_TYPES}


def _scalar(connection: Connection, query: str, *values: Any) -> int:
    return int(connection.exec_driver_sql(query, values).scalar() or 0)


def _missing_numbers(connection: Connection, received: int, given: int) -> list[int]:
    query = "SELECT device_seq FROM outbox_change WHERE device_seq > ?"
    there = set(connection.exec_driver_sql(query, (received,)).scalars())
    return [number for number in range(received + 1, given + 1) if number not in there]


def _around(connection: Connection, missing: list[int]) -> tuple[datetime | None, datetime | None]:
    """When the changes before and after those missing were saved."""
    if not missing:
        return None, None
    moment = select(OUTBOX.c.recorded_at)
    before = moment.where(OUTBOX.c.device_seq < missing[0]).order_by(OUTBOX.c.device_seq.desc()).limit(1)
    after = moment.where(OUTBOX.c.device_seq > missing[-1]).order_by(OUTBOX.c.device_seq).limit(1)
    return connection.execute(before).scalar(), connection.execute(after).scalar()


def _make_rows(connection: Connection, copied: Container[str]) -> None:
    """A row for every record that open changes speak of, where they or the centre's copy say enough; and those changes
    once more on rows that were `copied`, for they may be from before.
    """
    for record_type in RECORD_TYPES:
        table = table_of(record_type)
        query = (
            "SELECT DISTINCT record_id FROM outbox_change WHERE record_type = ? AND state IN (?, ?, ?) "  # noqa: S608
            f"AND fields <> x'7b7d' AND (? OR record_id NOT IN (SELECT id FROM {table.name}))"
        )
        asked = (record_type, *_OPEN, record_type in copied)
        for record_id in list(connection.exec_driver_sql(query, asked).scalars()):
            edits = open_edits(connection, record_id)
            base = _base_of(connection, record_type, record_id, is_new="created_at" in edits[0])
            if base is None:
                # an edit of what the centre has: it comes back under the edit
                continue
            values = overlay(base, edits, merge_classes(record_type))
            columns = tuple(name for name in values if name in table.columns)
            # what the tables refuse stays out, and nothing else
            with suppress(IntegrityError), connection.begin_nested():
                write_rows(connection, record_type, columns, [[values[name] for name in columns]])


def _base_of(connection: Connection, record_type: str, record_id: str, *, is_new: bool) -> dict[str, Any] | None:
    """What open changes of a record lie upon: the centre's version, else the row there is, else a blank one."""
    copy = _copy_of(connection, record_type, record_id)
    if copy is not None:
        return copy
    table = table_of(record_type)
    row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    if row is not None:
        return {name: to_wire(value) for name, value in row.items()}
    return _blank(connection, record_type, record_id) if is_new else None


def _blank(connection: Connection, record_type: str, record_id: str) -> dict[str, Wire]:
    space = connection.exec_driver_sql("SELECT space_id FROM staff_member LIMIT 1").scalar()
    return {**blank_values(record_type), "id": record_id, "space_id": space or str(UUID(int=0)), "revision": 0}


def _copy_of(connection: Connection, record_type: str, record_id: str) -> dict[str, Any] | None:
    query = "SELECT row FROM server_copy WHERE record_type = ? AND record_id = ?"
    found = connection.exec_driver_sql(query, (record_type, record_id)).scalar()
    return None if found is None else msgspec.json.decode(found)


def _fill_numbers(connection: Connection, missing: list[int], given: int, staff_id: UUID, moment: datetime) -> None:
    """Have every number sent: the centre counts them. Those that are missing say nothing."""
    voids = [_change(staff_id, moment, "resident", str(new_uuid7()), VOID, 0, device_seq=one) for one in missing]
    if voids:
        connection.execute(_INTO_OUTBOX, voids)
    if given > _scalar(connection, "SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'"):
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'outbox_change'")
        connection.exec_driver_sql("INSERT INTO sqlite_sequence(name, seq) VALUES ('outbox_change', ?)", (given,))


def _change(
    author_id: UUID | str, moment: datetime, record_type: str, record_id: str, fields: bytes, base: int, **more: Any
) -> dict[str, Any]:
    return {
        "change_id": new_uuid7(), "unit_id": new_uuid7(), "author_id": UUID(str(author_id)),
        "record_type": record_type, "record_id": UUID(record_id), "kind": "set", "fields": fields,
        "base_revision": base, "schema_version": SCHEMA_VERSION, "recorded_at": moment, "clock_offset": 0,
        "state": ChangeState.PENDING, **more,
    }  # fmt: skip


def _make_changes(connection: Connection, copied: Container[str], staff_id: UUID, moment: datetime) -> int:
    """A change for every record that says something which no change of the outbox does; how many. A row or a version
    of the centre's that was `copied` may be older than the other: what differs then is nobody's change.
    """
    made = 0
    for record_type in RECORD_TYPES:
        is_of_one_time = record_type not in copied and "server_copy" not in copied
        edited = _under_edit(connection, record_type) if is_of_one_time else ()
        for row, known in chain(_never_numbered(connection, record_type), edited):
            record_id = str(row["id"])
            said = overlay(known, open_edits(connection, record_id), merge_classes(record_type))
            fields = {
                name: (to_wire(row[name]), said[name])
                for name in merge_classes(record_type)
                if name in said and to_wire(row[name]) != said[name]
            }
            if fields:
                author = row["created_by"] if row["revision"] == 0 and row["created_by"] else staff_id
                change = _change(
                    author, moment, record_type, record_id, msgspec.json.encode(fields), int(row["revision"])
                )
                connection.execute(_INTO_OUTBOX, change)
                made += 1
    return made


def _never_numbered(connection: Connection, record_type: str) -> Iterator[tuple[Mapping[Any, Any], dict[str, Wire]]]:
    """The rows that the centre cannot have, with a blank one: not those refused there, nor those of somebody erased."""
    table = table_of(record_type)
    erased = set(connection.exec_driver_sql("SELECT resident_id FROM erasure").scalars())
    for row in connection.execute(select(table).where(table.c.revision == 0)).mappings().all():
        is_settled = connection.exec_driver_sql(_SETTLED, (str(row["id"]),)).first() is not None
        if not is_settled and str(row["id"]) not in erased:
            yield row, dict(blank_values(record_type))


def _under_edit(connection: Connection, record_type: str) -> Iterator[tuple[Mapping[Any, Any], dict[str, Wire]]]:
    """The rows whose centre's version was kept, with that version."""
    table = table_of(record_type)
    kept = connection.exec_driver_sql("SELECT record_id FROM server_copy WHERE record_type = ?", (record_type,))
    for record_id in list(kept.scalars()):
        row = connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
        copy = _copy_of(connection, record_type, record_id)
        if row is not None and copy is not None and row["revision"] > 0:
            yield row, copy


def _drop_orphans(connection: Connection) -> None:
    """Let go of rows whose parents are gone: they come back with them, and what was said of them is still sent."""
    while found := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        for table, number in {(row[0], row[1]) for row in found}:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 (our own table)


def _look_at_contents(connection: Connection, blobs: BlobFolder, *, is_whole: bool) -> int:
    """Of contents that only this laptop had, those that can be read no more. Where rows were lost, a content that is
    here is kept, and offered to the centre once more.
    """
    known = blob_rows.names(connection)
    for name in blobs.names() - known if not is_whole else ():
        with suppress(KnownError):
            row = {"sha256": name, "byte_count": len(blobs.read(name)), "state": BlobState.TO_SEND, "moved": 0}
            connection.execute(insert(blob_rows.BLOB), row)
    lost = 0
    query = "SELECT sha256 FROM blob WHERE state = 'to_send'"
    for name in list(connection.exec_driver_sql(query).scalars()):
        if not blobs.is_sound(name):
            lost += 1
            spoilt = "UPDATE blob SET state = 'wanted', moved = 0, reason = ? WHERE sha256 = ?"
            connection.exec_driver_sql(spoilt, (blob_rows.DAMAGED, name))
    return lost


def _index(connection: Connection) -> None:
    words = ", ".join(search_index.INDEXED)
    rows = connection.exec_driver_sql(f"SELECT {words} FROM resident").all()  # noqa: S608 (our own columns)
    for start in range(0, len(rows), _ROWS):
        search_index.refresh_all(connection, [tuple(row) for row in rows[start : start + _ROWS]])
