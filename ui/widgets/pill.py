"""A word on a coloured ground with round ends: the state of something, at a glance. The word says it, the colour only
helps.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, theme
from ui.palette import Tone

HEIGHT = 22
SIDE = 10


class Pill(QLabel):
    """`tone`: neutral, good, warn, bad, info (teal) or accent (orange); `icon_name` puts a drawing before the word."""

    def __init__(
        self, text: str = "", tone: Tone = "neutral", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._tone: Tone = tone
        self._icon_name = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_pill(self, text: str, tone: Tone, icon_name: str = "") -> None:
        """Change the word and its colour."""
        self._tone = tone
        self._icon_name = icon_name
        self.setText(text)
        self.update()

    def tone(self) -> Tone:
        """The tone in force."""
        return self._tone

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.text()) + self._icon_width(), theme.current().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        paint_pill(painter, place, self.text(), self._tone, self._icon_width())
        if self._icon_name:
            side = theme.current().px(14)
            spot = QRectF(theme.current().px(SIDE), (place.height() - side) / 2, side, side)
            icons.paint_icon(painter, self._icon_name, QColor(theme.current().palette.tone(self._tone)[0]), spot)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _icon_width(self) -> int:
        return theme.current().px(20) if self._icon_name else 0


def pill_width(text: str) -> int:
    """How wide a pill with this word is, in logical pixels."""
    return theme.current().metrics("tiny", 600).horizontalAdvance(text) + 2 * theme.current().px(SIDE)


def paint_pill(painter: QPainter, place: QRectF, text: str, tone: Tone, skip: float = 0, ground: str = "") -> None:
    """Paint a pill that fills `place`; `skip` leaves room before the word, `ground` is another role for the ground."""
    ink, soft = theme.current().palette.tone(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour(ground) if ground else QColor(soft))
    radius = place.height() / 2
    painter.drawRoundedRect(place, radius, radius)
    painter.setPen(QColor(ink))
    painter.setFont(theme.current().font("tiny", 600))
    side = theme.current().px(SIDE)
    inner = place.adjusted(side + skip, 0, -side / 2, 0)
    painter.drawText(
        inner,
        Qt.AlignmentFlag.AlignVCenter,
        painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width())),
    )
