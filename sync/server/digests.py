"""How many rows of each type a space has, and the sum of their hashes: corrected with every batch, under the space's
lock, so that it says at each number what the rows say.

Kept apart by circle, since a laptop is not given the conflicts of fields it may not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, Update, bindparam, delete, insert, select, update

from intake_app.domain.base import Audience
from intake_app.domain.record_types import RECORD_TYPES, circles_within, table_of
from sync.protocol.digests import MODULUS, Tally
from sync.protocol.messages import Digest
from sync.server.scope import Reach, Reader, conditions
from sync.server.tables import SPACE_DIGEST

Tallies = Mapping[tuple[str, str], Tally]
"""Record type and circle → what to add."""
EVERYBODY: Final = Audience.FIELD.value


def circle_of(values: Mapping[str, Any]) -> str:
    """Who may be given a row: everybody, unless the row itself names a narrower circle."""
    return str(values.get("circle", EVERYBODY))


def add_tallies(connection: Connection, space_id: UUID, tallies: Tallies) -> None:
    """Correct the space's digests by what a batch wrote; the caller holds the space's lock. What was never counted is
    counted now.
    """
    given = [
        {
            "space": space_id,
            "type": record_type,
            "its_circle": circle,
            "more": tally.row_count,
            "added": tally.hash_sum % MODULUS,
        }
        for (record_type, circle), tally in tallies.items()
        if tally
    ]
    if given and connection.execute(_correct(), given).rowcount != len(given):
        _count_missing(connection, space_id)


def begin_digests(connection: Connection, space_id: UUID) -> None:
    """Count a space that was made in this transaction and holds nothing yet."""
    connection.execute(insert(SPACE_DIGEST), _counted(space_id, {one: {} for one in RECORD_TYPES}))


def digests_for(connection: Connection, reader: Reader) -> dict[str, Digest]:
    """Record type → the rows that a laptop has when it has all it may; types without rows are left out."""
    if reader.scope is None:
        return _of_space(connection, reader.space_id, reader.audience)
    found = {record_type: _tally(rows_within(connection, reader, record_type)) for record_type in RECORD_TYPES}
    return {record_type: tally.digest() for record_type, tally in found.items() if tally}


def rows_within(connection: Connection, reader: Reader, record_type: str) -> list[tuple[str, int]]:
    """Id and revision of every row of a type that a laptop may receive, in the order of their ids."""
    found = connection.execute(_select_within(record_type, reader.reach), reader.parameters)
    return [(str(record_id), revision) for record_id, revision in found]


@cache
def _select_within(record_type: str, reach: Reach) -> Select[Any]:
    table = table_of(record_type)
    counted = (table.c.space_id == bindparam("space"), table.c.revision > 0)
    rows = select(table.c.id, table.c.revision).where(*counted, *conditions(record_type, reach))
    return rows.order_by(table.c.id)


def _tally(rows: Iterable[tuple[str, int]]) -> Tally:
    tally = Tally()
    for record_id, revision in rows:
        tally.add(record_id, revision)
    return tally


def _of_space(connection: Connection, space_id: UUID, audience: Audience) -> dict[str, Digest]:
    known = connection.execute(_select_digests(), {"space": space_id}).all()
    rows = [tuple(row) for row in known]
    counted = {record_type for record_type, *_ in rows}
    for record_type in RECORD_TYPES.keys() - counted:
        # upgraded, or told to forget: counted for good by the next batch
        tallies = _count(connection, space_id, record_type)
        rows += [(record_type, circle, one.row_count, one.hash_sum) for circle, one in tallies.items()]
    within = circles_within(audience)
    found: dict[str, Tally] = {}
    for record_type, circle, row_count, hash_sum in rows:
        if circle in within:
            found.setdefault(record_type, Tally()).merge(row_count, hash_sum)
    return {record_type: tally.digest() for record_type, tally in found.items() if tally.row_count}


def forget_digests(connection: Connection, space_id: UUID, record_types: Iterable[str]) -> None:
    """Have these types counted afresh: for whoever removes rows at the centre, under the space's lock."""
    kept = SPACE_DIGEST.c
    connection.execute(delete(SPACE_DIGEST).where(kept.space_id == space_id, kept.record_type.in_(list(record_types))))


def _count_missing(connection: Connection, space_id: UUID) -> None:
    known = {record_type for record_type, *_ in connection.execute(_select_digests(), {"space": space_id})}
    missing = {one: _count(connection, space_id, one) for one in RECORD_TYPES.keys() - known}
    if missing:
        connection.execute(insert(SPACE_DIGEST), _counted(space_id, missing))


def _counted(space_id: UUID, tallies: Mapping[str, Mapping[str, Tally]]) -> list[dict[str, Any]]:
    """The rows that keep these counts (record type → circle → rows), one for every circle that a type knows."""
    rows = []
    for record_type, by_circle in tallies.items():
        for circle in Audience if "circle" in table_of(record_type).c else (Audience.FIELD,):
            tally = by_circle.get(circle, Tally())
            sums = {"row_count": tally.row_count, "hash_sum": tally.hash_sum % MODULUS}
            rows.append({"space_id": space_id, "record_type": record_type, "circle": circle, **sums})
    return rows


def _count(connection: Connection, space_id: UUID, record_type: str) -> dict[str, Tally]:
    """Circle → the rows as they stand."""
    table = table_of(record_type)
    columns = [table.c.id, table.c.revision, *([table.c.circle] if "circle" in table.c else [])]
    tallies: dict[str, Tally] = {}
    for row in connection.execute(select(*columns).where(table.c.space_id == space_id, table.c.revision > 0)):
        tallies.setdefault(circle_of(row._asdict()), Tally()).add(str(row.id), row.revision)
    return tallies


@cache
def _select_digests() -> Select[Any]:
    kept = SPACE_DIGEST.c
    columns = (kept.record_type, kept.circle, kept.row_count, kept.hash_sum)
    return select(*columns).where(kept.space_id == bindparam("space"))


@cache
def _correct() -> Update:
    kept = SPACE_DIGEST.c
    mine = (
        kept.space_id == bindparam("space"),
        kept.record_type == bindparam("type"),
        kept.circle == bindparam("its_circle"),
    )
    return (
        update(SPACE_DIGEST)
        .where(*mine)
        .values(
            row_count=kept.row_count + bindparam("more"),
            hash_sum=(kept.hash_sum + bindparam("added")) % MODULUS,
        )
    )
