"""Whose the records are that a change names: another person's are refused (`domain.rules.belonging`). Two files count
as one person once they have been joined, taken back or not: what was written meanwhile may come late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.belonging import OWNER, links_to_others, named_by, own_links
from intake_app.domain.rules.family import Families
from intake_app.domain.wire import Wire
from sync.protocol.messages import Change
from sync.server import merges
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.settled import Key

Standing = Mapping[Key, Mapping[str, Wire]]
"""The records of a batch as they stand."""


class Owners:
    """Whose the records are that the changes of a batch name. `standing` follows the batch."""

    def __init__(self, connection: Connection, space_id: UUID, standing: Standing) -> None:
        self._connection = connection
        self._space_id = space_id
        self._standing = standing
        self._known: dict[Key, str | None] = {}

    def look_up(self, changes: Collection[Change]) -> None:
        """Look up whose the records are that `changes` name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            for name, types in own_links(change.record_type).items():
                edit = change.fields.get(name)
                if edit is not None and edit.new is not None:
                    for record_type in types:
                        wanted[record_type].add(str(edit.new))
        for record_type, ids in wanted.items():
            self._look_up(record_type, ids)

    def names_anothers(self, change: Change, before: Mapping[str, Wire] | None) -> bool:
        """Whether a record, once the unit of this change is written, names a record of another person's, or is named by
        one. `before` is what it said before that.
        """
        key = change.record_type, change.record_id
        links = own_links(change.record_type)
        row = self._standing.get(key)
        if row is None or not (links or named_by(change.record_type)):
            return False
        owner = str(row[OWNER])
        is_moved = before is not None and before[OWNER] != row[OWNER]

        def is_theirs(record_type: str, record_id: str) -> bool | None:
            other = self._owner_of((record_type, record_id))
            return None if other is None else self._are_one(owner, other)

        named = {name: row[name] for name in links if is_moved or name in change.fields}
        return any(links_to_others(change.record_type, named, is_theirs)) or (
            is_moved and not all(self._are_one(owner, other) for other in self._owners_naming(key))
        )

    def _owner_of(self, key: Key) -> str | None:
        row = self._standing.get(key)
        if row is not None:
            return str(row[OWNER])
        if key not in self._known:
            self._look_up(key[0], {key[1]})
        return self._known.get(key)

    def _look_up(self, record_type: str, ids: Collection[str]) -> None:
        self._known.update(dict.fromkeys((record_type, one) for one in ids))
        statement = _select_owners(record_type, is_postgresql(self._connection))
        found = self._connection.execute(statement, {"ids": listed(ids), "space": self._space_id})
        self._known.update({(record_type, str(record_id)): str(owner) for record_id, owner in found})

    def _owners_naming(self, key: Key) -> Iterator[str]:
        """Whose the records are that name this one."""
        for record_type, field in named_by(key[0]):
            columns = table_of(record_type).c
            mine = columns.space_id == self._space_id, columns[field] == key[1]
            for record_id, owner in self._connection.execute(select(columns.id, columns[OWNER]).where(*mine)):
                if (record_type, str(record_id)) not in self._standing:
                    yield str(owner)
            for (one_type, _), row in self._standing.items():
                if one_type == record_type and row[field] == key[1]:
                    yield str(row[OWNER])

    def _are_one(self, one: str, other: str) -> bool:
        if one == other:
            return True
        families: Families[str] = Families()
        for merged, survivor in self._joins():
            families.join(merged, survivor)
        return families.root(one) == families.root(other)

    def _joins(self) -> Iterator[tuple[str, str]]:
        join = table_of(merges.RECORD_TYPE).c
        query = select(join.merged_id, join.survivor_id).where(join.space_id == self._space_id)
        for merged, survivor in self._connection.execute(query):
            yield str(merged), str(survivor)
        for (record_type, _), row in self._standing.items():
            if record_type == merges.RECORD_TYPE:
                yield str(row["merged_id"]), str(row["survivor_id"])


@cache
def _select_owners(record_type: str, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    chosen = one_of(table.c.id, "ids", on_postgresql=on_postgresql)
    return select(table.c.id, table.c[OWNER]).where(chosen, table.c.space_id == bindparam("space"))
