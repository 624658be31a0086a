"""Where the table begins in a sheet: titles, logos and blank lines may stand above the line of its headers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from intake_app.domain.names import fold
from intake_app.services.imports.reading import Cell, Row, Sheet
from intake_app.services.imports.targets import field_of_header, reason_never

_LOOKED_AT: Final = 40
_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `place` from 0, its title (may be empty), the first values found, why it is never taken (a code of
    `import_never`, else None).
    """

    place: int
    header: str
    samples: tuple[str, ...]
    never: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that hold something, and the rows below the headers."""

    sheet: str
    header_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def find_table(sheet: Sheet) -> Table:
    """The table of a sheet. The line of headers is the one whose titles are best known; failing that, the first that
    is a line of words. A header printed again on every page is no row.
    """
    place = _header_place(sheet.rows)
    header = sheet.rows[place]
    titles = [_title(cell) for cell in header.cells]
    rows = tuple(row for row in sheet.rows[place + 1 :] if row.cells != header.cells)
    width = max((len(row.cells) for row in rows), default=len(titles))
    titles += [""] * (width - len(titles))
    columns = tuple(
        Column(column, titles[column], samples if never is None else (), never)
        for column in range(width)
        if (samples := _samples(rows, column)) or titles[column]
        for never in [reason_never(titles[column])]
    )
    return Table(sheet.name, header.number, columns, rows)


def choose_sheet(sheets: tuple[Sheet, ...]) -> int:
    """The place of the sheet most likely meant: the best known headers, then the most rows."""
    return max(range(len(sheets)), key=lambda place: (_best_known(sheets[place].rows), len(sheets[place].rows)))


def said(cell: Cell) -> str:
    """A cell as one reads it in the sheet."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return " ".join(str(cell).split())


def _header_place(rows: tuple[Row, ...]) -> int:
    worths = [_worth(row) for row in rows[:_LOOKED_AT]]
    best = max(worths)
    if best:
        return worths.index(best)
    return next((place for place, row in enumerate(rows[:_LOOKED_AT]) if _is_words(row)), 0)


def _best_known(rows: tuple[Row, ...]) -> int:
    return max(_worth(row) for row in rows[:_LOOKED_AT])


def _worth(row: Row) -> int:
    """How many different fields the titles of a row name; one alone is a title above the table."""
    known = {field_of_header(title) or reason_never(title) for title in map(_title, row.cells) if title} - {None}
    return len(known) if len(known) > 1 else 0


def _is_words(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell not in ("", None)]
    return len(filled) > 1 and all(isinstance(cell, str) and fold(cell) for cell in filled)


def _title(cell: Cell) -> str:
    return said(cell)[:80]


def _samples(rows: tuple[Row, ...], place: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        if text := said(row.cell(place)):
            found[text[:60]] = None
            if len(found) == _SAMPLES:
                break
    return tuple(found)
