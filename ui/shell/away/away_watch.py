"""What each system says when its screen is locked or it goes to sleep, and a clock for where it says nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

LOOK_MS: Final = 2000
ASLEEP_SECONDS: Final = 30.0
"""Between two looks: the window's thread is never held up for as long, so the computer was."""


class Gap:
    """Tells a computer that slept from one that worked, by two clocks: while it sleeps one goes on and the other may
    stand still, whichever the system. A clock that somebody has put forward looks the same; one put back does not.
    """

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._clocks = (wall, steady)
        self._last = self._read()

    def look(self) -> bool:
        """Whether it slept since the last look."""
        before, self._last = self._last, self._read()
        return max(now - then for now, then in zip(self._last, before, strict=True)) > ASLEEP_SECONDS

    def _read(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)


class AwayWatch(QObject):
    """`went_away` each time; it may come twice for one going. Begins with `start`, ends with the window."""

    went_away = Signal()

    def __init__(self, window: QWidget, gap: Gap | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._gap = gap or Gap()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._listener: object | None = None

    def start(self) -> None:
        """Listen to the system, and watch the clocks."""
        if self._listener is None:
            self._listener = system_listener(self._window, self.went_away.emit)
        self._timer.start()

    def look(self) -> None:
        """Compare the clocks now."""
        if self._gap.look():
            self.went_away.emit()


def system_listener(window: QWidget, tell: Callable[[], None]) -> object:
    """What hears this system say it, for as long as it is kept. Where there is nobody to listen to, the clocks tell
    of a sleep, and idleness of the rest.
    """
    if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
        from ui.shell.away.windows_listener import WindowsListener

        return WindowsListener(int(window.winId()), tell)
    if sys.platform == "darwin":  # pragma: no cover - exercised on macOS only
        from ui.shell.away.macos_listener import MacListener

        return MacListener(tell)
    from ui.shell.away.linux_listener import listen_on_linux

    return listen_on_linux(tell)
