"""What a page shows when there is nothing to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.text_label import TextLabel

DISC, DRAWING = 64, 28


class _Disc(QWidget):
    """A drawing in a pale disc."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setFixedSize(DISC, DISC)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("primary_soft"))
        painter.drawEllipse(self.rect())
        inset = (DISC - DRAWING) / 2
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        icons.paint_icon(painter, self._icon_name, theme.current().colour("primary"), place)
        painter.end()


class EmptyState(QWidget):
    """`action_text` makes a button (`action_clicked`); leave it empty when there is nothing to do."""

    action_clicked = Signal()

    def __init__(
        self, icon_name: str, title: str, text: str = "", action_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = TextLabel(title, "heading")
        self._text = TextLabel(text, "soft")
        if not text:
            self._text.hide()
        self.button = PrimaryButton(action_text)
        if not action_text:
            self.button.hide()
        self.button.clicked.connect(self.action_clicked)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(24, 28, 24, 28)
        lines.setSpacing(8)
        lines.addStretch(1)
        lines.addWidget(_Disc(icon_name), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(6)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(label)
        lines.addSpacing(8)
        lines.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(1)

    def set_words(self, title: str, text: str = "") -> None:
        """Say something else (« aucun résultat pour… »)."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
