"""An attendance sheet as a PDF: its words can be searched, and its own number is legible in its bytes."""

from __future__ import annotations

from string import Template
from typing import Final
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPdfWriter

from intake_app.domain.errors import KnownError
from intake_app.services.sheets.sealing import mark_of
from ui import paper, theme
from ui.workshops.sheets import attendance_sheet_words as words
from ui.workshops.sheets.sheet_painter import SheetPlan, draw_sheet

_XMP: Final = Template(
    """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">$title</rdf:li></rdf:Alt></dc:title>
<dc:identifier>$mark</dc:identifier></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>
"""
)


def sheet_pdf(plan: SheetPlan, sheet_id: UUID | None = None) -> bytes:
    """The whole file; with the number of the sheet once it is to be sealed. Raises KnownError `paper_not_written`."""
    theme.load_fonts()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(paper.RESOLUTION)
    writer.setCreator("Palier")
    writer.setTitle(words.heading())
    if sheet_id is not None:
        xmp = _XMP.substitute(title=words.heading(), mark=mark_of(sheet_id))
        writer.setDocumentXmpMetadata(xmp.encode())
    if not draw_sheet(plan, writer):
        raise KnownError("paper_not_written")
    del writer
    buffer.close()
    return bytes(held.data())
