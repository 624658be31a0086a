"""The card « Pièces jointes » of a roll: scans chosen or dropped, listed with where they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.common.scans import pdf, write_scan
from tests.ui.attachment_scenes import mark_blob, photograph
from tests.ui.attachments.screen import AttachmentScreen, choose
from tests.ui.workshop_scenes import plan
from ui.workshops.attachments_card import AttachmentsCard

KEY = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*paths: str | Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    return mime


def drop(target: AttachmentsCard, mime: QMimeData) -> None:
    where, copy = QPointF(20, 20), Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(where.toPoint(), copy, mime, LEFT, NONE))
    QApplication.sendEvent(target, QDropEvent(where, copy, mime, LEFT, NONE))


def test_a_chosen_scan_is_joined_and_listed(
    page: AttachmentScreen, desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = write_scan(desktop, pdf(1_430_000))
    asked = choose(monkeypatch, "getOpenFileNames", [str(scan)], "")
    page.tab_to(page.card.add_button)
    page.press(KEY.Key_Return)
    assert "*.pdf" in asked[0][3]
    (line,) = page.card.lines.values()
    assert line.button.accessibleName() == (
        "Feuille d’émargement scannée, PDF · 1,4\u00a0Mo · Nadia M., seulement sur cet ordinateur"
    )
    assert page.desk.wished("told") == ["Le scan est joint à la séance."]
    assert page.desk.errors == []


def test_nothing_chosen_joins_nothing(page: AttachmentScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, "getOpenFileNames", [], "")
    page.card.add_button.click()
    page.desk.settle()
    assert page.card.lines == {}


def test_a_dropped_scan_is_joined_and_the_card_shows_that_it_takes_it(page: AttachmentScreen, desktop: Path) -> None:
    mime = dragged(write_scan(desktop, pdf()), photograph(desktop / "sheet.png", 300, 400), "https://example.org/a.pdf")
    drop(page.card, mime)
    assert page.vm.adding == 2
    page.desk.settle()
    assert page.vm.adding == 0
    assert len(page.card.lines) == 2
    assert page.card.property("cardTone") == "plain"


def test_a_drag_without_files_is_not_taken(page: AttachmentScreen) -> None:
    where, copy = QPointF(20, 20).toPoint(), Qt.DropAction.CopyAction
    mime = dragged("https://example.org/a.pdf")
    event = QDragEnterEvent(where, copy, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(page.card, event)
    assert page.card.property("cardTone") == "plain"


def test_a_drag_that_goes_on_leaves_the_card_as_it_was(page: AttachmentScreen, desktop: Path) -> None:
    mime = dragged(write_scan(desktop, pdf()))
    where, copy = QPointF(20, 20).toPoint(), Qt.DropAction.CopyAction
    QApplication.sendEvent(page.card, QDragEnterEvent(where, copy, mime, LEFT, NONE))
    assert page.card.property("cardTone") == "selected"
    QApplication.sendEvent(page.card, QDragLeaveEvent())
    assert page.card.property("cardTone") == "plain"


def test_what_cannot_be_joined_is_told_and_the_others_go_through(page: AttachmentScreen, desktop: Path) -> None:
    huge = desktop / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(40_000_000)
    drop(page.card, dragged(huge, write_scan(desktop, b"hello", "note.txt"), write_scan(desktop, pdf())))
    page.desk.settle()
    assert [error.key for error in page.desk.errors] == ["attachment_too_large", "attachment_not_a_scan"]
    assert len(page.card.lines) == 1


def test_the_list_follows_what_the_exchange_moves(page: AttachmentScreen, desktop: Path) -> None:
    attachment_id = page.attach(write_scan(desktop, pdf()))
    button = page.button(attachment_id)
    for state, moved, said in (
        ("to_send", 350_000, "seulement sur cet ordinateur · 50\u202f%"),
        ("sent", 700_000, "reçue par le centre"),
        ("wanted", 0, "à recevoir"),
        ("wanted", 70_000, "à recevoir · 10\u202f%"),
        ("missing", 0, "pas encore au centre"),
    ):
        mark_blob(page.desk, attachment_id, state, moved=moved)
        assert page.button(attachment_id) is button
        assert button.accessibleName().endswith(said)
    mark_blob(page.desk, attachment_id, "missing", reason="attachment_damaged")
    assert button.accessibleName().endswith("abîmée, à ajouter de nouveau")
    assert "abîmée" in button.toolTip()


def test_another_workshop_has_its_own_list(page: AttachmentScreen, desktop: Path) -> None:
    page.attach(write_scan(desktop, pdf()))
    assert len(page.card.lines) == 1
    _workshop, slot_id = plan(page.desk, "Café des ambassadeurs")
    page.screen.vm.open_slot(slot_id)
    page.desk.settle()
    assert page.card.lines == {}


def test_other_keys_are_left_to_the_page(page: AttachmentScreen, desktop: Path) -> None:
    attachment_id = page.attach(write_scan(desktop, pdf()))
    event = QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_A, NONE, "a")
    QApplication.sendEvent(page.button(attachment_id), event)
    assert page.screen.currentWidget() is page.view
