"""Waiting for something to become true on the screen, for so long and no longer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

SECONDS: Final = 60
"""Longer than anything here takes, even on a very busy machine: whoever waits that long waits for nothing."""
_TURN_MS: Final = 10


class UnmetError(Exception):
    """What was expected did not happen. The text says what, in French, and quotes nobody."""


def wait_until(condition: Callable[[], object], expected: str, seconds: int = SECONDS) -> None:
    """Let the windows live until `condition` holds. Raises UnmetError with `expected`, the end of the sentence « on
    attendait … », when it never does.
    """
    deadline = QDeadlineTimer(seconds * 1000)
    while not condition():
        if deadline.hasExpired():
            raise UnmetError(f"On attendait {expected}, en vain, pendant {seconds} secondes.")
        turn()


def turn(milliseconds: int = _TURN_MS) -> None:
    """Let the windows live for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
