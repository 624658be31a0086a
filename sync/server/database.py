"""The server's database, SQLite or PostgreSQL: how it is opened, and its two kinds of transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import DisconnectionError

from intake_app.storage.engine import WRITE

FOLD: Final = "palier_fold"
"""Mark on a connection whose transaction erased something: no file of the database must keep it."""
TOUCHED: Final = "palier_touched"
"""On a connection, what the running transaction says it touches: kind → ids. None where no trail is kept."""
CONNECTIONS: Final = 12
"""Connections kept to PostgreSQL by one worker."""
RESTED: Final = 2.0
"""Seconds unused after which a connection is asked whether it still lives."""
_RESTS_SINCE: Final = "rests_since"
_UNPLANNED: Final = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit")
"""What PostgreSQL may not plan. Every query here goes by keys; statistics that lag behind a morning's entries, or a
plan kept from when a table was small, would have it read whole tables instead (ten times slower at 20,000 residents).
"""
_SETTINGS: Final = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("temp_store", "MEMORY"),
    ("secure_delete", "ON"),
    ("cache_size", "-65536"),
    ("busy_timeout", "10000"),
)


class Database:
    """Hands out transactions. `write` of SQLite take turns here: its own waiting is unfair and would starve some."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"
        self._writing = engine.execution_options(**{WRITE: True})
        snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reading = engine.execution_options(**snapshot) if self.is_postgresql else engine
        # an in-memory database has one connection: its readers take turns with its writers
        self._is_shared = isinstance(engine.pool, StaticPool)
        self._turn = threading.RLock()
        self.has_erased = threading.Event()
        """Set when a transaction has erased something on PostgreSQL: its files are to be written anew."""
        self.auditor: Callable[[Connection], None] | None = None
        """Writes a line of the trail as the last thing of every transaction that may write."""

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write, durable when the block ends, undone when it raises."""
        with nullcontext() if self.is_postgresql else self._turn:
            with self._writing.begin() as connection:
                connection.info[TOUCHED] = None if self.auditor is None else {}
                yield connection
                if self.auditor is not None:
                    self.auditor(connection)
                has_erased = connection.info.pop(FOLD, False)
            if has_erased:
                self.has_erased.set() if self.is_postgresql else self._fold()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent picture of the database, however many statements look at it."""
        with self._turn if self._is_shared else nullcontext(), self._reading.begin() as connection:
            yield connection

    def _fold(self) -> None:
        """Write the file anew and fold the write-ahead log into it: pages that were rearranged, and the log, may keep
        pieces of what was deleted. Put off to the next time when somebody else is at work in it.
        """
        with self.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                with suppress(sqlite.OperationalError):
                    driver.execute(statement).fetchall()


def open_engine(url: str) -> Engine:
    """An engine for `url`: `sqlite:///file`, `sqlite://` (in memory, for tests) or `postgresql://…`.

    SQLite comes from the same binding as on laptops, without encryption: Python's own may carry a version whose
    write-ahead log can be corrupted by two connections (3.7.0 to 3.51.2).
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        by_psycopg = parsed.set(drivername="postgresql+psycopg")
        options = " ".join(f"-c {name}=off" for name in _UNPLANNED)
        engine = create_engine(by_psycopg, pool_size=CONNECTIONS, connect_args={"options": options})
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", partial(_ask_after_rest, engine))
        return engine
    path = parsed.database or ""
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)

    def connect() -> Any:
        # the driver's own transactions let DDL escape a rollback: BEGIN is ours
        connection = sqlite.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        for name, value in _SETTINGS:
            connection.execute(f"PRAGMA {name} = {value}")
        return connection

    # a database in memory lives in its one connection
    pool: Any = {"poolclass": QueuePool, "pool_size": CONNECTIONS} if path else {"poolclass": StaticPool}
    engine = create_engine("sqlite://", module=sqlite, creator=connect, **pool)
    event.listen(engine, "begin", _begin)
    return engine


def _note_rest(_driver: Any, record: Any) -> None:
    record.info[_RESTS_SINCE] = time.monotonic()


def _ask_after_rest(engine: Engine, driver: Any, record: Any, _proxy: Any) -> None:
    """Have a connection that the database has dropped meanwhile replaced. Not asked of one in use a moment ago: that
    would be a round trip for each transaction.
    """
    since = record.info.get(_RESTS_SINCE)
    if since is None or time.monotonic() - since < RESTED:
        return
    try:
        engine.dialect.do_ping(driver)
    except engine.dialect.loaded_dbapi.Error as failure:
        raise DisconnectionError from failure


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
