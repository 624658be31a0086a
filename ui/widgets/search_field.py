"""Where one types to find: a magnifying glass, a hint, and the shortcut that leads here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons, theme

SIDE = 16


class SearchField(QLineEdit):
    """`searched(text)` at every change, `submitted(text)` on Enter, `left_downwards` on the Down key (go to the
    results).

    Escape empties the field. `cap` shows a shortcut while it is empty (« Ctrl K »), `hint` says what Enter does while
    one types. `is_large=True` is the tall version of the first page.
    """

    searched = Signal(str)
    submitted = Signal(str)
    left_downwards = Signal()

    def __init__(
        self,
        placeholder: str,
        cap: str = "",
        hint: str = "",
        *,
        is_large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cap = cap
        self._hint = hint
        self._is_large = is_large
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(lambda: self.submitted.emit(self.text().strip()))
        self._fit()

    def set_hint(self, hint: str) -> None:
        """Change what is said at the right while one types."""
        self._hint = hint
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(360), self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(260), self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        in_force = theme.current()
        side = in_force.px(18)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(SIDE, (self.height() - side) / 2, side, side)
        icons.paint_icon(painter, "search", in_force.colour("text" if self.text() else "text_soft"), place)
        if self._trailing():
            self._paint_trailing(painter)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _on_text_changed(self, text: str) -> None:
        self._fit()
        self.searched.emit(text)

    def _trailing(self) -> str:
        """What stands at the right end: the hint while typing, the shortcut otherwise; nothing when it would crowd."""
        words, shown = (self._hint, self.text()) if self.text() else (self._cap, self.placeholderText())
        metrics, sides = theme.current().metrics("small"), theme.current().px(100)
        room = self.width() - self.fontMetrics().horizontalAdvance(shown) - sides
        return words if words and metrics.horizontalAdvance(words) < room else ""

    def _paint_trailing(self, painter: QPainter) -> None:
        in_force, words = theme.current(), self._trailing()
        if self.text():
            painter.setFont(in_force.font("small"))
            painter.setPen(in_force.colour("text_soft"))
            painter.drawText(QRectF(self.rect()).adjusted(0, 0, -14, 0), _RIGHT, words)
            return
        width = in_force.metrics("tiny", 600).horizontalAdvance(words) + 20
        height = in_force.px(22)
        cap = QRectF(self.width() - width - 13, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force.colour("neutral_soft"))
        painter.drawRoundedRect(cap, height / 2, height / 2)
        painter.setPen(in_force.colour("neutral"))
        painter.setFont(in_force.font("tiny", 600))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)

    def _tall(self) -> int:
        return max(40, theme.current().px(58 if self._is_large else 44))

    def _fit(self) -> None:
        in_force = theme.current()
        words = self._trailing()
        right = in_force.metrics("small").horizontalAdvance(words) + 24 if words else 0
        self.setTextMargins(SIDE + in_force.px(18), 0, right, 0)
        self.setFixedHeight(self._tall())


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
