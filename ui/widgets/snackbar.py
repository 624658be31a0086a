"""Says for ten seconds what was done, and takes it back on « Annuler »."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QWidget

from ui import theme
from ui.widgets.buttons import PaintedButton

SECONDS = 10
_MOVING = {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ChildAdded}
FOOT = "page_footer"
"""The name of what stays at the bottom of a page: its buttons are never covered."""


class SnackButton(PaintedButton):
    """« Annuler », written on the dark ground of the bar."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "undo", "small", parent=parent)

    def colours(self) -> tuple[QColor, QColor, QColor]:
        return QColor(0, 0, 0, 0), QColor(0, 0, 0, 0), theme.current().colour("snack_link")


class Snackbar(QWidget):
    """A bar at the bottom of `host`, above everything in it. One message at a time: a new one replaces the old one."""

    undone = Signal()
    went = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._undo: Callable[[], None] | None = None
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = SnackButton(self.tr("Annuler"))
        self._button.clicked.connect(self.undo)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 5, 8, 5)
        line.setSpacing(12)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.dismiss)
        host.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, undo: Callable[[], None] | None = None, seconds: int = SECONDS) -> None:
        """Say `text` for `seconds`; `undo` is called at most once, by the button or by `undo()`."""
        self._undo = undo
        self._words.setText(text)
        self._button.setVisible(undo is not None)
        self._dress()
        self.settle()
        self.show()
        self.raise_()
        self.timer.start(seconds * 1000)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        """What is said, or "" when nothing is."""
        return self._words.text() if self.isVisibleTo(self._host) else ""

    def can_undo(self) -> bool:
        """True while the last thing done can be taken back."""
        return self._undo is not None and self.isVisibleTo(self._host)

    def undo(self) -> None:
        """Take the last thing back, if there is still something to take back."""
        undo = self._undo
        if undo is None:
            return
        self.dismiss()
        undo()
        self.undone.emit()

    def dismiss(self) -> None:
        """Take the bar away; what was done stays done."""
        self._undo = None
        self.timer.stop()
        self.hide()
        self.went.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # what it watches may outlive it by a moment, while a window is taken down
        host = getattr(self, "_host", None)
        if event.type() not in _MOVING or host is None:
            return False
        if watched is host and event.type() == QEvent.Type.Resize:
            self.settle()
        elif self.isVisibleTo(self._host):
            # once the page that comes up has taken its place
            QTimer.singleShot(0, self, self.settle)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("snack"))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._dress()

    def _watch(self, parts: Sequence[QWidget]) -> None:
        """See when a foot comes, goes or grows, and when a page with another one is made."""
        for part in parts:
            part.installEventFilter(self)

    def _dress(self) -> None:
        colours = self._words.palette()
        colours.setColor(self._words.foregroundRole(), theme.current().colour("on_snack"))
        self._words.setPalette(colours)

    def settle(self) -> None:
        """Stand at the bottom of the host, above the foot of the page it shows, in the middle, as wide as the words
        need.
        """
        in_force = theme.current()
        wanted = in_force.metrics().horizontalAdvance(self._words.text()) + 44
        button = self._button.sizeHint().width() + 12 if self._undo else 0
        width = min(wanted + button, self._host.width() - 40)
        words = self._words.heightForWidth(max(80, width - button - 30))
        height = max(words + 12, in_force.px(52))
        feet = self._host.findChildren(QFrame, FOOT)
        self._watch([*feet, *self._host.findChildren(QStackedWidget)])
        above = sum(foot.height() for foot in feet if foot.isVisibleTo(self._host))
        top = self._host.height() - height - (above + 8 if above else 20)
        self.setGeometry((self._host.width() - width) // 2, top, width, height)
