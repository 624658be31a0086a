"""Lets go of records that do not belong on this laptop any more: noted when the centre says so, carried out once
nothing that somebody did here depends on them.

Children go before their parents, some hundreds a transaction, so that it can be killed at any point and somebody typing
never waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

import msgspec
from sqlalchemy import Connection

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES, references, table_of
from intake_app.domain.rules.erasing import REMOVED
from intake_app.storage import search_index
from intake_app.storage.local_setting import read_setting, write_setting
from sync.client.digests import correct_digest, read_digests, revisions_of
from sync.client.place import is_after_restore
from sync.protocol.messages import Gone

ROWS_AT_ONCE: Final = 500
FEW_ROWS: Final = 20
"""So many may always go without asking; beyond that, no more than one in SHARE."""
SHARE: Final = 5
_WRITTEN_OF: Final = "evicted_files"
# what somebody did here and the centre has not answered for good, or has refused
_IS_FREE: Final = (
    "NOT EXISTS (SELECT 1 FROM outbox_change o WHERE o.record_id = e.record_id "
    "AND o.state IN ('pending', 'held', 'quarantined'))"
)
# what the centre says of a record lies under somebody's words, and may come back in their place
_UNSAID: Final = (
    "e.record_id NOT IN (SELECT said.value FROM server_copy c, json_each(CAST(c.row AS TEXT)) said "
    "WHERE said.key <> 'id' AND said.type = 'text')"
)
_COUNT: Final = f"SELECT e.record_type, count(*) FROM eviction e WHERE {_IS_FREE} GROUP BY e.record_type"  # noqa: S608
_NAMELESS: Final = (
    "SELECT count(*) FROM eviction e JOIN resident ON resident.id = e.record_id "  # noqa: S608
    f"WHERE e.record_type = 'resident' AND resident.family_name = '' AND {_IS_FREE}"
)
_FORGET: Final = "DELETE FROM {} WHERE record_type = ? AND record_id IN (SELECT value FROM json_each(?))"


def note_gone(connection: Connection, gone: Sequence[Gone]) -> None:
    """Note which of these records are here and have to go: from now on they do not count."""
    for some in gone:
        if some.record_type in RECORD_TYPES:
            here = revisions_of(connection, some.record_type, some.ids)
            rows = [(some.record_type, record_id) for record_id in here]
            if rows:
                connection.exec_driver_sql("INSERT INTO eviction(record_type, record_id) VALUES (?, ?)", rows)
                correct_digest(connection, some.record_type, here, {})


def note_back(connection: Connection, record_type: str, ids: Collection[str]) -> None:
    """These records have come (again): whatever was to go of them stays."""
    connection.exec_driver_sql(_FORGET.format("eviction"), (record_type, _listed(ids)))


def types_to_go(connection: Connection) -> list[str]:
    """The types of which something could go now."""
    return [record_type for record_type, _ in connection.exec_driver_sql(_COUNT)]


def refuse_unasked(connection: Connection) -> None:
    """Raise KnownError when nothing may go before somebody was asked, with `count` of `total`: mass_removal when more
    would go than ever does in a day's work, for most likely the centre has lost them; removal_after_restore for
    whatever a centre put back from a backup lacks, for this may be the last copy of what a laptop that is away had
    sent. (Conflicts it makes itself, again when the two values meet again; of somebody erased nothing can be lost.)
    """
    going: dict[str, int] = {row[0]: row[1] for row in connection.exec_driver_sql(_COUNT)}
    staying = {record_type: digest.row_count for record_type, digest in read_digests(connection).items()}
    everything = sum(going.values()), sum(staying.values())
    for leaving, rest in ((going.get("resident", 0), staying.get("resident", 0)), everything):
        if leaving > FEW_ROWS and leaving * SHARE > leaving + rest:
            raise KnownError("mass_removal", count=leaving, total=leaving + rest)
    nameless = int(connection.exec_driver_sql(_NAMELESS).scalar_one())
    lacking = everything[0] - going.get("conflict", 0) - nameless
    if lacking and is_after_restore(connection):
        raise KnownError("removal_after_restore", count=lacking, total=sum(everything))


def evict_some(connection: Connection) -> dict[str, int]:
    """Remove some of the records that can go, children first; record type → how many. Empty: there are no more."""
    left = ROWS_AT_ONCE
    removed: dict[str, int] = {}
    for record_type in reversed(RECORD_TYPES):
        ids = list(connection.exec_driver_sql(_select_free(record_type), (record_type, left)).scalars())
        if ids:
            _remove(connection, record_type, ids)
            removed[record_type] = len(ids)
            left -= len(ids)
        if left == 0:
            break
    return removed


def written_of(connection: Connection) -> dict[str, list[str]]:
    """Records that were removed here, of which changes are kept still → the residents whom they spoke of."""
    return read_setting(connection, _WRITTEN_OF, dict[str, list[str]]) or {}


def _remember(connection: Connection, record_type: str, listed: str) -> None:
    """Keep of whom these records spoke: if somebody is erased, what was changed in them goes too."""
    links = ", ".join(REMOVED[record_type])
    chosen = "id IN (SELECT record_id FROM outbox_change) AND id IN (SELECT value FROM json_each(?))"
    query = f"SELECT id, {links} FROM {table_of(record_type).name} WHERE {chosen}"  # noqa: S608 (our own tables' names)
    found = connection.exec_driver_sql(query, (listed,)).all()
    if found:
        present = set(connection.exec_driver_sql("SELECT record_id FROM outbox_change").scalars())
        known = {one: who for one, who in written_of(connection).items() if one in present}
        known |= {record_id: [one for one in who if one] for record_id, *who in found}
        write_setting(connection, _WRITTEN_OF, known)


def _remove(connection: Connection, record_type: str, ids: Collection[str]) -> None:
    if record_type == "resident":
        search_index.forget(connection, ids)
    listed = _listed(ids)
    if record_type in REMOVED:
        _remember(connection, record_type, listed)
    table = table_of(record_type).name
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (listed,))  # noqa: S608
    for kept in ("server_copy", "eviction"):
        connection.exec_driver_sql(_FORGET.format(kept), (record_type, listed))


@cache
def _select_free(record_type: str) -> str:
    """The query of records to go that nothing here speaks of any more: no open change, no other row, nor what the
    centre says of one under open changes.
    """
    unreferred = [
        f"NOT EXISTS (SELECT 1 FROM {table_of(child).name} c WHERE c.{column} = e.record_id)"  # noqa: S608
        for child, column in _referring()[record_type]
    ]
    chosen = " AND ".join(["e.record_type = ?", _IS_FREE, *unreferred, _UNSAID])
    return f"SELECT e.record_id FROM eviction e WHERE {chosen} LIMIT ?"  # noqa: S608 (our own tables' names)


@cache
def _referring() -> dict[str, list[tuple[str, str]]]:
    """Record type → the (type, column) pairs that may refer to it."""
    referring: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for child in RECORD_TYPES:
        for column, target in references(child).items():
            referring[target].append((child, column))
    return referring


def _listed(ids: Collection[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
