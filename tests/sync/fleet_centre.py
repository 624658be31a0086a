"""The centre of a simulated fleet: a real server that is killed between two statements, whose disk fills, whose clock
is wrong, and that is put back from a backup.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from sync.server.database import Database
from sync.server.handle import Request, Response, Server
from sync.server.identity import begin_new_life
from tests.common.areas import make_areas
from tests.common.laptops import FakeClock, seeded_ids
from tests.common.servers import MadeSpace
from tests.sync.erasing import hire_dpo
from tests.sync.fleet_cabinet import Housing
from tests.sync.fleet_faults import Killed


class FleetCentre:
    """`spare` is where its backup is kept."""

    def __init__(self, seed: int, housing: Housing, spare: Path, note: Callable[..., None], kills: float) -> None:
        self.housing = housing
        self.clock = FakeClock()
        self.is_calm = True
        self._draw = random.Random(seed + 4)
        self._note = note
        self._kills = kills
        self._spare = spare
        self._new_id = seeded_ids(seed << 8)
        self._chance = random.Random(seed + 1)
        self.server = self._start()

    def _start(self) -> Server:
        return Server(self.housing.engine, clock=self.clock, random_bytes=self._chance.randbytes, new_id=self._new_id)

    def furnish(self) -> MadeSpace:
        """A space with its places and staff, and a first backup of nothing else."""
        self.places = make_areas(self.server)
        hire_dpo(self.server, self.places.space)
        self._is_copied = False
        return self.places.space

    def deliver(self, request: Request) -> Response:
        """The answer to a request, unless the program dies over it: then KnownError server_unreachable."""
        if not self.is_calm and self._draw.random() < self._kills:
            self.housing.saboteur.arm(self._draw.randrange(40))
        try:
            response = self.server.handle(request)
        except Killed:
            self._note("centre killed", request.path)
            self.server = self._start()
            raise KnownError("server_unreachable") from None
        finally:
            self.housing.saboteur.disarm()
        self._note("answered", request.path, response.status)
        assert response.status < 500 or self.housing.disk.is_full, "the server failed"
        return response

    def fill_disk(self) -> None:
        """The disk is full, or no longer."""
        self.housing.disk.is_full = not self.housing.disk.is_full
        self._note("centre's disk full" if self.housing.disk.is_full else "centre's disk tidied")

    def move_clock(self, draw: random.Random) -> None:
        """Somebody sets the centre's clock."""
        self.clock.moment += timedelta(days=draw.randrange(-400, 400))
        self._note("centre's clock", to_wire(self.clock()))

    def back_up(self) -> None:
        """Copy the database as it stands."""
        self.housing.copy(self._spare)
        self._is_copied = True
        self._note("centre copied")

    def restore(self) -> None:
        """Put the last backup in the place of the database, and begin a new life on it."""
        if not self._is_copied:
            return
        self.housing.put_back(self._spare)
        begin_new_life(Database(self.housing.engine), self._new_id)
        self.server = self._start()
        self._note("centre restored")
