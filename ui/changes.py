"""Tells open screens which kinds of rows changed, whoever changed them: they refresh from that."""

from __future__ import annotations

import threading
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.jobs import Lane

_REST: Final = 3
"""How many times as long as the screens took to read themselves again they are left alone after that."""
_LONGEST_REST_MS: Final = 1000


class Changes(QObject):
    """`rows_changed` carries the record types that changed since it was last emitted. `tell` may be called from any
    thread, even after `end`: a commit that another thread was making while the window locked is told to nobody.

    A change is told at once; those that come while the screens read themselves again, or soon after, are told together.
    (A file of 500 people brought in, told at each commit, was read by every screen at each commit: ten times the work
    of bringing it in, and more with every row that waits to be sent.)
    """

    rows_changed = Signal(object)
    _told = Signal(object)

    def __init__(self, database: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._telling = threading.Lock()
        self._has_ended = False
        self._gathered: frozenset[str] = frozenset()
        self._is_reading = self._is_resting = False
        self._emitted_at = 0.0
        self._told.connect(self._gather, Qt.ConnectionType.QueuedConnection)

    @property
    def are_told(self) -> bool:
        """Whether the screens have read all that is known to have changed."""
        return not self._gathered and not self._is_reading

    def tell(self, record_types: frozenset[str]) -> None:
        """Report a commit."""
        with self._telling:
            if not self._has_ended:
                self._told.emit(record_types)

    def end(self) -> None:
        """Tell nothing any more: from here on this object may be deleted."""
        with self._telling:
            self._has_ended = True

    def _gather(self, record_types: frozenset[str]) -> None:
        self._gathered |= record_types
        if not self._is_reading and not self._is_resting:
            self._emit()

    def _emit(self) -> None:
        told, self._gathered = self._gathered, frozenset()
        self._is_reading, self._emitted_at = True, perf_counter()
        self.rows_changed.emit(told)
        # comes back once all that the screens asked for has been read
        self._database.put(self, _nothing, self._begin_rest)

    def _begin_rest(self, _none: None) -> None:
        self._is_reading, self._is_resting = False, True
        took_ms = (perf_counter() - self._emitted_at) * 1000
        # no timer of its own: the last to know this object may be the database thread, which cannot stop one
        QTimer.singleShot(min(_LONGEST_REST_MS, round(_REST * took_ms)), self, self._end_rest)

    def _end_rest(self) -> None:
        self._is_resting = False
        if self._gathered:
            self._emit()


def _nothing() -> None:
    pass
