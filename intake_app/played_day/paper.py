"""The attendance sheet that went round the table, signed and photographed: what somebody joins to the workshop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui import theme

WIDTH, HEIGHT = 1240, 1754
"""A sheet of A4 at 150 points an inch."""
_MARGIN: Final = 90
_LINE: Final = 110


def photograph_sheet(path: Path, title: str, names: Sequence[str]) -> Path:
    """Draw the sheet of a workshop with a signature beside each name, into a picture file."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#f6f3ea"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#26343d"), 2))
    _write(painter, title, 0, "title", 3.0)
    for place, name in enumerate(names, start=1):
        top = _MARGIN + _LINE * (place + 1)
        painter.drawRect(_MARGIN, top, WIDTH - 2 * _MARGIN, _LINE)
        _write(painter, name, place + 1, "body", 2.2)
        painter.drawArc(WIDTH // 2 + 40 * place, top + 30, 220, 50, 16 * 20, 16 * (150 + 30 * place))
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return path


def _write(painter: QPainter, text: str, line: int, size: str, times: float) -> None:
    font = theme.current().font(size, 600)
    font.setPixelSize(round(font.pixelSize() * times))
    painter.setFont(font)
    place = QRectF(_MARGIN + 30, _MARGIN + _LINE * line, WIDTH - 2 * _MARGIN, _LINE)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
