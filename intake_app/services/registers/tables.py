"""Tables as files that spreadsheets open: XLSX, and CSV with semicolons, its text marked as UTF-8.

No cell is ever run: what begins like a formula is text in an XLSX, and follows an apostrophe in a CSV, which has no
kinds of cells (OWASP, CSV injection). XLSX files are made in memory: no name lies in a temporary file.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

Cell = str | int | float
"""Days are texts (ISO 8601)."""
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "\ufeff"
_LONGEST_TITLE: Final = 31
"""Characters a sheet's name may have in a workbook."""
_WIDEST: Final = 48
_OFTEN: Final = 200
"""Rows between two moments at which one can be stopped."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, headings, and as many cells in each row."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def safe_cell(cell: Cell) -> Cell:
    """The cell, so that no spreadsheet runs it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


def _no_telling(_share: float) -> None:
    """Nobody asks how far it is."""


def csv_of(table: Table, language: str, tell: Callable[[float], None] = _no_telling) -> bytes:
    """The table as CSV: semicolons, UTF-8 with its mark, decimals as the language writes them."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(one) for one in table.headings])
    for down, row in enumerate(table.rows):
        if down % _OFTEN == 0:
            tell(down / len(table.rows))
        writer.writerow([_in_csv(one, language) for one in row])
    return (_MARK + written.getvalue()).encode()


def xlsx_of(tables: Sequence[Table], tell: Callable[[float], None] = _no_telling, foot: str = "") -> bytes:
    """A workbook with a sheet for each table; `foot` stands at the foot of every page that is printed of it. `tell`
    hears how much is done; the workbook is put together after the last row, which takes as long again.
    """
    import xlsxwriter  # takes 60 ms to read

    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"author": "Palier"})
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        total = 2 * sum(len(table.rows) for table in tables) or 1
        written = 0
        for table in tables:
            sheet = book.add_worksheet(table.title[:_LONGEST_TITLE])
            sheet.set_footer("&L" + foot.replace("&", "&&"))
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(table.headings):
                sheet.write_string(0, place, heading, bold)
                sheet.set_column(place, place, _width(table, place))
            for down, row in enumerate(table.rows, 1):
                written += 1
                if written % _OFTEN == 0:
                    tell(written / total)
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(down, place, cell, text)
                    else:
                        sheet.write_number(down, place, cell)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.headings) - 1)
    return held.getvalue()


def _in_csv(cell: Cell, language: str) -> Cell:
    if isinstance(cell, float):
        said = f"{cell:.2f}"
        return said if language == "en" else said.replace(".", ",")
    return safe_cell(cell)


def _width(table: Table, place: int) -> int:
    longest = max((len(str(row[place])) for row in table.rows), default=0)
    return min(_WIDEST, max(longest, len(table.headings[place])) + 3)
