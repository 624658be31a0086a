"""A whole fleet in one thread from one seed: three laptops, a server, people, clocks, crashes, and a bad network.

The code is the real one on both sides. The same seed gives the same story, statement by statement.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from sync.server.database import open_engine
from sync.server.handle import Request, Response, Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.laptops import FakeClock, seeded_ids
from tests.common.servers import make_space
from tests.sync.fleet_faults import Killed, Network, Saboteur
from tests.sync.fleet_laptop import FleetLaptop

NAMES = ("alder", "birch", "cedar")
STEPS = 240
DEEDS = {
    FleetLaptop.edit: 30,
    FleetLaptop.register: 10,
    FleetLaptop.tick: 12,
    FleetLaptop.walk_in: 6,
    FleetLaptop.tick_a_step: 5,
    FleetLaptop.consent: 4,
    FleetLaptop.put_away: 3,
    FleetLaptop.plan: 2,
}


class World:
    """The fleet of one seed. `template` is the folder of an empty laptop, `centre` a migrated server's file."""

    def __init__(self, seed: int, folder: Path, template: Path, centre: Path) -> None:
        self.draw = random.Random(seed)
        self.trace: list[tuple[Any, ...]] = []
        self.clock = FakeClock()
        self.new_id = seeded_ids(seed << 8)
        self._chance = random.Random(seed + 1)
        self.database = open_engine(f"sqlite:///{shutil.copy(centre, folder / 'centre.db')}")
        self._saboteur = Saboteur(self.database)
        self.server = self._start_server()
        self.network = Network(random.Random(seed + 2), self._deliver, self.note)
        self.network.is_calm = True
        self.space = make_space(self.server)
        self.laptops = [
            FleetLaptop(name, folder / name, template, (seed << 8) + place, self.network)
            for place, name in enumerate(NAMES, start=1)
        ]
        for laptop in self.laptops:
            laptop.enrol(self.server, self.space)
            laptop.link.meanwhile = partial(self._meanwhile, laptop)
        self._is_nested = False

    def _start_server(self) -> Server:
        return Server(self.database, clock=self.clock, random_bytes=self._chance.randbytes, new_id=self.new_id)

    def note(self, *words: Any) -> None:
        """Write down what happened."""
        self.trace.append(words)

    def _deliver(self, request: Request) -> Response:
        if not self.network.is_calm and self.draw.random() < 0.05:
            self._saboteur.arm(self.draw.randrange(25))
        try:
            response = self.server.handle(request)
        except Killed:
            self.note("server killed", request.path)
            self.server = self._start_server()
            raise KnownError("server_unreachable") from None
        finally:
            self._saboteur.disarm()
        self.note("answered", request.path, response.status)
        assert response.status != 503, "the server failed"
        return response

    def run(self) -> None:
        """Everything that happens until the edits stop."""
        self.network.is_calm = False
        for _ in range(STEPS):
            laptop = self.draw.choice(self.laptops)
            chance = self.draw.random()
            if chance < 0.64 and laptop.has_places():
                self._work(laptop)
            elif chance < 0.88:
                self.exchange(laptop)
            else:
                self._trouble(laptop, chance)
            self.clock.advance(seconds=self.draw.randrange(120))
            laptop.clock.advance(seconds=self.draw.randrange(120))

    def _meanwhile(self, laptop: FleetLaptop) -> None:
        """While a request is under way somebody types on, or another laptop exchanges."""
        if self.network.is_calm or self._is_nested or self.draw.random() > 0.15:
            return
        self._is_nested = True
        try:
            if self.draw.random() < 0.6 and laptop.has_places():
                self._do(laptop)
            else:
                others = [other for other in self.laptops if other is not laptop]
                self.exchange(self.draw.choice(others))
        finally:
            self._is_nested = False

    def _work(self, laptop: FleetLaptop) -> None:
        if self.draw.random() < 0.03:
            laptop.saboteur.arm(self.draw.randrange(12))
        try:
            self._do(laptop)
        except Killed:
            self.note(laptop.name, "killed")
            laptop.restart()
        finally:
            laptop.saboteur.disarm()

    def _do(self, laptop: FleetLaptop) -> None:
        deed = self.draw.choices(list(DEEDS), list(DEEDS.values()))[0]
        self.note(laptop.name, deed.__name__, laptop.changes_saved)
        with suppress(KnownError):
            # of what another laptop did meanwhile: a file put away, a consent withdrawn
            deed(laptop)

    def exchange(self, laptop: FleetLaptop) -> None:
        """One press on « Synchroniser », whatever becomes of it."""
        if not self.network.is_calm and self.draw.random() < 0.25:
            laptop.saboteur.arm(self.draw.randrange(60))
        try:
            outcome = laptop.engine.run_once(is_stopped=self._stopper())
            self.note(laptop.name, "exchanged", outcome.sent, outcome.received, outcome.conflicts, outcome.refused)
        except Killed:
            self.note(laptop.name, "exchange", "killed")
            laptop.restart()
        except KnownError as error:
            self.note(laptop.name, "exchange", error.key)
        finally:
            laptop.saboteur.disarm()

    def _stopper(self) -> Any:
        return (lambda: False) if self.network.is_calm else (lambda: self.draw.random() < 0.1)

    def _trouble(self, laptop: FleetLaptop, chance: float) -> None:
        if chance < 0.92:
            laptop.link.is_cut = not laptop.link.is_cut
            self.note(laptop.name, "cut" if laptop.link.is_cut else "joined")
        elif chance < 0.95:
            self.network.let_arrive()
        elif chance < 0.96:
            laptop.restart()
            self.note(laptop.name, "restarted")
        elif chance < 0.975:
            laptop.forget_place()
            self.note(laptop.name, "reads afresh")
        else:
            laptop.clock.moment += timedelta(days=self.draw.randrange(-3650, 3650))
            self.note(laptop.name, "clock", to_wire(laptop.clock()))

    def settle(self) -> None:
        """The edits have stopped, everything works again, and everybody exchanges until nobody has news."""
        self.network.let_arrive(is_all=True)
        self.network.is_calm = True
        for laptop in self.laptops:
            laptop.link.is_cut = False
            laptop.clock.moment = self.clock()
        for _ in range(2):
            for laptop in self.laptops:
                self.exchange(laptop)

    def digest(self) -> str:
        """The whole story in one word: what happened, and every change the centre was sent."""
        columns = RECEIVED_CHANGE.c
        query = select(columns.server_seq, columns.change_id, columns.fields).order_by(columns.server_seq)
        with self.server.centre.database.read() as connection:
            received = [tuple(row) for row in connection.execute(query)]
        return hashlib.sha256(repr((self.trace, received)).encode()).hexdigest()

    def close(self) -> None:
        """Close every database."""
        for laptop in self.laptops:
            laptop.close()
        self.database.dispose()


def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut everything into many pages, so that stories of a few hundred rows meet what hundred thousands would."""
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 7)
    monkeypatch.setattr("sync.client.engine.ROWS_AT_ONCE", 3)
