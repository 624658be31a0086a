"""Ticks of a roll: each one shows at once and is saved at once; one that could not be saved is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import EXPECTED, invite_residents, mark_status, undo_mark
from intake_app.services.rolls import Roll
from ui.desk import Desk, ViewModel
from ui.workshops.roll_sheet import RollLine, RollSheet


class RollMarksVm(ViewModel):
    """`sheet` is what is on the screen; `saved_at` when something of it was last saved, None before."""

    lines_changed = Signal()
    save_changed = Signal()
    settled = Signal()
    """A mark is saved, or could not be: what the store holds should be read again."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.sheet = RollSheet()
        self.saved_at: datetime | None = None
        self.has_failed = False
        self._slot_id: UUID | None = None

    def start(self, slot_id: UUID) -> None:
        """Begin with the roll of this slot."""
        self._slot_id = slot_id
        self.sheet.start()
        self.saved_at, self.has_failed = None, False

    def take(self, roll: Roll, unsent: frozenset[UUID]) -> None:
        """Show what the store holds, under the marks not yet known to be saved."""
        self.sheet.take(roll, unsent)
        self.lines_changed.emit()
        self.save_changed.emit()

    def mark(self, line: RollLine, status: str) -> None:
        """Give a line another status (a code of `attendance_status`). Nothing happens when it has it already."""
        if line.is_on_roll and line.status == status:
            return
        if status == EXPECTED:
            self.save(self._put(line, status), undo_mark, line.resident_id)
        else:
            self.save(self._put(line, status), mark_status, line.resident_id, status)

    def invite(self, line: RollLine) -> None:
        """Put somebody on the roll, without ticking them."""
        self.save(self._put(replace(line, is_walk_in=False), EXPECTED), invite_residents, [line.resident_id])

    def note_saved(self) -> None:
        """Something else of this page was saved now."""
        self.saved_at, self.has_failed = self.desk.now(), False
        self.save_changed.emit()

    def note_failed(self, error: KnownError) -> None:
        """Something of this page could not be saved: say why."""
        self.has_failed = True
        self.save_changed.emit()
        self.fail(error)

    def save(self, token: int, use_case: Callable[..., Any], *args: Any) -> None:
        """Run the use case on the slot for a mark already shown."""
        slot_id = self._slot_id
        self.desk.write(
            self, lambda _done: self._settle(token), lambda error: self._drop(token, error), use_case, slot_id, *args
        )

    def _put(self, line: RollLine, status: str) -> int:
        token = self.sheet.mark(line, status, self.desk.now())
        self.lines_changed.emit()
        self.save_changed.emit()
        return token

    def _settle(self, token: int) -> None:
        self.sheet.settle(token)
        self.note_saved()
        self.settled.emit()

    def _drop(self, token: int, error: KnownError) -> None:
        self.sheet.drop(token)
        self.lines_changed.emit()
        self.note_failed(error)
        self.settled.emit()
