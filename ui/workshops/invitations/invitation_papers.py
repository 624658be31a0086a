"""On paper: the list to take along on the round (a name, a phone, a box for the answer, nothing else), and a slip for
each person to put into a letter box.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QPdfWriter, QPen

from intake_app.domain.errors import KnownError
from intake_app.services.invitations.lists import InvitationList, InvitationRow
from ui import formats, paper, theme
from ui.workshops import words
from ui.workshops.invitations import invitation_words

Draw = Callable[[InvitationList, QPagedPaintDevice], bool]
Make = Callable[[InvitationList], bytes]
_COLUMNS, _ROWS = 2, 4
_GAP_MM: Final = 8.0


def _say(said: str, count: int = -1) -> str:
    return QCoreApplication.translate("InvitationPapers", said, "", count)


def list_pdf(listed: InvitationList) -> bytes:
    """The list as a PDF file; its title names nobody. Raises KnownError `paper_not_written`."""
    return _pdf(lambda device: draw_list(listed, device))


def slips_pdf(listed: InvitationList) -> bytes:
    """The slips as a PDF file. Raises KnownError `paper_not_written`."""
    return _pdf(lambda device: draw_slips(listed, device))


def title() -> str:
    """What readers and printers show."""
    return _say("Invitations")


def draw_list(listed: InvitationList, device: QPagedPaintDevice) -> bool:
    """Draw as many pages as it takes; False when the device refuses."""
    roll = listed.roll
    cells = "".join(f"<th align='left'>{escape(one)}</th>" for one in _headings())
    lines = "".join(_line(row) for row in listed.rows)
    table = f"<table width='100%' cellspacing='0' style='border-collapse: collapse'><tr>{cells}</tr>{lines}</table>"
    html = paper.page_html(roll.title, f"{title()} · {_when(listed)}", table)
    return paper.draw(html, device, _say("À détruire après la séance."))


def draw_slips(listed: InvitationList, device: QPagedPaintDevice) -> bool:
    """Eight slips a page, to cut; none for whoever answered already that they will not come."""
    paper.set_page(device, 0)
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = device.logicalDpiY() / 25.4
    wide, tall = device.width() / _COLUMNS, device.height() / _ROWS
    invited = [row for row in listed.rows if row.answer != "no"]
    for place, row in enumerate(invited):
        down, across = divmod(place % (_COLUMNS * _ROWS), _COLUMNS)
        if place and not down and not across and not device.newPage():
            painter.end()
            return False
        _draw_slip(painter, device, QRectF(across * wide, down * tall, wide, tall), _slip(listed, row), dots)
    return painter.end()


def _pdf(draw: Callable[[QPagedPaintDevice], bool]) -> bytes:
    theme.load_fonts()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(paper.RESOLUTION)
    writer.setCreator("Palier")
    writer.setTitle(title())
    is_drawn = draw(writer)
    del writer
    buffer.close()
    if not is_drawn:
        raise KnownError("paper_not_written")
    return bytes(held.data())


def _headings() -> tuple[str, str, str]:
    return _say("Nom"), _say("Téléphone"), _say("Réponse")


def _line(row: InvitationRow) -> str:
    name, phone = escape(invitation_words.name(row)), escape(invitation_words.phone(row))
    room = "padding: 8px 8px 8px 0;"
    edge = f"border-bottom: 0.5px solid; {room}"
    box = f"border: 1px solid; {room}"
    return (
        f"<tr><td width='46%' style='{edge}'>{name}</td><td width='28%' style='{edge}'>{phone}</td>"
        f"<td width='26%' style='{box}'>&nbsp;</td></tr>"
    )


def _when(listed: InvitationList) -> str:
    roll = listed.roll
    return f"{formats.sentence_case(formats.long_day(roll.held_on))}, {words.hours(roll.start_time, roll.end_time)}"


def _slip(listed: InvitationList, row: InvitationRow) -> str:
    """What a slip says, as HTML: to whom, what, when, where, with whom."""
    roll, resident = listed.roll, row.resident
    led = _say("avec %1").replace("%1", roll.facilitators) if roll.facilitators else ""
    said = [
        f"<p style='font-size:12pt'>{escape(formats.person_name(resident.first_name, resident.family_name))}</p>",
        f"<p style='font-size:9pt'>{escape(_say('Vous êtes invité·e à'))}</p>",
        f"<p style='font-size:17pt; font-weight:600'>{escape(roll.title)}</p>",
        f"<p style='font-size:12pt'>{escape(_when(listed))}</p>",
        *(f"<p style='font-size:11pt'>{escape(one)}</p>" for one in (roll.place or "", led) if one),
    ]
    return f"<body>{''.join(said)}</body>"


def _draw_slip(painter: QPainter, device: QPagedPaintDevice, card: QRectF, html: str, dots: float) -> None:
    painter.setPen(QPen(QColor(Qt.GlobalColor.lightGray), 0.1 * dots))
    painter.drawRect(card)
    gap = _GAP_MM * dots
    room = QSizeF(card.width() - 2 * gap, card.height() - 2 * gap)
    document = paper.lay_out(html, device, QSizeF(room.width(), 10 * room.height()), 10)
    height = document.documentLayout().documentSize().height()
    painter.save()
    painter.translate(card.left() + gap, card.top() + gap)
    if height > room.height():
        # a long title: smaller rather than cut
        painter.scale(room.height() / height, room.height() / height)
    paper.paint(document, painter)
    painter.restore()
