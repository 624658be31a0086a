"""The line of a pen as something to draw."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from intake_app.domain.strokes import Stroke

_PEN: Final = 0.035
"""The width of the line, as part of the height it is drawn in."""


def path_of(strokes: Sequence[Stroke]) -> QPainterPath:
    """The strokes in thousandths of the box they were written in, smoothed: through the middles of their points."""
    path = QPainterPath()
    for stroke in strokes:
        points = [QPointF(x, y) for x, y, _at, _pressure in stroke]
        path.moveTo(points[0])
        for here, there in pairwise(points[1:]):
            path.quadTo(here, (here + there) / 2)
        # a dot is a very short line
        path.lineTo(points[-1] if len(points) > 1 else points[0] + QPointF(1, 0))
    return path


def draw_strokes(painter: QPainter, strokes: Sequence[Stroke], room: QRectF) -> None:
    """Draw them as large as the room allows, in its middle, in the painter's colour."""
    path = path_of(strokes)
    around = path.boundingRect()
    if around.isEmpty():
        around.adjust(-1, -1, 1, 1)
    scale = min(room.width() / around.width(), room.height() / around.height())
    painter.save()
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-around.center())
    pen = QPen(painter.pen().color(), _PEN * room.height() / scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.restore()
