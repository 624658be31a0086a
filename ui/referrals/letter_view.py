"""Lettre d’orientation: the page as it will be printed, and the two ways out, to a printer or to a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QWidget

from intake_app.domain.sentences import Language
from ui import theme
from ui.referrals import letter as drawing
from ui.referrals.letter_vm import LetterVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.page import PageScaffold

WIDEST = 720


class LetterView(PageScaffold):
    """A thin view on LetterVm. Ctrl+P prints, Ctrl+S saves."""

    def __init__(self, vm: LetterVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._printer: QPrinter | None = None
        self.set_title(self.tr("Lettre d’orientation"))
        self.set_subtitle(self.tr("À remettre à la personne, ou à envoyer avec son accord."))
        self.language = ChipGroup((Choice("fr", "Français"), Choice("en", "English")))
        self.language.name_for_readers(self.tr("Langue de la lettre"))
        self.language.value_changed.connect(self._choose_language)
        self.add_action(self.language)
        self.unprotected = Banner(
            "info",
            self.tr("Le fichier enregistré ne sera pas chiffré"),
            self.tr("Choisissez où le garder, et supprimez-le après usage. L’impression ne laisse pas de fichier."),
        )
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.unprotected)
        self.body.addWidget(self.sheet)
        self.body.addStretch(1)
        self._add_foot()
        vm.shown_changed.connect(self._show)
        vm.saved.connect(self._say_saved)
        vm.printing_noted.connect(self._print)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _add_foot(self) -> None:
        self.back_button = SecondaryButton(self.tr("Retour"), "chevron-left")
        self.back_button.clicked.connect(lambda _is: self.vm.leave())
        self.save_button = SecondaryButton(self.tr("Enregistrer en PDF…"), "download", shortcut_hint="Ctrl S")
        self.save_button.clicked.connect(lambda _is: self._save())
        self.print_button = PrimaryButton(self.tr("Imprimer…"), "printer", shortcut_hint="Ctrl P")
        self.print_button.clicked.connect(lambda _is: self._ask_printer())
        self.add_to_footer(self.back_button)
        self.add_to_footer(QWidget(), stretch=1)
        self.add_buttons_to_footer(self.save_button, self.print_button)
        QShortcut(QKeySequence.StandardKey.Save, self, self._save)
        QShortcut(QKeySequence.StandardKey.Print, self, self._ask_printer)

    def _choose_language(self) -> None:
        chosen = self.language.value()
        language: Language = "en" if chosen == "en" else "fr"
        self.vm.write_in(language)

    def _show(self) -> None:
        is_there = self.vm.letter is not None
        for widget in (self.language, self.sheet, self.save_button, self.print_button):
            widget.setEnabled(is_there)
        self.language.set_value(self.vm.language)
        self._draw()

    def _draw(self) -> None:
        html = self.vm.html
        if not html:
            self.sheet.setPixmap(QPixmap())
            return
        wide = min(theme.current().px(WIDEST), self.width() - 80)
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(drawing.draw_picture(html, max(280, round(wide * ratio))))
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)
        said = QTextDocument()
        said.setHtml(html)
        self.sheet.setAccessibleName(said.toPlainText())

    def _save(self) -> None:
        if self.vm.letter is None:
            return
        name = self.tr("lettre-d-orientation.pdf")
        target, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer la lettre"), name, "PDF (*.pdf)")
        if target:
            self.vm.save(Path(target))

    def _ask_printer(self) -> None:
        if self.vm.letter is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        # a print queue keeps the name of what it printed: none of a person
        printer.setDocName(self.tr("Lettre d’orientation"))
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self._printer = printer
            self.vm.note_printing()

    def _print(self) -> None:
        if self._printer is not None:
            drawing.print_on(self.vm.html, self._printer)
            self._printer = None
            self.vm.desk.navigation.told.emit(self.tr("La lettre part à l’imprimante."))

    def _say_saved(self) -> None:
        said = self.tr("La lettre est enregistrée. Elle n’est pas chiffrée\u202f: supprimez-la après usage.")
        self.vm.desk.navigation.told.emit(said)
