"""The end of a run: does this laptop have what the centre says it should have? If not, the rows are counted again, then
repaired type by type; and what has to go, goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy import Connection

from intake_app.domain.record_types import RECORD_TYPES
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.store import Store
from sync.client.apply import apply_pages, in_parts
from sync.client.digests import Digests, count_parts, count_rows, keep_digests, read_digests, rows_of
from sync.client.evict import evict_some, has_evictions, note_gone, refuse_mass_removal
from sync.protocol.digests import BUCKETS, bucket_of
from sync.protocol.messages import Cursor, Gone, RepairReply, RepairRequest
from sync.protocol.version import PROTOCOL

Ask = Callable[[RepairRequest], RepairReply]
_log: Final = structlog.get_logger("sync.client")


def agrees(connection: Connection, wanted: Digests | None) -> bool:
    """Whether a run may end here: the rows are those that the centre counted (`wanted`, None when it did not say), and
    none has to go.
    """
    return not (wanted is not None and _differing(read_digests(connection), wanted)) and not has_evictions(connection)


def recount(store: Store) -> Digests:
    """Count this laptop's rows again: they may have been damaged behind its back."""
    counted = store.read(lambda session: count_rows(session.connection()))
    with store.direct() as connection:
        keep_digests(connection, counted)
    return counted


def repair(store: Store, ask: Ask, cursor: Cursor, wanted: Digests) -> int:
    """Count the rows again, and ask for the parts of each type that still differ, parents first. Returns how many rows
    came, or have to go.
    """
    repaired = 0
    for record_type in _differing(recount(store), wanted):
        for _ in range(BUCKETS):
            rows, has_more = _repair_parts(store, ask, cursor, record_type)
            repaired += rows
            if not has_more:
                break
    return repaired


def remove_gone(store: Store, *, is_accepted: bool) -> int:
    """Remove what has to go; how many rows. Raises KnownError mass_removal, with nothing removed, unless somebody has
    accepted that so much goes.
    """
    if not is_accepted:
        store.read(lambda session: refuse_mass_removal(session.connection()))
    total = 0
    while True:
        with store.direct(*RECORD_TYPES) as connection:
            removed = evict_some(connection)
        if not removed:
            return total
        total += sum(removed.values())


def _differing(mine: Digests, wanted: Digests) -> list[str]:
    # a newer server may count types unknown here
    return [record_type for record_type in RECORD_TYPES if mine.get(record_type) != wanted.get(record_type)]


def _repair_parts(store: Store, ask: Ask, cursor: Cursor, record_type: str) -> tuple[int, bool]:
    """One round; how many rows it brought or condemned, and whether other parts differ."""
    parts = store.read(lambda session: count_parts(session.connection(), record_type))
    reply = ask(RepairRequest(PROTOCOL, SCHEMA_VERSION, cursor, record_type, parts))
    for page in in_parts(reply.pages):
        with store.direct(page.record_type) as connection:
            apply_pages(connection, [page])
    sent = {
        row[page.columns.index("id")] for page in reply.pages if page.record_type == record_type for row in page.rows
    }
    replaced = frozenset(reply.replaced)
    with store.direct() as connection:
        left = [
            record_id
            for record_id, _ in rows_of(connection, record_type)
            if bucket_of(record_id) in replaced and record_id not in sent
        ]
        note_gone(connection, [Gone(record_type, left)])
    _log.warning("rows_repaired", record_type=record_type, parts=len(replaced), sent=len(sent), gone=len(left))
    return len(sent) + len(left), reply.has_more
