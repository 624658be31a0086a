"""Tells stories of a fleet, one seed after the other: `python -m tests.sync.fleet_told 1000 --minutes 30`.

Prints each seed with what became of it; ends with 1 when one failed.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import structlog

from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_checks import check_all
from tests.sync.fleet_weather import DEEDS_EACH
from tests.sync.fleet_world import World


@contextmanager
def told(seed: int, cabinet: Cabinet, deeds_each: int = DEEDS_EACH) -> Iterator[World]:
    """The story of a seed, from the first edit to the rest at the end."""
    world = World(seed, cabinet, deeds_each)
    try:
        with world.small_pages():
            world.run()
            world.settle()
            yield world
    finally:
        world.close()


def tell(seed: int, cabinet: Cabinet, deeds_each: int = DEEDS_EACH) -> str:
    """Tell it and check everything; a line about it. Raises AssertionError."""
    begun = time.perf_counter()
    with told(seed, cabinet, deeds_each) as world:
        check_all(world)
        seconds = time.perf_counter() - begun
        return f"seed {seed}: {len(world.trace)} events, {world.digest()[:16]}, {seconds:.1f} s"


def main() -> int:
    """Tell as many as time allows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int, help="the first seed")
    parser.add_argument("--seeds", type=int, default=0, help="how many (0: as many as time allows)")
    parser.add_argument("--minutes", type=float, default=1e6)
    parser.add_argument("--deeds", type=int, default=DEEDS_EACH, help="how many things each person does")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    end, failed = time.monotonic() + 60 * asked.minutes, []
    seeds = range(asked.first, asked.first + asked.seeds) if asked.seeds else count(asked.first)
    with Cabinet() as cabinet:
        for seed in seeds:
            try:
                print(tell(seed, cabinet, asked.deeds), flush=True)
            except Exception:
                failed.append(seed)
                print(f"seed {seed}: FAILED\n{traceback.format_exc()}", flush=True)
            if time.monotonic() > end:
                break
    print(f"failed: {failed}" if failed else "all held")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
