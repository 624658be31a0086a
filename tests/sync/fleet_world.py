"""A whole fleet in one thread from one seed: five laptops, a centre, people, clocks, crashes, full disks, backups put
back, and a bad network.

The code is the real one on both sides. The same seed gives the same story, statement by statement.
"""

from __future__ import annotations

import hashlib
import random
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import UUID

from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from tests.sync.fleet_areas import Areas
from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_centre import FleetCentre
from tests.sync.fleet_copies import Copies
from tests.sync.fleet_erasing import centre_erases, erase_somebody, write_more
from tests.sync.fleet_faults import Killed, Network
from tests.sync.fleet_laptop import FleetLaptop
from tests.sync.fleet_weather import DEEDS_EACH, drawn_weather

NAMES = ("alder", "birch", "cedar", "dogwood", "elm")
MOST_ROUNDS = 8
DEEDS = {
    FleetLaptop.edit: 30,
    FleetLaptop.register: 10,
    FleetLaptop.tick: 12,
    FleetLaptop.walk_in: 6,
    FleetLaptop.tick_a_step: 5,
    FleetLaptop.consent: 4,
    FleetLaptop.put_away: 3,
    FleetLaptop.plan: 2,
    FleetLaptop.settle: 6,
    FleetLaptop.join_files: 2,
    write_more: 6,
}


class World:
    """The fleet of one seed, its databases from `cabinet`."""

    def __init__(self, seed: int, cabinet: Cabinet, deeds_each: int = DEEDS_EACH) -> None:
        self.seed = seed
        self.draw = random.Random(seed)
        self.weather = drawn_weather(random.Random(seed + 3), TROUBLES)
        self.trace: list[tuple[Any, ...]] = []
        self.erased: list[UUID] = []
        self.centre = FleetCentre(seed, cabinet.centre(), cabinet.spare("centre"), self.note, self.weather.server_kills)
        self.network = Network(random.Random(seed + 2), self.centre.deliver, self.note, self.weather.network)
        self.space = self.centre.furnish()
        # before any laptop has joined
        self.centre.back_up()
        self.laptops = [
            FleetLaptop(name, cabinet.laptop(name), (seed << 8) + place, self.network, self.weather.crowd)
            for place, name in enumerate(NAMES, start=1)
        ]
        self.areas = Areas(self, seed)
        self._deeds = {**DEEDS, erase_somebody: self.weather.erasures, **self.areas.deeds}
        self.deeds_left = dict.fromkeys(NAMES, deeds_each)
        self._calm(True)
        for laptop in self.laptops:
            laptop.enrol(self.centre.server, self.space, self.areas.furnish(laptop))
            self.let_happen(laptop)
        self.copies = Copies(self, seed, cabinet)
        self._is_nested = False

    def note(self, *words: Any) -> None:
        """Write down what happened."""
        self.trace.append(words)

    def let_happen(self, laptop: FleetLaptop) -> None:
        """Something may happen while a request of this laptop's is under way."""
        laptop.link.meanwhile = partial(self._meanwhile, laptop)

    def _calm(self, is_calm: bool) -> None:
        self.network.is_calm = self.centre.is_calm = is_calm

    def run(self) -> None:
        """Everything that happens until the edits stop."""
        self._calm(False)
        busy = self.laptops
        while busy:
            laptop = self.draw.choice(busy)
            chance = self.draw.random()
            if chance < self.weather.trouble:
                self._trouble(self.draw.choice(self.laptops))
            elif chance < self.weather.trouble + self.weather.exchanges or not laptop.has_places():
                self.exchange(self.draw.choice(self.laptops) if laptop.has_places() else laptop)
            else:
                self._work(laptop)
            self.centre.clock.advance(seconds=self.draw.randrange(120))
            laptop.clock.advance(seconds=self.draw.randrange(120))
            busy = [laptop for laptop in self.laptops if self.deeds_left[laptop.name] > 0]

    def _meanwhile(self, laptop: FleetLaptop) -> None:
        """While a request is under way somebody types on, another laptop exchanges, or the centre is restored."""
        if self.network.is_calm or self._is_nested or self.draw.random() > self.weather.meanwhile:
            return
        self._is_nested = True
        try:
            chance = self.draw.random()
            if chance < 0.6 and laptop.has_places():
                self._do(laptop)
            elif chance < 0.97:
                others = [other for other in self.laptops if other is not laptop]
                self.exchange(self.draw.choice(others))
            elif any(name == "centre_restored" for name, _ in self.weather.troubles):
                self.copies.restore_centre()
        finally:
            self._is_nested = False

    def _work(self, laptop: FleetLaptop) -> None:
        if self.draw.random() < self.weather.laptop_kills:
            laptop.housing.saboteur.arm(self.draw.randrange(12))
        try:
            self._do(laptop)
        except Killed:
            self.note(laptop.name, "killed")
            laptop.restart()
        finally:
            laptop.housing.saboteur.disarm()

    def _do(self, laptop: FleetLaptop) -> None:
        deed = self.draw.choices(list(self._deeds), list(self._deeds.values()))[0]
        self.deeds_left[laptop.name] -= 1
        self.note(laptop.name, deed.__name__, laptop.changes_saved)
        with suppress(KnownError):
            # of a full disk, or of what another laptop did meanwhile: a file put away, a consent withdrawn
            deed(laptop)

    def exchange(self, laptop: FleetLaptop, *, accept_removal: bool = False) -> bool:
        """One press on « Synchroniser », whatever becomes of it. Whether anything moved."""
        if not self.network.is_calm and self.draw.random() < self.weather.exchange_kills:
            laptop.housing.saboteur.arm(self.draw.randrange(60))
        try:
            outcome = laptop.workplace.exchange(is_stopped=self._stopper(), accept_removal=accept_removal)
            self.note(laptop.name, "exchanged", outcome.sent, outcome.received, outcome.conflicts, outcome.refused)
        except Killed:
            self.note(laptop.name, "exchange", "killed")
            laptop.restart()
        except KnownError as error:
            self.note(laptop.name, "exchange", error.key)
            self.copies.answer(laptop, error)
            self.areas.answer(laptop, error.key)
        else:
            return outcome.sent + outcome.received > 0
        finally:
            laptop.housing.saboteur.disarm()
        return True

    def _stopper(self) -> Any:
        return (lambda: False) if self.network.is_calm else (lambda: self.draw.random() < self.weather.stops)

    def _trouble(self, laptop: FleetLaptop) -> None:
        if self.weather.troubles:
            names, weights = zip(*self.weather.troubles, strict=True)
            TROUBLED[self.draw.choices(names, weights)[0]](self, laptop)

    def _cut(self, laptop: FleetLaptop) -> None:
        laptop.link.is_cut = not laptop.link.is_cut
        self.note(laptop.name, "cut" if laptop.link.is_cut else "joined")

    def _restart(self, laptop: FleetLaptop) -> None:
        laptop.restart()
        self.note(laptop.name, "restarted")

    def _read_afresh(self, laptop: FleetLaptop) -> None:
        if laptop.housing.disk.is_full:
            return
        laptop.forget_place()
        self.areas.explained.add(laptop.name)
        self.note(laptop.name, "reads afresh")

    def _move_clock(self, laptop: FleetLaptop) -> None:
        laptop.clock.moment += timedelta(days=self.draw.randrange(-3650, 3650), seconds=self.draw.randrange(86_400))
        self.note(laptop.name, "clock", to_wire(laptop.clock()))

    def _fill_disk(self, laptop: FleetLaptop) -> None:
        laptop.housing.disk.is_full = not laptop.housing.disk.is_full
        self.note(laptop.name, "disk full" if laptop.housing.disk.is_full else "disk tidied")

    def settle(self) -> None:
        """The edits have stopped, everything works again, and everybody exchanges until nobody has news."""
        self.network.let_arrive(is_all=True)
        self._calm(True)
        self.centre.housing.disk.is_full = False
        for laptop in self.laptops:
            laptop.link.is_cut = laptop.housing.disk.is_full = False
            laptop.clock.moment = self.centre.clock()
        for place in range(MOST_ROUNDS):
            # what nobody has sent again to a restored centre by then is gone for good: somebody says so
            accept_removal = place >= MOST_ROUNDS // 2
            has_moved = [self.exchange(laptop, accept_removal=accept_removal) for laptop in self.laptops]
            has_moved += [laptop.give_up_what_was_refused() for laptop in self.laptops]
            if not any(has_moved):
                self.copies.shut_out()
                return
        raise AssertionError("the fleet does not come to rest")

    def digest(self) -> str:
        """The whole story in one word: what happened, and every change the centre was sent."""
        received = self.centre.housing.rows(
            "SELECT server_seq, change_id, fields, verdict FROM received_change ORDER BY server_seq, change_id"
        )
        return hashlib.sha256(repr((self.trace, received)).encode()).hexdigest()

    def small_pages(self) -> AbstractContextManager[Any]:
        """Cut everything into many pages, so that stories of a few hundred rows meet what hundred thousands would."""
        weather = self.weather
        stack = ExitStack()
        stack.enter_context(patch("sync.client.engine.PAGE_ROWS", weather.page_rows))
        stack.enter_context(patch("sync.client.apply.ROWS_AT_ONCE", weather.rows_at_once))
        return stack

    def close(self) -> None:
        """Let go of every database."""
        for laptop in self.laptops:
            laptop.close()


