"""Windows: the session's notifications (locked, disconnected, given to another) and the one before a sleep, as they
reach the window's queue. Read on every system, so that the reading can be tested; heard on Windows only.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication

SESSION_CHANGE: Final = 0x02B1
LOCKED, CONSOLE_LEFT, REMOTE_LEFT, LOGGED_OFF = 0x7, 0x2, 0x4, 0x6
POWER: Final = 0x0218
SUSPENDED: Final = 0x4
_GOING: Final = {
    SESSION_CHANGE: frozenset({LOCKED, CONSOLE_LEFT, REMOTE_LEFT, LOGGED_OFF}),
    POWER: frozenset({SUSPENDED}),
}
_THIS_SESSION: Final = 0


class WindowsListener(QAbstractNativeEventFilter):
    """Reads the messages of the window `handle`, and swallows none."""

    def __init__(self, handle: int, tell: Callable[[], None], libraries: Any = None) -> None:
        super().__init__()
        self._tell = tell
        known = libraries or getattr(ctypes, "windll", None)
        if known is not None:
            known.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(handle), _THIS_SESSION)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: Any, message: int) -> object:
        """See QAbstractNativeEventFilter; `message` is where a MSG stands."""
        if bytes(kind) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = wintypes.MSG.from_address(int(message))
            if told.wParam in _GOING.get(told.message, ()):
                self._tell()
        return False, 0
