"""Notices that nobody has touched keyboard or mouse for a while."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


RESTED_MS: Final = 20_000


class IdleWatch(QObject):
    """`went_idle` after the minutes set without a sign of life, `rested` after a few seconds, once each time; nothing
    while stopped.
    """

    went_idle = Signal()
    rested = Signal()

    def __init__(self, app: QApplication, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.went_idle)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTED_MS)
        self._rest.timeout.connect(self.rested)
        self.set_minutes(minutes)
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """How long before `went_idle`."""
        self._timer.setInterval(minutes * 60_000)

    def start(self) -> None:
        """Begin to watch."""
        self._timer.start()
        self._rest.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._rest.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject.eventFilter; swallows nothing."""
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self.start()
        return False
