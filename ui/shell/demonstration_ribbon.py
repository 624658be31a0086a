"""« DÉMONSTRATION » along the top, with the cable in hand: cut it, plug it back, open a second laptop."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.ribbon import Ribbon

BUTTON_HEIGHT = 28
"""Logical pixels at 100 % text: less than any button of the program itself, which the strip must not push down."""


class RibbonButton(PaintedButton):
    """An outlined button on the strip's ground."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(BUTTON_HEIGHT))

    def colours(self) -> tuple[QColor, QColor, QColor]:
        ink = theme.current().colour("on_accent")
        ground = QColor(ink)
        ground.setAlpha(50 if self.underMouse() or self.isDown() else 0)
        return ground, ink, ink


class DemonstrationRibbon(Ribbon):
    """`cut_wished(is_cut)`, `second_laptop_wished`."""

    cut_wished = Signal(bool)
    second_laptop_wished = Signal()

    def __init__(self, *, is_cut: bool, parent: QWidget | None = None) -> None:
        self._is_cut = is_cut
        tools = QWidget()
        line = QHBoxLayout(tools)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        self._cable = RibbonButton("", size="small")
        self._second = RibbonButton("", size="small")
        line.addWidget(self._cable)
        line.addWidget(self._second)
        words = (_say("DÉMONSTRATION"), _say("Personnes fictives"))
        super().__init__(*words, tools, parent)
        self._second.setText(self.tr("Ouvrir un deuxième ordinateur"))
        self._cable.clicked.connect(self._toggle)
        self._second.clicked.connect(self.second_laptop_wished)
        self._say()

    def _toggle(self) -> None:
        self._is_cut = not self._is_cut
        self.cut_wished.emit(self._is_cut)
        self._say()

    def _say(self) -> None:
        self._cable.setText(self.tr("Rebrancher le réseau") if self._is_cut else self.tr("Couper le réseau"))


def _say(words: str) -> str:
    # the strip's own words are needed before it exists
    return QCoreApplication.translate("DemonstrationRibbon", words)
