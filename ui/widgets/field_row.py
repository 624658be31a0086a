"""One line of a page of two versions: what the field is called, and its two values; or the heads of the columns."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel
from ui.widgets.version_pair import BETWEEN

NAME_WIDTH, STACK_BELOW = 190, 640


class FieldRow(QWidget):
    """A name at the left of `content`, above it when there is little room; a line under it."""

    def __init__(self, name: TextLabel, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(8, 10, 8, 11)
        self._line.addWidget(name)
        self._line.addWidget(content, 1)
        self._fit()

    def is_stacked(self) -> bool:
        """True when the name is above."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, theme.current().colour("line"))
        painter.end()

    def _fit(self) -> None:
        in_force = theme.current()
        is_stacked = self.width() < in_force.px(STACK_BELOW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(down if is_stacked else across)
        self._line.setSpacing(6 if is_stacked else 0)
        self._name.setMinimumWidth(0 if is_stacked else in_force.px(NAME_WIDTH))
        self._name.setMaximumWidth(16_777_215 if is_stacked else in_force.px(NAME_WIDTH))


class ColumnHeads(QWidget):
    """Whose version each column is, and from when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(BETWEEN)
        self._labels = []
        for _side in range(2):
            head, moment = TextLabel("", "small-strong"), TextLabel("", "small-soft")
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            column.addWidget(moment, 1, Qt.AlignmentFlag.AlignTop)
            line.addLayout(column, 1)
            self._labels.append((head, moment))

    def set_heads(self, *heads: tuple[str, str]) -> None:
        """Show these: whose, and when."""
        for (head, moment), (whose, when) in zip(self._labels, heads, strict=True):
            head.setText(whose)
            moment.setText(when)
            moment.setVisible(bool(when))


class TwoValues(QWidget):
    """What two records say of one thing, under `ColumnHeads`: only to read; `note` says that they agree."""

    def __init__(self, left: str, right: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(BETWEEN)
        line.addWidget(TextLabel(left), 1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(TextLabel(right), 1)
        if note:
            told.addWidget(Pill(note, "good", "check"), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(told, 1)
