"""The workplace of a simulated laptop: the real one, whose engine has neither threads nor a clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Self

from intake_app.storage.vault_slot import SlotOwner
from sync.client.engine import SyncEngine
from sync.client.enrolment import read_enrolment
from sync.client.progress import Outcome, Report
from sync.client.transport import Transport
from sync.client.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sync.fleet_machine import FleetMachine


@dataclass
class FleetWorkplace(Workplace):
    """`laptop` makes the engines."""

    laptop: FleetMachine | None = None
    _engine: SyncEngine | None = None

    @classmethod
    def of(cls, laptop: FleetMachine) -> Self:
        """What `laptop` keeps behind its door."""
        owner = SlotOwner(laptop.space.staff_id, "Claire M.", "adviser")
        enrolment = laptop.store.read(lambda session: read_enrolment(session.connection()))
        behind = (laptop.housing.path.parent, laptop.keys, laptop.store, owner, enrolment)
        return cls(*behind, lambda _address: laptop.link, laptop.clock, laptop=laptop)

    def _run(
        self, transport: Transport, report: Report, is_stopped: Callable[[], bool], accept_removal: bool
    ) -> Outcome:
        return self.engine().run_once(report, is_stopped, accept_removal=accept_removal)

    def engine(self) -> SyncEngine:
        """The engine that speaks as whoever this laptop is now: kept as long as that is the same."""
        laptop, identity = self.laptop, self._known_self()
        assert laptop is not None
        if self._engine is None or self._engine._identity is not identity:
            # each look at it finds up to a second gone: batches grow and shrink
            stopwatch = accumulate(iter(lambda: laptop.draw.uniform(0, 1), None))
            self._engine = SyncEngine(
                self.store, laptop.link, identity, self.clock, lambda: next(stopwatch), is_threaded=False
            )
            self._engine._batch_size = laptop.draw.choice((1, 2, 3, 5, 100))
        return self._engine
