"""« Reçu de réparation »: what is gone, if anything, and where the rest was found; on paper as on the screen."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QWidget

from intake_app.domain.errors import KnownError
from ui import paper
from ui.repaired import receipt_words as words
from ui.repaired.receipt_vm import ReceiptVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel


class ReceiptView(PageScaffold):
    """A thin view on ReceiptVm. Ctrl+P prints, Ctrl+S saves a PDF."""

    def __init__(self, vm: ReceiptVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(words.title())
        self.banner = Banner("good", "")
        self.body.addWidget(self.banner)
        self._cards = QWidget()
        self.body.addWidget(self._cards)
        self.body.addStretch(1)
        self.save_button = SecondaryButton(self.tr("Enregistrer en PDF…"), "download", shortcut_hint="Ctrl S")
        self.save_button.clicked.connect(lambda _is: self._save())
        self.print_button = SecondaryButton(self.tr("Imprimer…"), "printer", shortcut_hint="Ctrl P")
        self.print_button.clicked.connect(lambda _is: self._print())
        self.go_button = PrimaryButton(self.tr("J’ai lu, continuer"))
        self.go_button.clicked.connect(lambda _is: vm.leave())
        self.add_to_footer(QWidget(), stretch=1)
        self.add_buttons_to_footer(self.save_button, self.print_button, self.go_button)
        self.setFocusProxy(self.go_button)
        QShortcut(QKeySequence.StandardKey.Save, self, self._save)
        QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        vm.shown_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        receipt = self.vm.receipt
        for button in (self.save_button, self.print_button):
            button.setEnabled(receipt is not None)
        if receipt is None:
            return
        self.set_subtitle(words.when(receipt))
        is_whole = not receipt.lost and not receipt.contents_lost
        self.banner.set_message("good" if is_whole else "warn", words.summary(receipt), words.what_next(receipt))
        cards = QWidget()
        grid = QGridLayout(cards)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        shown = [part for part in words.parts(receipt) if part[1]]
        for place, (title, lines) in enumerate(shown):
            grid.addWidget(_card(title, lines), place // 2, place % 2)
        self.body.replaceWidget(self._cards, cards)
        self._cards.deleteLater()
        self._cards = cards

    def _save(self) -> None:
        if self.vm.receipt is None:
            return
        name = self.tr("recu-de-reparation.pdf")
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer le reçu"), name, "PDF (*.pdf)")
        if not path:
            return
        try:
            paper.save_pdf(words.receipt_html(self.vm.receipt), path, words.title(), words.receipt_foot())
        except KnownError as error:
            self.vm.fail(error)

    def _print(self) -> None:
        if self.vm.receipt is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(words.title())
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            self._draw(printer)

    def _draw(self, printer: QPrinter) -> None:
        receipt = self.vm.receipt
        if receipt is not None and not paper.draw(words.receipt_html(receipt), printer, words.receipt_foot()):
            self.vm.fail(KnownError("paper_not_written"))


def _card(title: str, lines: list[tuple[str, str]]) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for place, (label, said) in enumerate(lines):
        grid.addWidget(TextLabel(label, "small-soft"), place, 0)
        grid.addWidget(TextLabel(said, "small-strong"), place, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    return card
