"""What is only here, on a USB stick, and the receipt that comes back on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from ui.desk import Desk
from ui.exchanges import Exchanges


@dataclass(frozen=True, slots=True)
class StickWritten:
    """So many changes were copied to that file; `left` did not fit."""

    changes: int
    left: int
    file_name: str


@dataclass(frozen=True, slots=True)
class StickRead:
    """So many changes were received by the centre, as its receipt says; 0 when that was known."""

    settled: int


StickAnswer = StickWritten | StickRead | KnownError


class StickVm(QObject):
    """One copy or reading at a time; `answer` is how the last one ended."""

    changed = Signal()

    def __init__(self, desk: Desk, exchanges: Exchanges, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exchanges = exchanges
        self.is_busy = False
        self.answer: StickAnswer | None = None

    def file_name(self) -> str:
        """What to call the next file on a stick: when it was made, and nobody's name."""
        from sync.client.parcel import parcel_name

        return parcel_name(self._desk.now())

    def write(self, path: str) -> None:
        """Copy what the centre has not received to this file; nothing while a copy or a reading goes on."""
        if self.is_busy:
            return
        target = Path(path)
        self._begin()
        self._exchanges.write_parcel(
            self, target, lambda made: self._end(StickWritten(made.changes, made.left, target.name)), self._end
        )

    def read(self, path: str) -> None:
        """Settle what the centre answers in this file; nothing while a copy or a reading goes on."""
        if self.is_busy:
            return
        self._begin()
        self._exchanges.read_parcel_receipt(
            self, Path(path), lambda outcome: self._end(StickRead(outcome.sent)), self._end
        )

    def _begin(self) -> None:
        self.is_busy, self.answer = True, None
        self.changed.emit()

    def _end(self, answer: StickAnswer) -> None:
        self.is_busy, self.answer = False, answer
        self.changed.emit()
