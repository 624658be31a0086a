"""When Python looks through memory for rings of objects that nobody uses: on the window's thread, and through all of it
only while nobody is at the keyboard.

By itself it looks on whichever thread makes the object that is one too many. Widgets and models among what it finds
would be destroyed there, and the program falls when that thread is not the window's: screens let go at the lock are
such objects, and the thread of the network is busy at that moment.

To look through everything holds every thread for a tenth of a second and more once a long list has been read: in the
middle of a word being typed, were it left to itself (measured: each of the longest gaps of the window while a file of
people was brought in was one of these). What is young goes on being looked through, in a few milliseconds.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000


class Memory(QObject):
    """Takes the search over from its making until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def stop(self) -> None:
        """Give the search back to Python."""
        self._clock.stop()
        gc.enable()

    def tidy(self) -> None:
        """Look through everything that came since `set_libraries_aside`, and let go of what nobody uses."""
        gc.collect()

    def _look(self) -> None:
        """Look through what is young, as often as Python would, at most once each time."""
        young, middle, _old = gc.get_threshold()
        made, looked, _ = gc.get_count()
        if made > young:
            gc.collect(1 if looked > middle else 0)


def set_libraries_aside() -> None:
    """Leave out for good what the libraries just loaded keep in memory."""
    if not gc.get_freeze_count():
        gc.freeze()
