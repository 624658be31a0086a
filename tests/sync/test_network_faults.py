"""A real laptop and a real centre over a cable that harms what passes: while it does, the laptop says what is wrong in
words it knows; once it no longer does, everything arrives, once.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import chain, product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from sync.client.transport import HttpTransport
from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, assert_numbered_without_holes, assert_received_once
from tests.common.fault_proxy import FaultProxy, Kind, Toxic
from tests.common.servers import ServerProcess, make_space
from tests.common.synced_laptop import SyncedLaptop

BUDGET_SECONDS = 60
PATIENCE = 0.6
"""Seconds a laptop waits for the next byte of an answer here: a hundredth of what it waits for at work."""
AMOUNTS: dict[Kind, float] = {
    "latency": 0.05,
    "bandwidth": 20_000,
    "limit_bytes": 0,
    "reset_peer": 0,
    "slow_close": 0.3,
    "timeout": 0,
    "slicer": 7,
    "cut_each_request": 0.3,
}
HARMLESS = {"latency", "bandwidth", "slicer", "slow_close"}
"""Slow is not broken."""
SAID = {"server_unreachable", "server_slow", "answer_damaged"}
POSITIONS = (0, 150, 900)
"""In the first line, in the headers, in a body."""


class Scene:
    """A centre in a process of its own, a laptop behind the cable, and another that has a better one."""

    def __init__(self, url: str, folder: Path, proxy: FaultProxy, address: str) -> None:
        self.proxy = proxy
        self.engine = open_engine(url)
        self.server = Server(self.engine)
        space = make_space(self.server)
        self.near, self.far = HttpTransport(address), HttpTransport(proxy.address)
        self.other = SyncedLaptop(folder / "other", self.server, space, self.near, seed=2)
        self.laptop = SyncedLaptop(folder / "laptop", self.server, space, self.far)
        self.number = 0
        self.person = self.laptop.register("PREMIER")

    def work(self) -> None:
        """Both have something to send, and news of the other to receive."""
        self.number += 1
        for _ in range(3):
            self.laptop.register(f"PERSONNE {self.number}", address="tour A" * 20)
        self.laptop.update(self.person, birth_name=f"Née {self.number}")
        self.other.register(f"AUTRE {self.number}", address="tour B" * 20)
        self.other.exchange()

    def suffer(self, toxic: Toxic) -> str:
        """Exchange over a poisoned cable; what the person is told, « nothing » when it went through all the same."""
        self.proxy.add(toxic)
        self.far.close()
        try:
            self.laptop.exchange()
            # closing is part of it
            self.far.close()
        except KnownError as error:
            # a known error without its sentence is a bug, and raised as one
            sentence_for(error, "fr")
            return error.key
        finally:
            self.proxy.heal()
        return "nothing"

    def check(self) -> None:
        """Healed, everything has arrived on both sides, once."""
        self.laptop.exchange()
        self.other.exchange()
        assert_converged(self.server, self.laptop.store)
        assert_converged(self.server, self.other.store)
        assert_received_once(self.server, self.laptop.store, self.laptop.enrolment.device_id)
        assert_numbered_without_holes(self.server)

    def close(self) -> None:
        """Let go of everything."""
        self.laptop.close()
        self.other.close()
        self.near.close()
        self.far.close()
        self.engine.dispose()


@pytest.fixture
def scene(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """The scene, its server ended afterwards."""
    monkeypatch.setattr("sync.client.transport.READ_SECONDS", PATIENCE)
    with ServerProcess(sqlite_url) as process:
        where = urlsplit(process.address)
        with FaultProxy((str(where.hostname), where.port or 0)) as proxy:
            opened = Scene(sqlite_url, tmp_path, proxy, process.address)
            yield opened
            opened.close()


def toxics(nightly_positions: int) -> Iterator[Toxic]:
    """Each kind in each direction at the first place, then at the next…"""
    draw = random.Random(20261126)
    more = [draw.randrange(3000) for _ in range(nightly_positions)]
    for position, (kind, amount), is_up in product(chain(POSITIONS, more), AMOUNTS.items(), (True, False)):
        yield Toxic(kind, is_up, amount, position)


@pytest.mark.timeout(0)
def test_whatever_harms_the_network_everything_arrives_once(scene: Scene, counts: Callable[[int, int], int]) -> None:
    end = time.monotonic() + counts(BUDGET_SECONDS, 3600)
    struck: set[tuple[str, bool]] = set()
    told: set[tuple[str, str]] = set()
    for place, toxic in enumerate(toxics(counts(0, 197))):
        scene.work()
        said = scene.suffer(toxic)
        print(toxic, said, scene.proxy.struck)
        if scene.proxy.struck:
            struck.add((toxic.kind, toxic.is_up))
            told.add((toxic.kind, said))
        # what only slows a connection is not told
        assert said in ({"nothing"} if toxic.kind in HARMLESS else {"nothing", *SAID})
        scene.check()
        if time.monotonic() > end and place >= 2 * len(AMOUNTS):
            break
    assert struck == set(product(AMOUNTS, (True, False)))
    assert {"limit_bytes", "reset_peer", "timeout", "cut_each_request"} == {kind for kind, said in told if said in SAID}
