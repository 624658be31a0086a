"""Logos of fictitious funders."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 30, height: int = 10, colour: tuple[int, int, int] = (0, 51, 153)) -> bytes:
    """A picture of one colour (PNG, 8 bits a channel)."""
    rows = (b"\x00" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, body) for kind, body in parts)


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
