"""A large answer in a frame: one of several people. Arrows go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme

SIDE = 14


class ChoiceTile(QPushButton):
    """`title` in bold when chosen, `second` under it. Tiles with the same parent release one another."""

    ring_radius = 10

    def __init__(
        self, title: str, second: str = "", *, is_centred: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent)
        self._second = second
        self._is_centred = is_centred
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (title, second) if part))
        if title:
            self.setToolTip(title)

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        lines = in_force.metrics("body", 600).height() + (in_force.metrics("small").height() if self._second else 0)
        words = max(self._width_of(self.text(), "body", 600), self._width_of(self._second, "small", 400))
        return QSize(words + 2 * SIDE, max(40, lines + in_force.gap(24)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(110), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        is_chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(in_force.colour("primary" if is_chosen else "outline"), 2 if is_chosen else 1))
        painter.setBrush(in_force.colour("selected" if is_chosen else "hover" if self.underMouse() else "card"))
        inset = 1.0 if is_chosen else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 9, 9)
        self._paint_words(painter, QRectF(self.rect()).adjusted(SIDE, 0, -SIDE, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        in_force = theme.current()
        weight = 600 if self.isChecked() or self._second else 400
        across = Qt.AlignmentFlag.AlignHCenter if self._is_centred else Qt.AlignmentFlag.AlignLeft
        first = in_force.metrics("body", weight).height()
        second = in_force.metrics("small").height() if self._second else 0
        top = place.center().y() - (first + second) / 2
        for words, size, bold, colour, upper, tall in (
            (self.text(), "body", weight, "text", top, first),
            (self._second, "small", 400, "text_soft", top + first, second),
        ):
            painter.setFont(in_force.font(size, bold))
            painter.setPen(in_force.colour(colour if self.isEnabled() else "text_disabled"))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
            line = QRectF(place.left(), upper, place.width(), tall)
            painter.drawText(line, across | Qt.AlignmentFlag.AlignVCenter, shown)

    def _width_of(self, words: str, size: str, weight: int) -> int:
        return theme.current().metrics(size, weight).horizontalAdvance(words)
