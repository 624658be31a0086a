"""Run as a process: some laptops of a herd. Reads an Order, says `ready`, waits for a line, sends everything, prints
what each has to tell.

python -m tests.bench.thin_process
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

from tests.common.thin_laptops import Card, ThinLaptop, Told, send_at_once

ROOT = Path(__file__).resolve().parents[2]


class Order(msgspec.Struct, frozen=True):
    """Who sends how many changes where, in requests of how many, asking for how many rows of the others at most."""

    address: str
    cards: list[Card]
    changes: int
    first_seed: int
    size: int
    max_rows: int


class ThinProcess:
    """The process as whoever started it sees it: ready once made, then told to go, then asked."""

    def __init__(self, order: Order) -> None:
        command = [sys.executable, "-m", "tests.bench.thin_process"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._say(msgspec.json.encode(order).decode())

    def wait_until_ready(self) -> None:
        """Every change is made and waits to be sent."""
        assert self._answer() == "ready"

    def go(self) -> None:
        """Start sending."""
        self._say("go")

    def told(self) -> list[Told]:
        """What each laptop has to tell; waits for the last."""
        told = msgspec.json.decode(self._answer(), type=list[Told])
        self._process.communicate(timeout=60)
        return told

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def main() -> None:
    """See above."""
    order = msgspec.json.decode(sys.stdin.readline(), type=Order)
    laptops = [
        ThinLaptop(
            order.address, card, order.changes, order.first_seed + place, size=order.size, max_rows=order.max_rows
        )
        for place, card in enumerate(order.cards)
    ]
    print("ready", flush=True)
    sys.stdin.readline()
    print(msgspec.json.encode(send_at_once(laptops)).decode(), flush=True)


if __name__ == "__main__":
    main()
