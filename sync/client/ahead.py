"""Asks for the next page of a download while this one is being written: the network and the disk work at the same
time.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

Answer = TypeVar("Answer")


class Ahead:
    """One question at a time, on a thread of its own. Not threaded, it asks when the answer is wanted: for
    simulations.
    """

    def __init__(self, *, is_threaded: bool) -> None:
        self._pool = ThreadPoolExecutor(1, "palier-ahead") if is_threaded else None

    def ask(self, question: Callable[[], Answer]) -> Callable[[], Answer]:
        """Begin to ask; calling what comes back waits for the answer, or raises what asking raised."""
        return question if self._pool is None else self._pool.submit(question).result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
