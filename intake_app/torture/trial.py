"""Puts the program to the torture: rounds of laptops killed while they save and exchange, a centre killed under them,
a cable pulled out; then a look at what is left.
"""

from __future__ import annotations

import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from intake_app.own_programs import DemonstrationServer, own_command
from intake_app.storage.key_stretching import FLOOR
from intake_app.torture import verdict
from intake_app.torture.book import EXCHANGED, FULL, REFUSED, SAVED, read_book
from intake_app.torture.laptop import BEGUN, PASSPHRASE, Cable, open_laptop
from intake_app.torture.relay import Relay
from sync.client.premises import Premises

if TYPE_CHECKING:
    from sync.client.workplace import Workplace

NAMES: Final = ("Nadia", "Yann")
"""Of the demonstration's staff: both on the field, so that their laptops must end alike."""
LIFE: Final = 2.5
"""Seconds a laptop lives at most, once it has begun."""


@dataclass
class Findings:
    """What was done, and what it did. Anything in the second half is a failure of the program."""

    rounds: int = 0
    laptop_kills: int = 0
    centre_kills: int = 0
    cuts: int = 0
    full_disks: int = 0
    saves: int = 0
    exchanges: int = 0
    sent: int = 0
    sent_twice: int = 0
    conflicts: int = 0
    lost: int = 0
    refused: int = 0
    ended: int = 0
    different: int = 0
    wounds: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Whether everything held."""
        return not (self.lost or self.refused or self.ended or self.different or self.wounds)


class Trial:
    """One torture in `folder`, which must be empty. `report` hears of each round."""

    def __init__(self, folder: Path, seed: int, report: Callable[[Findings], None]) -> None:
        self._folder, self._report = folder, report
        self._draw = random.Random(seed)  # noqa: S311 (chance that can be repeated, nothing secret)
        self.findings = Findings()
        self._books = [folder / f"{name}.book" for name in NAMES]

    def run(self, seconds: float) -> Findings:
        """Torture for so long (one round at least), then look. Raises KnownError when it cannot even begin."""
        end = time.monotonic() + seconds
        with ExitStack() as stack:
            self._server = DemonstrationServer(self._folder / "centre")
            stack.callback(self._stop)
            self._relay = stack.enter_context(Relay(_place(self._server.address)))
            for name in NAMES:
                self._join(name, self._folder / name)
            with suppress(KeyboardInterrupt):
                while self.findings.rounds == 0 or time.monotonic() < end:
                    self._round()
                    self.findings.rounds += 1
                    self._count()
                    self._report(self.findings)
            self._relay.mend()
            self._look(stack)
        self.findings.wounds += verdict.wounds_of_centre(self._folder / "centre" / "centre.db")
        return self.findings

    def _stop(self) -> None:
        # whichever of its lives this is
        self._server.stop()

    def _join(self, name: str, folder: Path) -> None:
        premises = Premises(folder, Cable(self._relay.address), FLOOR)
        code = self._server.codes[name]
        invitation = premises.ask_invitation(self._relay.address, code)
        workplace = premises.create(self._relay.address, code, invitation, PASSPHRASE, "torture")
        try:
            workplace.exchange()
        finally:
            workplace.close()

    def _round(self) -> None:
        lives = [self._start(place) for place in range(len(NAMES))]
        try:
            begun = [life.stdout is not None and life.stdout.readline().strip() == BEGUN for life in lives]
            if all(begun):
                self._harm()
        finally:
            self._draw.shuffle(lives)
            for life in lives:
                time.sleep(self._draw.uniform(0, 0.3))
                self.findings.ended += life.poll() is not None
                life.kill()
                life.wait()
                if life.stdout is not None:
                    life.stdout.close()
                self.findings.laptop_kills += 1

    def _start(self, place: int) -> subprocess.Popen[str]:
        folder, book = self._folder / NAMES[place], self._books[place]
        seed = str(self.findings.rounds * len(NAMES) + place)
        command = [*own_command(), "--torture-laptop", str(folder), self._relay.address, seed, str(book)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own program)

    def _harm(self) -> None:
        """Let them work for a while; sometimes the cable goes, sometimes the centre."""
        time.sleep(self._draw.uniform(0, LIFE / 2))
        fate = self._draw.random()
        if fate < 0.3:
            self._relay.cut()
            self.findings.cuts += 1
            time.sleep(self._draw.uniform(0, LIFE / 2))
            self._relay.mend()
        elif fate < 0.6:
            self._server.kill()
            self.findings.centre_kills += 1
            self._server = DemonstrationServer(self._folder / "centre")
            self._relay.target = _place(self._server.address)
        time.sleep(self._draw.uniform(0, LIFE / 2))

    def _count(self) -> None:
        lines = [line for book in self._books for line in read_book(book)]
        words = Counter(word for word, _ in lines)
        exchanged = [values for word, values in lines if word == EXCHANGED]
        found = self.findings
        found.saves, found.exchanges, found.full_disks = words[SAVED], words[EXCHANGED], words[FULL]
        found.refused = words[REFUSED]
        found.sent, found.sent_twice, found.conflicts = (
            sum(values[place] for values in exchanged) for place in range(3)
        )

    def _look(self, stack: ExitStack) -> None:
        """Open everything, exchange until there is no news, and compare with what the books say."""
        laptops = list(self._opened(stack))
        for _ in range(2):
            for laptop in laptops:
                outcome = laptop.exchange()
                self.findings.sent += outcome.sent
                self.findings.refused += outcome.refused
        for laptop in laptops:
            self.findings.wounds += verdict.wounds_of_store(laptop.store)
        first, *others = [verdict.rows_of(laptop.store) for laptop in laptops]
        self.findings.different = sum(rows[name] != first[name] for rows in others for name in rows)
        waiting = set[tuple[str, str, object]]().union(*(verdict.waiting_values(laptop.store) for laptop in laptops))
        lost = verdict.Ledger(self._books).lost(verdict.standing_values(laptops[0].store), waiting)
        self.findings.lost = len(lost)

    def _opened(self, stack: ExitStack) -> Iterator[Workplace]:
        for name in NAMES:
            premises = Premises(self._folder / name, Cable(self._relay.address), FLOOR)
            stack.callback(premises.release)
            laptop = open_laptop(premises)
            stack.callback(laptop.close)
            yield laptop


def _place(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return str(parts.hostname), parts.port or 0
