"""The records a batch touches, as they stand while it is worked through: read once, merged in memory, written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Executable, Select, bindparam, false, select

from intake_app.domain.record_types import RECORD_TYPES, references, table_of
from intake_app.domain.wire import Wire, to_wire
from sync.protocol.digests import Tally
from sync.protocol.messages import Change
from sync.server import erase, merges
from sync.server.belonging import Owners
from sync.server.bulk import is_postgresql, listed, one_of, rows_by_id, write_rows
from sync.server.digests import add_tallies, circle_of
from sync.server.settled import Key, Sender, Settled

CONFLICT: Final = "conflict"
STAFF: Final = "staff_member"
_ROW: Final = msgspec.json.Decoder(list[Any])


@dataclass
class Records:
    """Record (type, id) → its columns in travelling form, and what is known of the records they refer to."""

    connection: Connection
    sender: Sender
    now: datetime
    last_number: int
    """The last number given in the space, this batch's included."""
    standing: dict[Key, dict[str, Wire]] = field(default_factory=dict)
    known: dict[Key, int] = field(default_factory=dict)
    """The records that the database has, and their revisions there."""
    elsewhere: set[Key] = field(default_factory=set)
    """Records of another space: for this one they do not exist, but their ids are taken."""
    referable: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    disabled: set[str] = field(default_factory=set)
    """The members of staff whose access is closed."""
    joins: merges.Joins = field(default_factory=dict)
    """Files joined in the space, when the batch joins some or takes a join back."""
    erased: erase.Erased = field(default_factory=erase.Erased)
    changed: dict[Key, None] = field(default_factory=dict)
    """In the order of their first change."""
    created: set[str] = field(default_factory=set)
    """Ids of records that did not exist before this batch."""
    refused: dict[str, str] = field(default_factory=dict)
    """Ids of records that this batch would have made, had they not been refused, and why they were."""
    waiting: set[str] = field(default_factory=set)
    """Ids of records that this batch would have made, and that wait for what they need."""
    disputes: dict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Record → ids of its conflicts that nobody had settled before this batch."""
    rulings: list[Settled] = field(default_factory=list)
    """What the centre itself writes of conflicts."""
    looked_at: list[Settled] = field(default_factory=list)
    """Lines of the centre's for records that an erasure left with others (see `sync.server.left_behind`)."""

    @cached_property
    def owners(self) -> Owners:
        """Whose the records are that changes name."""
        return Owners(self.connection, self.sender.space_id, self.standing)

    @cached_property
    def space_id(self) -> str:
        """The space, as it travels."""
        return str(self.sender.space_id)

    @cached_property
    def moment(self) -> str:
        """When the batch came, by the centre's clock, as it travels."""
        return str(to_wire(self.now))

    def open_conflicts(self, key: Key, name: str) -> list[dict[str, Wire]]:
        """The conflicts of this field that nobody has settled."""
        known = (self.standing[CONFLICT, conflict_id] for conflict_id in self.disputes.get(key, ()))
        return [
            row for row in known if row["field"] == name and row["chosen_value"] is None and row["archived_at"] is None
        ]

    def put(self, key: Key, values: dict[str, Wire]) -> None:
        """`values` is what the record says from now on."""
        if key not in self.standing:
            self.created.add(key[1])
        self.standing[key] = values
        self.changed[key] = None
        self.referable[key[0]].add(key[1])
        if key[0] == merges.RECORD_TYPE:
            merges.keep(self.joins, key[1], values)
        self.erased.note(key, values, self.standing)

    def take_back(self, undone: Mapping[Key, dict[str, Wire] | None], was_changed: set[Key]) -> None:
        """Put the records of a refused unit back to what they were before it (None: they did not exist)."""
        for key, values in undone.items():
            self.erased.note(key, values, self.standing)
            if values is None:
                self.standing.pop(key, None)
                self.created.discard(key[1])
                self.referable[key[0]].discard(key[1])
            else:
                self.standing[key] = values
            if key[0] == merges.RECORD_TYPE:
                merges.keep(self.joins, key[1], values)
            if key not in was_changed:
                self.changed.pop(key, None)

    def load(self, changes: Sequence[Change]) -> None:
        """Look up the records that `changes` (of known types, with ids in order) touch, with their open conflicts, and
        which of those they refer to exist. What this batch has changed stays.
        """
        touched, referred = _touched_and_referred(changes)
        if merges.RECORD_TYPE in touched and not self.joins:
            self.joins = merges.load_joins(self.connection, self.sender.space_id)
        self._load_standing(touched)
        self._load_standing(self._find_conflicts(touched))
        for record_type, ids in referred.items():
            statement = _select_referable(record_type, is_postgresql(self.connection))
            found = self.connection.execute(statement, {"ids": listed(ids), "space": self.sender.space_id})
            for record_id, is_closed in found:
                self.referable[record_type].add(str(record_id))
                if is_closed:
                    self.disabled.add(str(record_id))
        self.owners.look_up(changes)
        self.erased.look_up(self.connection, self.sender.space_id, changes, self.standing)

    def __contains__(self, key: Key) -> bool:
        return key in self.standing

    def _find_conflicts(self, touched: Mapping[str, set[str]]) -> dict[str, set[str]]:
        """The open conflicts of records touched, and the records of conflicts touched. A new record has none."""
        found: dict[str, set[str]] = defaultdict(set)
        said = touched.get(CONFLICT, set())
        ids = {
            record_id
            for record_type, of_type in touched.items()
            if record_type != CONFLICT
            for record_id in of_type
            if (record_type, record_id) in self
        }
        if ids or said:
            statement = _select_conflicts(is_postgresql(self.connection))
            given = {"ids": listed(ids), "said": listed(said), "space": self.sender.space_id}
            for row in self.connection.execute(statement, given):
                key = (row.record_type, str(row.record_id))
                found[key[0]].add(key[1])
                if str(row.id) not in self.disputes[key]:
                    self.disputes[key].append(str(row.id))
                found[CONFLICT].add(str(row.id))
        return found

    def _load_standing(self, wanted: Mapping[str, set[str]]) -> None:
        for record_type, of_type in wanted.items():
            ids = {record_id for record_id in of_type if (record_type, record_id) not in self}
            columns = tuple(column.name for column in table_of(record_type).columns)
            for text in rows_by_id(self.connection, record_type, columns, ids) if ids else ():
                values = dict(zip(columns, _ROW.decode(text), strict=True))
                key = (record_type, values["id"])
                if values["space_id"] == self.space_id:
                    self.standing[key] = values
                    self.known[key] = values["revision"]
                else:
                    self.elsewhere.add(key)

    def write(self) -> None:
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
                write_rows(self.connection, table_of(record_type), some, is_upsert=is_known)
        add_tallies(self.connection, self.sender.space_id, tallies)


