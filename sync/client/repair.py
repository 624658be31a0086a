"""The end of a run: does this laptop have what the centre says it should have? If not, the rows are counted again, then
repaired type by type; and what has to go, goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy import Connection

from intake_app.domain.base import Clock
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.store import Store
from sync.client import erase
from sync.client.apply import apply_pages, in_parts
from sync.client.digests import Digests, count_parts, count_rows, keep_digests, read_digests, rows_of
from sync.client.evict import evict_some, note_gone, refuse_unasked, types_to_go
from sync.client.place import SyncPlace, note_agreed, write_last_success, write_place
from sync.client.progress import Outcome
from sync.protocol.digests import BUCKETS, bucket_of
from sync.protocol.messages import Cursor, ExchangeReply, Gone, RepairReply, RepairRequest
from sync.protocol.version import PROTOCOL

Ask = Callable[[RepairRequest], RepairReply]
_log: Final = structlog.get_logger("sync.client")


class Ending:
    """The end of a run: a success once this laptop has what the centre says it should have, and nothing more."""

    def __init__(self, store: Store, ask: Ask, clock: Clock) -> None:
        self._store = store
        self._ask = ask
        self._clock = clock

    def is_right(self, connection: Connection, last: ExchangeReply) -> bool:
        """Whether the run may end with its last reply, in the transaction that writes it: the rows are those that the
        centre counted, when it says so, and none has to go. Then a success is noted.
        """
        if last.digests is not None and _differing(read_digests(connection), last.digests):
            return False
        if types_to_go(connection):
            return False
        self._note_success(connection, last)
        return True

    def put_right(self, last: ExchangeReply, outcome: Outcome, *, accept_removal: bool) -> Outcome:
        """Repair what differs from the centre's count, and remove what has to go. Raises KnownError mass_removal,
        removal_after_restore.
        """
        if last.digests is not None:
            outcome = replace(outcome, repaired=repair(self._store, self._ask, last.cursor, last.digests))
        outcome = replace(outcome, removed=remove_gone(self._store, is_accepted=accept_removal))
        with self._store.direct() as connection:
            self._note_success(connection, last)
        return outcome

    def _note_success(self, connection: Connection, last: ExchangeReply) -> None:
        erase.forget_uncounted(connection)
        write_last_success(connection, self._clock())
        note_agreed(connection)
        if last.digests is not None:
            write_place(connection, SyncPlace(last.cursor))


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
    """Remove what has to go; how many rows. Raises KnownError mass_removal or removal_after_restore, with nothing
    removed, unless somebody has accepted that it goes.
    """
    if not is_accepted:
        store.read(lambda session: refuse_unasked(session.connection()))
    total = 0
    while True:
        with store.direct(*store.read(lambda session: types_to_go(session.connection()))) as connection:
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
