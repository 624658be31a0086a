"""A fleet simulated from a seed: whatever goes wrong on the way, everybody ends with the same rows and nothing saved is
lost.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_told import tell
from tests.sync.fleet_weather import DEEDS_EACH

ROOT = Path(__file__).resolve().parents[2]
BUDGET_SECONDS = 180
LEAST = 50
"""Stories told however slow the machine is, those that failed before included."""
A_FEW_DEEDS = 40
"""Of each person, in a story that is only compared with itself."""


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Cabinet]:
    """The databases of the stories told here."""
    with Cabinet() as opened:
        yield opened


def failed_before() -> list[tuple[int, int]]:
    """Stories that once found a fault: they are tried for ever. A seed, and the deeds each person does in it."""
    lines = (ROOT / "tests" / "seeds" / "fleet.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split()[0].partition("x") for line in lines if line and not line.startswith("#")]
    return [(int(seed), int(deeds or DEEDS_EACH)) for seed, _, deeds in words]


@pytest.mark.timeout(0)
def test_a_fleet_converges_and_loses_nothing(
    cabinet: Cabinet, counts: Callable[[int, int], int], minutes: float | None
) -> None:
    end = time.monotonic() + (60 * minutes if minutes else counts(BUDGET_SECONDS, 10**9))
    before = failed_before()
    fresh = [(seed, DEEDS_EACH) for seed in range(1, counts(10_000, 100_000) + 1)]
    for place, (seed, deeds_each) in enumerate([*before, *fresh]):
        try:
            print(tell(seed, cabinet, deeds_each))
        except AssertionError as failure:
            raise AssertionError(f"seed {seed}: add it to tests/seeds/fleet.txt with the reason") from failure
        if time.monotonic() > end and place + 1 >= max(LEAST, len(before)):
            break


def told_elsewhere(seed: int, hashes: str, deeds_each: int = DEEDS_EACH, **besides: str) -> str:
    """What another process, whose sets have their own order, says of a story. `besides` goes into its environment."""
    command = [sys.executable, "-m", "tests.sync.fleet_told", str(seed), "--seeds", "1", "--deeds", str(deeds_each)]
    environment = {**os.environ, "PYTHONHASHSEED": hashes, **besides}
    there = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return re.sub(r", [\d.]+ s\n.*", "", there.stdout, flags=re.DOTALL)


@pytest.mark.timeout(400)
def test_the_same_seed_tells_the_same_story_in_every_process(cabinet: Cabinet) -> None:
    here = tell(7, cabinet).rsplit(",", 1)[0]
    assert tell(7, cabinet).rsplit(",", 1)[0] == here
    assert tell(8, cabinet).split(",")[1] != here.split(",")[1]
    for hashes in ("1", "2"):
        assert told_elsewhere(7, hashes) == here


@pytest.mark.timeout(400)
def test_no_order_of_a_set_shapes_a_story() -> None:
    """Neither by what is hashed, nor by where it stands in memory. In this story records of one type are made
    together, so that it shows in which order they are numbered.
    """
    here = told_elsewhere(11, "1", A_FEW_DEEDS)
    assert told_elsewhere(11, "3", A_FEW_DEEDS, PYTHONMALLOC="malloc") == here
