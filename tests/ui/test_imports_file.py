"""Choosing a file: by its name, by dropping it, in French or in English; what is refused, what is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from intake_app.services.imports.known import Verdict
from tests.common.import_files import BENALI, DIALLO, HEADERS, write_text, write_workbook
from tests.store.world import CLAIRE, NORWICH, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.import_scenes import (
    choose,
    go_to_check,
    press,
    read_file,
    sit_at_imports,
)
from tests.ui.keyboard import Keyboard
from tests.ui.looks import ROLE, names
from ui.imports.imports_view import ImportsView
from ui.imports.imports_vm import ImportPage
from ui.navigation import Place
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser") as desk:
        yield desk


@pytest.fixture
def page(at: AtDesk, show: Shower) -> ImportsView:
    view = sit_at_imports(at)
    show(view, 1154, 768)
    at.settle()
    return view


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


def test_a_file_that_cannot_be_read_says_so_and_the_next_one_may(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "liste.xlsx"
    broken.write_bytes(b"%PDF-1.7 and so on")
    choose(keyboard, page, at, broken, monkeypatch)
    assert page.vm.page is ImportPage.FILE
    assert "n’est pas un tableau" in page.file.refusal.accessibleName()
    assert at.errors == []
    choose(keyboard, page, at, write_workbook(tmp_path, [HEADERS, BENALI], "bon.xlsx"), monkeypatch)
    assert page.vm.page is ImportPage.COLUMNS


def test_a_column_that_is_never_taken_cannot_be_chosen_nor_read(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    read_file(at, page, write_text(tmp_path, "Nom;Prénom;Nationalité\nBENALI;Karim;inconnue\n"))
    assert set(page.columns.fields) == {0, 1}
    words = "\n".join(names(page.columns, ROLE.StaticText))
    assert "Jamais repris\u202f: Nationalité ou origine" in words
    assert "inconnue" not in words


def test_the_same_file_is_recognised(at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path) -> None:
    path = write_workbook(tmp_path, [HEADERS, BENALI, DIALLO])
    go_to_check(at, page, path)
    press(keyboard, page.check.next_button, at, turns=4)
    page.vm.back()
    at.settle()
    assert [row.row_count for row in page.file.model.rows()] == [2]
    read_file(at, page, path)
    assert page.columns.earlier.isVisible()
    assert "déjà été importé le dimanche 22 novembre 2026" in page.columns.earlier.accessibleName()
    go_to_check(at, page, path)
    assert page.vm.check.counts == {Verdict.KNOWN: 2}
    assert not page.check.next_button.isEnabled()


def test_a_template_is_saved_and_recognised(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "modele.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    press(keyboard, page.file.template_button, at)
    assert at.wished("told") == ["Le modèle est enregistré."]
    read_file(at, page, path)
    assert all(page.vm.matching.choices.fields)


def test_back_from_the_first_page_is_the_list_of_people(at: AtDesk, page: ImportsView) -> None:
    page.vm.back()
    assert at.wished("went") == [Place.RESIDENTS]


@pytest.mark.parametrize("role,is_there", [("adviser", True), ("outreach", True), ("caretaker", False)])
def test_only_whoever_may_import_finds_the_way_there(
    tmp_path: Path, qtbot: QtBot, show: Shower, role: str, is_there: bool
) -> None:
    with sit_down(tmp_path / "other", role=role) as desk:
        view = ResidentsView(ResidentsVm(desk.desk))
        show(view)
        assert view.import_button.isVisible() is is_there
        view.import_button.click()
        assert len(desk.wished("imports_wished")) == 1
        desk.settle()


def drag(path: Path, kind: type[QDropEvent], *more: Path) -> QDropEvent:
    """These files, dragged from elsewhere."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(one)) for one in (path, *more)])
    button = Qt.MouseButton.LeftButton
    event = kind(QPoint(9, 9), Qt.DropAction.CopyAction, carried, button, Qt.KeyboardModifier.NoModifier)
    event.setDropAction(Qt.DropAction.IgnoreAction)
    drag.carried = carried  # type: ignore[attr-defined]  # the event does not own it
    return event


def test_a_file_is_dropped_on_the_page(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    path = write_workbook(tmp_path, [HEADERS, BENALI])
    entering = drag(path, QDragEnterEvent)
    page.file.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.file.dropEvent(drag(path, QDropEvent))
    at.settle()
    assert page.vm.page is ImportPage.COLUMNS


def test_an_english_file_is_recognised_too(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    lines = [("Last name", "First name", "DOB", "Mobile phone", "Gender", "Postcode", "Employment status")]
    lines += [("SMITH", "Ann", "1/4/1980", "7700900123", "F", "NR5 8XX", "Unemployed")]
    read_file(at, page, write_workbook(tmp_path, lines))
    matching = page.vm.matching
    assert matching.choices.fields == (
        "family_name", "first_name", "birth_date", "phone", "gender", "postcode", "labour_status",
    )  # fmt: skip
    assert {word.word: word.code for word in matching.words} == {"F": "F", "Unemployed": "unemployed_registered"}
    matching.choose_for_all(neighbourhood_id=NORWICH, how_met=None, takes_no_phone=False)
    matching.inform(origin="team_list", mode="paper", informed_on=TODAY)
    for _step in range(3):
        page.vm.next()
        at.settle()
    (row,) = page.vm.check.rows
    assert (row.verdict, row.row.resident["phone"]) == (Verdict.NEW, "+447700900123")


def test_thousands_are_told_apart_as_on_every_page(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    people = [(f"NOM{chr(65 + n // 676)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}", "Awa") for n in range(1_200)]
    read_file(at, page, write_workbook(tmp_path, [("Nom", "Prénom"), *people]))
    assert "1\u202f200 lignes sous les titres" in "\n".join(names(page.columns, ROLE.StaticText))
