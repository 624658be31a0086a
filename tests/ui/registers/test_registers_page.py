"""The page of registers: reached from the list, chosen and taken by keyboard, stopped, refused by a full disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.services.registers.exports import RegisterExport
from intake_app.services.registers.sheet_archive import SheetArchive
from intake_app.services.workshop_lists import read_workshop
from intake_app.storage.safe_file import Disk
from tests.store.leaving_world import unpack
from tests.store.register_world import JOBS, read_csv, read_xlsx
from tests.store.signing import led, sealed
from tests.store.world import CLAIRE, TODAY, actor_of
from tests.ui.conftest import Shower
from tests.ui.registers.taking import Taking, sit

KEY = Qt.Key


@pytest.fixture
def adviser(tmp_path: Path, show: Shower) -> Iterator[Taking]:
    yield from sit(tmp_path, show, "adviser", CLAIRE)


@pytest.fixture
def officer(tmp_path: Path, show: Shower) -> Iterator[Taking]:
    yield from sit(tmp_path, show, "programme_officer", CLAIRE)


def told(taking: Taking) -> str:
    return taking.page._told.text().replace("\u00a0", " ")


def test_the_page_says_what_was_done(adviser: Taking) -> None:
    assert told(adviser) == ("10 h suivies par 2 personnes · 2 séances · 3 venues sans nom · 0 feuille scellée")
    by_action = adviser.page._by_action.text().replace("\u00a0", " ").replace("\u202f", "")
    assert by_action == "3h pour l’emploi: 5 h, 2 personnes\nRennes aux Fourneaux: 5 h, 2 personnes"


def test_the_register_is_taken_by_keyboard_alone(adviser: Taking) -> None:
    assert adviser.page.form.field("first_on").isAncestorOf(QApplication.focusWidget() or adviser.page)
    adviser.press(adviser.page.names)
    passphrase = adviser.take(adviser.page.register)
    assert adviser.asked == ["registre.zip"]
    unpack(adviser.folder / "registre.zip", passphrase, adviser.folder)
    rows = read_xlsx(adviser.folder / "registre.xlsx")["Registre"]
    assert len(rows) == 5
    assert {row[rows[0].index("Nom")] for row in rows[1:]} == {"Benali", ""}
    assert adviser.desk.wished("told")[-1].startswith("Le fichier est enregistré")
    adviser.press(adviser.page.passphrase.noted)
    assert adviser.page.passphrase.phrase.text() == ""
    adviser.press(adviser.page.names)
    assert adviser.take(adviser.page.register_csv) == ""
    assert adviser.asked[-1] == "registre.csv"
    assert len(read_csv(adviser.folder / "registre.csv")) == 5
    assert "Region Bretagne" in adviser.page.taken.lines.text()
    assert not adviser.page.progress.isVisible()


def test_a_funder_an_action_and_a_period_are_chosen(adviser: Taking) -> None:
    form = adviser.page.form
    funder = form.field("funder")
    funder.setFocus()
    QTest.keyClicks(funder, "C")
    adviser.settle()
    assert adviser.page.vm.selection.funder == "contrat_ville"
    assert told(adviser).startswith("5 h suivies par 2 personnes")
    QTest.keyClick(funder, KEY.Key_Home)
    action = form.field("action")
    action.setFocus()
    QTest.keyClicks(action, "3")
    adviser.settle()
    assert adviser.page.vm.selection.action_id == JOBS
    last = form.field("last_on").focusProxy()
    assert last is not None
    last.setFocus()
    QTest.keyClick(last, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(last, "01/02/2026")
    adviser.settle()
    assert adviser.page.nothing.isVisible()
    assert not adviser.page.columns.isVisible()
    assert adviser.page.vm.selection.last_on == TODAY.replace(month=2, day=1)


def test_an_officer_has_names_once_a_funder_is_chosen(officer: Taking) -> None:
    assert not officer.page.names.isEnabled()
    officer.page.vm.choose(funder="esf_plus", action_id=None)
    officer.settle()
    assert officer.page.names.isEnabled()
    officer.press(officer.page.names)
    unpack(officer.folder / "registre.zip", officer.take(officer.page.register), officer.folder)
    rows = read_xlsx(officer.folder / "registre.xlsx")["Registre"]
    assert {row[rows[0].index("Nom")] for row in rows[1:]} == {"Benali", "Traoré"}


def test_a_work_that_lasts_can_be_stopped_and_leaves_nothing(adviser: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    page, step = adviser.page, RegisterExport.step

    def stop_then_step(self: RegisterExport, *args: object) -> None:
        page.vm.work.stop()
        step(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(RegisterExport, "step", stop_then_step)
    adviser.take(page.register)
    assert list(adviser.folder.iterdir()) == []
    assert adviser.desk.wished("told")[-1] == "Arrêté. Rien n’a été écrit."
    assert page.register.isEnabled()


def test_a_full_disk_is_said_and_leaves_no_half_file(adviser: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_disk: Disk, path: Path, content: bytes) -> None:
        path.write_bytes(content[:20])
        raise OSError(28, "no space left")

    monkeypatch.setattr(Disk, "write", full)
    adviser.take(adviser.page.register)
    assert [error.key for error in adviser.desk.errors] == ["disk_full"]
    assert list(adviser.folder.iterdir()) == []
    assert adviser.page.register.isEnabled()


def test_the_work_shows_itself_once_it_lasts(adviser: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = adviser.page.progress
    progress.adopt_patience(0)
    seen: list[str] = []
    step = RegisterExport.step

    def watch(self: RegisterExport, *args: object) -> None:
        seen.append(progress.count.text())
        step(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(RegisterExport, "step", watch)
    adviser.take(adviser.page.register)
    percents = [int(one.replace("\u202f", "").replace("\u00a0", "").rstrip("%")) for one in seen]
    assert percents == sorted(percents)
    assert (percents[0], percents[-1]) == (0, 99)
    assert not progress.isVisible()


def seal_all(taking: Taking) -> None:
    """Seal the sheets of today, as another laptop would."""
    caretaker = actor_of(taking.desk.clock, seed=9)
    for workshop_id in taking.workshops:
        (slot,) = taking.desk.store.read(read_workshop, workshop_id).slots
        assert slot.slot_id is not None
        led(taking.desk.store, caretaker, slot.slot_id)
        sealed(taking.desk.store, caretaker, workshop_id)
    taking.settle()


def test_the_sealed_sheets_are_taken_as_an_archive(adviser: Taking) -> None:
    assert not adviser.page.sheets.isEnabled()
    seal_all(adviser)
    assert told(adviser).endswith("2 feuilles scellées")
    adviser.take(adviser.page.sheets)
    with zipfile.ZipFile(adviser.folder / "feuilles-scellees.zip") as archive:
        assert sum(name.endswith(".pdf") for name in archive.namelist()) == 2
        assert all(entry.flag_bits & 1 for entry in archive.infolist()), "not encrypted"
    assert adviser.desk.wished("told")[-1].startswith("Le fichier est enregistré")


def test_sheets_that_are_elsewhere_are_said(adviser: Taking) -> None:
    seal_all(adviser)
    for name in adviser.desk.store.blobs.names():
        adviser.desk.store.blobs.forget(name)
    adviser.take(adviser.page.sheets)
    assert "sans 2 feuilles" in adviser.desk.wished("told")[-1]


def test_an_officer_has_sheets_of_a_funder_only(officer: Taking) -> None:
    seal_all(officer)
    assert not officer.page.sheets.isEnabled()
    officer.page.vm.choose(funder="esf_plus", action_id=None)
    officer.settle()
    officer.take(officer.page.sheets)
    with zipfile.ZipFile(officer.folder / "feuilles-scellees.zip") as archive:
        assert sum(name.endswith(".pdf") for name in archive.namelist()) == 1


def test_an_archive_that_is_stopped_leaves_nothing(adviser: Taking, monkeypatch: pytest.MonkeyPatch) -> None:
    seal_all(adviser)
    step = SheetArchive.step

    def stop_then_step(self: SheetArchive, *args: object) -> None:
        adviser.page.vm.work.stop()
        step(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(SheetArchive, "step", stop_then_step)
    adviser.take(adviser.page.sheets)
    assert list(adviser.folder.iterdir()) == []
