"""The stairs and the name of the application."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme

NAME = "Palier"


class Logo(QWidget):
    """Light letters for dark grounds, `size` logical pixels tall at 100 % text; slim, the stairs alone."""

    def __init__(self, size: int = 21, *, is_centred: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._is_centred = is_centred
        self._is_slim = False
        self.setAccessibleName(NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_slim(self, is_slim: bool) -> None:
        """Show the stairs alone."""
        self._is_slim = is_slim
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, theme.current().gap(self._size + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        font = QFont(in_force.font("title", 700))
        font.setPixelSize(in_force.gap(self._size))
        painter = QPainter(self)
        painter.setFont(font)
        side = in_force.gap(self._size + 4)
        width = side + 10 + painter.fontMetrics().horizontalAdvance(NAME)
        is_alone = self._is_slim
        left = (self.width() - (side if is_alone else width)) / 2 if is_alone or self._is_centred else 12.0
        place = QRectF(left, (self.height() - side) / 2, side, side)
        icons.paint_icon(painter, "logo", in_force.colour("rail_logo"), place)
        if not is_alone:
            painter.setPen(in_force.colour("rail_text"))
            painter.drawText(QRectF(self.rect()).adjusted(left + side + 10, 0, 0, 0), _MIDDLE, NAME)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
