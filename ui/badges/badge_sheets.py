"""Badges on A4: ten to a page, as large as a bank card, with the code a scanner reads and the name its owner reads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPagedPaintDevice, QPainter, QPdfWriter, QPen

from intake_app.domain.errors import KnownError
from intake_app.services.badges import Badge
from ui import paper, theme

_WIDE_MM: Final = 85.6
_TALL_MM: Final = 53.9
"""A bank card (ISO/IEC 7810, ID-1)."""
_COLUMNS: Final = 2
_ROWS: Final = 5
_CODE_MM: Final = 36.0
_GAP_MM: Final = 5.0
_QUIET_MODULES: Final = 4
"""White around a code, which scanners need (ISO/IEC 18004)."""
_SIZES_PT: Final = (18.0, 15.0, 12.0, 10.0, 8.0, 6.0)


def badges_pdf(badges: Sequence[Badge]) -> bytes:
    """The whole file; its words can be searched, its title names nobody. Raises KnownError `paper_not_written`."""
    theme.load_fonts()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(paper.RESOLUTION)
    writer.setCreator("Palier")
    writer.setTitle(QCoreApplication.translate("Badges", "Badges"))
    if not draw_badges(badges, writer):
        raise KnownError("paper_not_written")
    del writer
    buffer.close()
    return bytes(held.data())


def draw_badges(badges: Sequence[Badge], device: QPagedPaintDevice) -> bool:
    """Draw as many pages as it takes; False when the device refuses."""
    paper.set_page(device, 0)
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = device.logicalDpiY() / 25.4
    wide, tall = _WIDE_MM * dots, _TALL_MM * dots
    left, top = (device.width() - _COLUMNS * wide) / 2, (device.height() - _ROWS * tall) / 2
    for place, badge in enumerate(badges):
        row, column = divmod(place % (_COLUMNS * _ROWS), _COLUMNS)
        if place and not row and not column:
            device.newPage()
        _draw_badge(painter, QRectF(left + column * wide, top + row * tall, wide, tall), badge, dots)
    return painter.end()


def _draw_badge(painter: QPainter, card: QRectF, badge: Badge, dots: float) -> None:
    painter.setPen(QPen(QColor(Qt.GlobalColor.lightGray), 0.1 * dots))
    painter.drawRect(card)
    gap, side = _GAP_MM * dots, _CODE_MM * dots
    code = QRectF(card.left() + gap / 2, card.center().y() - side / 2, side, side)
    draw_code(painter, code, badge.code)
    left, foot = code.right() + gap / 2, 9 * dots
    words = QRectF(left, card.top() + gap, card.right() - gap - left, card.height() - 2 * gap)
    middle = words.top() + words.height() * 0.4
    low, high = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignTop
    _write(painter, _between(words, words.top(), middle), badge.first_name, low, 18)
    surname = badge.family_name.strip().upper()
    _write(painter, _between(words, middle, words.bottom() - foot), surname, high, 15, is_bold=True)
    shown = QCoreApplication.translate("Badges", "À présenter à l’accueil de chaque séance")
    _write(painter, _between(words, words.bottom() - foot, words.bottom()), shown, low, 8)


def _between(words: QRectF, top: float, bottom: float) -> QRectF:
    return QRectF(words.left(), top, words.width(), bottom - top)


def draw_code(painter: QPainter, place: QRectF, code: str) -> None:
    """A QR code of medium correction, in runs of black: no seam shows between its modules."""
    import segno  # takes 50 ms to read

    rows = segno.make(code, micro=False, error="m", boost_error=False).matrix
    side = place.width() / (len(rows) + 2 * _QUIET_MODULES)
    for down, row in enumerate(rows):
        start = 0
        for is_black, run in groupby(row):
            count = len(list(run))
            if is_black:
                corner = place.topLeft() + QPointF(start + _QUIET_MODULES, down + _QUIET_MODULES) * side
                painter.fillRect(QRectF(corner, QSizeF(count * side, side)), Qt.GlobalColor.black)
            start += count


def _write(
    painter: QPainter, room: QRectF, said: str, how: Qt.AlignmentFlag, points: float, *, is_bold: bool = False
) -> None:
    """Words in the largest letters in which they fit whole; broken anywhere rather than cut."""
    font = paper.font(points)
    font.setBold(is_bold)
    flags = int(how | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    for size in (one for one in _SIZES_PT if one <= points):
        font.setPointSizeF(size)
        if room.contains(QFontMetricsF(font, painter.device()).boundingRect(room, flags, said)):
            break
    else:
        flags = int(how | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(room, flags, said)
