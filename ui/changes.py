"""Tells open screens which kinds of rows changed, whoever changed them: they refresh from that."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal


class Changes(QObject):
    """`rows_changed` carries the record types of one commit. `tell` may be called from any thread."""

    rows_changed = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told.connect(self.rows_changed, Qt.ConnectionType.QueuedConnection)

    def tell(self, record_types: frozenset[str]) -> None:
        """Report a commit."""
        self._told.emit(record_types)
