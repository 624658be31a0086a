"""Who shares a key with somebody (`domain.likeness.keys`): a full-text index without content beside that of names.

Kept up to date with `search_index`, in the same transaction and under the same numbers (`search_entry.number`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from intake_app.domain.likeness.keys import keys_of
from intake_app.domain.likeness.portrait import Portrait

AS_MANY: Final = 500
"""How many who share a key are looked at: with more namesakes than that a person searches by hand."""
_PUT: Final = "INSERT OR REPLACE INTO likeness_index(rowid, keys) VALUES (?, ?)"
_DROP: Final = "DELETE FROM likeness_index WHERE rowid = ?"
_READ: Final = "SELECT term, doc FROM likeness_key WHERE term > ? LIMIT ?"
_IDS: Final = "SELECT number, resident_id FROM search_entry WHERE number IN (SELECT value FROM json_each(?))"
_FIND: Final = (
    "SELECT entry.resident_id FROM likeness_index JOIN search_entry entry ON entry.number = likeness_index.rowid "
    "WHERE likeness_index MATCH ? LIMIT ?"
)


def key_words(portrait: Portrait) -> str:
    """The keys of somebody as they are indexed."""
    return " ".join(sorted(keys_of(portrait)))


def put(connection: Connection, entries: Sequence[tuple[int, str]]) -> None:
    """Index these (number, keys as words) anew; whoever has no key is found no more."""
    kept = [entry for entry in entries if entry[1]]
    if kept:
        connection.exec_driver_sql(_PUT, kept)
    forget(connection, [number for number, keys in entries if not keys])


def forget(connection: Connection, numbers: Iterable[int]) -> None:
    """Find these numbers no more."""
    if gone := [(number,) for number in numbers]:
        connection.exec_driver_sql(_DROP, gone)


def rewrite(connection: Connection) -> None:
    """Write the whole index anew, without what was taken out of it."""
    connection.exec_driver_sql("INSERT INTO likeness_index(likeness_index) VALUES ('optimize')")


def find_sharing(connection: Connection, keys: Collection[str], limit: int = AS_MANY) -> list[UUID]:
    """Ids of the residents who share one of these keys, in no order."""
    if not keys:
        return []
    found = connection.exec_driver_sql(_FIND, (" OR ".join(f'"{key}"' for key in keys), limit))
    return [UUID(row[0]) for row in found]


def read_sharing(connection: Connection, after: str, most: int) -> tuple[dict[str, list[UUID]], str | None]:
    """Key → the residents who share it, for the keys that follow `after` in the index, reading about `most` entries;
    and the key to go on after, None at the end.
    """
    entries = connection.exec_driver_sql(_READ, (after, most)).all()
    groups = {key: [number for _, number in rows] for key, rows in groupby(entries, key=lambda row: row[0])}
    last = next(reversed(groups), None)
    is_cut = len(entries) == most
    if is_cut and len(groups) > 1 and last is not None:
        # the last key may go on: it begins the next part
        del groups[last]
        last = next(reversed(groups))
    shared = {key: numbers for key, numbers in groups.items() if len(numbers) > 1}
    wanted = msgspec.json.encode(sorted({number for numbers in shared.values() for number in numbers})).decode()
    ids = {number: UUID(resident_id) for number, resident_id in connection.exec_driver_sql(_IDS, (wanted,))}
    told = {key: [ids[number] for number in numbers if number in ids] for key, numbers in shared.items()}
    return told, last if is_cut else None
