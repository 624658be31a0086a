"""The workbook that furnishes a centre: every line judged before any is written, refusals told by sheet and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import func, select

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from sync.server.administration import workbook
from sync.server.administration.program import main
from sync.server.administration.workbook import Line, LineState, Reading, WorkbookReader
from sync.server.administration.workbook_shape import SHEETS, write_template
from sync.server.handle import Server
from sync.server.spaces import create_space
from tests.common.servers import MadeSpace, make_space

Read = Callable[..., Reading]
GOOD: dict[str, list[list[Any]]] = {
    "Quartiers": [["Nom *", "Type", "Pays"], ["Maurepas", "QPV", ""], ["Larkman", "", "gb"]],
    "Sites": [["Nom", "Quartier"], ["Loge", "maurepas"]],
    "Bâtiments": [["Nom", "Quartier", "Site", "Adresse"], [12, "Maurepas", "LOGE", "1 rue X"], [12, "Larkman", "", ""]],
    "Personnel": [["Prénom", "Nom", "Rôle", "Site"], ["Dominique", "Exemple", "gardien ou gardienne", "Loge"]],
}


@pytest.fixture
def space(light_server: Server) -> MadeSpace:
    return make_space(light_server)


@pytest.fixture
def read(light_server: Server, space: MadeSpace, tmp_path: Path) -> Read:
    """Reads a workbook made of these sheets."""

    def run(sheets: dict[str, list[list[Any]]], language: Any = "fr") -> Reading:
        path = tmp_path / "centre.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for title, lines in sheets.items():
                sheet = book.add_worksheet(title)
                for number, cells in enumerate(lines):
                    sheet.write_row(number, 0, cells)
        with light_server.centre.database.read() as connection:
            return WorkbookReader(light_server.centre, connection, space.space_id, language).read(path)

    return run


def refused(reading: Reading) -> list[tuple[str, int, str]]:
    return [(line.sheet, line.number, line.reason) for line in reading.lines if line.state is LineState.REFUSED]


def test_a_good_workbook_gives_its_rows(read: Read) -> None:
    reading = read(GOOD)
    assert refused(reading) == []
    said = [row.model_dump() for row in reading.rows]
    assert [row.get("name") or row.get("label") or row["first_name"] for row in said] == [
        "Maurepas",
        "Larkman",
        "Loge",
        "12",
        "12",
        "Dominique",
    ]
    assert [(row["kind"], row["country"]) for row in said[:2]] == [("qpv", "FR"), ("local", "GB")]
    assert said[3]["site_id"] == said[2]["id"]
    assert said[3]["neighbourhood_id"] == said[0]["id"]
    assert (said[5]["role"], said[5]["site_id"]) == ("caretaker", said[2]["id"])


def test_english_sheets_and_headings_are_read_too(read: Read) -> None:
    reading = read(
        {"Staff": [["First name", "Family name", "Role", "Site"], ["Ann", "Example", "Adviser", "loge volga"]]}
    )
    assert refused(reading) == []
    assert reading.rows[0].model_dump()["role"] == "adviser"


def test_what_the_centre_has_already_is_known(read: Read) -> None:
    staff = [["Prénom", "Nom", "Rôle"], ["claire", "MOREL", "Gardien ou gardienne"]]
    reading = read({"Quartiers": [["Nom"], ["LE BLOSNE"], ["Nouveau"]], "Personnel": staff})
    assert [(line.number, line.state) for line in reading.lines] == [(2, "known"), (3, "new"), (2, "known")]
    assert reading.lines[0] == Line("Quartiers", 2, LineState.KNOWN)
    assert reading.count(LineState.NEW) == 1


def test_empty_lines_and_other_sheets_are_passed_over(read: Read) -> None:
    reading = read({"Notice": [["Bonjour"]], "Quartiers": [["Nom"], [""], ["Maurepas"], ["   "], ["Cleunay"]]})
    assert [(line.number, line.state) for line in reading.lines] == [(3, LineState.NEW), (5, LineState.NEW)]


@pytest.mark.parametrize(
    "sheet,lines,reason",
    [
        ("Sites", [["Nom", "Quartier"], ["Loge", "Nulle part"]], "cell_refers_to_nothing"),
        ("Sites", [["Nom", "Quartier"], ["", "Le Blosne"]], "cell_missing"),
        ("Sites", [["Nom", "Quartier"], ["Loge", ""]], "cell_missing"),
        ("Sites", [["Nom", "Quartier"], ["x" * 121, "Le Blosne"]], "cell_invalid"),
        ("Personnel", [["Prénom", "Nom", "Rôle"], ["A", "B", "roi"]], "cell_not_in_list"),
        ("Quartiers", [["Nom", "Pays"], ["Maurepas", "France"]], "cell_invalid"),
    ],
)
def test_a_wrong_line_is_told_by_sheet_and_number(read: Read, sheet: str, lines: list[list[Any]], reason: str) -> None:
    assert refused(read({sheet: lines})) == [(sheet, 2, reason)]


@pytest.mark.parametrize(
    "headings,reason", [(["Nom", "Couleur"], "heading_unknown"), (["Type"], "heading_missing"), ([], "heading_missing")]
)
def test_wrong_headings_are_told_before_the_lines(read: Read, headings: list[str], reason: str) -> None:
    assert refused(read({"Quartiers": [headings, ["Maurepas"]]})) == [("Quartiers", 1, reason)]


def test_a_line_written_twice_is_refused_the_second_time(read: Read) -> None:
    reading = read({"Quartiers": [["Nom"], ["Maurepas"], ["MAUREPAS "]]})
    assert refused(reading) == [("Quartiers", 3, "line_twice")]


def test_the_template_can_be_read_back(light_server: Server, tmp_path: Path) -> None:
    space_id = create_space(light_server.centre, "Rennes", "FR")
    for language in ("fr", "en"):
        path = tmp_path / f"{language}.xlsx"
        write_template(path, language)
        with light_server.centre.database.read() as connection:
            reading = WorkbookReader(light_server.centre, connection, space_id, language).read(path)
        assert refused(reading) == []
        assert len(reading.rows) == len(SHEETS)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04" + b"\x00" * 60, b"<html></html>"])
def test_a_file_that_is_no_workbook_is_said_so(
    light_server: Server, space: MadeSpace, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "centre.xlsx"
    path.write_bytes(content)
    with light_server.centre.database.read() as connection:
        reader = WorkbookReader(light_server.centre, connection, space.space_id, "fr")
        with pytest.raises(KnownError, match="workbook_unreadable"):
            reader.read(path)


def test_a_workbook_without_the_sheets_is_said_so(read: Read) -> None:
    with pytest.raises(KnownError, match="workbook_without_sheets"):
        read({"Feuil1": [["Nom"], ["Maurepas"]]})


@pytest.mark.parametrize("limit,value", [("LARGEST_FILE", 100), ("MOST_LINES", 3)])
def test_a_workbook_too_large_is_said_so(read: Read, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(workbook, limit, value)
    with pytest.raises(KnownError, match="workbook_too_large"):
        read({"Quartiers": [["Nom"], ["A"], ["B"], ["C"]]})


def run(url: str, *arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--database", url, *arguments])
    return int(ended.value.code or 0)


def test_all_or_nothing(
    read: Read, sqlite_url: str, light_server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def count() -> int:
        with light_server.centre.database.read() as connection:
            return int(connection.scalars(select(func.count()).select_from(table_of("neighbourhood"))).one())

    read({"Quartiers": [["Nom"], ["Maurepas"], ["x" * 200]]})
    assert run(sqlite_url, "import", str(tmp_path / "centre.xlsx")) == 1
    assert "Quartiers, ligne 3\u202f: la colonne «\u202fNom\u202f»" in capsys.readouterr().out
    assert count() == 1
    read(GOOD)
    assert run(sqlite_url, "import", "--dry-run", str(tmp_path / "centre.xlsx")) == 0
    assert count() == 1
    assert run(sqlite_url, "import", str(tmp_path / "centre.xlsx")) == 0
    assert count() == 3
    assert "Lignes ajoutées\u202f: 6" in capsys.readouterr().out


PROGRAMME = {
    "Partenaires": [["Nom", "Type", "Nom à protéger"], ["Boutique", "Fournisseur du bailleur qui recrute", "Oui"]],
    "Programmes": [["Nom"], ["Valorisation sociale"]],
    "Opérations": [
        ["Nom", "Programme", "Financeur", "Début", "Fin"],
        ["FSE+ 2026", "valorisation sociale", "FSE+", "01/01/2026", "2027-12-31"],
    ],
    "Actions": [
        ["Titre en français", "Titre en anglais", "Opération", "Certifiée"],
        ["CAP gardien", "Caretaker", "FSE+ 2026", "Oui"],
    ],
    "Promotions": [
        ["Nom", "Action", "Diplôme ou titre", "Délivré par"],
        ["Printemps", "CAP gardien", "CAP gardien d’immeubles", "Éducation nationale"],
    ],
}


def test_a_programme_is_told_by_its_sheets(read: Read) -> None:
    reading = read(PROGRAMME)
    assert [line.state for line in reading.lines] == [LineState.NEW] * 5
    rows = {str(row.__tablename__): row for row in reading.rows}
    assert rows["organisation"].model_dump()["has_sensitive_name"] is True
    operation, action, cohort = (rows[name].model_dump() for name in ("operation", "action", "cohort"))
    assert (str(operation["starts_on"]), str(operation["ends_on"])) == ("2026-01-01", "2027-12-31")
    assert (action["operation_id"], action["is_certified"]) == (operation["id"], True)
    assert cohort["action_id"] == action["id"]


def test_a_day_that_is_none_is_refused_with_its_column(read: Read) -> None:
    wrong = [["Nom", "Programme", "Début"], ["FSE+ 2026", "Valorisation sociale", "au printemps"]]
    reading = read({"Programmes": PROGRAMME["Programmes"], "Opérations": wrong})
    assert [(line.state, line.reason) for line in reading.lines] == [
        (LineState.NEW, ""),
        (LineState.REFUSED, "cell_invalid"),
    ]


@pytest.mark.parametrize(
    "sheet,lines,reason",
    [
        ("Quartiers", [["Nom", "Type", "Commune", "Code officiel"], ["X", "QPV", "Rennes", "QN03503M"]], ""),
        ("Quartiers", [["Nom", "Type", "Commune", "Code officiel"], ["X", "QPV", "Saint-Denis", "QN97403M"]], ""),
        (
            "Quartiers",
            [["Nom", "Type", "Commune", "Code officiel"], ["X", "QPV", "Rennes", "QP059001"]],
            "code_of_another_department",
        ),
        ("Quartiers", [["Nom", "Commune"], ["X", "Rnenes"]], "town_unknown"),
        ("Quartiers", [["Nom", "Commune", "Pays"], ["X", "Norwich", "GB"]], ""),
        (
            "Sites",
            [["Nom", "Quartier", "Adresse"], ["X", "Le Blosne", "3 rue X, 35000 Lyon"]],
            "postcode_of_another_town",
        ),
        ("Sites", [["Nom", "Quartier", "Adresse"], ["X", "Le Blosne", "3 rue X, 35200 Rennes"]], ""),
        ("Bâtiments", [["Nom", "Quartier", "Adresse"], ["X", "Le Blosne", "3 rue X, 35999"]], "postcode_unknown"),
        (
            "Partenaires",
            [["Nom", "Pays", "Adresse"], ["X", "GB", "4 Mill Lane, Norwich NR5 8LO"]],
            "postcode_misshapen",
        ),
    ],
)
def test_what_does_not_go_together_is_told_and_written(
    read: Read, sheet: str, lines: list[list[Any]], reason: str
) -> None:
    reading = read({sheet: lines})
    assert [(line.number, line.state, line.reason) for line in reading.lines] == [(2, LineState.NEW, reason)]
    assert len(reading.rows) == 1


def test_a_doubt_is_said_in_a_sentence(
    read: Read, sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read({"Sites": [["Nom", "Quartier", "Adresse"], ["Accueil", "Le Blosne", "3 rue X, 35000 Lyon"]]})
    assert run(sqlite_url, "import", str(tmp_path / "centre.xlsx")) == 0
    said = capsys.readouterr().out
    assert "Sites, ligne 2\u202f: 35000 est le code postal de Rennes, pas de «\u202fLyon\u202f»." in said
    assert "Lignes ajoutées\u202f: 1" in said


@pytest.mark.parametrize("typed,kept", [("rncp 38 000", "RNCP38000"), ("60300011", "603/0001/1"), ("RNCP", None)])
def test_a_register_code_is_put_in_order_or_refused(read: Read, typed: str, kept: str | None) -> None:
    cohorts = [[*PROGRAMME["Promotions"][0], "Code au répertoire"], [*PROGRAMME["Promotions"][1], typed]]
    reading = read({**PROGRAMME, "Promotions": cohorts})
    rows = [row.model_dump() for row in reading.rows if row.__tablename__ == "cohort"]
    assert [row["register_code"] for row in rows] == ([kept] if kept else [])
    assert refused(reading) == ([] if kept else [("Promotions", 2, "cell_invalid")])


def test_a_wrong_code_is_refused_on_the_command_line_too(
    space: MadeSpace, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert space is not None
    assert run(sqlite_url, "add-neighbourhood", "Bellangerais", "--kind", "qpv", "--code", "QN099") == 1
    assert "official_code" in capsys.readouterr().err


@pytest.mark.parametrize(
    "kind,code,is_one",
    [
        ("Quartier prioritaire (QPV)", "QN03503M", True),
        ("Quartier prioritaire (QPV)", "qp035003", True),
        ("Quartier prioritaire (QPV)", "QN35003", False),
        ("", "whatever", True),
    ],
)
def test_a_priority_neighbourhood_has_an_official_code(read: Read, kind: str, code: str, is_one: bool) -> None:
    reading = read({"Quartiers": [["Nom", "Type", "Code officiel"], ["Bellangerais", kind, code]]})
    assert (reading.lines[0].state is LineState.NEW) is is_one
