"""Four bars that fill as a passphrase gets stronger. What it comes to is said in words beside them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

BARS: Final = 4
_COLOURS: Final = ("bad", "bad", "warn", "warn", "good")


class StrengthMeter(QWidget):
    """`set_score(0 to 4)`; for the eyes only, so readers pass it over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_score(self, score: int) -> None:
        """Fill that many bars."""
        self._score = max(0, min(BARS, score))
        self.update()

    def score(self) -> int:
        """How many bars are filled."""
        return self._score

    def sizeHint(self) -> QSize:
        return QSize(120, theme.current().gap(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = in_force.gap(4)
        wide = (self.width() - gap * (BARS - 1)) / BARS
        for place in range(BARS):
            painter.setBrush(in_force.colour(_COLOURS[self._score] if place < self._score else "track"))
            bar = QRectF(place * (wide + gap), 0, wide, self.height())
            painter.drawRoundedRect(bar, self.height() / 2, self.height() / 2)
        painter.end()
