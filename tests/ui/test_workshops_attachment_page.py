"""The page of an attachment: a picture drawn, anything else copied after a warning."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from intake_app.services.attachments import COPIED, AttachmentState
from intake_app.storage.audit import read_trail
from tests.common.scans import CANARY, pdf, write_scan
from tests.ui.at_desk import sit_down
from tests.ui.attachment_scenes import attach, join_three, mark_blob, photograph
from tests.ui.conftest import Shower
from tests.ui.looks import names
from tests.ui.roll_scenes import RollPage, focused
from ui.workshops.attachment_page import AttachmentPage
from ui.workshops.attachments_card import AttachmentsCard
from ui.workshops.attachments_vm import AttachmentsVm, decode
from ui.workshops.workshops_vm import WorkshopPage

KEY = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    with sit_down(tmp_path / "palier") as desk:
        yield RollPage(desk, show)


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    folder = tmp_path / "desktop"
    folder.mkdir()
    return folder


def card(page: RollPage) -> AttachmentsCard:
    return page.view.side.attachments


def vm(page: RollPage) -> AttachmentsVm:
    return page.screen.vm.roll.attachments


def shown(page: RollPage) -> AttachmentPage:
    assert page.screen.currentWidget() is page.screen.attachment
    return page.screen.attachment


def opened(page: RollPage, source: Path) -> AttachmentPage:
    """The page of an attachment made of that file."""
    card(page).buttons[attach(page.desk, page.workshop_id, source)].click()
    page.desk.settle()
    return shown(page)


def choose(monkeypatch: pytest.MonkeyPatch, name: str, *answer: Any) -> list[tuple[Any, ...]]:
    """Answer the system's file dialog; what it was asked."""
    asked: list[tuple[Any, ...]] = []

    def dialog(*given: Any) -> Any:
        asked.append(given)
        return answer

    monkeypatch.setattr(QFileDialog, name, dialog)
    return asked


def test_a_picture_is_drawn_in_the_window_and_escape_leads_back_to_its_place(page: RollPage, desktop: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, photograph(desktop / "sheet.jpg"))
    page.tab_to(card(page).buttons[attachment_id])
    page.press(KEY.Key_Space)
    view = shown(page)
    assert view.title() == "Feuille d’émargement scannée"
    assert view.picture.isVisible()
    assert not view.nothing.isVisible()
    assert not view.problem.isVisible()
    assert vm(page).picture is not None
    assert vm(page).picture.width() == 1240
    page.press(KEY.Key_Escape)
    assert page.screen.currentWidget() is page.view
    assert focused() is card(page).buttons[attachment_id]
    assert vm(page).picture is None


def test_a_picture_scrolls_by_key_and_is_enlarged(page: RollPage, desktop: Path) -> None:
    view = opened(page, photograph(desktop / "sheet.jpg", 2480, 3508))
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
    page: RollPage, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(page, write_scan(desktop, pdf()))
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
    row = vm(page).shown
    assert row is not None
    assert len(page.desk.store.read(read_trail, "attachment", row.attachment_id, deed=COPIED)) == 1


def test_the_warning_may_be_closed_and_the_dialog_left(
    page: RollPage, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(page, write_scan(desktop, pdf()))
    choose(monkeypatch, "getSaveFileName", "", "")
    view.copy_button.click()
    view.copy.action().click()
    page.desk.settle()
    assert view.copy.isVisible()
    view.copy.closed.emit()
    assert focused() is view
    assert sorted(path.name for path in desktop.iterdir()) == ["scan.pdf"]


def test_a_copy_where_nothing_can_be_written_is_said(
    page: RollPage, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(page, write_scan(desktop, pdf()))
    choose(monkeypatch, "getSaveFileName", str(desktop / "gone" / "copie.pdf"), "")
    view.copy_button.click()
    view.copy.action().click()
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["folder_unreachable"]


def test_what_is_not_here_yet_is_said_without_alarm(page: RollPage, desktop: Path) -> None:
    joined = join_three(page.desk, page.workshop_id, desktop)
    states = [row.state for row in vm(page).rows]
    assert set(states) == {AttachmentState.AT_CENTRE, AttachmentState.ONLY_HERE, AttachmentState.TO_RECEIVE}
    card(page).buttons[joined[2]].click()
    page.desk.settle()
    view = shown(page)
    assert "pas encore sur cet ordinateur" in view.problem.accessibleName()
    assert not view.copy_button.isVisible()
    assert not view.nothing.isVisible()
    assert page.desk.errors == []


def test_damaged_on_the_disk_nothing_is_shown_of_it(page: RollPage, desktop: Path, tmp_path: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, photograph(desktop / "sheet.jpg"))
    mark_blob(page.desk, attachment_id, "sent")
    (file,) = (tmp_path / "palier" / "attachments").iterdir()
    content = bytearray(file.read_bytes())
    content[5000] ^= 1
    file.write_bytes(content)
    card(page).buttons[attachment_id].click()
    page.desk.settle()
    view = shown(page)
    assert "abîmée" in view.problem.accessibleName()
    assert not view.picture.isVisible()
    vm(page).save_copy(desktop / "copie.jpg")
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["attachment_damaged"]
    assert not (desktop / "copie.jpg").exists()


def test_a_picture_that_cannot_be_read_may_still_be_copied(page: RollPage, desktop: Path) -> None:
    view = opened(page, write_scan(desktop, b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "broken.png"))
    assert view.nothing.isVisible()
    assert view.copy_button.isVisible()
    assert decode(b"nothing", "image/png").isNull()
    assert decode((desktop / "broken.png").read_bytes(), "image/jpeg").isNull()


def test_hidden_names_hide_the_scans_too(page: RollPage, desktop: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, photograph(desktop / "sheet.jpg"))
    page.press(KEY.Key_F8)
    assert not card(page).buttons[attachment_id].isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    card(page).buttons[attachment_id].click()
    page.desk.settle()
    page.press(KEY.Key_F8)
    assert page.screen.vm.page is WorkshopPage.ROLL
    assert page.screen.vm.roll.is_private
    assert vm(page).picture is None


def test_every_control_has_a_name(page: RollPage, desktop: Path) -> None:
    join_three(page.desk, page.workshop_id, desktop)
    said = names(page.screen, QAccessible.Role.Button, QAccessible.Role.PushButton)
    assert "Ajouter un scan à la séance" in said
    assert sum("Feuille d’émargement scannée" in name for name in said) == 3
    opened(page, photograph(desktop / "large.png", 900, 600))
    said = names(page.screen, QAccessible.Role.Button, QAccessible.Role.PushButton)
    assert {"Revenir à la séance", "Agrandir", "Enregistrer une copie…"} <= set(said)
    assert all(said)


def test_an_answer_for_an_attachment_that_was_left_is_dropped(page: RollPage, desktop: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, photograph(desktop / "sheet.jpg"))
    vm(page).open(attachment_id)
    page.screen.vm.leave_attachment()
    page.desk.settle()
    assert vm(page).picture is None
    vm(page).open(UUID(int=1))
    page.desk.settle()
    assert vm(page).shown is None


def test_no_word_of_a_picture_that_was_shown_is_in_any_file(page: RollPage, desktop: Path, tmp_path: Path) -> None:
    opened(page, write_scan(desktop, pdf()))
    for path in (tmp_path / "palier").rglob("*"):
        assert path.is_dir() or CANARY not in path.read_bytes()
