"""A hand that signs: mouse events on a pad."""

from __future__ import annotations

from math import sin

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def scribble(pad: QWidget, points: int = 60) -> None:
    """One stroke from the left of the pad to its right, up and down."""
    places = [
        QPointF(pad.width() * (0.2 + 0.6 * place / points), pad.height() * (0.55 + 0.25 * sin(place / 3)))
        for place in range(points)
    ]
    _send(pad, QEvent.Type.MouseButtonPress, places[0], LEFT)
    for place in places[1:]:
        _send(pad, QEvent.Type.MouseMove, place, NONE)
    _send(pad, QEvent.Type.MouseButtonRelease, places[-1], LEFT)


def _send(pad: QWidget, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton) -> None:
    held = NONE if kind is QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, place, pad.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pad, event)
