"""What the server's database promises: its shape is the models', a commit is on the disk, a failure leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import structlog
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from intake_app.domain.base import SERVER, SHARED
from sync.server import database
from sync.server.database import Database, open_engine
from sync.server.handle import Request, Server
from sync.server.migrate import upgrade_database
from sync.server.serve import log_to_stderr
from sync.server.tables import SPACE, SPACE_COUNTER
from tests.common.servers import MadeSpace, make_space

OLDEST_SQLITE = (3, 51, 3)


@pytest.mark.parametrize("metadata", [SHARED, SERVER], ids=["shared", "server"])
def test_a_migrated_database_has_the_shape_of_the_models(engine: Engine, metadata: Any) -> None:
    def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
        return kind != "table" or name in metadata.tables

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(engine: Engine, space: MadeSpace) -> None:
    upgrade_database(engine)
    with engine.connect() as connection:
        assert connection.execute(select(SPACE.c.id)).scalars().all() == [space.space_id]


def test_an_empty_database_is_migrated_in_one_transaction(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(sqlite_url.replace("centre.db", "fresh.db"))

    with monkeypatch.context() as patch:
        patch.setattr("sync.server.migrate.SERVER_LINEAGE", None)
        with pytest.raises(AttributeError):
            upgrade_database(engine)
    assert inspect(engine).get_table_names() == []
    upgrade_database(engine)
    assert "space" in inspect(engine).get_table_names()
    engine.dispose()


def test_sqlite_is_opened_as_promised(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:

        def pragma(name: str) -> Any:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    engine.dispose()
    assert tuple(int(part) for part in version.split(".")) >= OLDEST_SQLITE


def test_a_failed_write_leaves_nothing(engine: Engine, server: Server) -> None:
    row = {"id": server.centre.new_id(), "name": "x", "country": "FR", "created_at": server.centre.clock()}

    def write_and_fail() -> None:
        with server.centre.database.write() as connection:
            connection.execute(insert(SPACE).values(row))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with server.centre.database.read() as connection:
        assert connection.execute(select(SPACE)).all() == []


def test_a_row_without_its_parent_is_refused(server: Server) -> None:
    def write_orphan() -> None:
        with server.centre.database.write() as connection:
            connection.execute(insert(SPACE_COUNTER).values(space_id=server.centre.new_id(), last_seq=0))

    with pytest.raises(IntegrityError):
        write_orphan()


def test_a_reader_of_postgresql_cannot_write(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)

    def write() -> None:
        with Database(engine).read() as connection:
            connection.exec_driver_sql("DELETE FROM space")

    with pytest.raises(DBAPIError):
        write()
    engine.dispose()


@pytest.fixture
def in_memory() -> Iterator[Server]:
    engine = open_engine("sqlite://")
    upgrade_database(engine)
    yield Server(engine)
    engine.dispose()


def test_a_server_can_live_in_memory(in_memory: Server) -> None:
    assert make_space(in_memory).code


def test_the_log_goes_to_standard_error_a_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr()
    try:
        structlog.get_logger().error("request_failed", incident="0badcafe")
    finally:
        structlog.reset_defaults()
    output, errors = capsys.readouterr()
    line = json.loads(errors)
    assert (output, line["event"], line["incident"], line["level"]) == ("", "request_failed", "0badcafe", "error")


@pytest.mark.parametrize("rested, statuses", [(0.0, [200, 200]), (60.0, [503, 200])])
def test_a_database_that_was_restarted_is_met_again(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch, rested: float, statuses: list[int]
) -> None:
    monkeypatch.setattr(database, "RESTED", rested)
    engine = open_engine(postgresql_url)
    server = Server(engine)
    greeting = Request("GET", "/v1/hello")
    assert server.handle(greeting).status == 200
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        mine = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        other.execute(f"{mine} AND pid <> pg_backend_pid()".encode())
    assert [server.handle(greeting).status for _ in range(2)] == statuses
    engine.dispose()
