"""Something long that goes on: how far it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.counter import BigCounter
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel


class ProgressPage(PageScaffold):
    """`stop` is what the button does; `said` is the line under the figures."""

    def __init__(self, title: str, said: str, stop: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_title(title)
        card = Card()
        self.counter = BigCounter(title)
        card.body.addWidget(self.counter)
        card.body.addWidget(TextLabel(said, "small-soft"))
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.stop_button = SecondaryButton(self.tr("Arrêter"), "close")
        self.stop_button.clicked.connect(stop)
        self.add_to_footer(TextLabel(""), stretch=1)
        self.add_to_footer(self.stop_button)

    def enter(self) -> None:
        """Take the keyboard."""
        self.stop_button.setFocus()

    def show_progress(self, done: int, total: int) -> None:
        """Say how many rows are done."""
        self.counter.set_count(str(done), f"/ {total}", "", done / total if total else 1.0)
