"""On PostgreSQL, too, nothing erased stays legible in the database's files, whoever is at work in it meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import Engine, select

from intake_app.domain.resident import Resident
from intake_app.domain.situation import Situation
from sync.server import erasures, rewriting
from sync.server.database import open_engine
from sync.server.erasure_tables import REWRITE_DUE
from sync.server.handle import Server
from sync.server.rewriting import Rewriter
from tests.common.devices import Device, creation
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, RunningServer, ServerProcess, make_space
from tests.sync.residents import made_resident, registered

WORD, NOTE = "Canaryvalle", "plumage-dore"
PATIENCE = 30.0


@pytest.fixture
def engine(postgresql_url: str) -> Iterator[Engine]:
    """PostgreSQL alone: SQLite's files are looked at in `test_erasing`."""
    opened = open_engine(postgresql_url)
    yield opened
    opened.dispose()


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


def register_many(space: MadeSpace, device: Device) -> list[Resident]:
    """Ninety people who share their pages, thirty of them with the word in their names; each has a situation."""
    people = [made_resident(space, family_name=WORD if number % 3 == 1 else "Traoré") for number in range(90)]
    said = [(one, NOTE if one.family_name == WORD else "lecture") for one in people]
    rows = [
        space.actor().create(Situation, resident_id=one.id, as_of="2026-11-22", interests=text) for one, text in said
    ]
    device.send(*[registered(space, one) for one in people], *[creation(row, space.staff_id) for row in rows])
    return [one for one in people if one.family_name == WORD]


def files(url: str) -> dict[str, bytes]:
    """The content of every table and index as PostgreSQL has written it out, by name; those beside rows, too."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        (folder,) = connection.execute("SELECT current_setting('data_directory')").fetchone() or ("",)
        query = (
            "SELECT relname, pg_relation_filepath(oid) FROM pg_class WHERE relfilenode <> 0 OR relkind IN ('r', 'i')"
        )
        found = connection.execute(query).fetchall()
    paths = {name: Path(folder, path) for name, path in found if path}
    return {name: path.read_bytes() for name, path in paths.items() if path.exists()}


def legible(url: str) -> set[str]:
    """The tables and indexes in whose files a word of the erased is found."""
    return {name for name, content in files(url).items() if WORD.encode() in content or NOTE.encode() in content}


def due(server: Server) -> set[str]:
    with server.centre.database.read() as connection:
        return set(connection.scalars(select(REWRITE_DUE.c.table_name)))


def erase(server: Server, space: MadeSpace, people: list[Resident]) -> None:
    erasures.erase_residents(server.centre, space.space_id, [one.id for one in people], "request")


def rewriter(server: Server) -> Rewriter:
    return Rewriter(server.centre.database, server.centre.clock)


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_erased_words_leave_the_files(server: Server, space: MadeSpace, device: Device, postgresql_url: str) -> None:
    erased = register_many(space, device)
    with server.centre.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    erase(server, space, erased)
    # nothing but what is asked for now takes them away
    assert {"resident", "situation", "received_change"} <= legible(postgresql_url)
    assert due(server) == {"resident", "situation", "received_change"}
    assert rewriter(server).run()
    assert legible(postgresql_url) == set()
    assert due(server) == set()
    other = Device(server, space.another_code(server))
    other.download()
    assert sum(row["family_name"] == "Traoré" for row in other.rows.values() if "family_name" in row) == 60


def test_what_somebody_still_reads_is_waited_for(
    server: Server, space: MadeSpace, device: Device, postgresql_url: str
) -> None:
    """Whoever began to read before the erasure, a backup perhaps, still sees everything."""
    erased = register_many(space, device)
    with psycopg.connect(postgresql_url) as reader:
        reader.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        reader.execute("SELECT count(*) FROM device")
        erase(server, space, erased)
        assert not rewriter(server).run()
        assert "resident" in due(server)
        assert reader.execute("SELECT count(*) FROM resident WHERE family_name = %s", [WORD]).fetchone() == (30,)
    wait_for(lambda: rewriter(server).run())
    assert legible(postgresql_url) == set()


def test_a_table_in_use_is_not_waited_for_long(
    server: Server, space: MadeSpace, device: Device, postgresql_url: str
) -> None:
    erase(server, space, register_many(space, device))
    with psycopg.connect(postgresql_url) as writer:
        writer.execute("LOCK TABLE resident IN ROW EXCLUSIVE MODE")
        begun = time.monotonic()
        assert not rewriter(server).run()
        assert time.monotonic() - begun < PATIENCE / 3
        assert due(server) == {"resident"}
    assert rewriter(server).run()
    assert legible(postgresql_url) == set()


def test_a_large_table_waits_for_the_night(
    server: Server, space: MadeSpace, device: Device, server_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "AT_ONCE_BYTES", 0)
    erase(server, space, register_many(space, device))
    server_clock.moment = datetime.fromisoformat("2026-11-22T14:00:00Z")
    assert not rewriter(server).run()
    server_clock.moment += timedelta(hours=12)
    assert rewriter(server).run()


def test_what_is_erased_meanwhile_stays_due(
    server: Server, space: MadeSpace, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased = register_many(space, device)
    erase(server, space, erased[:1])
    is_time_for = Rewriter._is_time_for

    def meanwhile(self: Rewriter, connection: Any, name: str) -> bool:
        if erased[1:]:
            erase(server, space, [erased.pop()])
        return is_time_for(self, connection, name)

    monkeypatch.setattr(Rewriter, "_is_time_for", meanwhile)
    assert not rewriter(server).run()
    assert due(server)
    wait_for(lambda: rewriter(server).run())
    assert due(server) == set()


def test_one_process_at_a_time(server: Server, space: MadeSpace, device: Device, postgresql_url: str) -> None:
    erase(server, space, register_many(space, device))
    with psycopg.connect(postgresql_url, autocommit=True) as other:
        other.execute(f"SELECT pg_advisory_lock({rewriting._ONE_AT_A_TIME})".encode())
        assert not rewriter(server).run()
    assert rewriter(server).run()


def test_the_server_does_it_beside_the_exchange(
    server: Server, space: MadeSpace, device: Device, postgresql_url: str
) -> None:
    erased = register_many(space, device)
    with RunningServer(server):
        erase(server, space, erased)
        wait_for(lambda: due(server) == set())
    assert legible(postgresql_url) == set()


def test_what_was_in_the_way_once_is_soon_tried_again(
    server: Server, space: MadeSpace, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL's own upkeep may have a table in hand at the moment of the erasure."""
    tries: list[bool] = []
    run = Rewriter.run

    def in_the_way(self: Rewriter) -> bool:
        tries.append(bool(due(server)))
        return run(self) if sum(tries) > 2 else not due(server)

    monkeypatch.setattr(Rewriter, "run", in_the_way)
    erased = register_many(space, device)
    with RunningServer(server):
        erase(server, space, erased)
        wait_for(lambda: due(server) == set())
    assert sum(tries) == 3


