"""The sheet of a resident on paper: what it says, who may take it, that the trail tells, that nothing stays behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from intake_app.services import resident_sheets
from intake_app.storage.audit import read_trail
from tests.store.world import CLAIRE, TODAY, actor_of
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.path_scenes import tell_path
from tests.ui.pdf_words import page_count, words_of
from ui import formats, paper
from ui.languages import install_language
from ui.residents import sheet_words
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm

SAID = (
    "Karim BENALI",
    "06 12 34 56 78",
    "14/03/1988",
    "Food-truck",
    "FSE+ 2026",
    "CAP gardien d’immeubles",
    "inscrit à France Travail",
)


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def karim(at: AtDesk) -> UUID:
    resident_id, _ = tell_path(at)
    return resident_id


@pytest.fixture
def view(at: AtDesk, karim: UUID, show: Shower) -> ResidentFileView:
    shown = ResidentFileView(ResidentFileVm(at.desk))
    show(shown, 1154, 768)
    shown.vm.open_file(karim)
    at.settle()
    return shown


def takings(at: AtDesk, resident_id: UUID) -> int:
    """How often the trail says that the sheet was taken."""
    return len(at.store.read(read_trail, "resident", resident_id, deed=resident_sheets.TAKEN))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_ctrl_p_saves_a_pdf_that_can_be_searched(
    at: AtDesk, view: ResidentFileView, karim: UUID, tmp_path: Path
) -> None:
    target = tmp_path / "fiche.pdf"
    view.print_button.ask_target = lambda: str(target)
    before = set(Path(tempfile.gettempdir()).iterdir())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    menu = view.print_button.menu_shown
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    at.settle()
    words = words_of(target)
    for said in SAID:
        assert said in words, said
    assert 1 <= page_count(target) <= 2
    assert takings(at, karim) == 1
    assert "supprimez-le" in at.wished("told")[-1]
    assert list(tmp_path.glob("fiche*")) == [target]
    assert not [one for one in set(Path(tempfile.gettempdir()).iterdir()) - before if one.suffix == ".pdf"]


def test_the_file_names_nobody_but_on_its_pages(at: AtDesk, view: ResidentFileView, tmp_path: Path) -> None:
    target = tmp_path / "fiche.pdf"
    view.print_button.ask_target = lambda: str(target)
    view.print_button.save_sheet()
    at.settle()
    raw = target.read_bytes()
    for coding in ("utf-8", "utf-16-be"):
        assert "BENALI".encode(coding) not in raw
        assert "Benali".encode(coding) not in raw


def test_thinking_better_of_it_takes_nothing(at: AtDesk, view: ResidentFileView, karim: UUID) -> None:
    view.print_button.ask_target = lambda: None
    view.print_button.ask_printer = lambda: None
    view.print_button.save_sheet()
    view.print_button.print_sheet()
    at.settle()
    assert takings(at, karim) == 0


def test_a_folder_that_refuses_is_said(at: AtDesk, view: ResidentFileView, tmp_path: Path) -> None:
    view.print_button.ask_target = lambda: str(tmp_path / "nowhere" / "fiche.pdf")
    view.print_button.save_sheet()
    at.settle()
    assert [error.key for error in at.errors] == ["paper_not_written"]


def test_the_sheet_goes_to_the_printer_that_was_chosen(
    at: AtDesk, view: ResidentFileView, karim: UUID, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    view.print_button.ask_printer = lambda: printer
    view.print_button.print_sheet()
    at.settle()
    assert "Karim BENALI" in words_of(tmp_path / "printed.pdf")
    assert takings(at, karim) == 1


@pytest.mark.parametrize("role,is_allowed", [("caretaker", True), ("dpo", True), ("admin", False), ("auditor", False)])
def test_who_may_open_a_file_may_print_it(at: AtDesk, karim: UUID, role: str, is_allowed: bool) -> None:
    actor = actor_of(at.clock, staff_id=CLAIRE, role=role, seed=9)
    if is_allowed:
        assert at.store.run(resident_sheets.take_sheet, actor, karim, TODAY).file.id == karim
    else:
        with pytest.raises(KnownError, match="not_allowed"):
            at.store.run(resident_sheets.take_sheet, actor, karim, TODAY)
    assert takings(at, karim) == is_allowed


def test_the_sheet_speaks_english_too(at: AtDesk, karim: UUID, tmp_path: Path, qapp: QApplication) -> None:
    install_language(qapp, "en")
    sheet = at.store.run(resident_sheets.take_sheet, at.actor, karim, TODAY)
    target = tmp_path / "sheet.pdf"
    paper.save_pdf(sheet_words.sheet_html(sheet, TODAY), str(target), sheet_words.title(), sheet_words.foot(TODAY))
    assert formats.language() == "en"
    words = words_of(target)
    for said in ("Your project", "Your agreements", "Page 1 of", "Phone"):
        assert said in words, said


def test_a_long_text_goes_on_over_pages_without_cutting_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    lines = [(f"ligne {number}", f"mot{number}") for number in range(1, 121)]
    html = paper.page_html("Titre", "Dessous", paper.section("Partie", lines))
    target = tmp_path / "long.pdf"
    paper.save_pdf(html, str(target), "Essai", "pied")
    words = words_of(target)
    assert page_count(target) >= 2
    assert [words.split().count(f"mot{number}") for number in range(1, 121)] == [1] * 120
