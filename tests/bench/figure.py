"""One measured figure beside its yardstick of the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`ratio` is value over yardstick (`versus_value`) in the same unit; None where there is no yardstick but a
    ceiling.
    """

    name: str
    value: float
    unit: str
    versus: str
    versus_value: float

    @property
    def ratio(self) -> float:
        return self.value / self.versus_value if self.versus_value else float("nan")


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)
