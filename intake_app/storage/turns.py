"""Whose turn it is to write: one writer at a time in the process, the window's work before the exchange's.

Left to SQLite's own busy handler, a save waits up to a second behind a download (measured 0.5 to 1.3 s at p99);
with turns, for one page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A lock with two queues. Waiting window work always goes before waiting exchange work. Not re-entrant."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._is_taken = False
        self._windows_waiting = 0

    @contextmanager
    def window(self) -> Iterator[None]:
        """A turn for what somebody at the screen is waiting for."""
        with self._condition:
            self._windows_waiting += 1
            self._condition.wait_for(lambda: not self._is_taken)
            self._windows_waiting -= 1
            self._is_taken = True
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def exchange(self) -> Iterator[None]:
        """A turn for a page or a verdict: taken only when no window work waits."""
        with self._condition:
            self._condition.wait_for(lambda: not self._is_taken and not self._windows_waiting)
            self._is_taken = True
        try:
            yield
        finally:
            self._give_back()

    def _give_back(self) -> None:
        with self._condition:
            self._is_taken = False
            self._condition.notify_all()
