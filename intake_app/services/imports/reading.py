"""Reading the file that somebody chose: its sheets, cell by cell, with the number that each row has in the workbook.

Neither its name nor its content is kept: a digest tells the same file when it comes back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.services.imports.containers import LARGEST_FILE, FileKind, judge_file
from intake_app.services.imports.text_tables import read_text_table

Cell = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell holds; an empty one is ""."""

MOST_ROWS: Final = 20_000
"""Rows with something in them. More is no list of people met: it is a tenants' file (rule P19)."""
MOST_COLUMNS: Final = 100
PATTERNS: Final = "*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv"
"""The names under which such files usually go, for the window that chooses one."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank. `number` is the one the workbook shows, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell of a column; "" beyond the last one."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, blank rows left out."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What was read of a file; `sha256` (hexadecimal) recognises it."""

    sha256: str
    sheets: tuple[Sheet, ...]


def read_source(path: Path) -> SourceFile:
    """Read a file. KnownError `import_*` says in a sentence what is wrong with it, `import_unreadable` when it cannot
    be opened at all.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError("import_file_too_large", most=LARGEST_FILE // 1024**2)
        content = path.read_bytes()
    except OSError:
        raise KnownError("import_unreadable") from None
    kind = judge_file(content)
    sheets = _read_workbook(content) if kind is FileKind.WORKBOOK else [_sheet("", read_text_table(content))]
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise KnownError("import_empty")
    return SourceFile(hashlib.sha256(content).hexdigest(), filled)


def _read_workbook(content: bytes) -> list[Sheet]:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_object(BytesIO(content)) as workbook:
            shown = [one.name for one in workbook.sheets_metadata if one.typ is python_calamine.SheetTypeEnum.WorkSheet]
            return [_sheet(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in shown]
    except python_calamine.PasswordError:
        raise KnownError("import_protected") from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise KnownError("import_damaged") from None
    except BaseException as failure:
        # the library is written in Rust, whose failures are no Exception here and have no class to import
        if type(failure).__name__ != "PanicException":
            raise
        raise KnownError("import_damaged") from None


def _sheet(name: str, lines: Sequence[Sequence[Cell]]) -> Sheet:
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        cells = tuple(cell.strip() if isinstance(cell, str) else cell for cell in line)
        while cells and cells[-1] in ("", None):
            cells = cells[:-1]
        if cells:
            rows.append(Row(number, cells))
    if len(rows) > MOST_ROWS:
        raise KnownError("import_too_many_rows", most=MOST_ROWS)
    if max((len(row.cells) for row in rows), default=0) > MOST_COLUMNS:
        raise KnownError("import_too_many_columns", most=MOST_COLUMNS)
    return Sheet(name, tuple(rows))
