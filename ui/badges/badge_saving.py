"""« Badges (PDF)… »: asks where, writes them, and says what to do with the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.badges.badges_vm import BadgesVm
from ui.desk import Desk


class BadgeSaving(QObject):
    """For the page `host`. `ask_target` gives the path of a PDF, or nothing when the person thinks better of it."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.vm = BadgesVm(desk, self)
        self.ask_target: Callable[[], str] = self._choose_target
        self.vm.saved.connect(self._say)

    def save(self, resident_ids: Sequence[UUID]) -> None:
        """Write the badges of these residents where the person chooses."""
        target = self.ask_target()
        if target:
            self.vm.save(resident_ids, Path(target))

    def _choose_target(self) -> str:
        kinds = self.tr("Fichiers PDF (*.pdf)")
        path, _kind = QFileDialog.getSaveFileName(self._host, self.tr("Enregistrer les badges"), "badges.pdf", kinds)
        return path if path.lower().endswith(".pdf") or not path else f"{path}.pdf"

    def _say(self) -> None:
        said = self.tr("Les badges sont enregistrés. Le fichier porte des noms\u202f: supprimez-le après impression.")
        self.vm.desk.navigation.told.emit(said)
