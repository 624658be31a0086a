"""Writes PostgreSQL's files anew after an erasure, so that what was deleted is no longer legible in them.

PostgreSQL leaves what a transaction deletes where it was, and its VACUUM only marks the place as free: the words stay
until chance writes over them. VACUUM FULL makes another file of what is left. It keeps everybody out of the table
meanwhile, about a second for 50 MB: so a large one waits for the night. (SQLite has `secure_delete`, and
`Database` writes its file anew at once.)
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from intake_app.domain.base import Clock
from sync.server.database import Database
from sync.server.erasure_tables import REWRITE_DUE

AT_ONCE_BYTES: Final = 64 * 2**20
"""A table up to this size, with its indexes, is written anew at any hour."""
NIGHT_HOURS: Final = range(1, 4)
"""By the centre's clock, in UTC."""
FIRST_RETRY_SECONDS: Final = 1.0
"""Most of what is in the way is soon gone: a reader, PostgreSQL's own upkeep. Each try then waits twice as long."""
RETRY_SECONDS: Final = 60.0
"""The longest wait, and how often what another program has asked for is looked for."""
_END_SECONDS: Final = 5.0
_ONE_AT_A_TIME: Final = 0x70616C6A
_LONGEST_WAIT: Final = "500ms"
"""For the table to be free: whoever comes meanwhile waits behind."""
_DEAD: Final = "SELECT n_dead_tup FROM pg_stat_all_tables WHERE relid = CAST(%(name)s AS regclass)"
_SIZE: Final = "SELECT pg_total_relation_size(CAST(%(name)s AS regclass))"
_log = structlog.get_logger("sync.server")


def ask_for_rewriting(connection: Connection, tables: Iterable[str], mark: UUID) -> None:
    """Have these tables written anew once this transaction is committed, by whichever server process comes first."""
    for name in sorted(tables):
        asked = insert(REWRITE_DUE).values(table_name=name, mark=mark)
        connection.execute(asked.on_conflict_do_update(index_elements=["table_name"], set_={"mark": mark}))


class Rewriter:
    """Does what was asked for, table by table, until it is told to stop."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._clock = clock
        self._at_work: Any = None
        self._is_stopped = False

    def run(self) -> bool:
        """Write anew what can be now. Whether nothing is left to do. Raises DBAPIError when the database fails."""
        with self._engine.connect() as connection:
            due = connection.execute(select(REWRITE_DUE)).all()
            if not due:
                return True
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_ONE_AT_A_TIME})").scalar():
                return False
            self._at_work = connection.connection.driver_connection
            try:
                connection.exec_driver_sql(f"SET lock_timeout = '{_LONGEST_WAIT}'")
                done = [self._is_done(connection, one) for one in due]
                return all(done)
            finally:
                self._at_work = None
                # the connection goes back to the others as it was, or away
                connection.exec_driver_sql("RESET lock_timeout")
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_ONE_AT_A_TIME})")

    def stop(self) -> None:
        """Give up, in the middle of a table too: it stays due."""
        self._is_stopped = True
        if (driver := self._at_work) is not None:
            driver.cancel_safe(timeout=_END_SECONDS)

    def _is_done(self, connection: Connection, due: Any) -> bool:
        name = due.table_name
        try:
            if self._is_stopped or not self._is_time_for(connection, name):
                return False
            # somebody who began to read before the erasure may still see it, and the new file would keep it for them
            connection.exec_driver_sql(f'VACUUM "{name}"')
            if connection.exec_driver_sql(_DEAD, {"name": name}).scalar():
                return False
            connection.exec_driver_sql(f'VACUUM FULL "{name}"')
        except DBAPIError as failure:
            if failure.connection_invalidated:
                raise
            _log.info("rewriting_put_off", table=name, kind=type(failure.orig).__name__)
            return False
        mine = REWRITE_DUE.c.table_name == name, REWRITE_DUE.c.mark == due.mark
        return bool(connection.execute(delete(REWRITE_DUE).where(*mine)).rowcount)

    def _is_time_for(self, connection: Connection, name: str) -> bool:
        size = connection.exec_driver_sql(_SIZE, {"name": name}).scalar_one()
        return bool(size <= AT_ONCE_BYTES) or self._clock().hour in NIGHT_HOURS


class Upkeep:
    """Lets a `Rewriter` work beside the server, on a thread of its own: at the start, after each erasure, and again
    after a while for what could not be done or another program has asked for.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._rewriter = Rewriter(database, clock)
        self._is_stopped = False
        # as a daemon it never keeps the program from ending: what it was at stays due
        self._thread = threading.Thread(target=self._work, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin; nothing to do for SQLite."""
        if self._database.is_postgresql:
            self._thread.start()

    def stop(self) -> None:
        """End, within some seconds."""
        self._is_stopped = True
        self._rewriter.stop()
        self._database.has_erased.set()
        if self._thread.is_alive():
            self._thread.join(_END_SECONDS)

    def _work(self) -> None:
        pause = FIRST_RETRY_SECONDS
        while not self._is_stopped:
            self._database.has_erased.clear()
            wait = RETRY_SECONDS if self._is_all_done() else pause
            pause = FIRST_RETRY_SECONDS if self._database.has_erased.wait(wait) else min(2 * wait, RETRY_SECONDS)

    def _is_all_done(self) -> bool:
        try:
            return self._rewriter.run()
        except DBAPIError as failure:
            _log.warning("rewriting_failed", kind=type(failure.orig).__name__)
            return False
