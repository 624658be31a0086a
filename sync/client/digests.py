"""What this laptop has of the centre's rows, in a count and a sum a type: corrected wherever a revision is written, in
the same transaction.

A row counts once the centre has numbered it, and no more once it is to leave this laptop.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final

import msgspec
from sqlalchemy import Connection

from intake_app.domain.record_types import RECORD_TYPES, table_of
from sync.protocol.digests import MODULUS, Tally, bucket_tallies
from sync.protocol.messages import Digest

Digests = Mapping[str, Digest]
"""Record type → what there is of it; types without rows are left out."""
Revisions = Mapping[str, int]
"""Record id → revision."""
_CORRECT: Final = "UPDATE row_digest SET row_count = row_count + ?, hash_sum = (hash_sum + ?) % ? WHERE record_type = ?"
_REPLACE: Final = "INSERT OR REPLACE INTO row_digest(record_type, row_count, hash_sum) VALUES (?, ?, ?)"


def revisions_of(connection: Connection, record_type: str, ids: Collection[str]) -> dict[str, int]:
    """The revisions of those of these records that are here to stay."""
    chosen = "id IN (SELECT value FROM json_each(?))"
    found = connection.exec_driver_sql(_select(record_type, chosen), (msgspec.json.encode(list(ids)).decode(),))
    return {row.id: row.revision for row in found}


def correct_digest(connection: Connection, record_type: str, before: Revisions, after: Revisions) -> None:
    """Say what became of some rows of a type, once it is written: their revisions `before`, and `after`."""
    tally = Tally()
    for record_id, revision in after.items():
        old = before.get(record_id, 0)
        if old != revision:
            tally.remove(record_id, old)
            tally.add(record_id, revision)
    for record_id in before.keys() - after.keys():
        tally.remove(record_id, before[record_id])
    if tally:
        values = (tally.row_count, tally.hash_sum % MODULUS, MODULUS, record_type)
        if connection.exec_driver_sql(_CORRECT, values).rowcount == 0:
            connection.exec_driver_sql(_REPLACE, (record_type, *_values(_count(connection, record_type))))


def read_digests(connection: Connection) -> Digests:
    """Record type → what is here; types without rows are left out."""
    found = connection.exec_driver_sql("SELECT record_type, row_count, hash_sum FROM row_digest WHERE row_count <> 0")
    return {record_type: Digest(row_count, hash_sum) for record_type, row_count, hash_sum in found}


def count_rows(connection: Connection) -> Digests:
    """The digests counted from the rows themselves."""
    counted = {record_type: _count(connection, record_type) for record_type in RECORD_TYPES}
    return {record_type: digest for record_type, digest in counted.items() if digest.row_count}


def keep_digests(connection: Connection, counted: Digests) -> None:
    """Keep what was counted, in place of what was said of the rows."""
    nothing = Digest(0, 0)
    rows = [(record_type, *_values(counted.get(record_type, nothing))) for record_type in RECORD_TYPES]
    connection.exec_driver_sql(_REPLACE, rows)


def count_parts(connection: Connection, record_type: str) -> list[Digest]:
    """The digests of the parts in which a repair compares a type."""
    return [tally.digest() for tally in bucket_tallies(rows_of(connection, record_type))]


def rows_of(connection: Connection, record_type: str) -> Iterator[tuple[str, int]]:
    """Id and revision of every row of a type that counts."""
    for row in connection.exec_driver_sql(_select(record_type, "revision > 0")):
        yield row.id, row.revision


def _count(connection: Connection, record_type: str) -> Digest:
    tally = Tally()
    for record_id, revision in rows_of(connection, record_type):
        tally.add(record_id, revision)
    return tally.digest()


@cache
def _select(record_type: str, chosen: str) -> str:
    """The query of the chosen rows of a type, those that are to go left out."""
    table = table_of(record_type).name
    stays = f"NOT EXISTS (SELECT 1 FROM eviction WHERE record_type = '{record_type}' AND record_id = {table}.id)"  # noqa: S608
    return f"SELECT id, revision FROM {table} WHERE {chosen} AND {stays}"  # noqa: S608 (our own tables' names)


def _values(digest: Digest) -> tuple[int, int]:
    return digest.row_count, digest.hash_sum
