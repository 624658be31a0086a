"""The list of those invited and their slips, on paper or in a PDF; that names leave is noted first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QPagedPaintDevice

from intake_app.domain.errors import KnownError
from intake_app.services.invitations.lists import InvitationList, take_invitations
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely
from ui.desk import ViewModel
from ui.workshops.invitations.invitation_papers import Draw, Make


class InvitationPapersVm(ViewModel):
    """Reads, then draws away from the window."""

    saved = Signal()
    printed = Signal()

    def save(self, slot_id: UUID, make: Make, target: Path) -> None:
        """Write what `make` makes of the list to `target`."""
        self._take(slot_id, lambda listed: self.desk.work(self, self._end, lambda: _write(make, listed, target)))

    def print_on(self, slot_id: UUID, draw: Draw, printer: QPagedPaintDevice) -> None:
        """Draw the list on a printer."""
        self._take(slot_id, lambda listed: self._print(listed, draw, printer))

    def _take(self, slot_id: UUID, then: Callable[[InvitationList], None]) -> None:
        self.desk.write(self, then, self.fail, take_invitations, slot_id)

    def _print(self, listed: InvitationList, draw: Draw, printer: QPagedPaintDevice) -> None:
        if draw(listed, printer):
            self.printed.emit()
        else:
            self.fail(KnownError("paper_not_printed"))

    def _end(self, error: KnownError | None) -> None:
        if error is not None:
            self.fail(error)
        else:
            self.saved.emit()


def _write(make: Make, listed: InvitationList, target: Path) -> KnownError | None:
    try:
        write_safely(LAPTOP_DISK, target, make(listed))
    except KnownError as error:
        return error
    return None
