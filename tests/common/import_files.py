"""Files of fictitious people, as partners send them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from intake_app.services.imports.choices import Choices, Memory, Places, guess_fields
from intake_app.services.imports.reading import SourceFile, read_source
from intake_app.services.imports.rows import ReadRow, RowReader
from intake_app.services.imports.tables import Table, choose_sheet, find_table

HEADERS = ("Nom", "Prénom", "Date de naissance", "Téléphone", "Sexe")
BENALI = ("BENALI", "Karim", "14/03/1988", "06 12 34 56 78", "M")
LE_GALL = ("LE GALL", "Yann", "1984", "", "Homme")
DIALLO = ("DIALLO", "Awa", "vers 1990", "612345679", "Mme")


def workbook_of(lines: Sequence[Sequence[Any]], name: str = "Feuil1") -> bytes:
    """A workbook of one sheet; days are written as days."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(name)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, days)
                elif cell != "":
                    sheet.write(row, column, cell)
    return kept.getvalue()


def write_workbook(folder: Path, lines: Sequence[Sequence[Any]], name: str = "liste.xlsx") -> Path:
    """The same, as a file."""
    path = folder / name
    path.write_bytes(workbook_of(lines))
    return path


def write_text(folder: Path, text: str, encoding: str = "utf-8", name: str = "liste.csv") -> Path:
    """A text table."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def table_in(path: Path) -> tuple[SourceFile, Table]:
    """The file, and the table most likely meant."""
    source = read_source(path)
    return source, find_table(source.sheets[choose_sheet(source.sheets)])


def read_all(table: Table, places: Places, today: date, **choices: Any) -> list[ReadRow]:
    """Every row, read as guessed."""
    chosen = Choices(guess_fields(table, Memory()), **choices)
    reader = RowReader(table, chosen, places, Memory(), today)
    return [reader.read(row) for row in table.rows]