def test_stopping_the_server_gives_up_a_table_in_the_middle(
    server: Server, space: MadeSpace, device: Device, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "_LONGEST_WAIT", "1h")
    erased = register_many(space, device)
    with psycopg.connect(postgresql_url) as writer:
        writer.execute("LOCK TABLE received_change IN ROW EXCLUSIVE MODE")
        with RunningServer(server):
            erase(server, space, erased)
            waiting = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'VACUUM FULL%' AND wait_event_type = 'Lock'"
            with psycopg.connect(postgresql_url, autocommit=True) as look:
                wait_for(lambda: look.execute(waiting).fetchone() is not None)
            begun = time.monotonic()
        assert time.monotonic() - begun < rewriting._END_SECONDS
        assert not [thread for thread in threading.enumerate() if thread.name == "upkeep"]
    assert "received_change" in due(server)


def test_what_a_killed_server_left_is_done_at_the_next_start(
    server: Server, space: MadeSpace, device: Device, postgresql_url: str
) -> None:
    erase(server, space, register_many(space, device))
    with ServerProcess(postgresql_url):
        wait_for(lambda: due(server) == set())
    assert legible(postgresql_url) == set()


def test_sqlite_asks_for_nothing(light_server: Server) -> None:
    space = make_space(light_server)
    erase(light_server, space, register_many(space, Device(light_server, space.code)))
    assert due(light_server) == set()
    with RunningServer(light_server):
        assert not [thread for thread in threading.enumerate() if thread.name == "upkeep"]


def test_statistics_keep_no_word(postgresql_url: str, server: Server, space: MadeSpace, device: Device) -> None:
    register_many(space, device)
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("ANALYZE")
        found = connection.execute(
            "SELECT tablename, attname, most_common_vals::text, histogram_bounds::text FROM pg_stats"
        ).fetchall()
        sampled = connection.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'resident'").fetchone()
    assert sampled is not None
    assert sampled[0] > 0
    assert [row for row in found if WORD in str(row) or NOTE in str(row)] == []


def test_a_mark_is_an_erasure(server: Server, space: MadeSpace, device: Device) -> None:
    erase(server, space, register_many(space, device))
    with server.centre.database.read() as connection:
        marks = set(connection.scalars(select(REWRITE_DUE.c.mark)))
    assert len(marks) == 1
    assert isinstance(marks.pop(), UUID)
