"""What happened, newest first: the day, a word in a pill, a sentence and a smaller line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.palette import Tone
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel

DAY_WIDTH, PILL_WIDTH = 84, 128


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened."""

    day: str
    pill: str
    tone: Tone
    text: str
    second: str = ""


class _Row(QWidget):
    """One line of the timeline, with a thin rule under it."""

    def __init__(self, row: TimelineRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(8, 9, 8, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(2, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(TextLabel(row.text))
        if row.second:
            words.addWidget(TextLabel(row.second, "small-soft"))
        grid.addWidget(TextLabel(row.day, "small-soft"), 0, 0, middle)
        grid.addWidget(Pill(row.pill, row.tone), 0, 1, middle | Qt.AlignmentFlag.AlignLeft)
        grid.addLayout(words, 0, 2)
        self.setAccessibleName(", ".join(part for part in (row.day, row.pill, row.text, row.second) if part))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()

    def _fit(self) -> None:
        in_force = theme.current()
        self._grid.setColumnMinimumWidth(0, in_force.px(DAY_WIDTH))
        self._grid.setColumnMinimumWidth(1, in_force.px(PILL_WIDTH))


class Timeline(QWidget):
    """As tall as its rows: the page around it scrolls."""

    def __init__(self, rows: Sequence[TimelineRow] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[_Row] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[TimelineRow]) -> None:
        """Replace what is shown."""
        for shown in self._shown:
            self._lines.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown = [_Row(row, self) for row in rows]
        for made in self._shown:
            self._lines.addWidget(made)
