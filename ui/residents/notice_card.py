"""« La personne est informée »: was the notice handed over, or said aloud?"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel

PAPER, ORAL = "paper", "oral"
"""Codes of `notice_mode` that the form offers."""


class NoticeCard(Card):
    """`informed(mode)` when an answer is chosen or taken back (""), `reading_wished` on « Lire la notice »."""

    informed = Signal(str)
    reading_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "document", parent=parent)
        self.set_title(self.tr("La personne est informée"))
        advice = self.tr(
            "Lire la notice à voix haute ou la remettre. Sans cela, seule une rencontre anonyme est comptée."
        )
        self.read_button = SecondaryButton(self.tr("Lire la notice"), "eye", size="small")
        self.read_button.clicked.connect(self.reading_wished)
        choices = (
            Choice(PAPER, self.tr("Notice remise")),
            Choice(ORAL, self.tr("Dite à l’oral, à confirmer"), self.tr("À remettre par écrit sous 30 jours")),
        )
        self.answers = ChipGroup(choices)
        self.answers.name_for_readers(self.tr("La personne est informée"))
        self.answers.value_changed.connect(lambda: self.informed.emit(str(self.answers.value())))
        self._error = TextLabel("", "error")
        self._error.hide()
        self.body.addWidget(TextLabel(advice, "small"))
        line = QWidget()
        flow = FlowLayout(line, gap=8, line_gap=6)
        flow.addWidget(self.read_button)
        self.body.addWidget(line)
        self.body.addWidget(self.answers)
        self.body.addWidget(self._error)

    def set_mode(self, mode: str) -> None:
        """Show how the person was informed."""
        self.answers.set_value(mode)
        self.set_tone("good" if mode else "plain")

    def set_error(self, sentence: str) -> None:
        """Say that an answer is missing; an empty sentence takes it back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self.answers.setAccessibleDescription(sentence)
        if sentence:
            self.set_tone("bad")
