"""Workbooks as they come: a merged title and two lines of headers, days counted from 1904, formulas, empty columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from intake_app.services.imports.reading import read_source
from intake_app.services.imports.tables import choose_sheet, find_table

BORN = date(1984, 3, 12)


def awkward(path: Path, *, from_1904: bool) -> Path:
    with xlsxwriter.Workbook(path, {"date_1904": from_1904}) as book:
        day, middle = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"align": "center"})
        sheet = book.add_worksheet("Habitants")
        sheet.merge_range(0, 0, 0, 6, "Association Exemple, inscriptions", middle)
        sheet.merge_range(2, 0, 2, 2, "Identité", middle)
        sheet.merge_range(2, 3, 2, 4, "Contact", middle)
        titles = ("Nom", "Prénom", "Date de naissance", "Téléphone", "", "Adresse", "Nom complet")
        sheet.write_row(3, 0, titles)
        for row, born in enumerate((BORN, "12/03/1984", "12.3.84"), start=4):
            sheet.write(row, 0, "BENALI")
            sheet.write(row, 1, "Karim")
            if isinstance(born, date):
                sheet.write_datetime(row, 2, born, day)
            else:
                sheet.write(row, 2, born)
            sheet.write_formula(row, 3, '="06"&"12345678"', None, "0612345678")
            sheet.write(row, 5, "12 rue du Gros-Chêne")
            sheet.write_formula(row, 6, f'=A{row + 1}&" "&B{row + 1}', None, "BENALI Karim")
    return path


@pytest.mark.parametrize("from_1904", [False, True])
def test_an_awkward_workbook_is_read_as_people_see_it(tmp_path: Path, from_1904: bool) -> None:
    source = read_source(awkward(tmp_path / "liste.xlsx", from_1904=from_1904))
    table = find_table(source.sheets[choose_sheet(source.sheets)])
    assert table.header_row == 4
    assert [column.header for column in table.columns] == [
        *("Nom", "Prénom", "Date de naissance", "Téléphone", "Adresse", "Nom complet")
    ]
    first = table.rows[0]
    assert (first.number, first.cell(2), first.cell(3)) == (5, BORN, "0612345678")
    assert [row.cell(2) for row in table.rows[1:]] == ["12/03/1984", "12.3.84"]
    assert first.cell(6) == "BENALI Karim"
