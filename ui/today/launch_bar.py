"""The two things done most, and the way to anybody's file, at the top of the first page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.search_field import SearchField


class LaunchBar(QWidget):
    """`searched(text)` at the first letter: the page where everybody is takes the search over from there."""

    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resident_button = PrimaryButton(self.tr("Nouvelle personne"), "plus", "large")
        self.resident_button.setToolTip("F2")
        self.roll_button = SecondaryButton(self.tr("Démarrer une séance"), "play", "large")
        self.roll_button.setToolTip("F3")
        placeholder = self.tr("Retrouver quelqu’un\u202f: nom, téléphone, adresse…")
        self.search_field = SearchField(placeholder, "Ctrl K", is_large=True)
        self.search_field.searched.connect(self._hand_over)
        self.search_field.submitted.connect(self.searched)
        line = FlowLayout(self, gap=16, line_gap=12)
        for widget in (self.resident_button, self.roll_button, self.search_field):
            line.addWidget(widget)
        line.fill_with(self.search_field)

    def _hand_over(self, text: str) -> None:
        if text:
            self.search_field.blockSignals(True)
            self.search_field.clear()
            self.search_field.blockSignals(False)
            self.searched.emit(text)
