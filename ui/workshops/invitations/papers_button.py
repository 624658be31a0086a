"""« Imprimer »: the list of those invited, or their slips; on paper, or into a PDF where the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.widgets.buttons import SecondaryButton
from ui.workshops.invitations import invitation_papers as papers
from ui.workshops.invitations.invitations_vm import InvitationsVm


class PapersButton(SecondaryButton):
    """Opens its menu on a click and on Ctrl+P. `ask_target` gives the path of a PDF and `ask_printer` a printer, or
    nothing when the person thinks better of it.
    """

    def __init__(self, vm: InvitationsVm, page: QWidget) -> None:
        super().__init__("", "printer", "small", shortcut_hint="Ctrl P", parent=page)
        self.setText(self.tr("Imprimer"))
        self._vm = vm
        self.ask_target: Callable[[], str] = self._choose_target
        self.ask_printer: Callable[[], QPrinter | None] = self._choose_printer
        self.menu_shown = QMenu(self)
        deeds: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("La liste, sur une imprimante…"), partial(self.print_on, papers.draw_list)),
            (self.tr("La liste, dans un fichier PDF…"), partial(self.save, papers.list_pdf)),
            (self.tr("Les billets, sur une imprimante…"), partial(self.print_on, papers.draw_slips)),
            (self.tr("Les billets, dans un fichier PDF…"), partial(self.save, papers.slips_pdf)),
        )
        for words, deed in deeds:
            self.menu_shown.addAction(words, deed)
        self.clicked.connect(self.open_menu)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), page, self.open_menu)
        told = vm.desk.navigation.told
        vm.papers.saved.connect(
            lambda: told.emit(self.tr("Le PDF est enregistré. Il porte des noms\u202f: supprimez-le après impression."))
        )
        vm.papers.printed.connect(lambda: told.emit(self.tr("C’est parti à l’imprimante.")))

    def open_menu(self) -> None:
        """Ask what to print, and where."""
        if self.isVisible() and self.isEnabled():
            self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
            self.menu_shown.setActiveAction(self.menu_shown.actions()[0])

    def save(self, make: papers.Make) -> None:
        """Write the list or the slips into a PDF that the person chooses."""
        listed, path = self._vm.listed, self.ask_target()
        if path and listed is not None:
            self._vm.papers.save(listed.roll.slot_id, make, Path(path))

    def print_on(self, draw: papers.Draw) -> None:
        """Print the list or the slips on a printer that the person chooses."""
        listed, printer = self._vm.listed, self.ask_printer()
        if printer is not None and listed is not None:
            self._vm.papers.print_on(listed.roll.slot_id, draw, printer)

    def _choose_target(self) -> str:
        # a name that says nobody's: it may lie about for long
        proposed, kinds = f"{papers.title().lower()}.pdf", self.tr("Fichiers PDF (*.pdf)")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer les invitations"), proposed, kinds)
        return path if path.lower().endswith(".pdf") or not path else f"{path}.pdf"

    def _choose_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(papers.title())
        dialog = QPrintDialog(printer, self)
        return printer if dialog.exec() else None
