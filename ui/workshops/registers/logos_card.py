"""The funders' logos on the papers of the action chosen: shown, added and taken off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.workshops.registers.logo_pictures import ShownLogo
from ui.workshops.registers.logos_vm import LogosVm

_TALL: Final = 40
_WIDE: Final = 160


class LogosCard(Card):
    """A thin view on the logos of LogosVm. `ask_source` gives the path of a picture, or nothing."""

    def __init__(self, vm: LogosVm, parent: QWidget | None = None) -> None:
        super().__init__("", "document", parent=parent)
        self._vm = vm
        self.set_title(self.tr("Logos des financeurs"))
        self.ask_source: Callable[[], str] = self._choose_source
        self._said = TextLabel("", "small")
        self._rows = QWidget()
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.removals: list[LinkButton] = []
        self._shown: tuple[ShownLogo, ...] = ()
        self.add = SecondaryButton(self.tr("Ajouter un logo…"), "plus")
        self.add.clicked.connect(self._add)
        for widget in (self._said, self._rows, self.add):
            self.body.addWidget(widget)
        vm.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        vm = self._vm
        self._said.setText(self._words())
        self.add.setVisible(vm.may_keep)
        if vm.logos != self._shown:
            self._shown = vm.logos
            self._refill()
        self._rows.setVisible(bool(vm.logos))
        for button in self.removals:
            button.setVisible(vm.may_keep)

    def _words(self) -> str:
        if self._vm.action_id is None:
            return self.tr("Choisissez une action pour voir les logos de ses feuilles et attestations.")
        if not self._vm.logos:
            return self.tr("Aucun pour cette action. PNG ou JPEG, 1 Mo au plus.")
        return self.tr("En tête des feuilles et attestations de cette action, et des autres de son opération.")

    def _refill(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.removals = []
        for number, logo in enumerate(self._shown, 1):
            self._lines.addWidget(self._row(number, logo))

    def _row(self, number: int, logo: ShownLogo) -> QWidget:
        name = self.tr("Logo n° %1").replace("%1", str(number))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        if logo.picture is None:
            line.addWidget(TextLabel(self.tr("%1, pas encore reçu").replace("%1", name), "small-soft"), 1)
        else:
            label = QLabel()
            room = QSize(theme.current().px(_WIDE), theme.current().px(_TALL))
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            label.setPixmap(QPixmap.fromImage(logo.picture.scaled(room, keep, smooth)))
            label.setAccessibleName(name)
            line.addWidget(label, 1)
        remove = LinkButton(self.tr("Retirer"), "trash")
        remove.setAccessibleName(self.tr("Retirer le logo %1").replace("%1", str(number)))
        remove.clicked.connect(partial(self._vm.remove, logo.logo_id))
        self.removals.append(remove)
        line.addWidget(remove)
        return row

    def _add(self) -> None:
        path = self.ask_source()
        if path:
            self._vm.add(Path(path))

    def _choose_source(self) -> str:
        kinds = self.tr("Images (*.png *.jpg *.jpeg)")
        return QFileDialog.getOpenFileName(self, self.tr("Choisir un logo"), "", kinds)[0]
