"""The paper sheets of the workshops held: one blank sheet, photographed so to speak, stands for all of them."""

from __future__ import annotations

import struct
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zlib import compress, crc32

from sqlalchemy import Connection, insert

from intake_app.domain.attachment import Attachment
from intake_app.domain.workshop import Slot, Workshop
from sync.server.demonstration.scribe import Scribe
from sync.server.tables import BLOB, BLOB_PART

_WIDE, _TALL, _MARGIN, _LINE = 420, 594, 30, 36
_WHITE, _GREY = 255, 150


def blank_sheet() -> bytes:
    """A ruled page, a grey PNG (W3C Portable Network Graphics, 11)."""
    white = bytes([_WHITE]) * _WIDE
    inside = _WIDE - 2 * _MARGIN - 2
    sides = bytes([_WHITE]) * _MARGIN
    ruled = sides + bytes([_GREY]) * (inside + 2) + sides
    framed = sides + bytes([_GREY]) + bytes([_WHITE]) * inside + bytes([_GREY]) + sides
    rows = [
        white if not 2 * _LINE <= down <= _TALL - _LINE else ruled if down % _LINE == 0 else framed
        for down in range(_TALL)
    ]
    header = struct.pack(">IIBBBBB", _WIDE, _TALL, 8, 0, 0, 0, 0)
    pixels = compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, content) for kind, content in parts)


def write_scans(scribe: Scribe) -> None:
    """Join the sheet to every workshop that was held and closed, the day after its last half-day."""
    ends = {row.workshop_id: row.held_on for row in scribe.rows if isinstance(row, Slot)}
    sheet = blank_sheet()
    named: dict[str, Any] = {
        "kind": "attendance_sheet",
        "media_type": "image/png",
        "byte_count": len(sheet),
        "sha256": sha256(sheet).hexdigest(),
    }
    for workshop in [row for row in scribe.rows if isinstance(row, Workshop) and row.status == "closed"]:
        scribe.write(Attachment, "nadia", ends[workshop.id], "17:30", workshop_id=workshop.id, **named)


def keep_scan(connection: Connection, space_id: UUID, moment: datetime) -> None:
    """Keep the sheet's content at the centre, as if a laptop had sent it."""
    sheet = blank_sheet()
    key = {"space_id": space_id, "sha256": sha256(sheet).hexdigest()}
    kept = {"byte_count": len(sheet), "received": len(sheet), "completed_at": moment}
    connection.execute(insert(BLOB).values(**key, **kept))
    connection.execute(insert(BLOB_PART).values(**key, start=0, content=sheet))


def _part(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc32(kind + content))
