"""A thin strip along the top of the window: this is not the real thing (« DÉMONSTRATION »)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme

HEIGHT = 26


class Ribbon(QWidget):
    """`word` in capitals, then a sentence; `trailing` (a button) goes to the right end, where it may make it taller."""

    def __init__(
        self, word: str, sentence: str = "", trailing: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word = word
        self._sentence = sentence
        self.setAccessibleName(" ".join(part for part in (word, sentence) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 8, 0)
        line.addStretch(1)
        if trailing is not None:
            line.addWidget(trailing, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        inner = self.layout()
        tallest = inner.sizeHint().height() if inner is not None else 0
        return QSize(200, max(theme.current().px(HEIGHT), tallest))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), in_force.colour("accent"))
        painter.setPen(in_force.colour("on_accent"))
        painter.setFont(in_force.font("tiny", 700))
        place = self.rect().adjusted(16, 0, -16, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._word)
        left = painter.fontMetrics().horizontalAdvance(self._word) + 12
        painter.setFont(in_force.font("tiny"))
        rest = place.adjusted(left, 0, 0, 0)
        words = painter.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
