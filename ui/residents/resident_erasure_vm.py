"""Effacer définitivement: what would go, why, and the word that has to be typed before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.erasures import ErasurePreview, erase_resident, preview_erasure
from ui.desk import Desk, ViewModel
from ui.navigation import Place

if TYPE_CHECKING:
    from intake_app.storage.store import Session


class ResidentErasureVm(ViewModel):
    """One person at a time, in two steps: a reason, then a word typed."""

    shown_changed = Signal()
    ready_changed = Signal()
    erased = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.resident_id: UUID | None = None
        self.preview: ErasurePreview | None = None
        self.reason = ""
        self._is_typed = False
        self._is_busy = False

    @property
    def can_erase(self) -> bool:
        """Whether both steps are done."""
        return self.preview is not None and bool(self.reason) and self._is_typed and not self._is_busy

    def open(self, resident_id: UUID) -> None:
        """Show what erasing this resident would take away."""
        self.resident_id, self.preview, self.reason = resident_id, None, ""
        self._is_typed = self._is_busy = False
        self.shown_changed.emit()
        self.desk.read(self, self._show, _preview_if_any, resident_id)

    def set_reason(self, reason: str) -> None:
        """Why: a code of `erasure_reason`, empty for none."""
        self.reason = reason
        self.ready_changed.emit()

    def set_typed(self, typed: str, wanted: str) -> None:
        """What is typed where the word `wanted` is asked for, in capitals or not."""
        self._is_typed = typed.strip().casefold() == wanted.casefold()
        self.ready_changed.emit()

    def erase(self) -> None:
        """Order it. Cannot be taken back."""
        if self.can_erase and self.resident_id is not None:
            self._is_busy = True
            self.desk.write(self, self._on_erased, self._fail, erase_resident, self.resident_id, self.reason)

    def leave(self) -> None:
        """Back to the file; nothing is erased."""
        if self.resident_id is not None:
            self.desk.navigation.open_resident(self.resident_id)

    def _show(self, preview: ErasurePreview | None) -> None:
        if preview is None:
            self.desk.navigation.go(Place.RESIDENTS)
            return
        self.preview = preview
        self.shown_changed.emit()

    def _on_erased(self, _count: int) -> None:
        self.preview = None
        self.shown_changed.emit()
        self.desk.navigation.go(Place.RESIDENTS)
        self.erased.emit()

    def _fail(self, error: KnownError) -> None:
        self._is_busy = False
        self.fail(error)
        self.ready_changed.emit()


def _preview_if_any(session: Session, resident_id: UUID) -> ErasurePreview | None:
    try:
        return preview_erasure(session, resident_id)
    except KnownError:
        return None
