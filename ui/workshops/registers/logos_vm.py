"""The funders' logos on the papers of one action."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.access import Deed, may
from intake_app.services.logos import add_logo, list_logos, remove_logo
from ui.desk import Desk, ViewModel
from ui.workshops.registers.logo_pictures import ShownLogo, read_picture, shown_logo

if TYPE_CHECKING:
    from intake_app.storage.blobs import BlobFolder
    from intake_app.storage.store import Session


class LogosVm(ViewModel):
    """Nothing is shown while no action is."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.action_id: UUID | None = None
        self.logos: tuple[ShownLogo, ...] = ()
        desk.changes.rows_changed.connect(lambda types: self._refresh() if "attachment" in types else None)

    @property
    def may_keep(self) -> bool:
        """Whether logos may be added and taken off."""
        return self.action_id is not None and may(self.desk.actor.role, Deed.KEEP_OFFERS)

    def show_action(self, action_id: UUID | None) -> None:
        """Show the logos of this action."""
        if action_id != self.action_id:
            self.action_id, self.logos = action_id, ()
            self.changed.emit()
            self._refresh()

    def add(self, source: Path) -> None:
        """Have the picture in `source` on the papers of the action."""
        action_id = self.action_id
        if action_id is not None:
            self.desk.work(self, lambda read: self._add(read, action_id), lambda: read_picture(source))

    def remove(self, logo_id: UUID) -> None:
        """Take a logo off the papers to come."""
        self.desk.write(self, lambda _id: None, self.fail, remove_logo, logo_id)

    def _add(self, read: bytes | KnownError, action_id: UUID) -> None:
        if isinstance(read, KnownError):
            self.fail(read)
        else:
            self.desk.write(self, lambda _id: None, self.fail, add_logo, self.desk.blobs, read, action_id)

    def _refresh(self) -> None:
        if self.action_id is not None:
            self.desk.read(self, self._take, _read, self.desk.blobs, self.action_id)

    def _take(self, read: tuple[UUID, tuple[ShownLogo, ...]]) -> None:
        action_id, logos = read
        if action_id == self.action_id:
            self.logos = logos
            self.changed.emit()


def _read(session: Session, blobs: BlobFolder, action_id: UUID) -> tuple[UUID, tuple[ShownLogo, ...]]:
    return action_id, tuple(map(shown_logo, list_logos(session, blobs, [action_id])))
