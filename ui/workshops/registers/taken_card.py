"""What left this laptop: when, what, for what, to whom, and until when its copy may stay."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.workshops.registers import register_words as words
from ui.workshops.registers.taken_vm import TakenVm

_MOST: Final = 12


class TakenCard(Card):
    """A thin view on TakenVm, away while nothing ever left."""

    def __init__(self, vm: TakenVm, parent: QWidget | None = None) -> None:
        super().__init__("", "upload", parent=parent)
        self._vm = vm
        self.set_title(self.tr("Fichiers sortis de cet ordinateur"))
        self.lines = TextLabel("", "small")
        self.body.addWidget(self.lines)
        vm.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._vm.files))
        self.lines.setText("\n".join(words.taken(one) for one in self._vm.files[:_MOST]))
