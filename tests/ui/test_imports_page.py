"""« Importer un fichier », by the keyboard alone: from the choice of a file to taking it all back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from intake_app.services.distinctions import read_told_apart
from intake_app.services.erasures import erase_resident
from intake_app.services.imports.known import Verdict
from intake_app.services.imports.reports import list_imports
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import update_resident
from tests.common.import_files import BENALI, DIALLO, HEADERS, LE_GALL, write_text, write_workbook
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.import_scenes import (
    answer_information,
    choose,
    go_to,
    go_to_check,
    press,
    read_file,
    sit_at_imports,
    write_list,
)
from tests.ui.keyboard import Keyboard
from tests.ui.looks import CONTROLS, ROLE, accessible_tree, names
from tests.ui.page_words import clipped_on
from ui import theme
from ui.imports.imports_view import ImportsView
from ui.imports.imports_vm import ImportPage


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


def test_a_whole_import_by_the_keyboard_alone(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_workbook(tmp_path, [HEADERS, BENALI, LE_GALL, DIALLO])
    choose(keyboard, page, at, path, monkeypatch)
    assert page.vm.page is ImportPage.COLUMNS
    press(keyboard, page.columns.next_button, at)
    go_to(keyboard, page.words.neighbourhood_field)
    keyboard.type("Mau")
    go_to(keyboard, page.words.no_phone_box)
    keyboard.press(Qt.Key.Key_Space)
    press(keyboard, page.words.next_button, at)
    answer_information(keyboard, page, at)
    assert page.vm.page is ImportPage.CHECK
    press(keyboard, page.check.next_button, at, turns=4)
    assert page.vm.page is ImportPage.REPORT
    assert {row.family_name for row in at.store.read(find_residents)} == {"BENALI", "LE GALL", "DIALLO"}
    press(keyboard, page.report.undo_button, at)
    press(keyboard, page.report.confirm_button, at, turns=4)
    assert at.store.read(find_residents) == []
    assert at.wished("told") == ["L’import est annulé."]
    assert not page.report.undo_button.isVisible()


def test_whoever_resembles_is_decided_one_by_one(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    known = at.register("Benali", "Karim", birth_date="1988")
    at.register("Le Gall", "Yann")
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, BENALI, LE_GALL, DIALLO]))
    assert page.vm.check.counts == {Verdict.TO_CHECK: 2, Verdict.NEW: 1}
    assert page.check.list.hasFocus()
    keyboard.press(Qt.Key.Key_Return)
    assert page.check.card.buttons[0].hasFocus()
    keyboard.press(Qt.Key.Key_Return)  # the same person
    assert page.check.list.current_row().row.number == 3
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab()
    keyboard.press(Qt.Key.Key_Return)  # somebody else
    assert page.vm.check.undecided == 0
    assert page.vm.check.decisions[2][1] == known
    assert [task.row.number for task in page.vm.check.tasks()] == [3, 4]
    press(keyboard, page.check.next_button, at, turns=4)
    states = {row.number: row.state for row in page.vm.report.rows}
    assert states == {2: "known", 3: "added", 4: "added"}
    assert len(at.store.read(find_residents)) == 4
    added = next(row.resident_id for row in page.vm.report.rows if row.number == 3)
    assert added is not None
    assert at.store.read(read_told_apart, [added]), "they are not proposed again as one person"
    assert page.vm.report.can_undo
    page.vm.report.ask_undo()
    at.settle()
    assert page.vm.report.preview is not None
    assert page.vm.report.preview.numbers == (3, 4)


def test_blank_boxes_of_somebody_known_are_completed_when_asked(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    at.register("Benali", "Karim", birth_date="1988-03-14")
    page.vm.matching.choose_completing(True)
    path = write_workbook(tmp_path, [HEADERS, BENALI])
    go_to_check(at, page, path)
    assert page.vm.check.tasks() == []
    page.vm.back()
    page.vm.back()
    go_to(keyboard, page.words.complete_box)
    keyboard.press(Qt.Key.Key_Space)
    for _step in range(2):
        page.vm.next()
        at.settle()
    at.settle()
    press(keyboard, page.check.next_button, at, turns=4)
    assert [row.state for row in page.vm.report.rows] == ["completed"]
    assert at.store.read(find_residents)[0].phone is None, "they had said that they have none"


def test_a_row_refused_while_it_comes_in_keeps_nobody_else_out(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    known = at.register("Benali", "Karim", birth_date="1988-03-14")
    path = write_workbook(tmp_path, [HEADERS, LE_GALL, ("BENALI", "Karim", "14/03/1988", "0612345678", "M"), DIALLO])
    go_to_check(at, page, path)
    page.vm.matching.choose_completing(True)
    (gone,) = [task for task in page.vm.check.tasks() if task.resident_id is not None]
    assert gone.resident_id == known
    at.store.run(erase_resident, replace(at.actor, role="dpo"), known, "request")
    press(keyboard, page.check.next_button, at, turns=8)
    assert page.vm.page is ImportPage.REPORT
    assert [(row.number, row.state) for row in page.vm.report.rows] == [(2, "added"), (3, "refused"), (4, "added")]
    assert {row.family_name for row in at.store.read(find_residents)} >= {"LE GALL", "DIALLO"}


def test_a_refused_row_says_which_column_and_why(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    young = ("PETIT", "Zoé", "1/4/2019", "6,12E+08", "F")
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, BENALI, young]))
    page.check.filter.chip(Verdict.REFUSED).click()
    words = "\n".join(names(page.check.card, ROLE.StaticText))
    assert "Colonne «\u202fDate de naissance\u202f»" in words
    assert "Colonne «\u202fTéléphone\u202f»" in words
    assert "Le tableur a arrondi ce numéro" in words
    assert "ligne 3" in page.check.model.cell(0, 0).second


def test_nothing_goes_on_without_names_or_place_or_information(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    read_file(at, page, write_workbook(tmp_path, [("Blaze", "Sexe", "Tél"), ("BENALI", "gars", "0612345678")]))
    assert not page.columns.next_button.isEnabled()
    go_to(keyboard, page.columns.fields[0])
    keyboard.type("Nom")
    assert page.columns.next_button.isEnabled()
    at.settle()
    press(keyboard, page.columns.next_button, at)
    assert not page.words.next_button.isEnabled()
    go_to(keyboard, page.words.neighbourhood_field)
    keyboard.type("Mau")
    assert not page.words.next_button.isEnabled(), "a word is still to choose"
    go_to(keyboard, page.words.word_fields["gender", "gars"])
    keyboard.type("Hom")
    at.settle()
    press(keyboard, page.words.next_button, at)
    assert page.vm.page is ImportPage.INFORMATION
    assert not page.information.next_button.isEnabled()
    go_to(keyboard, page.information.origins.chip("team_list"))
    keyboard.press(Qt.Key.Key_Left)
    keyboard.press(Qt.Key.Key_Space)
    assert "fichier des locataires" in page.information.boxes["origin"].error()
    page.vm.next()
    assert page.vm.page is ImportPage.INFORMATION


def test_a_field_chosen_for_another_column_leaves_the_first(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    read_file(at, page, write_text(tmp_path, "Nom;Prénom;Autre nom\nBENALI;Karim;X\n"))
    page.vm.matching.choose_field(2, "family_name")
    assert page.vm.matching.choices.fields == ("", "first_name", "family_name")
    assert page.columns.fields[0].value() == "-"


def test_stopping_keeps_what_is_done(at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path) -> None:
    letters = [f"{first}{second}" for first in "ABCD" for second in "ABCDEFGH"]
    people = [(f"NOM{two}", "Karim", "1988", f"06123456{place:02}", "M") for place, two in enumerate(letters)]
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, *people]))
    page.vm.next()
    assert page.run.stop_button.hasFocus()
    keyboard.press(Qt.Key.Key_Return)
    for _turn in range(4):
        at.settle()
    assert page.vm.page is ImportPage.REPORT
    done = len(at.store.read(find_residents))
    assert done < len(people)
    (summary,) = at.store.read(list_imports)
    assert summary.finished_at is not None
    assert page.report.state.isVisible()
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, *people]))
    assert page.vm.check.counts == {Verdict.KNOWN: done, Verdict.NEW: len(people) - done} or done == 0


def test_what_stays_is_named_before_the_import_is_taken_back(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, BENALI, DIALLO]))
    press(keyboard, page.check.next_button, at, turns=4)
    benali = next(row.resident_id for row in page.vm.report.rows if row.family_name == "BENALI")
    at.run(update_resident, benali, {"gender": "9"})
    press(keyboard, page.report.undo_button, at)
    words = "\n".join(names(page.report.question, ROLE.StaticText))
    assert "ligne 2\u202f: La fiche a été modifiée depuis." in words
    assert page.report.leave_button.hasFocus()
    press(keyboard, page.report.confirm_button, at, turns=4)
    assert {row.state for row in page.vm.report.rows} == {"kept", "undone"}


def test_the_report_opens_files(at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path) -> None:
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, BENALI]))
    press(keyboard, page.check.next_button, at, turns=4)
    go_to(keyboard, page.report.list)
    keyboard.press(Qt.Key.Key_Return)
    assert at.wished("resident_wished") == [page.vm.report.rows[0].resident_id]


@pytest.mark.parametrize(
    "size,scale",
    [
        ((1154, 768), 1.0),
        ((700, 512), 1.0),
        ((1154, 768), 1.5),
        ((1154, 768), 2.0),
        ((848, 512), 1.5),
        ((848, 512), 2.0),
    ],
)
def test_every_page_fits_and_every_control_has_a_name(
    at: AtDesk, page: ImportsView, tmp_path: Path, size: tuple[int, int], scale: float, qapp: object
) -> None:
    theme.apply_theme(qapp, "light", scale)  # type: ignore[arg-type]
    page.resize(*size)
    at.register("N’Diaye", "Fatou", birth_date="1979")
    go_to_check(at, page, write_list(tmp_path))
    for name in ImportPage:
        page.vm._go(name)
        at.settle()
        shown = page._pages[name]
        assert shown.scroll_area().horizontalScrollBar().maximum() == 0, name
        assert clipped_on(page) == [], name
        for control in accessible_tree(shown):
            if control.role() in CONTROLS:
                assert control.text(QAccessible.Text.Name), (name, control.role())


def test_an_import_taken_back_stays_in_the_list_with_when_and_by_whom(
    at: AtDesk, page: ImportsView, keyboard: Keyboard, tmp_path: Path
) -> None:
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, BENALI, DIALLO]))
    press(keyboard, page.check.next_button, at, turns=4)
    press(keyboard, page.report.undo_button, at)
    press(keyboard, page.report.confirm_button, at, turns=4)
    page.vm.open()
    at.settle()
    rows = page.file.model
    assert rows.rowCount() == 1
    assert rows.cell(0, 0).second == "annulé à l’instant par Claire D. · sur 2 lignes"
    assert rows.cell(0, 2).text == "annulé"
