"""The notice, in large, to read aloud or to turn towards the person: nobody's particulars are on this page."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from intake_app.domain.notice_text import CURRENT_VERSION, notice_text
from ui import formats, theme
from ui.residents.notice_card import ORAL, PAPER
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel

LINE_WIDTH = 900
"""Longer lines are hard to read aloud (logical pixels at 100 % text)."""


class NoticeView(PageScaffold):
    """`informed(mode, language)` on an answer, `left` on the way back without one."""

    informed = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_subtitle(self.tr("À lire à voix haute, avec ses mots, ou à tourner vers la personne."))
        self.languages = ChipGroup((Choice("fr", "Français"), Choice("en", "English")))
        self.languages.name_for_readers(self.tr("Langue de la notice"))
        self.languages.value_changed.connect(self._on_language)
        self.add_action(self.languages)
        self._lines: list[TextLabel] = []
        self._card = Card()
        self._card.setMaximumWidth(theme.current().px(LINE_WIDTH))
        self._card.body.setSpacing(10)
        # beside a spring: alone in a column, a card narrower than the page would be as tall as if it were as wide
        line = QHBoxLayout()
        line.addWidget(self._card, 1)
        line.addSpacerItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))
        self.body.addLayout(line)
        self.body.addStretch(1)
        self.back_button = LinkButton(self.tr("Revenir à la fiche"), "chevron-left")
        self.back_button.clicked.connect(self.left)
        self.oral_button = SecondaryButton(self.tr("Dite à l’oral, à confirmer"))
        self.oral_button.clicked.connect(lambda: self.informed.emit(ORAL, self.language()))
        self.paper_button = PrimaryButton(self.tr("Notice remise"), "check")
        self.paper_button.clicked.connect(lambda: self.informed.emit(PAPER, self.language()))
        self.add_to_footer(self.back_button)
        self.add_to_footer(QWidget(), stretch=1)
        self.add_to_footer(self.oral_button)
        self.add_to_footer(self.paper_button)
        self.show_language(formats.language())

    def language(self) -> str:
        """The language of the notice shown, « fr » or « en »."""
        return str(self.languages.value())

    def show_language(self, language: str) -> None:
        """Show the notice in this language."""
        self.languages.set_value(language)
        notice = notice_text(CURRENT_VERSION, language)
        self.set_title(notice.title)
        for line in self._lines:
            self._card.body.removeWidget(line)
            line.deleteLater()
        self._lines = [TextLabel(re.sub(r"[ \n]+", " ", part), "lead") for part in notice.script.split("\n\n")]
        for line in self._lines:
            self._card.body.addWidget(line)

    def _on_language(self) -> None:
        # one language is always shown: choosing the chosen one again keeps it
        self.show_language(self.language() or formats.language())
