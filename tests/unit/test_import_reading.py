"""Files as they come: whatever is no list of people gets a clear refusal, whatever is one is read as it stands."""

from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.imports import containers, reading
from intake_app.services.imports.reading import read_source
from intake_app.services.imports.tables import find_table
from tests.common.import_files import BENALI, HEADERS, table_in, workbook_of, write_text, write_workbook

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")


def folder_of(**parts: bytes) -> bytes:
    """A compressed folder with these parts; `__` in a name stands for a slash, `_` for a dot."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name.replace("__", "/").replace("_", "."), content)
    return kept.getvalue()


def far_away() -> bytes:
    """A workbook with one cell at the end of its sheet: laid out as a rectangle it takes hundreds of gigabytes."""
    kept = BytesIO(workbook_of([("Nom", "Prénom")]))
    with zipfile.ZipFile(kept) as folder:
        parts = {name: folder.read(name) for name in folder.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", row)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return out.getvalue()


def open_document(rows: str) -> bytes:
    """A workbook of LibreOffice with these rows in XML."""
    kinds = 'xmlns:office="o" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="t"'
    content = (
        f"<office:document-content {kinds}><office:body><office:spreadsheet><table:table table:name='A'>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    ).replace('xmlns:office="o"', 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"')
    content = content.replace('xmlns:text="t"', 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"')
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        folder.writestr("content.xml", content)
        folder.writestr("META-INF/manifest.xml", "<manifest/>")
    return kept.getvalue()


def cell(text: str, times: int = 1) -> str:
    """A cell of LibreOffice."""
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    if not text:
        return f"<table:table-cell{repeated}/>"
    return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, times: int = 1) -> str:
    """A row of LibreOffice."""
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><office:document-content>&c;</office:document-content>'
)

RUBBISH: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "import_empty"),
    "blanks": (b" \r\n\t\n", "import_empty"),
    "nuls": (b"\x00" * 4096, "import_empty"),
    "separators": (b";;;\r\n;;;\r\n", "import_empty"),
    "a workbook without a cell": (workbook_of([]), "import_empty"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "import_not_a_table"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "import_not_a_table"),
    "text with NUL bytes": (b"Nom;Pr\x00nom\r\nA;B\r\n", "import_not_a_table"),
    "bytes": (bytes(range(256)) * 20, "import_not_a_table"),
    "a text document": (folder_of(word__document_xml=b"<w/>"), "import_not_a_table"),
    "a web page": (b"<html><table><tr><td>Nom</td></tr></table></html>", "import_web_page"),
    "a web page with a mark": (b"\xef\xbb\xbf <!DOCTYPE html><table/>", "import_web_page"),
    "a protected workbook": (COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "import_protected"),
    "half a workbook": (workbook_of([HEADERS, BENALI])[:-300], "import_damaged"),
    "an old workbook cut short": (COMPOUND + b"\x00" * 600, "import_damaged"),
    "a folder without end": (b"PK\x03\x04 and nothing else", "import_damaged"),
    "a cell far away": (far_away(), "import_sheet_too_large"),
    "a row repeated a million times": (
        open_document(row(cell("x"), cell("y"), cell("z"), cell("a"), cell("b"), times=1_000_000)),
        "import_sheet_too_large",
    ),
    "entities": (
        folder_of(mimetype=b"application", content_xml=LAUGHS, **{"META-INF__manifest_xml": b"<m/>"}),
        "import_damaged",
    ),
}


@pytest.mark.parametrize("content,key", RUBBISH.values(), ids=RUBBISH.keys())
def test_what_is_no_list_of_people_is_refused_in_a_sentence(tmp_path: Path, content: bytes, key: str) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)
    with pytest.raises(KnownError) as refusal:
        read_source(path)
    assert refusal.value.key == key
    assert "liste" not in str(refusal.value)


def test_a_file_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "liste.xlsx"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    monkeypatch.setattr(Path, "read_bytes", None)
    with pytest.raises(KnownError, match="import_file_too_large"):
        read_source(path)


def test_a_bomb_is_given_up_before_it_is_unfolded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNFOLDED", 8 * 1024**2)
    bomb = folder_of(xl__workbook_xml=b"<w/>", xl__sharedStrings_xml=b" " * 64 * 1024**2)
    assert len(bomb) < 100_000
    path = tmp_path / "liste.xlsx"
    path.write_bytes(bomb)
    with pytest.raises(KnownError, match="import_sheet_too_large"):
        read_source(path)


def test_a_file_that_is_gone_or_closed_to_us(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="import_unreadable"):
        read_source(tmp_path / "nowhere.xlsx")
    with pytest.raises(KnownError, match="import_unreadable"):
        read_source(tmp_path)


def test_more_rows_or_columns_than_a_list_of_people_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(KnownError, match="import_too_many_rows"):
        read_source(write_text(tmp_path, "Nom\n" * 4))
    with pytest.raises(KnownError, match="import_too_many_columns"):
        read_source(write_text(tmp_path, ";".join(["x"] * 101)))


def test_a_million_coloured_blank_rows_are_no_rows(tmp_path: Path) -> None:
    kept = BytesIO(workbook_of([HEADERS, BENALI]))
    with zipfile.ZipFile(kept) as folder:
        parts = {name: folder.read(name) for name in folder.namelist()}
    blanks = b"".join(b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>' % (n, n, n) for n in range(3, 200_003))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", blanks + b"</sheetData>")
    path = tmp_path / "liste.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    (sheet_read,) = read_source(path).sheets
    assert [one.number for one in sheet_read.rows] == [1, 2]


def test_blank_ends_of_libreoffice_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "liste.ods"
    blank = row(cell("", 16384), times=1_048_570)
    path.write_bytes(
        open_document(row(cell("Nom"), cell("Prénom"), cell("", 1000)) + row(cell("BENALI"), cell("Karim")) + blank)
    )
    (sheet,) = read_source(path).sheets
    assert [one.cells for one in sheet.rows] == [("Nom", "Prénom"), ("BENALI", "Karim")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_table_is_read_whatever_saved_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = ["Nom|Prénom|Ville", "N’DIAYE|Chloë|Rennes", "LE GALL|Yann|Saint-Malo"]
    text = "\r\n".join(line.replace("|", delimiter) for line in lines)
    (sheet,) = read_source(write_text(tmp_path, text, encoding)).sheets
    assert [one.cells for one in sheet.rows] == [tuple(line.split("|")) for line in lines]


def test_a_text_table_may_say_its_own_delimiter(tmp_path: Path) -> None:
    (sheet,) = read_source(write_text(tmp_path, "sep=;\r\nNom;Ville, code\r\nBENALI;Rennes, 35000\r\n")).sheets
    assert sheet.rows[1].cells == ("BENALI", "Rennes, 35000")


def test_titles_blank_lines_and_joined_headers_stand_above_the_table(tmp_path: Path) -> None:
    lines = [
        ("Liste du 10 novembre",), (), ("", "Identité", "", "Contact"), HEADERS, (), BENALI, (), HEADERS, BENALI,
    ]  # fmt: skip
    _source, table = table_in(write_workbook(tmp_path, lines))
    assert table.header_row == 4
    assert [column.header for column in table.columns] == list(HEADERS)
    assert [one.number for one in table.rows] == [6, 9]


def test_formulas_dates_and_numbers_give_their_values(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nom", "Prénom", "Né le", "Tél"])
        sheet.write_formula(1, 0, '=UPPER("benali")', None, "BENALI")
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_datetime(1, 2, datetime(1988, 3, 14), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_number(1, 3, 612345678)
    (sheet_read,) = read_source(path).sheets
    assert sheet_read.rows[1].cells == ("BENALI", "", date(1988, 3, 14), 612345678.0)


def test_a_table_without_known_headers_begins_at_its_first_line_of_words(tmp_path: Path) -> None:
    source = read_source(write_text(tmp_path, "Liste\n;\nBlaze;Surnom\nBENALI;Karim\n"))
    table = find_table(source.sheets[0])
    assert [column.header for column in table.columns] == ["Blaze", "Surnom"]


def test_old_workbooks_that_lie_about_themselves_do_not_end_the_process(tmp_path: Path) -> None:
    path = tmp_path / "liste.xls"
    header = COMPOUND + struct.pack("<16s6H", b"", 0x3E, 3, 0xFFFE, 9, 6, 0) + b"\xff" * 476
    path.write_bytes(header + b"\xff" * 4096)
    with pytest.raises(KnownError, match="import_damaged"):
        read_source(path)
