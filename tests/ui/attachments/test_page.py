"""The page of an attachment: a picture drawn, anything else copied after a warning."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from intake_app.services.attachments import COPIED, AttachmentState
from intake_app.storage.audit import read_trail
from tests.common.scans import CANARY, pdf, write_scan
from tests.ui.attachment_scenes import join_three, mark_blob, photograph
from tests.ui.attachments.screen import AttachmentScreen, choose
from tests.ui.looks import names
from tests.ui.roll_scenes import focused
from ui.workshops.attachments_vm import decode
from ui.workshops.workshops_vm import WorkshopPage

KEY = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def test_a_picture_is_drawn_in_the_window_and_escape_leads_back_to_its_place(
    page: AttachmentScreen, desktop: Path
) -> None:
    attachment_id = page.attach(photograph(desktop / "sheet.jpg"))
    page.tab_to(page.button(attachment_id))
    page.press(KEY.Key_Space)
    view = page.shown()
    assert view.title() == "Feuille d’émargement scannée"
    assert view.picture.isVisible()
    assert not view.nothing.isVisible()
    assert not view.problem.isVisible()
    assert page.vm.picture is not None
    assert page.vm.picture.width() == 1240
    page.press(KEY.Key_Escape)
    assert page.screen.currentWidget() is page.view
    assert focused() is page.button(attachment_id)
    assert page.vm.picture is None


def test_a_picture_scrolls_by_key_and_is_enlarged(page: AttachmentScreen, desktop: Path) -> None:
    view = page.opened(photograph(desktop / "sheet.jpg", 2480, 3508))
    down, across = view.scroll_area().verticalScrollBar(), view.scroll_area().horizontalScrollBar()
    assert focused() is view
    page.press(KEY.Key_Down)
    assert down.value() > 0
    page.press(KEY.Key_PageDown)
    assert down.value() > 80
    page.press(KEY.Key_PageUp, KEY.Key_Up)
    assert down.value() == 0
    page.press(KEY.Key_Right)
    assert across.value() == 0
    view.size_button.click()
    page.desk.settle()
    assert view.picture.width() >= 2480
    page.press(KEY.Key_Right)
    assert across.value() > 0
    page.press(KEY.Key_Left)
    assert across.value() == 0
    assert view.size_button.text() == "Ajuster à la page"
    view.size_button.click()
    page.desk.settle()
    assert view.picture.width() < 1240
    QTest.keyClick(view, KEY.Key_A)


def test_a_pdf_is_saved_as_a_copy_after_the_warning_that_it_is_not_encrypted(
    page: AttachmentScreen, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.opened(write_scan(desktop, pdf()))
    assert view.nothing.isVisible()
    assert not view.picture.isVisible()
    assert not view.size_button.isVisible()
    assert not view.copy.isVisible()
    target = desktop / "copie.pdf"
    asked = choose(monkeypatch, "getSaveFileName", str(target), "")
    page.tab_to(view.copy_button)
    page.press(KEY.Key_Return)
    assert "ne serait plus protégée" in view.copy.accessibleName()
    assert focused() is view.copy.action()
    assert not target.exists()
    page.press(KEY.Key_Return)
    assert asked[0][2] == "Feuille d’émargement scannée 2026-11-24.pdf"
    assert target.read_bytes() == pdf()
    assert page.desk.wished("told") == [
        "La copie est enregistrée. Elle n’est pas chiffrée\u202f: supprimez-la après usage."
    ]
    assert not view.copy.isVisible()
    row = page.vm.shown
    assert row is not None
    assert len(page.desk.store.read(read_trail, "attachment", row.attachment_id, deed=COPIED)) == 1


def test_the_warning_may_be_closed_and_the_dialog_left(
    page: AttachmentScreen, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.opened(write_scan(desktop, pdf()))
    choose(monkeypatch, "getSaveFileName", "", "")
    view.copy_button.click()
    view.copy.action().click()
    page.desk.settle()
    assert view.copy.isVisible()
    view.copy.closed.emit()
    assert focused() is view
    assert sorted(path.name for path in desktop.iterdir()) == ["scan.pdf"]


def test_a_copy_where_nothing_can_be_written_is_said(
    page: AttachmentScreen, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.opened(write_scan(desktop, pdf()))
    choose(monkeypatch, "getSaveFileName", str(desktop / "gone" / "copie.pdf"), "")
    view.copy_button.click()
    view.copy.action().click()
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["folder_unreachable"]


def test_what_is_not_here_yet_is_said_without_alarm(page: AttachmentScreen, desktop: Path) -> None:
    joined = join_three(page.desk, page.workshop_id, desktop)
    states = [row.state for row in page.vm.rows]
    assert set(states) == {AttachmentState.AT_CENTRE, AttachmentState.ONLY_HERE, AttachmentState.TO_RECEIVE}
    page.button(joined[2]).click()
    page.desk.settle()
    view = page.shown()
    assert "pas encore sur cet ordinateur" in view.problem.accessibleName()
    assert not view.copy_button.isVisible()
    assert not view.nothing.isVisible()
    assert page.desk.errors == []


def test_damaged_on_the_disk_nothing_is_shown_of_it(page: AttachmentScreen, desktop: Path, tmp_path: Path) -> None:
    attachment_id = page.attach(photograph(desktop / "sheet.jpg"))
    mark_blob(page.desk, attachment_id, "sent")
    (file,) = (tmp_path / "palier" / "attachments").iterdir()
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    page.button(attachment_id).click()
    page.desk.settle()
    view = page.shown()
    assert "abîmée" in view.problem.accessibleName()
    assert not view.picture.isVisible()
    page.vm.save_copy(desktop / "copie.jpg")
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["attachment_damaged"]
    assert not (desktop / "copie.jpg").exists()


def test_a_picture_that_cannot_be_read_may_still_be_copied(page: AttachmentScreen, desktop: Path) -> None:
    view = page.opened(write_scan(desktop, b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "broken.png"))
    assert view.nothing.isVisible()
    assert view.copy_button.isVisible()
    assert decode(b"nothing", "image/png").isNull()
    assert decode((desktop / "broken.png").read_bytes(), "image/jpeg").isNull()


def test_hidden_names_hide_the_scans_too(page: AttachmentScreen, desktop: Path) -> None:
    attachment_id = page.attach(photograph(desktop / "sheet.jpg"))
    page.press(KEY.Key_F8)
    assert not page.button(attachment_id).isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    page.button(attachment_id).click()
    page.desk.settle()
    page.press(KEY.Key_F8)
    assert page.screen.vm.page is WorkshopPage.ROLL
    assert page.screen.vm.roll.is_private
    assert page.vm.picture is None


def test_every_control_has_a_name(page: AttachmentScreen, desktop: Path) -> None:
    join_three(page.desk, page.workshop_id, desktop)
    said = names(page.screen, QAccessible.Role.Button, QAccessible.Role.PushButton)
    assert "Ajouter un scan à la séance" in said
    assert sum(name.startswith("Feuille d’émargement scannée") for name in said) == 3
    assert len({name for name in said if name.startswith("Retirer (")}) == 3
    page.opened(photograph(desktop / "large.png", 900, 600))
    said = names(page.screen, QAccessible.Role.Button, QAccessible.Role.PushButton)
    assert {"Revenir à la séance", "Agrandir", "Enregistrer une copie…", "Retirer"} <= set(said)
    assert all(said)


def test_an_answer_for_an_attachment_that_was_left_is_dropped(page: AttachmentScreen, desktop: Path) -> None:
    attachment_id = page.attach(photograph(desktop / "sheet.jpg"))
    page.vm.open(attachment_id)
    page.screen.vm.back_to_roll()
    page.desk.settle()
    assert page.vm.picture is None
    page.vm.open(UUID(int=1))
    page.desk.settle()
    assert page.vm.shown is None


def test_no_word_of_a_picture_that_was_shown_is_in_any_file(
    page: AttachmentScreen, desktop: Path, tmp_path: Path
) -> None:
    page.opened(write_scan(desktop, pdf()))
    for path in (tmp_path / "palier").rglob("*"):
        assert path.is_dir() or CANARY not in path.read_bytes()
