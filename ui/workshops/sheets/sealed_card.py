"""The sheets sealed of a day: copies of them, the way to correct them, and whether a PDF is one of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from intake_app.domain.reference import entries, label
from intake_app.services.sheets.sealing import SealedSheet
from ui import formats
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel
from ui.workshops.sheets import attendance_sheet_words as words
from ui.workshops.sheets.sheet_vm import SheetVm


class SealedCard(Card):
    """Asks for files itself; everything else is the view-model's."""

    def __init__(self, vm: SheetVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._vm = vm
        self.set_title(self.tr("Feuilles scellées"))
        self._nothing = TextLabel(self.tr("Aucune pour ce jour."), "small-soft")
        self._rows = QWidget()
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.correct = SecondaryButton(self.tr("Corriger par un avenant"))
        self.reason = ChoiceField()
        self.reason.set_choices(
            [Choice(one.code, one.label(formats.language())) for one in entries("sheet_amendment_reason")]
        )
        self._asked = LabelledField(self.tr("Pourquoi la corriger\u202f?"), self.reason)
        self.confirm = SecondaryButton(self.tr("Ouvrir la feuille pour la corriger"))
        self.compare = SecondaryButton(self.tr("Vérifier un PDF…"), "search")
        self.copies: list[SecondaryButton] = []
        for widget in (self._nothing, self._rows, self.correct, self._asked, self.confirm, self.compare):
            self.body.addWidget(widget)
        self.correct.clicked.connect(self._ask)
        self.confirm.clicked.connect(self._open_again)
        self.reason.value_changed.connect(lambda: self.confirm.setEnabled(bool(self.reason.value())))
        self.compare.clicked.connect(self._choose)

    def show_sheets(self, sheets: tuple[SealedSheet, ...], *, is_sealed: bool) -> None:
        """Show these sheets, the latest first."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.copies = []
        for sheet in sheets:
            self._lines.addWidget(TextLabel(self._about(sheet), "small"))
            button = SecondaryButton(self.tr("Enregistrer une copie (PDF)…"), "download", "small")
            button.clicked.connect(lambda _is=False, one=sheet: self._save(one))
            self._lines.addWidget(button)
            self.copies.append(button)
        self._nothing.setVisible(not sheets)
        self._rows.setVisible(bool(sheets))
        self.correct.setVisible(is_sealed)
        for widget in (self._asked, self.confirm):
            widget.hide()

    def _about(self, sheet: SealedSheet) -> str:
        here = sheet.sealed_at.astimezone()
        when = f"{formats.numeric_day(here.date())}, {formats.clock_time(here)}"
        said = self.tr("Scellée le %1 par %2").replace("%1", when).replace("%2", sheet.sealed_by)
        if sheet.opened_at is None:
            return said
        reason = label("sheet_amendment_reason", sheet.opened_for or "", formats.language()).lower()
        return f"{said} · " + self.tr("ouverte pour correction\u202f: %1").replace("%1", reason)

    def _ask(self) -> None:
        self.correct.hide()
        self.reason.set_value("")
        self.confirm.setEnabled(False)
        self._asked.show()
        self.confirm.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_again(self) -> None:
        self._vm.open_again(self.reason.value())

    def _save(self, sheet: SealedSheet) -> None:
        title = self.tr("Enregistrer une copie non protégée")
        target, _kind = QFileDialog.getSaveFileName(self, title, words.file_name(sheet.held_on))
        if target:
            self._vm.papers.save_sealed(sheet, Path(target))

    def _choose(self) -> None:
        source, _kind = QFileDialog.getOpenFileName(self, self.tr("Vérifier un PDF"), "", "PDF (*.pdf)")
        if source:
            self._vm.papers.compare(Path(source))
