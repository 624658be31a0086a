"""The card « Pièces jointes » of a roll: scans chosen or dropped, listed with where they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.common.scans import pdf, write_scan
from tests.ui.at_desk import sit_down
from tests.ui.attachment_scenes import attach, mark_blob, photograph
from tests.ui.conftest import Shower
from tests.ui.roll_scenes import RollPage
from tests.ui.workshop_scenes import plan
from ui.workshops.attachments_card import AttachmentsCard
from ui.workshops.attachments_vm import AttachmentsVm

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


def choose(monkeypatch: pytest.MonkeyPatch, name: str, *answer: Any) -> list[tuple[Any, ...]]:
    """Answer the system's file dialog; what it was asked."""
    asked: list[tuple[Any, ...]] = []

    def dialog(*given: Any) -> Any:
        asked.append(given)
        return answer

    monkeypatch.setattr(QFileDialog, name, dialog)
    return asked


def dragged(*paths: str | Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    return mime


def drop(target: AttachmentsCard, mime: QMimeData) -> None:
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(where.toPoint(), copy, mime, LEFT, NONE))
    QApplication.sendEvent(target, QDropEvent(where, copy, mime, LEFT, NONE))


def test_a_chosen_scan_is_joined_and_listed(page: RollPage, desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = write_scan(desktop, pdf(1_430_000))
    asked = choose(monkeypatch, "getOpenFileNames", [str(scan)], "")
    page.tab_to(card(page).add_button)
    page.press(KEY.Key_Return)
    assert "*.pdf" in asked[0][3]
    (button,) = card(page).buttons.values()
    assert button.accessibleName() == (
        "Feuille d’émargement scannée, PDF · 1,4\u00a0Mo · Nadia M., seulement sur cet ordinateur"
    )
    assert page.desk.wished("told") == ["Le scan est joint à la séance."]
    assert page.desk.errors == []


def test_nothing_chosen_joins_nothing(page: RollPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "getOpenFileNames", [], "")
    card(page).add_button.click()
    page.desk.settle()
    assert card(page).buttons == {}


def test_a_dropped_scan_is_joined_and_the_card_shows_that_it_takes_it(page: RollPage, desktop: Path) -> None:
    mime = dragged(write_scan(desktop, pdf()), photograph(desktop / "sheet.png", 300, 400), "https://example.org/a.pdf")
    drop(card(page), mime)
    assert vm(page).adding == 2
    page.desk.settle()
    assert vm(page).adding == 0
    assert len(card(page).buttons) == 2
    assert card(page).property("cardTone") == "plain"


def test_a_drag_without_files_is_not_taken(page: RollPage) -> None:
    where, copy = QPointF(20, 20).toPoint(), Qt.DropAction.CopyAction
    mime = dragged("https://example.org/a.pdf")
    event = QDragEnterEvent(where, copy, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(card(page), event)
    assert card(page).property("cardTone") == "plain"


def test_a_drag_that_goes_on_leaves_the_card_as_it_was(page: RollPage, desktop: Path) -> None:
    mime = dragged(write_scan(desktop, pdf()))
    where, copy = QPointF(20, 20).toPoint(), Qt.DropAction.CopyAction
    QApplication.sendEvent(card(page), QDragEnterEvent(where, copy, mime, LEFT, NONE))
    assert card(page).property("cardTone") == "selected"
    QApplication.sendEvent(card(page), QDragLeaveEvent())
    assert card(page).property("cardTone") == "plain"


def test_what_cannot_be_joined_is_told_and_the_others_go_through(page: RollPage, desktop: Path) -> None:
    huge = desktop / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(40_000_000)
    drop(card(page), dragged(huge, write_scan(desktop, b"hello", "note.txt"), write_scan(desktop, pdf())))
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["attachment_too_large", "attachment_not_a_scan"]
    assert len(card(page).buttons) == 1


def test_the_list_follows_what_the_exchange_moves(page: RollPage, desktop: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, write_scan(desktop, pdf()))
    button = card(page).buttons[attachment_id]
    for state, moved, said in (
        ("to_send", 350_000, "seulement sur cet ordinateur · 50\u202f%"),
        ("sent", 700_000, "reçue par le centre"),
        ("wanted", 0, "à recevoir"),
        ("wanted", 70_000, "à recevoir · 10\u202f%"),
        ("missing", 0, "pas encore au centre"),
    ):
        mark_blob(page.desk, attachment_id, state, moved=moved)
        assert card(page).buttons[attachment_id] is button
        assert button.accessibleName().endswith(said)
    mark_blob(page.desk, attachment_id, "missing", reason="attachment_damaged")
    assert button.accessibleName().endswith("abîmée, à ajouter de nouveau")
    assert "abîmée" in button.toolTip()


def test_another_workshop_has_its_own_list(page: RollPage, desktop: Path) -> None:
    attach(page.desk, page.workshop_id, write_scan(desktop, pdf()))
    assert len(card(page).buttons) == 1
    _workshop, slot_id = plan(page.desk, "Café des ambassadeurs")
    page.screen.vm.open_slot(slot_id)
    page.desk.settle()
    assert card(page).buttons == {}


def test_other_keys_are_left_to_the_page(page: RollPage, desktop: Path) -> None:
    attachment_id = attach(page.desk, page.workshop_id, write_scan(desktop, pdf()))
    event = QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_A, NONE, "a")
    QApplication.sendEvent(card(page).buttons[attachment_id], event)
    assert page.screen.currentWidget() is page.view
