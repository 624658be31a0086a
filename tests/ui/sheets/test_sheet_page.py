"""The page of a day's sheet: counting, signing, sealing, correcting, comparing; all by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.reference import codes
from intake_app.domain.rules.sheet import Doubt
from intake_app.services.attendances import mark_present
from intake_app.services.rows import fetch
from intake_app.services.sheets.contents import TAKEN
from intake_app.services.sheets.headcounts import read_headcount
from intake_app.services.sheets.sealing import list_sheets
from intake_app.services.sheets.signatures import sign
from intake_app.storage.audit import read_trail
from tests.store.signing import LINE
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.pdf_words import words_of
from tests.ui.pen import scribble
from tests.ui.roll_scenes import RollPage, focused
from ui.workshops.sheets.sheet_page import SheetPage
from ui.workshops.workshops_vm import WorkshopPage

KEY = Qt.Key


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    """The sheet of today's workshop: Aïcha Traoré came and signed, Karim Benali came."""
    with sit_down(tmp_path / "palier") as desk:
        opened = RollPage(desk, show)
        desk.desk.navigation.covered.connect(lambda widget: show(widget, 911, 512))
        desk.run(sign, opened.slot_id, opened.people["Traoré"], LINE, means="pen")
        desk.run(mark_present, opened.slot_id, opened.people["Benali"])
        opened.view.sheet.click()
        desk.settle()
        assert opened.screen.vm.page is WorkshopPage.SHEET
        yield opened


def sheet_of(page: RollPage) -> SheetPage:
    return page.screen.sheet


def seal(page: RollPage) -> None:
    """The facilitator signs, then the sheet is sealed: Space, a line, Enter, Space."""
    sheet = sheet_of(page)
    assert focused() is sheet.lead
    page.press(KEY.Key_Space)
    scribble(sheet.signing.pad)
    QTest.keyClick(sheet.signing, KEY.Key_Return)
    page.desk.settle()
    assert sheet.seal.isEnabled()
    QTest.keyClick(sheet.seal, KEY.Key_Space)
    page.desk.settle()
    page.desk.settle()


def test_the_sheet_says_what_is_missing_and_is_sealed_once_led(page: RollPage) -> None:
    sheet = sheet_of(page)
    said = sheet.vm.reading
    assert said is not None
    assert said.doubts[:2] == ((Doubt.FACILITATOR_UNSIGNED, 1), (Doubt.UNSIGNED, 1))
    assert not sheet.seal.isEnabled()
    seal(page)
    (sealed,) = page.desk.store.read(list_sheets, page.workshop_id)
    assert sealed.opened_at is None
    assert sheet.vm.is_sealed
    assert not sheet.seal.isEnabled()
    assert len(sheet.sealed.copies) == 1
    page.screen.vm.leave_sheet()
    page.desk.settle()
    assert not page.view.vm.is_editable
    assert page.view.banner.isVisible()


def test_a_correction_says_why_and_the_next_sheet_amends(page: RollPage) -> None:
    sheet = sheet_of(page)
    seal(page)
    sheet.sealed.correct.click()
    assert not sheet.sealed.confirm.isEnabled()
    QTest.keyClick(sheet.sealed.reason, KEY.Key_Down)
    reason = sheet.sealed.reason.value()
    assert reason in codes("sheet_amendment_reason")
    sheet.sealed.confirm.click()
    page.desk.settle()
    assert not sheet.vm.is_sealed
    page.desk.run(sign, page.slot_id, page.people["Benali"], LINE, means="pen")
    sheet.vm.seal()
    page.desk.settle()
    page.desk.settle()
    now, before = page.desk.store.read(list_sheets, page.workshop_id)
    assert (now.amends_id, before.opened_for) == (before.sheet_id, reason)


def test_people_without_a_name_are_counted_field_by_field(page: RollPage) -> None:
    (card,) = sheet_of(page)._heads
    for name, typed in (("total", "8"), ("women", "5")):
        field = card.fields[name].field
        field.setFocus()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, KEY.Key_Tab)
        page.desk.settle()
    counted = page.desk.store.read(read_headcount, page.slot_id)
    assert (counted.total, counted.women, counted.men) == (8, 5, None)
    field = card.fields["men"].field
    field.setFocus()
    QTest.keyClicks(field, "4")
    QTest.keyClick(field, KEY.Key_Tab)
    page.desk.settle()
    assert card.fields["women"].error()
    assert page.desk.store.read(read_headcount, page.slot_id).men is None


def test_an_altered_copy_is_told_from_the_sheet(
    page: RollPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, target = sheet_of(page), tmp_path / "copie.pdf"
    seal(page)
    proposed: list[str] = []

    def ask(_parent: object, _title: str, name: str) -> tuple[str, str]:
        proposed.append(name)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    sheet.sealed.copies[0].click()
    page.desk.settle()
    assert proposed == ["emargement-2026-11-24.pdf"]
    sheet.sealed.compare.click()
    page.desk.settle()
    assert "à l’octet près" in sheet.banner._title.text()
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    sheet.sealed.compare.click()
    page.desk.settle()
    assert "modifié" in sheet.banner._title.text()


def test_the_sheet_to_sign_is_saved_where_one_chooses(
    page: RollPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a-signer.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    for button in (sheet_of(page).prefilled, sheet_of(page).blank):
        button.click()
        page.desk.settle()
        assert target.read_bytes().startswith(b"%PDF-")
        target.unlink()


def test_what_came_in_after_the_seal_is_said_on_the_sheet_and_on_the_roll(page: RollPage) -> None:
    seal(page)
    sheet = sheet_of(page)
    assert sheet.changed.isHidden()
    # as another laptop's exchange brings it: here nobody could tick any more
    page.desk.run(_mark_late, page.slot_id, page.people["Riou"])
    page.screen.vm.sheet.refresh()
    page.desk.settle()
    assert sheet.changed.isVisible()
    page.screen.vm.leave_sheet()
    page.desk.settle()
    assert "La feuille scellée ne dit pas tout" in page.view.banner.accessibleName()


def _mark_late(session: Session, _actor: Actor, slot_id: UUID, resident_id: UUID) -> None:
    fetch(session, Attendance, attendance_id(slot_id, resident_id)).status = "present"


def test_the_sheet_to_sign_is_printed_by_ctrl_p_and_that_is_noted(page: RollPage, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    sheet_of(page).ask_printer = lambda: printer
    page.press(KEY.Key_P, modifier=Qt.KeyboardModifier.ControlModifier)
    page.desk.settle()
    assert "TRAORÉ" in words_of(target)
    assert page.desk.wished("told")[-1] == "La feuille est partie à l’imprimante."
    assert page.desk.store.read(read_trail, "workshop", page.workshop_id, deed=TAKEN)
