"""Certificates as people get them: from a file, from a day's sheet, from the page of registers; read back as a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.attendances import mark_present, mark_status
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.signing import led, sealed
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from ui import formats
from ui.languages import install_language
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm

# a menu that opens: there is no window system for it
menus = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PATIENCE = 8


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        fund(desk.store)
        yield desk


def wait(at: AtDesk) -> None:
    for _time in range(PATIENCE):
        at.settle()


def pages(path: Path) -> list[str]:
    """The words of each page, as a reader finds them."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(path).pages]


def file_of(at: AtDesk, resident_id: UUID, show: Shower) -> ResidentFileView:
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(resident_id)
    at.settle()
    return view


def certify(at: AtDesk, view: ResidentFileView, target: Path) -> list[str]:
    """By keyboard: Ctrl+P, then the certificate in the menu."""
    view.print_button.certificate_saving.ask_target = lambda: str(target)
    view.print_button.setFocus()
    QTest.keyClick(view.print_button, Qt.Key.Key_Space)
    menu = view.print_button.menu_shown
    assert menu.isVisible()
    for _time in range(3):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    wait(at)
    return pages(target)


@menus
def test_a_persons_certificate_says_what_when_where_how_long_and_by_whom(
    at: AtDesk, show: Shower, tmp_path: Path
) -> None:
    karim = at.register()
    first, first_slot = hold(at.store, at.actor, JOBS)
    _second, second_slot = hold(at.store, at.actor, KITCHEN)
    at.run(mark_present, first_slot, karim)
    at.run(mark_status, second_slot, karim, "left_early")
    led(at.store, at.actor, first_slot)
    sealed(at.store, at.actor, first)
    (page,) = certify(at, file_of(at, karim, show), tmp_path / "a.pdf")
    for said in (
        "Attestation de présence",
        "Nadia MORVAN atteste que Karim BENALI",
        "3h pour l’emploi",
        "WeKer",
        "Lot 3 · 2026-FSE-0042",
        "FSE+. Cofinancé par l’Union européenne.",
        "Dimanche 22 novembre 2026 14 h – 16 h 30, Local Gros-Chêne : 2 h 30",
        "Rennes aux Fourneaux",
        "5 h dans 2 séances",
        "2 h 30 sur 5 h sont sur des feuilles d’émargement scellées",
        "1 demi-journée comptée en entier",
        "Délivrée par Nadia MORVAN",
        "Page 1 sur 1",
    ):
        assert said in page, f"{said!r} is not in {page!r}"
    assert "Foyer fictif" not in page
    reader = PdfReader(tmp_path / "a.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == "Attestation de présence"
    assert at.wished("told")[-1].startswith("L’attestation est enregistrée")


@menus
def test_it_says_when_every_hour_is_proven_and_when_none_is(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    karim = at.register()
    workshop_id, slot_id = hold(at.store, at.actor, JOBS)
    at.run(mark_present, slot_id, karim)
    view = file_of(at, karim, show)
    assert "Aucune n’est encore" in certify(at, view, tmp_path / "a.pdf")[0]
    led(at.store, at.actor, slot_id)
    sealed(at.store, at.actor, workshop_id)
    assert "Toutes ces heures sont sur" in certify(at, view, tmp_path / "b.pdf")[0]


@menus
def test_it_is_whole_in_english(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    karim = at.register()
    _workshop_id, slot_id = hold(at.store, at.actor, JOBS)
    at.run(mark_present, slot_id, karim)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(app, "en")
    try:
        (page,) = certify(at, file_of(at, karim, show), tmp_path / "a.pdf")
    finally:
        install_language(app, "fr")
        assert formats.language() == "fr"
    for said in (
        "Certificate of attendance",
        "3 hours for work",
        "Sunday 22 November 2026",
        "14:00 – 16:30",
        "2 h 30 min",
    ):
        assert said in page


def test_nobody_came_is_said(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    view = file_of(at, at.register(), show)
    view.print_button.certificate_saving.ask_target = lambda: str(tmp_path / "a.pdf")
    view.print_button.save_certificate()
    wait(at)
    assert [error.key for error in at.errors] == ["certificates_none"]
    assert not (tmp_path / "a.pdf").exists()


def test_everybody_at_a_workshop_has_a_page(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    people = [at.register(name) for name in ("Benali", "Diallo", "Traoré")]
    _workshop_id, slot_id = hold(at.store, at.actor, JOBS)
    for one in people[:2]:
        at.run(mark_present, slot_id, one)
    screen = WorkshopsView(WorkshopsVm(at.desk))
    show(screen, 1100, 800)
    screen.vm.open_slot(slot_id)
    at.settle()
    screen.vm.open_sheet()
    at.settle()
    screen.sheet.certificate_saving.ask_target = lambda: str(tmp_path / "all.pdf")
    screen.sheet.certificates.setFocus()
    QTest.keyClick(screen.sheet.certificates, Qt.Key.Key_Space)
    wait(at)
    found = pages(tmp_path / "all.pdf")
    assert [("BENALI" in page, "DIALLO" in page) for page in found] == [(True, False), (False, True)]
    assert all("Page 1 sur 1" in page for page in found)


def test_the_page_of_registers_certifies_ones_caseload(tmp_path: Path, show: Shower) -> None:
    with sit_down(tmp_path / "adviser", staff_id=CLAIRE, role="adviser") as at:
        fund(at.store)
        _workshop_id, slot_id = hold(at.store, at.actor, JOBS)
        for name, referent in (("Benali", CLAIRE), ("Traoré", None)):
            at.run(mark_present, slot_id, at.register(name, referent_id=referent))
        screen = WorkshopsView(WorkshopsVm(at.desk))
        show(screen, 1100, 800)
        screen.vm.registers.open()
        at.settle()
        screen.registers.out.ask = lambda *_asked: str(tmp_path / "period.pdf")
        screen.registers.certificates.setFocus()
        QTest.keyClick(screen.registers.certificates, Qt.Key.Key_Space)
        screen.registers.leaving.form.set_values({"purpose": "hand_over"})
        QTest.keyClick(screen.registers.leaving, Qt.Key.Key_Return)
        wait(at)
        (page,) = pages(tmp_path / "period.pdf")
        assert "BENALI" in page
        assert "TRAOR" not in page


def test_stopped_in_the_middle_nothing_is_written(at: AtDesk, show: Shower, tmp_path: Path) -> None:
    _workshop_id, slot_id = hold(at.store, at.actor, JOBS)
    for name in ("Benali", "Diallo"):
        at.run(mark_present, slot_id, at.register(name))
    screen = WorkshopsView(WorkshopsVm(at.desk))
    show(screen, 1100, 800)
    screen.vm.open_slot(slot_id)
    at.settle()
    screen.vm.open_sheet()
    at.settle()
    saving = screen.sheet.certificate_saving
    saving.ask_target = lambda: str(tmp_path / "all.pdf")
    saving.work.moved.connect(lambda: saving.work.stop() if saving.work.share > 0.4 else None)
    screen.sheet.certificates.click()
    wait(at)
    assert not saving.work.is_busy
    assert not list(tmp_path.glob("all.pdf*"))
