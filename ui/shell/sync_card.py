"""The card at the foot of the rail that always says where sending stands; a badge when there is no room for a card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.counter import ProgressBar
from ui.widgets.sync_card_state import SyncCardState, SyncTone
from ui.widgets.text_label import TextLabel

BADGE = 40
TEXT_LINES, LAST_LINES, SPACED = 4, 2, 64
"""For so many lines of what is said, and of the last exchange, there is room at all times; the margins and what is
between the parts take `SPACED` pixels.
"""
_COLOURS: dict[SyncTone, str] = {
    "good": "rail_good",
    "waiting": "rail_waiting",
    "offline": "rail_offline",
    "busy": "rail_busy",
    "problem": "rail_problem",
}
_ICONS: dict[SyncTone, str] = {
    "good": "check",
    "waiting": "upload",
    "offline": "offline",
    "busy": "sync",
    "problem": "warning",
}


class RailButton(PaintedButton):
    """An outlined button on the rail's ground."""

    def colours(self) -> tuple[QColor, QColor, QColor]:
        in_force = theme.current()
        is_lit = self.isEnabled() and (self.underMouse() or self.isDown())
        ground = in_force.colour("rail_active") if is_lit else QColor(0, 0, 0, 0)
        return (
            ground,
            in_force.colour("rail_outline"),
            in_force.colour("rail_text" if self.isEnabled() else "rail_soft"),
        )


class _Dot(QWidget):
    """The colour of the state, beside its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone: SyncTone = "offline"
        self.setFixedSize(9, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour(_COLOURS[self.tone]))
        painter.drawEllipse(self.rect())
        painter.end()


class SyncBadge(QPushButton):
    """The state as a drawing with a coloured dot, for narrow rails; its name and tool tip say everything."""

    ring_radius = 9

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SyncCardState("offline", "")
        self.setFixedSize(BADGE, BADGE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_state(self, state: SyncCardState) -> None:
        """Show this state."""
        self._state = state
        self.setAccessibleName(state.spoken())
        self.setToolTip(state.spoken())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force.colour("rail_active" if self.underMouse() else "rail_card"))
        painter.drawRoundedRect(QRectF(self.rect()), 9, 9)
        name = self._state.icon_name or _ICONS[self._state.tone]
        icons.paint_icon(painter, name, in_force.colour("rail_text"), QRectF(self.rect()).adjusted(10, 10, -10, -10))
        painter.setPen(QPen(in_force.colour("rail_card"), 2))
        painter.setBrush(in_force.colour(_COLOURS[self._state.tone]))
        painter.drawEllipse(QRectF(self.width() - 14, 3, 11, 11))
        painter.end()


class SyncCard(QWidget):
    """`sync_requested` and `review_requested` from the buttons, `details_requested` from a click on the rest of the
    card or on the badge.
    """

    sync_requested = Signal()
    review_requested = Signal()
    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SyncCardState("offline", "")
        self.badge = SyncBadge()
        self.badge.clicked.connect(self.details_requested)
        self._full = QWidget()
        self._dot = _Dot()
        self._title = TextLabel("", "small-strong", "rail")
        self._text = TextLabel("", "small", "rail")
        self._last = TextLabel("", "small", "rail-soft")
        self._bar = ProgressBar(self.tr("Avancement de l’envoi"))
        self.button = RailButton("", size="small")
        self.button.clicked.connect(self.sync_requested)
        self.review_button = RailButton("", size="small")
        self.review_button.clicked.connect(self.review_requested)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        # the card stands at the foot of the room kept for it: what is above never moves
        outer.addStretch(1)
        outer.addWidget(self._full)
        outer.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignHCenter)
        self._lay_out()
        self.set_compact(False)

    def set_state(self, state: SyncCardState) -> None:
        """Show this state, and tell screen readers when it changed."""
        has_changed = state.spoken() != self._state.spoken()
        self._state = state
        self._dot.tone = state.tone
        self._title.setText(state.title)
        for label, words in ((self._text, state.text), (self._last, state.last_exchange)):
            label.setText(words)
            label.setVisible(bool(words))
        self.review_button.setText(state.review_text)
        self.review_button.setVisible(bool(state.review_text))
        self.button.setText(state.button_text)
        # never disabled: the keyboard would go on to the next button, which locks; a second press does nothing
        self.button.setVisible(bool(state.button_text))
        self._bar.setVisible(state.is_busy and state.progress is not None)
        self._bar.set_share(state.progress or 0.0)
        self.badge.set_state(state)
        self.setAccessibleName(state.spoken())
        self._dot.update()
        if has_changed and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def state(self) -> SyncCardState:
        """The state shown."""
        return self._state

    def set_compact(self, is_compact: bool) -> None:
        """Show the badge only, or the whole card."""
        self._full.setVisible(not is_compact)
        self.badge.setVisible(is_compact)
        self.setMinimumHeight(0 if is_compact else self.room())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def full_height(self, width: int) -> int:
        """How tall the whole card is when it is `width` logical pixels wide, whatever is shown now: never less than
        its `room`.
        """
        inner = self._full.layout()
        return max(self.room(), inner.totalHeightForWidth(width) if inner is not None else 0)

    def room(self) -> int:
        """The height kept for the whole card, whatever it has to say: enough for all but the longest words."""
        in_force = theme.current()
        small = in_force.metrics("small").lineSpacing()
        words = in_force.metrics("small", 600).lineSpacing() + (TEXT_LINES + LAST_LINES) * small
        buttons = self.button.sizeHint().height() + 3 + self.review_button.sizeHint().height()
        return words + buttons + SPACED

    def card_place(self) -> QRect:
        """Where the card itself is, in the room kept for it."""
        return self._full.geometry() if self._full.isVisibleTo(self) else self.badge.geometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.card_place().contains(event.position().toPoint()):
            self.details_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._full.isHidden():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("rail_card"))
        painter.drawRoundedRect(QRectF(self.card_place()), 10, 10)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.set_compact(self._full.isHidden())
            self.update()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        lines = QVBoxLayout(self._full)
        lines.setContentsMargins(12, 11, 12, 12)
        lines.setSpacing(3)
        lines.addLayout(head)
        lines.addWidget(self._text)
        lines.addWidget(self._last)
        lines.addSpacing(2)
        lines.addWidget(self._bar)
        lines.addSpacing(6)
        lines.addWidget(self.review_button)
        lines.addSpacing(3)
        lines.addWidget(self.button)
