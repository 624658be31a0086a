"""The product, broken on purpose in five ways that lose or double people's work: the simulator must see each.

Each mutant is a change of the real code, for as long as it is entered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import Connection

from sync.client import engine, outbound
from sync.client.engine import SyncEngine
from sync.client.place import SyncPlace, write_place
from sync.server import accept, exchange

TENTH = 10


def every(number: int) -> Callable[[], bool]:
    """True once in so many times."""
    calls = iter(range(1, 1 << 40))
    return lambda: next(calls) % number == 0


@contextmanager
def drops_a_receipt() -> Iterator[None]:
    """The centre writes what a batch changed, and forgets to write down that it had the last change of it."""
    is_due, write = every(TENTH), accept._write_receipts

    def forgetful(records: Any, settled: Sequence[Any]) -> None:
        write(records, settled[:-1] if is_due() else settled)

    with patch.object(accept, "_write_receipts", forgetful):
        yield


@contextmanager
def reuses_a_number() -> Iterator[None]:
    """The laptop tidies its outbox of what was received, and gives the last number again (SQLite does, without
    AUTOINCREMENT).
    """
    is_due, settle = every(TENTH), outbound.settle

    def tidy(connection: Connection, *values: Any, **named: Any) -> Any:
        settled = settle(connection, *values, **named)
        if is_due():
            last = "(SELECT max(device_seq) FROM outbox_change)"
            connection.exec_driver_sql(f"DELETE FROM outbox_change WHERE device_seq = {last} AND state != 'pending'")
            connection.exec_driver_sql(f"UPDATE sqlite_sequence SET seq = {last} WHERE name = 'outbox_change'")
        return settled

    with patch.object(outbound, "settle", tidy):
        yield


@contextmanager
def commits_numbers_late() -> Iterator[None]:
    """Some batches' numbers are seen by others only once the next batch, with higher numbers, has been seen: what
    happens without a lock held until the commit.
    """
    is_due, write = every(TENTH // 2), accept._write_receipts
    withheld: list[tuple[Any, Sequence[Any]]] = []

    def late(records: Any, settled: Sequence[Any]) -> None:
        if is_due() and not withheld:
            withheld.append((records, settled))
            return
        write(records, settled)
        while withheld:
            older, rows = withheld.pop()
            older.connection = records.connection
            write(older, rows)

    with patch.object(accept, "_write_receipts", late):
        yield


@contextmanager
def applies_a_batch_twice() -> Iterator[None]:
    """The centre works through some batches twice, as if it had not looked whether it had them already."""
    is_due, accept_batch = every(TENTH), accept.accept_batch

    def doubled(connection: Connection, sender: Any, judged: Any, now: Any) -> Any:
        verdicts = accept_batch(connection, sender, judged, now)
        if is_due():
            last = accept.lock_space(connection, sender.space_id)
            with patch.object(accept, "_write_receipts", lambda *_: None):
                accept._work_through(accept.Records(connection, sender, now, last), judged)
        return verdicts

    with patch.object(exchange, "accept_batch", doubled):
        yield


@contextmanager
def moves_the_cursor_first() -> Iterator[None]:
    """The laptop notes how far it has read in a transaction of its own, before it writes the rows."""
    write_rows = SyncEngine._write_rows

    def hasty(self: SyncEngine, pages: Any, place: SyncPlace, *more: Any, **named: Any) -> None:
        with self._store.direct() as connection:
            write_place(connection, place)
        write_rows(self, pages, place, *more, **named)

    with patch.object(engine.SyncEngine, "_write_rows", hasty):
        yield


MUTANTS = (drops_a_receipt, reuses_a_number, commits_numbers_late, applies_a_batch_twice, moves_the_cursor_first)