def _touched_and_referred(changes: Sequence[Change]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    touched: dict[str, set[str]] = defaultdict(set)
    referred: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        touched[change.record_type].add(change.record_id)
        referred[STAFF].add(change.author_id)
        for name, target in references(change.record_type).items():
            edit = change.fields.get(name)
            if edit is not None and edit.new is not None:
                referred[target].add(edit.new)
        creator = change.fields.get("created_by")
        if creator is not None and creator.new is not None:
            referred[STAFF].add(creator.new)
    return touched, referred


@cache
def _select_referable(record_type: str, on_postgresql: bool) -> Select[Any]:
    """Those of the records `ids` that the space has, and of members of staff whether their access is closed."""
    table = table_of(record_type)
    chosen = one_of(table.c.id, "ids", on_postgresql=on_postgresql)
    is_closed = ~table.c.is_active if record_type == STAFF else false()
    return select(table.c.id, is_closed).where(chosen, table.c.space_id == bindparam("space"))


@cache
def _select_conflicts(on_postgresql: bool) -> Executable:
    """Conflicts that nobody has settled, of the records `ids`; and those named `said`, settled or not."""
    table = table_of(CONFLICT)
    of_records = one_of(table.c.record_id, "ids", on_postgresql=on_postgresql)
    named = one_of(table.c.id, "said", on_postgresql=on_postgresql)
    columns = select(table.c.id, table.c.record_type, table.c.record_id).where(table.c.space_id == bindparam("space"))
    still_open = (table.c.chosen_value.is_(None), table.c.archived_at.is_(None))
    return columns.where(of_records, *still_open).union(columns.where(named))
