"""« Déjà connu ? »: the people in the files who resemble the one being typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.services.lookalikes import Lookalike
from ui import formats
from ui.residents import words
from ui.residents.lookalikes_vm import LookalikesVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel

SHOWN = 3


class LookalikesCard(Card):
    """`recognised(resident_id)` on « C'est la même personne ». The card is away while nobody resembles."""

    recognised = Signal(object)

    def __init__(self, vm: LookalikesVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", tone="warn", parent=parent)
        self.vm = vm
        self.set_title(self.tr("Déjà connu\u202f?"))
        self._shown: list[QWidget] = []
        self.buttons: list[QWidget] = []
        vm.rows_changed.connect(self._show_rows)
        self._show_rows()

    def _show_rows(self) -> None:
        for widget in self._shown:
            self.body.removeWidget(widget)
            widget.deleteLater()
        today = self.vm.desk.today()
        self.buttons = []
        self._shown = [self._portrait(row, today) for row in self.vm.rows[:SHOWN]]
        for widget in self._shown:
            self.body.addWidget(widget)
        self.setVisible(bool(self._shown))

    def _portrait(self, row: Lookalike, today: date) -> QWidget:
        resident = row.resident
        name = formats.person_name(resident.first_name, resident.family_name)
        portrait = QWidget(self)
        lines = QVBoxLayout(portrait)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        lines.addWidget(TextLabel(name, "strong"))
        registered = self.tr("fiche ouverte le %1").replace("%1", formats.numeric_day(resident.created_at.date()))
        for line in (words.particulars(resident, today), registered, words.reasons(row.reasons)):
            lines.addWidget(TextLabel(line, "small-soft"))
        same = PrimaryButton(self.tr("C’est la même personne"), size="small")
        same.setAccessibleDescription(name)
        same.clicked.connect(lambda: self.recognised.emit(resident.id))
        other = SecondaryButton(self.tr("Ce n’est pas elle"), size="small")
        other.setAccessibleDescription(name)
        other.clicked.connect(lambda: self.vm.hide(resident.id))
        self.buttons += [same, other]
        buttons = FlowLayout(gap=8, line_gap=6)
        buttons.addWidget(same)
        buttons.addWidget(other)
        lines.addSpacing(4)
        lines.addLayout(buttons)
        return portrait
