"""The centre's versions of records that this laptop has open changes of: what lies under them, and what comes back when
they are given up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select
from sqlmodel import col

from intake_app.domain.record_types import merge_classes, references, table_of
from intake_app.domain.rules import erasing
from intake_app.domain.wire import Wire, to_wire
from intake_app.storage.tables import ChangeState, OutboxChange, ServerCopy
from sync.merge import overlay
from sync.protocol.messages import Change, Edit, Page, Verdict

OPEN_STATES: Final = (ChangeState.PENDING, ChangeState.HELD, ChangeState.QUARANTINED)
"""Changes that still stand on top of the centre's version on this laptop's screens."""
Accepted = Sequence[tuple[Change, Verdict]]
"""Changes that the centre has numbered, in their order, and what it said of each."""
_KEEP: Final = (
    "INSERT INTO server_copy(record_type, record_id, row) VALUES (?, ?, ?) "
    "ON CONFLICT(record_type, record_id) DO UPDATE SET row = excluded.row"
)
# spelt out, so that SQLite uses the index of pending changes: asked for every page of a download. Those without words
# (x'7b7d' is `{}`) lie on nothing
_OPEN: Final = (
    "SELECT record_id FROM outbox_change WHERE record_id IN (SELECT value FROM json_each(?)) AND state = 'pending' "
    "AND fields <> x'7b7d' UNION SELECT record_id FROM outbox_change WHERE state IN ('held', 'quarantined') "
    "AND fields <> x'7b7d'"
)
_EDITS: Final = msgspec.json.Decoder(dict[str, Edit])


def decode_fields(fields: bytes) -> dict[str, Edit]:
    """The edits of an outbox row."""
    return _EDITS.decode(fields)


def open_records(connection: Connection, record_ids: Collection[str]) -> frozenset[str]:
    """Those of these records that have changes without a final verdict which say something."""
    found = connection.exec_driver_sql(_OPEN, (msgspec.json.encode(list(record_ids)).decode(),))
    return frozenset(record_id for (record_id,) in found)


def open_edits(connection: Connection, record_id: str) -> list[dict[str, Edit]]:
    """What the open changes of a record say, in their order."""
    query = (
        select(col(OutboxChange.fields))
        .where(col(OutboxChange.record_id) == record_id, col(OutboxChange.state).in_(OPEN_STATES))
        .order_by(col(OutboxChange.device_seq))
    )
    return [decode_fields(fields) for fields in connection.scalars(query)]


def keep_copy(connection: Connection, record_type: str, server: Mapping[str, Wire]) -> None:
    """`server` is what the centre says of a record under open changes."""
    connection.exec_driver_sql(_KEEP, (record_type, str(server["id"]), msgspec.json.encode(server)))


def lay_upon(connection: Connection, record_type: str, server: Mapping[str, Wire]) -> dict[str, Wire]:
    """A record as its author sees it, the open changes on top of what the centre says (`server`); but where an edit
    that a restored centre is offered again refers to what has left this laptop since, the centre's reference stands.
    """
    seen = overlay(server, open_edits(connection, str(server["id"])), merge_classes(record_type))
    for name, target in references(record_type).items():
        if name in server and seen[name] != server[name] and not _is_here(connection, target, seen[name]):
            seen[name] = server[name]
    return seen


def _is_here(connection: Connection, record_type: str, record_id: Wire) -> bool:
    query = f"SELECT 1 FROM {table_of(record_type).name} WHERE id = ?"  # noqa: S608 (our own table's name)
    return record_id is None or connection.exec_driver_sql(query, (record_id,)).first() is not None


def drop_copies(connection: Connection, record_type: str, record_ids: Collection[str]) -> None:
    """Nothing lies upon these records any more."""
    dropped = [(record_type, record_id) for record_id in record_ids]
    if dropped:
        connection.exec_driver_sql("DELETE FROM server_copy WHERE record_type = ? AND record_id = ?", dropped)


def forget_numbers(connection: Connection) -> None:
    """The centre came back from a backup: what its former life numbered is newer than nothing."""
    connection.exec_driver_sql(
        "UPDATE server_copy SET row = CAST(json_set(CAST(row AS TEXT), '$.revision', 0) AS BLOB)"
    )


def note_accepted(connection: Connection, record_type: str, still_open: Collection[str], accepted: Accepted) -> None:
    """Of these records the centre now says what it accepted, under what is still open; of one made here it had said
    nothing before. What it wrote differently comes as a page.
    """
    by_record: dict[str, list[tuple[Change, Verdict]]] = defaultdict(list)
    for change, verdict in accepted:
        if change.record_id in still_open:
            by_record[change.record_id].append((change, verdict))
    if not by_record:
        return
    known = dict(_read_copies(connection, record_type, by_record))
    for record_id, since in by_record.items():
        copy = known.get(record_id)
        if copy is None:
            keep_copy(connection, record_type, _uncovered(connection, record_type, record_id))
        elif edits := [_written(*one) for one in since if (one[1].server_seq or 0) > copy["revision"]]:
            keep_copy(connection, record_type, overlay(copy, edits, merge_classes(record_type)))


def _written(change: Change, verdict: Verdict) -> dict[str, Edit]:
    return {name: edit for name, edit in change.fields.items() if name not in verdict.fields}


def _read_copies(
    connection: Connection, record_type: str, record_ids: Collection[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    mine = (col(ServerCopy.record_type) == record_type, col(ServerCopy.record_id).in_(record_ids))
    for (row,) in connection.execute(select(col(ServerCopy.row)).where(*mine)):
        copy = msgspec.json.decode(row)
        yield copy["id"], copy


def _uncovered(connection: Connection, record_type: str, record_id: str) -> dict[str, Wire]:
    """A record as it stands here, without what its open changes say; a meeting is of nobody where they were made when
    it was of somebody erased since.
    """
    table = table_of(record_type)
    row = connection.execute(select(table).where(table.c.id == record_id)).mappings().one()
    bases: dict[str, Wire] = {}
    for edits in open_edits(connection, record_id):
        bases = {**{name: edit.base for name, edit in edits.items()}, **bases}
    if record_type in erasing.UNLINKED:
        gone = set(connection.exec_driver_sql("SELECT resident_id FROM erasure").scalars())
        bases |= {name: None for name in erasing.LINKS[record_type] if bases.get(name) in gone}
    return {name: to_wire(value) for name, value in row.items()} | bases


def later_copies(connection: Connection, late: Mapping[str, int], accepted: Accepted) -> list[Page]:
    """The centre's versions of the records that had a late verdict (`late`: the first number of each), where they were
    read after it: what else they say was hidden under the open changes. What was accepted after the copy goes on top.
    """
    query = select(col(ServerCopy.record_type), col(ServerCopy.row)).where(col(ServerCopy.record_id).in_(late))
    pages = []
    for record_type, row in connection.execute(query):
        copy = msgspec.json.decode(row)
        if copy["revision"] < late[copy["id"]]:
            continue
        later = [(change, verdict.server_seq or 0) for change, verdict in accepted if change.record_id == copy["id"]]
        since = [change.fields for change, number in later if number > copy["revision"]]
        seen = overlay(copy, since, merge_classes(record_type))
        seen["revision"] = max(copy["revision"], later[-1][1])
        pages.append(Page(record_type, list(seen), [list(seen.values())]))
    return pages
