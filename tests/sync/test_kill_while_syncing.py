"""kill -9 while exchanging, on each side in turn: each change takes effect once, and what was saved is there."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

import pytest

from intake_app.domain.errors import KnownError
from sync.client.transport import HttpTransport
from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.at_rest import (
    assert_converged,
    assert_numbered_without_holes,
    assert_received_once,
    rows_here,
    rows_there,
)
from tests.common.servers import MadeSpace, ServerProcess, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.victims import (
    LiveLaptop,
    end,
    free_port,
    live_laptop,
    live_server,
    start,
    wait_until_listening,
)

Reply = TypeVar("Reply")
SEED = 20261122
ACKNOWLEDGED = 30
"""More saves than this are reported, else the kills prove nothing."""
MOST_SECONDS = 0.25
"""How long a life lasts at most, once its work has begun: a few saves and exchanges."""


@contextmanager
def centre_of(url: str) -> Iterator[tuple[Server, MadeSpace]]:
    """The centre's database, looked at from here beside the process that serves it."""
    engine = open_engine(url)
    try:
        server = Server(engine)
        yield server, make_space(server)
    finally:
        engine.dispose()


@pytest.mark.timeout(1800)
def test_a_laptop_killed_while_exchanging_loses_nothing_and_sends_nothing_twice(
    sqlite_url: str, tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    draw = random.Random(SEED)
    print(f"seed {SEED}")
    acks = tmp_path / "acks"
    with centre_of(sqlite_url) as (server, space), ServerProcess(sqlite_url) as process:
        SyncedLaptop(tmp_path / "victim", server, space).close()
        other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
        for life in range(10 * counts(50, 500)):
            # on a slow machine a life may end before its first save: then there are more of them
            if life >= counts(50, 500) and len(acks.read_text().splitlines()) > ACKNOWLEDGED:
                break
            here, there = Pipe(duplex=False)
            values = (tmp_path / "victim", process.address, space.neighbourhood_id, life, acks, there)
            victim = start(live_laptop, *values)
            assert here.poll(30), "the laptop did not start"
            if life % 5 == 0:
                other.register(f"AUTRE {life}")
                other.exchange()
            time.sleep(draw.uniform(0, MOST_SECONDS))
            end(victim)
        assert len(acks.read_text().splitlines()) > ACKNOWLEDGED
        last = LiveLaptop(tmp_path / "victim", process.address)
        last.engine.run_once()
        last.transport.close()
        other.exchange()
        saved = dict(line.split() for line in acks.read_text().splitlines())
        assert_nothing_acknowledged_lost(server, last, saved)
        assert_received_once(server, last.store, last.device_id)
        assert_converged(server, last.store)
        assert_converged(server, other.store)
        assert_numbered_without_holes(server)
        last.store.close()
        other.close()


def assert_nothing_acknowledged_lost(server: Server, laptop: LiveLaptop, saved: dict[str, str]) -> None:
    """Everybody whose saving was reported is on the laptop and at the centre, under the name last reported (or the
    next one, saved but not yet reported when the kill came).
    """
    for rows in (rows_here(laptop.store, "resident"), rows_there(server, "resident")):
        names = {str(resident_id): row["first_name"] for resident_id, row in rows.items()}
        for resident_id, name in saved.items():
            assert names[resident_id] in {name, "Camille"}


@contextmanager
def forked_server(url: str, port: int) -> Iterator[BaseProcess]:
    """A server on `port`, started in milliseconds."""
    process = start(live_server, url, port)
    try:
        wait_until_listening(port)
        yield process
    finally:
        end(process)


class AimedTransport(HttpTransport):
    """Has the server killed in the course of one of the coming exchanges: somewhere between its first byte and its
    last.
    """

    def __init__(self, address: str, draw: random.Random) -> None:
        super().__init__(address)
        self._draw = draw
        self._exchanges_left = 0
        self._usual_seconds = 0.05
        self._kill: Callable[[], None] | None = None
        self.shot: threading.Timer | None = None

    def aim(self, kill: Callable[[], None]) -> None:
        """Kill during one of the next three exchanges."""
        self._exchanges_left, self._kill = self._draw.randrange(3), kill

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See HttpTransport.call."""
        if path == "/v1/exchange" and self._kill is not None:
            if self._exchanges_left == 0:
                self.shot = threading.Timer(self._draw.uniform(0, self._usual_seconds), self._kill)
                self.shot.start()
                self._kill = None
            self._exchanges_left -= 1
        begun = time.monotonic()
        answer = super().call(path, message, reply, token)
        if path == "/v1/exchange":
            self._usual_seconds = time.monotonic() - begun
        return answer


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_server_killed_while_exchanging_applies_each_change_once(
    database: str, request: pytest.FixtureRequest, tmp_path: Path, counts: Callable[[int, int], int]
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    draw, port = random.Random(SEED), free_port()
    print(f"seed {SEED}")
    told: set[str] = set()
    with centre_of(url) as (server, space):
        laptop = SyncedLaptop(tmp_path / "laptop", server, space)
        transport = laptop.transport = AimedTransport(f"http://127.0.0.1:{port}", draw)
        laptop.restart()
        for life in range(counts(40 if database == "sqlite" else 10, 250)):
            with forked_server(url, port) as process:
                transport.aim(process.kill)
                told.add(work_until_it_fails(laptop, life))
                assert transport.shot is not None
                transport.shot.join()
        with forked_server(url, port):
            laptop.exchange()
        transport.close()
        assert told <= {"server_unreachable", "server_slow", "answer_damaged"}
        assert_received_once(server, laptop.store, laptop.enrolment.device_id)
        assert_converged(server, laptop.store)
        assert_numbered_without_holes(server)
        laptop.close()


def work_until_it_fails(laptop: SyncedLaptop, life: int) -> str:
    """Save and exchange until the server is gone; the key of what the person is told then."""
    for number in range(1000):
        laptop.register(f"PERSONNE {life} {number}")
        try:
            laptop.exchange()
        except KnownError as error:
            return error.key
    return "nothing"
