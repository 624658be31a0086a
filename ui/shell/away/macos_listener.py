"""macOS: the distributed notification that the screen was locked, by CoreFoundation itself: no library more. Sleep
has none that reaches a program this way; the clocks tell of it, and a Mac that wakes asks for its password first.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

_FRAMEWORK: Final = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"
NOTIFICATIONS: Final = (b"com.apple.screenIsLocked", b"com.apple.screensaver.didstart")
_UTF8: Final = 0x08000100
_AT_ONCE: Final = 4
"""CFNotificationSuspensionBehaviorDeliverImmediately."""
_POINTER: Final = ctypes.c_void_p
_CALLBACK: Final = ctypes.CFUNCTYPE(None, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)


class MacListener:
    """Heard by the main thread's run loop, which Qt runs. Kept for as long as the program."""

    def __init__(self, tell: Callable[[], None], framework: Any = None) -> None:
        foundation = framework or ctypes.CDLL(_FRAMEWORK)
        # whoever calls back into Python must find this object: it is held here
        self._callback = _CALLBACK(lambda *_told: tell())
        foundation.CFNotificationCenterGetDistributedCenter.restype = _POINTER
        foundation.CFStringCreateWithCString.restype = _POINTER
        foundation.CFStringCreateWithCString.argtypes = [_POINTER, ctypes.c_char_p, ctypes.c_uint32]
        foundation.CFNotificationCenterAddObserver.restype = None
        foundation.CFNotificationCenterAddObserver.argtypes = [
            *(_POINTER, _POINTER, _CALLBACK, _POINTER, _POINTER),
            ctypes.c_long,
        ]
        centre = foundation.CFNotificationCenterGetDistributedCenter()
        for name in NOTIFICATIONS:
            text = foundation.CFStringCreateWithCString(None, name, _UTF8)
            foundation.CFNotificationCenterAddObserver(centre, None, self._callback, text, None, _AT_ONCE)
