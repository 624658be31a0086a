"""A white block with rounded corners, in which a page puts what belongs together."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.text_label import TextLabel, TextTone, restyle

CardTone = Literal["plain", "warn", "good", "bad", "selected"]


class IconLabel(QWidget):
    """A drawing beside words; screen readers skip it because the words say it all."""

    def __init__(self, name: str, colour: str = "text", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._size = size
        self._fit()

    def set_icon(self, name: str, colour: str | None = None) -> None:
        """Show another drawing, in another colour of the palette if given."""
        self._name = name
        self._colour = colour or self._colour
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint_icon(painter, self._name, theme.current().colour(self._colour), QRectF(self.rect()))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())


class Card(QFrame):
    """Put widgets into `body` (a vertical layout); `title` and `icon_name` make the line above it, which
    `add_to_header` completes.
    """

    def __init__(
        self, title: str = "", icon_name: str = "", *, tone: CardTone = "plain", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone: CardTone = tone
        self.setProperty("cardTone", tone)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(18, 16, 18, 16)
        outer.setSpacing(10)
        self._title = TextLabel(title, "heading", _TITLE_TONES[tone])
        self._icon = IconLabel(icon_name or "about", _ICON_COLOURS[tone])
        if not icon_name:
            self._icon.hide()
        self._header = QWidget()
        if not title:
            self._header.hide()
        self._line = QHBoxLayout(self._header)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._title, 1)
        outer.addWidget(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def set_margins(self, side: int, top: int) -> None:
        """Change the empty space around the content, in logical pixels at 100 % text."""
        in_force = theme.current()
        inner = self.layout()
        if inner is not None:
            inner.setContentsMargins(in_force.gap(side), in_force.gap(top), in_force.gap(side), in_force.gap(top))

    def set_title(self, title: str) -> None:
        """Change, show or (when empty) hide the title line."""
        self._title.setText(title)
        self._header.setVisible(bool(title))

    def set_tone(self, tone: CardTone) -> None:
        """Change the edge and the colour of the title."""
        self._tone = tone
        self.setProperty("cardTone", tone)
        self._title.set_tone(_TITLE_TONES[tone])
        restyle(self)

    def add_to_header(self, widget: QWidget) -> None:
        """Put `widget` at the right end of the title line."""
        self._line.addWidget(widget)


_TITLE_TONES: dict[CardTone, TextTone] = {"plain": "", "warn": "warn", "good": "good", "bad": "bad", "selected": ""}
_ICON_COLOURS: dict[CardTone, str] = {
    "plain": "text",
    "warn": "warn",
    "good": "good",
    "bad": "bad",
    "selected": "primary",
}