TROUBLED = {
    "cut": World._cut,
    "late_message": lambda world, _: world.network.let_arrive(),
    "restart": World._restart,
    "read_afresh": World._read_afresh,
    "clock": World._move_clock,
    "disk_full": World._fill_disk,
    "centre_disk_full": lambda world, _: world.centre.fill_disk(),
    "centre_clock": lambda world, _: world.centre.move_clock(world.draw),
    "centre_erases": centre_erases,
    "centre_copied": lambda world, _: world.copies.back_up_centre(),
    "centre_restored": lambda world, _: world.copies.restore_centre(),
    "laptop_copied": lambda world, laptop: world.copies.keep(laptop),
    "laptop_put_back": lambda world, laptop: world.copies.put_back(laptop),
    "laptop_cloned": lambda world, laptop: world.copies.clone(laptop),
    "area_changed": lambda world, laptop: world.areas.change(laptop),
}
TROUBLES = {
    "cut": 20,
    "late_message": 15,
    "restart": 6,
    "read_afresh": 6,
    "clock": 10,
    "disk_full": 10,
    "centre_disk_full": 5,
    "centre_clock": 3,
    "centre_copied": 8,
    "centre_restored": 4,
    "centre_erases": 3,
    "laptop_copied": 8,
    "laptop_put_back": 4,
    "laptop_cloned": 2,
    "area_changed": 4,
}
"""Name of a trouble → its weight. A cut line, a full disk, and the like last until the same trouble comes again."""
