"""What kind of file this really is, and whether it may be opened: told from its bytes, never from its name.

A workbook is a compressed folder. The reader lays a sheet out as one rectangle, so that a single cell in the last
column of the last row asks for hundreds of gigabytes: what a workbook would unfold to is measured first.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from typing import IO, Final
from xml.parsers import expat

from intake_app.domain.errors import KnownError

LARGEST_FILE: Final = 25 * 1024 * 1024
"""Bytes. A workbook of 10,000 people takes one or two megabytes."""
LARGEST_UNFOLDED: Final = 200 * 1024 * 1024
"""Bytes of one part of a workbook, once uncompressed."""
LARGEST_AREA: Final = 4_000_000
"""Cells of the rectangle around everything written in a sheet."""

_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OTHERS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
_PAGE: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)
_PIECE: Final = 1 << 20
_ODD: Final = (EOFError, NotImplementedError, ValueError)
# a cell with something in it: `<c r="AB12" …>`; one that only has a colour closes at once
_CELL: Final = re.compile(rb'<(?:\w+:)?c\s(?:[^<>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*?(?<!/)>')
_LONGEST_TAG: Final = 400
_SHEETS: Final = re.compile(r"xl/worksheets/[^/]+\.xml")


class FileKind(StrEnum):
    """How a file is to be read."""

    WORKBOOK = "workbook"
    TEXT = "text"


def judge_file(content: bytes) -> FileKind:
    """What the file is. KnownError with a sentence for each thing that cannot be read: `import_empty`,
    `import_file_too_large`, `import_protected`, `import_web_page`, `import_not_a_table`, `import_damaged`.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise KnownError("import_empty")
    if len(content) > LARGEST_FILE:
        raise KnownError("import_file_too_large", most=LARGEST_FILE // 1024**2)
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        _judge_folder(content)
        return FileKind.WORKBOOK
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            raise KnownError("import_protected")
        return FileKind.WORKBOOK
    if content.startswith(_OTHERS):
        raise KnownError("import_not_a_table")
    if _PAGE.match(content):
        raise KnownError("import_web_page")
    return FileKind.TEXT


def _judge_folder(content: bytes) -> None:
    with _damage_told(), zipfile.ZipFile(BytesIO(content)) as folder:
        parts = {part.filename: part for part in folder.infolist()}
        if any(part.flag_bits & 1 for part in parts.values()):
            raise KnownError("import_protected")
        if "content.xml" in parts and "mimetype" in parts:
            if b"manifest:encryption-data" in _beginning(folder, "META-INF/manifest.xml"):
                raise KnownError("import_protected")
            _judge_pieces(folder.open("content.xml"), _OpenDocument())
        elif "xl/workbook.xml" in parts:
            for name in parts:
                if _SHEETS.fullmatch(name):
                    _judge_pieces(folder.open(name), _Rectangle())
                elif name.startswith("xl/"):
                    _judge_pieces(folder.open(name), None)
        else:
            raise KnownError("import_not_a_table")


class _Rectangle:
    """How far what is written in a sheet of Excel reaches, from its first cell."""

    def __init__(self) -> None:
        self._last_row = self._last_column = 0
        self._tail = b""

    def take(self, piece: bytes) -> None:
        found = _CELL.findall(self._tail + piece)
        self._tail = piece[-_LONGEST_TAG:]  # a tag may be cut in two
        self._last_row = max([self._last_row, *(int(row) for _, row in found)])
        self._last_column = max([self._last_column, *map(_column_number, {letters for letters, _ in found})])
        if self._last_row * self._last_column > LARGEST_AREA:
            raise KnownError("import_sheet_too_large")


class _OpenDocument:
    """A sheet of LibreOffice says « the same, so many times »: only what holds something is laid out."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._row_times = self._place = self._filled = self.cells = 0

    def take(self, piece: bytes) -> None:
        self._parser.Parse(piece, False)
        if self.cells > LARGEST_AREA:
            raise KnownError("import_sheet_too_large")

    def _on_start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "table:table-row":
            self._row_times = int(marks.get("table:number-rows-repeated", 1))
            self._place = self._filled = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._place += int(marks.get("table:number-columns-repeated", 1))
            if "office:value-type" in marks:
                self._filled = self._place

    def _on_end(self, tag: str) -> None:
        if tag == "table:table-row":
            self.cells += self._row_times * self._filled

    def _on_doctype(self, *_said: object) -> None:
        raise KnownError("import_damaged")  # a workbook declares none: entities are how a few bytes become gigabytes


def _judge_pieces(part: IO[bytes], measure: _Rectangle | _OpenDocument | None) -> None:
    """Unfold a part piece by piece, never whole."""
    total = 0
    with part:
        while piece := part.read(_PIECE):
            total += len(piece)
            if total > LARGEST_UNFOLDED:
                raise KnownError("import_sheet_too_large")
            if measure is not None:
                measure.take(piece)


def _beginning(folder: zipfile.ZipFile, name: str) -> bytes:
    with folder.open(name) as part:
        return part.read(_PIECE)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        KeyError,
        NotImplementedError,
        OSError,
        ValueError,
    ):
        raise KnownError("import_damaged") from None
