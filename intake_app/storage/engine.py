"""Opens the encrypted database and refuses to work on anything less than what was promised.

Every trap asserted here was met: a forgotten key silently makes a plaintext database, `temp_store=FILE` spills names
into the system's temporary folder, an old library corrupts its write-ahead log, a lax `synchronous` loses saved rows
at a power cut.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.failures import known_failure

PLAINTEXT_HEADER: Final = b"SQLite format 3\x00"
OLDEST_SQLCIPHER: Final = (4, 19)
OLDEST_SQLITE: Final = (3, 53, 3)
WRITE: Final = "palier_write"
"""Execution option of connections that will write: their transaction takes the write lock at once, so it never fails
half-way.
"""

CACHE_KIB: Final = 8192
"""What one connection keeps of the file, at most. A first download fills it within some ten thousand rows; 64 MiB made
it no quicker (the same processor time for 60,000 residents), and there are several connections.
"""

_SETTINGS: Final = (
    ("temp_store", "MEMORY"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("secure_delete", "ON"),
    ("cache_size", f"-{CACHE_KIB}"),
    ("busy_timeout", "5000"),
)


def open_engine(path: Path, key: bytes | bytearray) -> Engine:
    """An engine on the SQLCipher file `path` (made when absent) under the raw 256-bit `key`, every promise checked.

    Raises KnownError when the file is plaintext, not ours, damaged, unreadable, or the folder cannot be written.
    """
    refuse_plaintext(path)

    def connect() -> Any:
        return _connect(path, key)

    # a failed statement is told without its parameters: they are people's names, and failures are logged
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _leave_no_transaction)
    return engine


def refuse_plaintext(path: Path) -> None:
    """Raise KnownError when a readable, unencrypted SQLite file stands where ours should be."""
    if path.exists():
        try:
            with path.open("rb") as file:
                header = file.read(len(PLAINTEXT_HEADER))
        except OSError as failure:
            raise known_failure(failure) or KnownError("database_unreachable") from failure
        if header == PLAINTEXT_HEADER:
            raise KnownError("plaintext_database")


def _connect(path: Path, key: bytes | bytearray) -> Any:
    try:
        # the driver's own transactions let DDL escape a rollback: BEGIN is ours (see _begin)
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    except sqlcipher.Error as failure:
        raise _refused(path, failure, "database_unreachable") from failure
    try:
        _prepare(connection, path, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _refused(path: Path, failure: Exception, otherwise: str) -> KnownError:
    """Why the file does not open; SQLite says the same of a folder that is not there and of one it may not write."""
    known = known_failure(failure) or KnownError(otherwise)
    if known.key == "database_unreachable" and path.parent.exists() and not os.access(path.parent, os.W_OK):
        return KnownError("folder_read_only")
    return known


def _prepare(connection: Any, path: Path, key: bytes | bytearray) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for name, value in _SETTINGS:
            connection.execute(f"PRAGMA {name} = {value}")
    except sqlcipher.Error as failure:
        raise _refused(path, failure, "database_damaged") from failure
    assert_promises(connection)


def assert_promises(connection: Any) -> None:
    """Raise BugError unless the open connection is encrypted, authenticated, durable and leaks nothing (every one of
    these was seen broken).
    """

    def pragma(name: str) -> Any:
        row = connection.execute(f"PRAGMA {name}").fetchone()
        return row[0] if row else None

    cipher_version = str(pragma("cipher_version") or "")
    sqlite_version = str(connection.execute("SELECT sqlite_version()").fetchone()[0])
    promises = {
        "cipher_version": bool(cipher_version) and _numbers(cipher_version) >= OLDEST_SQLCIPHER,
        "sqlite_version": _numbers(sqlite_version) >= OLDEST_SQLITE,
        "cipher_use_hmac": str(pragma("cipher_use_hmac")) == "1",
        "temp_store": pragma("temp_store") in (0, 2),
        "journal_mode": pragma("journal_mode") == "wal",
        "synchronous": pragma("synchronous") == 2,
        "foreign_keys": pragma("foreign_keys") == 1,
        "secure_delete": pragma("secure_delete") == 1,
    }
    broken = sorted(name for name, holds in promises.items() if not holds)
    if broken:
        raise BugError(f"the database was not opened as promised: {', '.join(broken)}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(maxsplit=1)[0].split("."))


def _leave_no_transaction(connection: Any, *_: Any) -> None:
    """Roll back what a COMMIT that failed left open: SQLite keeps the transaction, SQLAlchemy believes it gone, and
    every later use of the connection would fail.
    """
    if connection.in_transaction:
        connection.rollback()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
