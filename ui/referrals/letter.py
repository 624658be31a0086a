"""Draws the letter of a referral: one page A4, from a template of `resources/letters/`, as PDF, on paper, on screen."""

from __future__ import annotations

from datetime import date
from html import escape
from string import Template
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QDate, QIODevice, QLocale, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QImage,
    QPagedPaintDevice,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from intake_app.domain.names import full_name
from intake_app.domain.reference import label
from intake_app.domain.resource import resource_path
from intake_app.domain.sentences import Language
from intake_app.services.path.letters import ReferralLetter
from ui import formats, paper

MARGIN_MM: Final = 25.0
A4_MM: Final = (210.0, 297.0)
SIZES_PT: Final = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Of the letters: the first with which the text keeps to one page."""
_LOCALES: Final = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def language_of(letter: ReferralLetter) -> Language:
    """The language of the partner's country."""
    return "en" if letter.country == "GB" else "fr"


def compose(letter: ReferralLetter, language: Language) -> str:
    """The letter as the HTML that Qt reads. A line of the template with a value that is not known is left out."""
    template = resource_path("letters", f"referral.{language}.html").read_text(encoding="utf-8")
    values = {name: escape(value) for name, value in _values(letter, language).items()}
    lines = []
    for line in template.splitlines():
        needed = Template(line).get_identifiers()
        if all(values[name] for name in needed):
            lines.append(Template(line).substitute(values))
    return "\n".join(lines)


def write_pdf(html: str) -> bytes:
    """The letter as a PDF whose text can be searched, drawn in memory: nothing touches the disk."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(paper.RESOLUTION)
    writer.setCreator("Palier")
    print_on(html, writer)
    buffer.close()
    return bytes(content.data())


def print_on(html: str, device: QPagedPaintDevice) -> None:
    """Draw the letter on a page of a PDF or of a printer."""
    paper.set_page(device, MARGIN_MM)
    painter = QPainter(device)
    document = _lay_out(html, device, QSizeF(device.width(), device.height()))
    paper.paint(document, painter)
    painter.end()


def draw_picture(html: str, width: int) -> QImage:
    """The page on screen, `width` pixels wide."""
    height = round(width * A4_MM[1] / A4_MM[0])
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    per_metre = round(width * 1000 / A4_MM[0])
    picture.setDotsPerMeterX(per_metre)
    picture.setDotsPerMeterY(per_metre)
    margin = width * MARGIN_MM / A4_MM[0]
    room = QRectF(margin, margin, width - 2 * margin, height - 2 * margin)
    painter = QPainter(picture)
    painter.translate(room.topLeft())
    paper.paint(_lay_out(html, picture, room.size()), painter)
    painter.end()
    return picture


def _lay_out(html: str, device: QPaintDevice, room: QSizeF) -> QTextDocument:
    """The text on pages of this size (device pixels), in the largest letters that keep it to one."""
    document = paper.lay_out(html, device, room, SIZES_PT[0])
    for size in SIZES_PT[1:]:
        if document.pageCount() == 1:
            break
        document = paper.lay_out(html, device, room, size)
    return document


def _values(letter: ReferralLetter, language: Language) -> dict[str, str]:
    author = letter.author
    return {
        "author": full_name(author.family_name, author.first_name),
        "role": label("role", author.role, language),
        "organisation": author.organisation,
        "site": author.site,
        "site_address": author.site_address,
        "partner": letter.partner,
        "partner_address": letter.partner_address,
        "partner_phone": formats.phone(letter.partner_phone),
        "partner_email": letter.partner_email,
        "written_on": _day(letter.written_on, language),
        "person": full_name(letter.family_name, letter.first_name),
        "theme": _said("service_theme", letter.theme, language),
        "offer": letter.offer,
        "place": letter.place,
        "urgency": _said("referral_urgency", letter.urgency, language),
        "available_from": _day(letter.available_from, language),
        "contact": _said("contact_preference", letter.contact_preference, language),
        "phone": formats.phone(letter.phone),
        "email": letter.email,
        "referent": full_name(letter.referent[1], letter.referent[0]) if letter.referent else "",
        "agreed": "1" if letter.has_agreed else "",
        "carried": "" if letter.has_agreed else "1",
    }


def _said(list_name: str, code: str | None, language: Language) -> str:
    return label(list_name, code, language) if code else ""


def _day(day: date | None, language: Language) -> str:
    """« jeudi 26 novembre 2026 » in the language of the letter, whatever that of the windows; "" for none."""
    if day is None:
        return ""
    said: str = _LOCALES[language].toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
    return said.replace(" 1 ", " 1er ") if language == "fr" else said
