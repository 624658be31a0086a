"""Sheets of paper: words laid out on A4, printed, or saved as a PDF whose words can be searched.

Nothing is left behind: a PDF appears under its name once it is whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template
from typing import Final

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from intake_app.domain.errors import KnownError
from intake_app.domain.resource import resource_path
from ui import theme

RESOLUTION: Final = 300
"""Points an inch of a PDF: only rounding follows from it, letters are outlines."""
_MARGIN_MM: Final = 18.0
_FOOT_MM: Final = 9
_POINTS: Final = 10.0


def page_html(heading: str, under: str, *parts: str, above: str = "") -> str:
    """The template of `resources/paper/` with a heading, a line under it, and parts made by `section`; `above` is HTML
    over the heading.
    """
    template = Template(resource_path("paper", "page.html").read_text(encoding="utf-8"))
    return template.substitute(heading=escape(heading), under=escape(under), above=above, body="\n".join(parts))


def section(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A part of a page: a title over what is called how (label, words). Rows without words are left out, and the whole
    section when none is left.
    """
    said = [(label, words) for label, words in rows if words]
    if not said:
        return ""
    lines = (
        f'<tr><td class="label" width="32%">{escape(label)}</td><td width="68%">{escape(words)}</td></tr>'
        for label, words in said
    )
    return f'<p class="part">{escape(title)}</p><table width="100%" cellspacing="0">{"".join(lines)}</table>'


def save_pdf(html: str, path: str, title: str, foot: str) -> None:
    """Write a page, or as many as it takes, as a PDF file; `title` is what readers show in their window, and names
    nobody. Raises KnownError `paper_not_written`.
    """
    file = QSaveFile(path)
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise KnownError("paper_not_written")
    writer = QPdfWriter(file)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("Palier")
    is_drawn = draw(html, writer, foot)
    if not is_drawn or not file.commit():
        raise KnownError("paper_not_written")


def draw(html: str, device: QPagedPaintDevice, foot: str) -> bool:
    """Draw as many pages as the words take, each with `foot` and its number; False when the device refuses."""
    pages = Pages(device)
    return pages.begin() and pages.draw(html, foot) and pages.end()


class Pages:
    """Documents drawn one after the other onto a device, each from a page of its own and with its own numbers. What is
    begun must be ended.
    """

    def __init__(self, device: QPagedPaintDevice) -> None:
        self._device, self._painter, self._is_first = device, QPainter(), True

    def begin(self) -> bool:
        """Take the device; False when it refuses."""
        set_page(self._device, _MARGIN_MM)
        return self._painter.begin(self._device)

    def draw(self, html: str, foot: str) -> bool:
        """Draw as many pages as the words take; False when the device refuses one."""
        device, painter = self._device, self._painter
        foot_height = _FOOT_MM / 25.4 * device.logicalDpiY()
        room = QSizeF(device.width(), device.height() - foot_height)
        document = lay_out(html, device, room, _POINTS)
        count = document.pageCount()
        for place in range(count):
            if not self._is_first and not device.newPage():
                return False
            self._is_first = False
            part = QRectF(0, place * room.height(), room.width(), room.height())
            painter.save()
            painter.translate(0, -part.top())
            painter.setClipRect(part)
            paint(document, painter, part)
            painter.restore()
            _draw_foot(painter, QRectF(0, room.height(), room.width(), foot_height), foot, place + 1, count)
        return True

    def end(self) -> bool:
        """Give the device back; False when something was not drawn."""
        return self._painter.end()


def set_page(device: QPagedPaintDevice, margin_mm: float) -> None:
    """Make the pages of a device A4, upright, with the same margin all round."""
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(size, upright, QMarginsF(*(margin_mm,) * 4), QPageLayout.Unit.Millimeter))


def lay_out(html: str, device: QPaintDevice, room: QSizeF, points: float) -> QTextDocument:
    """Words on pages of this size (pixels of the device), in letters of so many points."""
    theme.load_fonts()
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(font(points))
    document.setHtml(html)
    document.setPageSize(room)
    return document


def paint(document: QTextDocument, painter: QPainter, part: QRectF | None = None) -> None:
    """Black on white, whatever colours the windows wear; `part` is all that is wanted of it."""
    context = QAbstractTextDocumentLayout.PaintContext()
    if part is not None:
        context.clip = part
    palette = QPalette(Qt.GlobalColor.white)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    context.palette = palette
    document.documentLayout().draw(painter, context)


def page_number(number: int, count: int) -> str:
    """« Page 1 sur 3 »."""
    page = QCoreApplication.translate("Paper", "Page %1 sur %2")
    return page.replace("%1", str(number)).replace("%2", str(count))


def _draw_foot(painter: QPainter, place: QRectF, foot: str, number: int, count: int) -> None:
    page = page_number(number, count)
    painter.save()
    painter.setFont(font(8))
    painter.setPen(Qt.GlobalColor.darkGray)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(place, bottom | Qt.AlignmentFlag.AlignLeft, foot)
    painter.drawText(place, bottom | Qt.AlignmentFlag.AlignRight, page)
    painter.restore()


def font(points: float) -> QFont:
    """The shipped font. Without its contextual shapes: a PDF does not know that the raised plus of « FSE+ » is one."""
    font = QFont(theme.FAMILY)
    font.setPointSizeF(points)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
