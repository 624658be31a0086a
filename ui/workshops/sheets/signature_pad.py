"""A box to sign in with a stylus, a finger or a mouse. What is drawn is kept as numbers, never as a picture."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from intake_app.domain.strokes import MOST_POINTS, Point, Stroke, is_signature
from ui import theme
from ui.workshops.sheets.stroke_path import path_of

SIDE: Final = 1000
"""The width of the box, as strokes count it."""
_NEAR: Final = 3
"""Thousandths of the width: points nearer than that to the one before add nothing to the line."""
_FULL_PRESSURE: Final = 255
_RADIUS: Final = 12
_LINE: Final = 2.6


class SignaturePad(QWidget):
    """`changed` after every stroke, and once it is cleared. `means` says what was drawn with (`signature_means`)."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setTabletTracking(False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Cadre où signer"))
        self._clock = QElapsedTimer()
        self._strokes: list[Stroke] = []
        self._stroke: list[Point] = []
        self.means = "mouse"

    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn, whole strokes only."""
        return tuple(self._strokes)

    def is_signed(self) -> bool:
        """Whether what was drawn is a signature."""
        return is_signature(self._strokes)

    def clear(self) -> None:
        """An empty box again."""
        self._strokes, self._stroke = [], []
        self.means = "mouse"
        self._clock.invalidate()
        self.update()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(760, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 150)

    # ------------------------------------------------------------ hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position(), _FULL_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), _FULL_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        self.means = "pen"
        pressure = round(_FULL_PRESSURE * event.pressure())
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletRelease:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and event.device().type() == QInputDevice.DeviceType.TouchScreen:
            self._touch(event)
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """The first finger signs; the palm of the hand does not."""
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._end()
            return
        point = event.points()[0]
        if self.means != "pen":
            self.means = "touch"
        if point.state() == QEventPoint.State.Pressed:
            self._begin(point.position(), _FULL_PRESSURE)
        elif point.state() == QEventPoint.State.Updated:
            self._go_on(point.position(), _FULL_PRESSURE)
        elif point.state() == QEventPoint.State.Released:
            self._end()

    # ------------------------------------------------------------ strokes

    def _begin(self, place: QPointF, pressure: int) -> None:
        if not self._clock.isValid():
            self._clock.start()
        self._stroke = []
        self._go_on(place, pressure, is_first=True)

    def _go_on(self, place: QPointF, pressure: int, *, is_first: bool = False) -> None:
        if not (self._stroke or is_first) or self._count() >= MOST_POINTS:
            return
        inside = QPointF(min(max(place.x(), 0), self.width()), min(max(place.y(), 0), self.height()))
        x, y = round(inside.x() * SIDE / self.width()), round(inside.y() * SIDE / self.width())
        if self._stroke and max(abs(x - self._stroke[-1][0]), abs(y - self._stroke[-1][1])) < _NEAR:
            return
        self._stroke.append((x, y, int(self._clock.elapsed()), pressure))
        self.update()

    def _end(self) -> None:
        if self._stroke:
            self._strokes.append(tuple(self._stroke))
            self._stroke = []
            self.update()
            self.changed.emit()

    def _count(self) -> int:
        return sum(map(len, self._strokes)) + len(self._stroke)

    # ------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(in_force.colour("outline"), 1.5))
        painter.setBrush(in_force.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        base = self.height() * 0.75
        painter.setPen(QPen(in_force.colour("line"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(24, base), QPointF(self.width() - 24, base))
        scale = self.width() / SIDE
        painter.scale(scale, scale)
        pen = QPen(in_force.colour("text"), _LINE / scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        strokes = [*self._strokes, tuple(self._stroke)] if self._stroke else self._strokes
        painter.strokePath(path_of(strokes), pen)
