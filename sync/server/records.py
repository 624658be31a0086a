"""The records a batch touches, as they stand while it is worked through: read once, merged in memory, written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, bindparam, select

from intake_app.domain.record_types import RECORD_TYPES, references, table_of
from intake_app.domain.wire import Wire
from sync.protocol.digests import Tally
from sync.protocol.messages import Change
from sync.server import merges
from sync.server.bulk import is_postgresql, listed, one_of, rows_by_id, write_rows
from sync.server.digests import add_tallies, circle_of

_ROW: Final = msgspec.json.Decoder(list[Any])
Key = tuple[str, str]
"""Record type and id."""


@dataclass
class Records:
    """Record (type, id) → its columns in travelling form, and what is known of the records they refer to."""

    space_id: str
    standing: dict[Key, dict[str, Wire]] = field(default_factory=dict)
    known: dict[Key, int] = field(default_factory=dict)
    """The records that the database has, and their revisions there."""
    elsewhere: set[Key] = field(default_factory=set)
    """Records of another space: for this one they do not exist, but their ids are taken."""
    referable: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    joins: merges.Joins = field(default_factory=dict)
    """Files joined in the space, when the batch joins some or takes a join back."""
    changed: dict[Key, None] = field(default_factory=dict)
    """In the order of their first change."""

    def put(self, key: Key, values: dict[str, Wire]) -> None:
        """`values` is what the record says from now on."""
        self.standing[key] = values
        self.changed[key] = None
        self.referable[key[0]].add(key[1])
        if key[0] == merges.RECORD_TYPE:
            merges.keep(self.joins, key[1], values)

    def take_back(self, undone: Mapping[Key, dict[str, Wire] | None], was_changed: set[Key]) -> None:
        """Put the records of a refused unit back to what they were before it (None: they did not exist)."""
        for key, values in undone.items():
            if values is None:
                self.standing.pop(key, None)
                self.referable[key[0]].discard(key[1])
            else:
                self.standing[key] = values
            if key[0] == merges.RECORD_TYPE:
                merges.keep(self.joins, key[1], values)
            if key not in was_changed:
                self.changed.pop(key, None)

    def write(self, connection: Connection) -> None:
        """Write every changed record, parents before children, and correct the space's digests."""
        rows: dict[tuple[str, bool], list[dict[str, Wire]]] = defaultdict(list)
        tallies: dict[Key, Tally] = defaultdict(Tally)
        for key in self.changed:
            values = self.standing[key]
            rows[key[0], key in self.known].append(values)
            tally = tallies[key[0], circle_of(values)]
            tally.remove(key[1], self.known.get(key, 0))
            tally.add(key[1], values["revision"])  # type: ignore[arg-type]
        for record_type in RECORD_TYPES:
            for is_known in (False, True):
                some = rows.get((record_type, is_known), ())
                write_rows(connection, table_of(record_type), some, is_upsert=is_known)
        add_tallies(connection, UUID(self.space_id), tallies)


def load_records(connection: Connection, space_id: UUID, changes: Sequence[Change]) -> Records:
    """The records that `changes` (of known types, with ids in order) touch, and which of those they refer to exist."""
    records = Records(str(space_id))
    touched: dict[str, set[str]] = defaultdict(set)
    referred: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        touched[change.record_type].add(change.record_id)
        referred["staff_member"].add(change.author_id)
        for name, target in references(change.record_type).items():
            edit = change.fields.get(name)
            if edit is not None and edit.new is not None:
                referred[target].add(edit.new)
        creator = change.fields.get("created_by")
        if creator is not None and creator.new is not None:
            referred["staff_member"].add(creator.new)
    if merges.RECORD_TYPE in touched:
        records.joins = merges.load_joins(connection, space_id)
    for record_type, ids in touched.items():
        _load_standing(connection, records, record_type, ids)
    for record_type, ids in referred.items():
        found = connection.scalars(
            _select_referable(record_type, is_postgresql(connection)),
            {"ids": listed(ids), "space": space_id},
        )
        records.referable[record_type].update(str(record_id) for record_id in found)
    return records


def _load_standing(connection: Connection, records: Records, record_type: str, ids: Iterable[str]) -> None:
    columns = tuple(column.name for column in table_of(record_type).columns)
    for text in rows_by_id(connection, record_type, columns, set(ids)):
        values = dict(zip(columns, _ROW.decode(text), strict=True))
        key = (record_type, values["id"])
        if values["space_id"] == records.space_id:
            records.standing[key] = values
            records.known[key] = values["revision"]
        else:
            records.elsewhere.add(key)


@cache
def _select_referable(record_type: str, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    chosen = one_of(table.c.id, "ids", on_postgresql=on_postgresql)
    return select(table.c.id).where(chosen, table.c.space_id == bindparam("space"))
