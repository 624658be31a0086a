"""A box to tick, drawn the same in lists and on forms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui import icons, theme

BOX = 22


class CheckBox(QCheckBox):
    """A box with its words, 40 px tall to the mouse, more where the words need several lines."""

    ring_radius = 6

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        in_force = theme.current()
        inner = QRect(0, 0, max(1, arg__1 - in_force.px(BOX) - in_force.gap(10)), 10_000)
        words = in_force.metrics("body").boundingRect(inner, Qt.TextFlag.TextWordWrap, self.text())
        return max(self.sizeHint().height(), words.height() + in_force.px(8))

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        words = in_force.metrics("body").horizontalAdvance(self.text())
        return QSize(in_force.px(BOX) + in_force.gap(10) + words + 4, max(40, in_force.px(40)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(BOX) * 3, self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        side = in_force.px(BOX)
        painter = QPainter(self)
        paint_check_mark(painter, QRectF(1, (self.height() - side) / 2, side, side), self.isChecked(), self.isEnabled())
        painter.setPen(in_force.colour("text" if self.isEnabled() else "text_disabled"))
        painter.setFont(in_force.font())
        inner = QRectF(self.rect()).adjusted(side + in_force.gap(10), 0, 0, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


def paint_check_mark(painter: QPainter, place: QRectF, is_checked: bool, is_enabled: bool = True) -> None:
    """Paint the box that fills the square `place`."""
    in_force = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = place.width() * 0.24
    if is_checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force.colour("ticked" if is_enabled else "text_disabled"))
        painter.drawRoundedRect(place, radius, radius)
        inset = place.width() * 0.19
        icons.paint_icon(painter, "tick", in_force.colour("on_ticked"), place.adjusted(inset, inset, -inset, -inset))
    else:
        painter.setPen(QPen(in_force.colour("outline" if is_enabled else "line"), 1.6))
        painter.setBrush(in_force.colour("card"))
        painter.drawRoundedRect(place.adjusted(0.8, 0.8, -0.8, -0.8), radius, radius)
    painter.restore()
