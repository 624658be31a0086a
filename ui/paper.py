"""Sheets of paper: a text laid out on A4 from the template of `resources/paper/`, printed, or saved as a PDF whose
words can be searched.

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
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from intake_app.domain.errors import KnownError
from intake_app.domain.resource import resource_path
from ui import theme

MARGIN_MM: Final = 18
_DOTS: Final = 300
"""Points an inch of a saved PDF: only rounding follows from it, letters are outlines."""
_FOOT_MM: Final = 9
_FAMILY: Final = "Inter"


def text_page(heading: str, under: str, *parts: str) -> QTextDocument:
    """A text with its heading, a line under it, and parts made by `section` and `paragraphs`."""
    theme.load_fonts()
    template = Template(resource_path("paper", "page.html").read_text(encoding="utf-8"))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(_font(10))
    document.setHtml(template.substitute(heading=escape(heading), under=escape(under), body="\n".join(parts)))
    return document


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


def paragraphs(texts: Iterable[str]) -> str:
    """Running text, one paragraph each."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def save_pdf(document: QTextDocument, path: str, title: str, foot: str) -> None:
    """Write a document as a PDF file; `title` is what readers show in their window, and names nobody. Raises KnownError
    `paper_not_written`.
    """
    file = QSaveFile(path)
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise KnownError("paper_not_written")
    writer = QPdfWriter(file)
    writer.setResolution(_DOTS)
    writer.setTitle(title)
    writer.setCreator("Palier")
    set_page(writer)
    is_drawn = draw(document, writer, foot)
    if not is_drawn or not file.commit():
        raise KnownError("paper_not_written")


def set_page(device: QPagedPaintDevice) -> None:
    """Make the pages of a device A4, upright, with our margins."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))


def draw(document: QTextDocument, device: QPagedPaintDevice, foot: str) -> bool:
    """Draw all pages of a document, each with `foot` and its number; False when the device refuses to be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = QRectF(0, 0, device.width(), device.height())
    foot_height = _FOOT_MM / 25.4 * device.logicalDpiY()
    text = QSizeF(page.width(), page.height() - foot_height)
    shown = document.clone()
    shown.documentLayout().setPaintDevice(device)
    shown.setPageSize(text)
    count = shown.pageCount()
    for number in range(count):
        if number:
            device.newPage()
        _draw_text(painter, shown, QRectF(0, number * text.height(), text.width(), text.height()))
        _draw_foot(painter, QRectF(0, text.height(), text.width(), foot_height), foot, number + 1, count)
    return painter.end()


def _draw_text(painter: QPainter, document: QTextDocument, part: QRectF) -> None:
    painter.save()
    painter.translate(0, -part.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    # the window's own colours (dark at night) have no place on paper
    context.palette.setColor(context.palette.ColorRole.Text, Qt.GlobalColor.black)
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _draw_foot(painter: QPainter, place: QRectF, foot: str, number: int, count: int) -> None:
    painter.save()
    painter.setFont(_font(8))
    painter.setPen(Qt.GlobalColor.darkGray)
    page = QCoreApplication.translate("Paper", "Page %1 sur %2").replace("%1", str(number)).replace("%2", str(count))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(place, bottom | Qt.AlignmentFlag.AlignLeft, foot)
    painter.drawText(place, bottom | Qt.AlignmentFlag.AlignRight, page)
    painter.restore()


def _font(points: int) -> QFont:
    """The shipped font. Without its contextual shapes: a PDF does not know that the raised plus of « FSE+ » is one."""
    font = QFont(_FAMILY, points)
    font.setFeature(QFont.Tag("calt"), 0)
    return font
