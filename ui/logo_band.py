"""Funders' logos side by side at the head of a paper, each with its own proportions."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QImage, QImageReader, QPainter

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.attachment import media_type_of

BAND_MM: Final = 14.0
"""Their height; less where they would not fit side by side."""
GAP_MM: Final = 6.0
_MOST_DOTS: Final = 4_000
_HTML_DPI: Final = 96


def decode_logo(content: bytes) -> QImage:
    """The picture. Raises KnownError `logo_not_a_picture` for what is none, is not whole, or would fill the memory."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or max(size.width(), size.height()) > _MOST_DOTS:
        raise KnownError("logo_not_a_picture")
    image = reader.read()
    if image.isNull():
        raise KnownError("logo_not_a_picture")
    return image


def fitted(sizes: Sequence[QSizeF], room: QSizeF, gap: float) -> list[QSizeF]:
    """The sizes at which pictures of these proportions stand side by side in the room, all equally high."""
    ratios = [size.width() / size.height() for size in sizes]
    free = room.width() - gap * (len(sizes) - 1)
    height = min(room.height(), free / sum(ratios))
    return [QSizeF(height * ratio, height) for ratio in ratios]


def draw_logos(painter: QPainter, room: QRectF, contents: Sequence[bytes], gap: float) -> None:
    """Draw them from the left of the room, in its middle."""
    images = [decode_logo(content) for content in contents]
    left = room.left()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for image, size in zip(images, fitted([QSizeF(one.size()) for one in images], room.size(), gap), strict=True):
        top = room.top() + (room.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), image)
        left += size.width() + gap
    painter.restore()


def logos_html(contents: Sequence[bytes], width_mm: float) -> str:
    """The same as a paragraph of a page (`ui.paper`); nothing without logos."""
    if not contents:
        return ""
    images = [decode_logo(content) for content in contents]
    room = QSizeF(width_mm, BAND_MM)
    parts = []
    for content, size in zip(contents, fitted([QSizeF(one.size()) for one in images], room, GAP_MM), strict=True):
        dots = [round(side * _HTML_DPI / 25.4) for side in (size.width(), size.height())]
        source = f"data:{media_type_of(content)};base64,{base64.b64encode(content).decode()}"
        parts.append(f'<img width="{dots[0]}" height="{dots[1]}" src="{source}">')
    return f"<p>{'&nbsp;&nbsp;&nbsp;'.join(parts)}</p>"
