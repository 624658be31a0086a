"""« Imprimer la fiche » at the head of a file: on paper, or into a PDF where the person chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from intake_app.domain.errors import KnownError
from intake_app.services.registers.presences import Selection
from intake_app.services.resident_sheets import ResidentSheet, take_sheet
from ui import paper
from ui.badges.badge_saving import BadgeSaving
from ui.certificates.certificate_saving import CertificateSaving
from ui.residents import sheet_words
from ui.residents.resident_file_vm import ResidentFileVm
from ui.widgets.buttons import SecondaryButton


class SheetButton(SecondaryButton):
    """Opens its menu on a click and on Ctrl+P. `ask_target` gives the path of a PDF and `ask_printer` a printer, both
    None when the person thinks better of it; only then is the file read, and its leaving noted.
    """

    def __init__(self, vm: ResidentFileVm, parent: QWidget | None = None) -> None:
        super().__init__("", "printer", parent=parent)
        self.setText(self.tr("Imprimer la fiche"))
        self._vm = vm
        self.ask_target: Callable[[], str | None] = self._choose_target
        self.ask_printer: Callable[[], QPrinter | None] = self._choose_printer
        self.menu_shown = QMenu(self)
        self.menu_shown.addAction(self.tr("Sur une imprimante…"), self.print_sheet)
        self.menu_shown.addAction(self.tr("Dans un fichier PDF…"), self.save_sheet)
        self.menu_shown.addAction(self.tr("Son badge (PDF)…"), self.save_badge)
        self.menu_shown.addAction(self.tr("Son attestation de présence (PDF)…"), self.save_certificate)
        self.badge_saving = BadgeSaving(vm.desk, self)
        self.certificate_saving = CertificateSaving(vm.desk, self)
        self.clicked.connect(self.open_menu)
        self._reading = QObject(self)

    def listen(self, page: QWidget) -> None:
        """Open the menu on Ctrl+P wherever the keyboard is in `page`."""
        QShortcut(QKeySequence.StandardKey.Print, page, self.open_menu)

    def open_menu(self) -> None:
        """Ask where the sheet shall go."""
        if self.isVisible():
            self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
            self.menu_shown.setActiveAction(self.menu_shown.actions()[0])

    def save_sheet(self) -> None:
        """Write the sheet into a PDF file that the person chooses."""
        path = self.ask_target()
        if path:
            self._take(lambda sheet: self._save(sheet, path))

    def print_sheet(self) -> None:
        """Print the sheet on a printer that the person chooses."""
        printer = self.ask_printer()
        if printer is not None:
            self._take(lambda sheet: self._print(sheet, printer))

    def save_badge(self) -> None:
        """Write the person's badge into a PDF file that one chooses."""
        if self._vm.resident_id is not None:
            self.badge_saving.save([self._vm.resident_id])

    def save_certificate(self) -> None:
        """Write what the person came to, and for how long, into a PDF file that one chooses."""
        if self._vm.resident_id is not None:
            self.certificate_saving.save(Selection(resident_ids=(self._vm.resident_id,)))

    def _take(self, then: Callable[[ResidentSheet], None]) -> None:
        desk, resident_id = self._vm.desk, self._vm.resident_id
        if resident_id is not None:
            desk.write(self._reading, then, self._vm.fail, take_sheet, resident_id, desk.today())

    def _save(self, sheet: ResidentSheet, path: str) -> None:
        today = self._vm.desk.today()
        html = sheet_words.sheet_html(sheet, today)
        try:
            paper.save_pdf(html, path, sheet_words.title(), sheet_words.foot(today))
        except KnownError as error:
            self._vm.fail(error)
        else:
            said = self.tr(
                "La fiche est enregistrée en PDF. Ce fichier n’est pas chiffré\u202f: supprimez-le après usage."
            )
            self._vm.desk.navigation.told.emit(said)

    def _print(self, sheet: ResidentSheet, printer: QPrinter) -> None:
        today = self._vm.desk.today()
        if paper.draw(sheet_words.sheet_html(sheet, today), printer, sheet_words.foot(today)):
            self._vm.desk.navigation.told.emit(self.tr("La fiche est partie à l’imprimante."))
        else:
            self._vm.fail(KnownError("paper_not_printed"))

    def _choose_target(self) -> str | None:
        # a name that says nobody's: it may lie about for long
        proposed, kinds = self.tr("fiche.pdf"), self.tr("Fichiers PDF (*.pdf)")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer la fiche"), proposed, kinds)
        return path if path.lower().endswith(".pdf") or not path else f"{path}.pdf"

    def _choose_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet_words.title())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Imprimer la fiche"))
        return printer if dialog.exec() else None
