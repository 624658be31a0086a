"""What left this laptop, and the end of the copies that it may no longer keep."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from intake_app.services.access import Deed, may
from intake_app.services.leaving.taken_files import TakenFile, delete_expired_copies, list_taken_files
from ui.desk import Desk, ViewModel


class TakenVm(ViewModel):
    """`files` are the latest first."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.files: tuple[TakenFile, ...] = ()

    def tidy(self) -> None:
        """Delete the copies of what left earlier whose time is over, and read what left."""
        if may(self.desk.actor.role, Deed.OPEN_FILE):
            self.desk.write(self, lambda _count: self.refresh(), None, delete_expired_copies)

    def refresh(self) -> None:
        """Read what left."""
        self.desk.read(self, self._take, list_taken_files)

    def _take(self, files: list[TakenFile]) -> None:
        self.files = tuple(files)
        self.changed.emit()
