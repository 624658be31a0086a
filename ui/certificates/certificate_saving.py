"""« Attestation de présence (PDF)… »: asks where, writes it, and says what to do with the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.services.registers.presences import Selection
from ui.certificates.certificate_steps import CertificateSteps
from ui.desk import Desk
from ui.long_work import LongWork


class CertificateSaving(QObject):
    """For the page `host`. `ask_target` gives the path of a PDF, or nothing when the person thinks better of it."""

    def __init__(self, desk: Desk, host: QWidget, work: LongWork | None = None) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self.ask_target: Callable[[], str] = self._choose_target
        self.work = work or LongWork(desk, self)
        self.work.finished.connect(self._say)

    def save(self, selection: Selection) -> None:
        """Write the certificates of this selection where the person chooses."""
        target = self.ask_target()
        if target:
            self.work.start(CertificateSteps(selection, self._desk.blobs, Path(target)))

    def _choose_target(self) -> str:
        proposed, kinds = self.tr("attestations.pdf"), self.tr("Fichiers PDF (*.pdf)")
        title = self.tr("Enregistrer les attestations")
        path, _kind = QFileDialog.getSaveFileName(self._host, title, proposed, kinds)
        return path if path.lower().endswith(".pdf") or not path else f"{path}.pdf"

    def _say(self, steps: object) -> None:
        if isinstance(steps, CertificateSteps):
            said = self.tr(
                "L’attestation est enregistrée en PDF. Elle n’est pas chiffrée\u202f: supprimez-la après usage."
            )
            self._desk.navigation.told.emit(said)
