"""A person as a circle with initials. Nobody's photograph is ever kept."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme

AvatarTone = Literal["accent", "soft"]
_COLOURS: dict[AvatarTone, tuple[str, str]] = {"accent": ("accent", "on_accent"), "soft": ("primary_soft", "info")}


class Avatar(QWidget):
    """`size` is the diameter in logical pixels at 100 % text; `name` is said by screen readers."""

    def __init__(
        self, initials: str, name: str = "", size: int = 32, tone: AvatarTone = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials = initials
        self._size = size
        self._tone: AvatarTone = tone
        self.setAccessibleName(name)
        self._fit()

    def set_person(self, initials: str, name: str = "") -> None:
        """Show somebody else."""
        self._initials = initials
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().gap(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._initials, self._tone)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedSize(self.sizeHint())


def paint_avatar(painter: QPainter, place: QRectF, initials: str, tone: AvatarTone = "soft") -> None:
    """Paint an avatar that fills the square `place`."""
    ground, ink = _COLOURS[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour(ground))
    painter.drawEllipse(place)
    font = QFont(theme.current().font("small", 700))
    font.setPixelSize(max(9, round(place.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(theme.current().colour(ink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()
