"""A migrated database equals the models, and a kill in the middle of a migration leaves the old one or the new one."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event

from intake_app.storage import engine as storage_engine
from intake_app.storage.keys import Keys
from intake_app.storage.migrate import LAPTOP_LINEAGE, SHARED_LINEAGE, STORE_VERSION, Lineage, upgrade
from intake_app.storage.opening import DATABASE_NAME, open_store
from tests.conftest import Counts

FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed in the middle of its work")


def differences(connection: Connection, lineage: Lineage) -> list[Any]:
    """What the migrated tables of a lineage have or lack beside its models."""

    def belongs(_object: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "table" or name in lineage.metadata.tables

    options = {"compare_type": True, "compare_server_default": True, "include_object": belongs}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), lineage.metadata))


@pytest.mark.parametrize("lineage", [SHARED_LINEAGE, LAPTOP_LINEAGE], ids=lambda lineage: str(lineage.name))
def test_an_encrypted_store_equals_the_models(folder: Path, keys: Keys, lineage: Lineage) -> None:
    engine = storage_engine.open_engine(folder / DATABASE_NAME, keys.database_key)
    with engine.connect() as connection:
        assert differences(connection, lineage) == []
    engine.dispose()


def test_a_plain_sqlite_server_equals_the_models(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'server.db'}")
    with engine.begin() as connection:
        upgrade(connection, SHARED_LINEAGE)
        assert differences(connection, SHARED_LINEAGE) == []
    engine.dispose()


def test_the_comparison_sees_a_missing_column(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'server.db'}")
    with engine.begin() as connection:
        upgrade(connection, SHARED_LINEAGE)
        connection.exec_driver_sql("ALTER TABLE resident DROP COLUMN how_met")
        assert [difference[0] for difference in differences(connection, SHARED_LINEAGE)] == ["add_column"]
    engine.dispose()


def test_the_version_counts_the_revisions() -> None:
    revisions = [
        path for lineage in (SHARED_LINEAGE, LAPTOP_LINEAGE) for path in (lineage.folder / "versions").glob("[0-9]*.py")
    ]
    assert len(revisions) == STORE_VERSION


def test_a_migrated_store_is_not_migrated_again(folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake_app.storage.opening.upgrade", None)
    open_store(folder, keys).close()


def read_bare(path: Path, keys: Keys) -> tuple[int, list[str], str]:
    """Version, tables and integrity of an encrypted file, without our own code."""
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{bytes(keys.database_key).hex()}'\"")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    integrity = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return version, tables, integrity


def migrate_and_die(folder: Path, keys: Keys, statements: int) -> bool:
    """Open the store in another process and kill it after so many statements; False when it had already finished."""
    child = os.fork()
    if child == 0:
        left = [statements]

        def count(*_: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(storage_engine.Engine, "before_cursor_execute", count)
        try:
            open_store(folder, keys)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def moments(step: int) -> Iterator[int]:
    """After how many statements to kill, more and more."""
    return iter(range(0, 10_000, step))


@FORKS
# from Python 3.12 a fork beside threads is warned of: the test runner's own threads do nothing in the child
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_kill_in_the_middle_of_a_migration_leaves_the_old_or_the_new(
    tmp_path: Path, keys: Keys, counts: Counts
) -> None:
    import alembic.runtime.environment
    import alembic.script  # noqa: F401 (imported here, so that each child has it at once)

    seen = []
    for statements in moments(counts(4, 1)):
        folder = tmp_path / f"after_{statements}"
        folder.mkdir()
        was_killed = migrate_and_die(folder, keys, statements)
        version, tables, integrity = read_bare(folder / DATABASE_NAME, keys)
        assert integrity == "ok"
        assert (version, bool(tables)) in {(0, False), (STORE_VERSION, True)}
        seen.append(version)
        store = open_store(folder, keys)
        assert store.read(lambda session: session.connection().exec_driver_sql("SELECT 1 FROM resident").all()) == []
        store.close()
        if not was_killed:
            break
    assert seen.count(0) >= 10
    assert seen[-1] == STORE_VERSION


def test_a_migration_that_leaves_an_orphan_changes_nothing(
    tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(connection: Connection, lineage: Lineage) -> None:
        upgrade(connection, lineage)
        if lineage is SHARED_LINEAGE:
            orphan = (
                "INSERT INTO site(id, space_id, revision, created_at, name, neighbourhood_id) VALUES (?, ?, 0, ?, ?, ?)"
            )
            connection.exec_driver_sql(orphan, ("1", "2", "2026-11-22T10:00:00Z", "Local", "nowhere"))

    monkeypatch.setattr("intake_app.storage.opening.upgrade", careless)
    with pytest.raises(Exception, match="without its parent"):
        open_store(tmp_path, keys)
    assert read_bare(tmp_path / DATABASE_NAME, keys)[:2] == (0, [])


def test_the_driver_lets_a_schema_change_be_rolled_back(tmp_path: Path) -> None:
    """What all of this stands on: with our own BEGIN, a table made is a table unmade."""
    connection = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE made(x)")
    connection.execute("ROLLBACK")
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
