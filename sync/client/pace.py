"""How much one message may hold on this line: learned from those that did not come through, kept from run to run."""

from __future__ import annotations

from typing import Final

from sync.protocol.version import MAX_CHANGES, PAGE_ROWS

LOST: Final = frozenset({"answer_damaged", "server_slow", "server_unreachable"})
"""What is said of a message that was cut on its way, or whose answer was."""
QUICK_SECONDS: Final = 0.5
_USUAL_CHANGES: Final = 100
_USUAL_ROWS: Final = 200
_FEWEST_ROWS: Final = 5


class Pace:
    """A quarter after a loss, twice as much while it is quick: a line of a hundred bytes a second behind a proxy that
    cuts at thirty seconds lets something through at the third try.
    """

    def __init__(self) -> None:
        self.changes = MAX_CHANGES
        self.rows = PAGE_ROWS

    def lost(self) -> None:
        """A message did not come through, or its answer."""
        self.changes = max(1, min(self.changes, _USUAL_CHANGES) // 4)
        self.rows = max(_FEWEST_ROWS, min(self.rows, _USUAL_ROWS) // 4)

    def came_through(self, seconds: float) -> None:
        """One did, and took so long."""
        if seconds < QUICK_SECONDS:
            self.changes = min(MAX_CHANGES, self.changes * 2)
            self.rows = min(PAGE_ROWS, self.rows * 2)
