"""Text tables (CSV): in which alphabet they were saved, and what stands between their columns."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import Final

from intake_app.domain.errors import KnownError

DELIMITERS: Final = (";", ",", "\t", "|")
_BY_MARK: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LOOKED_AT: Final = 200
"""Lines from which the delimiter is told."""
_DECLARED: Final = re.compile(r"sep=([;,\t|])\r?\n")
# « Windows-1252 » leaves five bytes without a letter
_NO_LETTER: Final = bytes.maketrans(b"\x81\x8d\x8f\x90\x9d", b"     ")


def read_text_table(content: bytes) -> list[tuple[str, ...]]:
    """The lines of a text table, cell by cell. KnownError `import_not_a_table` for what is no text."""
    text = _decode(content)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else find_delimiter(text)
    try:
        return [tuple(line) for line in csv.reader(StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        raise KnownError("import_not_a_table") from None


def find_delimiter(text: str) -> str:
    """What stands between the columns: whatever cuts most lines into the same number of cells, more than one."""

    def worth(delimiter: str) -> tuple[int, int]:
        lines = csv.reader(StringIO(text[:200_000], newline=""), delimiter=delimiter)
        counts: Counter[int] = Counter()
        try:
            for _place, line in zip(range(_LOOKED_AT), lines, strict=False):
                if any(line):
                    counts[len(line)] += 1
        except csv.Error:
            return 0, 0
        usual, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        return (lines_alike, usual) if usual > 1 else (0, 0)

    return max(DELIMITERS, key=worth)


def _decode(content: bytes) -> str:
    text = _decoded(content)
    if _UNSEEN.search(text):
        raise KnownError("import_not_a_table")
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _BY_MARK:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\x00" in content:
        raise KnownError("import_not_a_table")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.translate(_NO_LETTER).decode("cp1252")
