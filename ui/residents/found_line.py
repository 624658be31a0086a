"""Under a list of people: how many there are, and the way out of the filters when they hide somebody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import formats
from ui.residents.residents_vm import ResidentsVm
from ui.widgets.buttons import SecondaryButton
from ui.widgets.text_label import TextLabel

KEY = "F4"


class FoundLine(QWidget):
    """Away while there is nothing to say."""

    def __init__(self, vm: ResidentsVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self.words = TextLabel("", "small-soft")
        self.button = SecondaryButton(self.tr("Chercher sans filtre"), "search", "small", shortcut_hint=KEY)
        self.button.clicked.connect(vm.search_everywhere)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        for changed in (vm.found.rows_changed, vm.found.rows_added, vm.found.count.counted):
            changed.connect(self.show_count)
        # said once it stands in the page: shown before, it is a window of its own that takes the keyboard away
        self.button.hide()
        self.hide()

    def show_count(self) -> None:
        """Say what is known by now."""
        shown = len(self.vm.found.rows)
        words, hidden = self._counted(shown), self.hidden_people()
        if hidden:
            more = self.tr("%1 de plus sans filtre.", "", hidden).replace("%1", formats.number(hidden))
            words = f"{words} {more}"
        self.words.setText(words)
        self.button.setVisible(hidden > 0)
        self.setVisible(shown > 0)

    def hidden_people(self) -> int:
        """How many more a search without filters would find, as far as is known."""
        without = self.vm.found.count.without_filters
        return max(0, without - len(self.vm.found.rows)) if without is not None else 0

    def _counted(self, shown: int) -> str:
        total, onward = self.vm.found.count.total, self.tr("Descendez pour voir la suite.")
        if total is None:
            first = self.tr("Les %1 premières personnes.", "", shown).replace("%1", formats.number(shown))
            return f"{first} {onward}"
        count = self.tr("%1 personne(s).", "", total).replace("%1", formats.number(total))
        return f"{count} {onward}" if total > shown else count
