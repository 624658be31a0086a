"""The ring around whatever has the keyboard: one for the whole application, drawn outside the control so that nothing
shifts.

QFocusFrame cannot do it: away from macOS it is cut off at the edge of the control's parent.
"""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui import theme

# lists draw a ring around the row instead
_RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ParentChange,
}
DARK_GROUND = "isOnDarkGround"
"""Property of a widget whose ground is the rail's: the ring inside it is light."""
REACH, FIELD_REACH = 3, 2
"""How far the ring reaches outside the control, in logical pixels; it touches the edge of a field, which turns blue as
well.
"""


class RingOverlay(QWidget):
    """The drawn ring; it lets the mouse through and covers nothing of the control itself."""

    def __init__(self, parent: QWidget, target: QWidget) -> None:
        super().__init__(parent)
        self._target = target
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, place: QRect) -> None:
        """Go around `place`, a rectangle of the parent."""
        reach = FIELD_REACH if isinstance(self._target, (QLineEdit, QPlainTextEdit, QComboBox)) else REACH
        self.setGeometry(place.adjusted(-reach, -reach, reach, reach))
        # as far in as the round of a corner goes
        inner = max(6, ceil(0.3 * self._radius()) + 3)
        self.setMask(QRegion(self.rect()) - QRegion(self.rect().adjusted(inner, inner, -inner, -inner)))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("rail_focus" if _is_on_dark(self._target) else "focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), self._radius(), self._radius())
        painter.end()

    def _radius(self) -> float:
        return float(getattr(self._target, "ring_radius", 8)) + 2


class FocusRing(QObject):
    """Puts the ring around the widget that takes the keyboard, and keeps it there while the page moves."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("palier_focus_ring")
        self._overlay: RingOverlay | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        app.focusChanged.connect(self._follow)

    def overlay(self) -> RingOverlay | None:
        """The ring on screen, or None."""
        return self._overlay if self._overlay is not None and isValid(self._overlay) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._settle()
        return False

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if isinstance(now, _RINGED) and now.window().windowType() != Qt.WindowType.Popup:
            ground = _ground(now)
            self._target = now
            self._watched = [now, *_between(now, ground)]
            for widget in self._watched:
                widget.installEventFilter(self)
            self._overlay = RingOverlay(ground, now)
            self._settle()

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        overlay = self.overlay()
        if overlay is not None:
            overlay.hide()
            overlay.deleteLater()
        self._overlay, self._target, self._watched = None, None, []

    def _settle(self) -> None:
        overlay, target = self.overlay(), self._target
        if overlay is None or target is None or not isValid(target):
            return
        ground = overlay.parentWidget()
        if ground is None or not target.isVisible() or not ground.isAncestorOf(target):
            overlay.hide()
            return
        inset = getattr(target, "ring_inset", lambda: 0)()
        overlay.surround(QRect(target.mapTo(ground, QPoint(0, 0)), target.size()).adjusted(0, inset, 0, -inset))


def install_focus_ring(app: QApplication) -> None:
    """Show the ring from now on; calling again changes nothing."""
    if app.findChild(FocusRing, "palier_focus_ring") is None:
        FocusRing(app)


def _ground(widget: QWidget) -> QWidget:
    """The nearest ancestor wide enough to hold the ring: the body of a scroll area, which scrolls along, or the
    window.
    """
    here = widget.parentWidget()
    while here is not None and not here.isWindow():
        above = here.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QAbstractScrollArea):
            return here
        here = above
    return widget.window()


def _between(widget: QWidget, ground: QWidget) -> list[QWidget]:
    """The ancestors of `widget` up to `ground` included."""
    chain: list[QWidget] = []
    here = widget.parentWidget()
    while here is not None:
        chain.append(here)
        if here is ground:
            break
        here = here.parentWidget()
    return chain


def _is_on_dark(widget: QWidget) -> bool:
    here: QWidget | None = widget
    while here is not None:
        if here.property(DARK_GROUND):
            return True
        here = here.parentWidget()
    return False
