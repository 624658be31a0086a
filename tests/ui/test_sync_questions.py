"""What the page of sending asks and offers: leave to remove much, and the way by USB stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.errors import KnownError
from sync.client.parcel import WrittenParcel
from sync.client.progress import Outcome
from tests.ui import sync_scenes
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.page_words import said_on
from tests.ui.sync_page import Page, press
from ui.sync_status import words


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[Page]:
    with sit_down(tmp_path / "palier") as at:
        yield Page(at, show)


def test_much_is_taken_away_only_when_somebody_agrees(page: Page) -> None:
    page.open(KnownError("mass_removal", count=41, total=120))
    question = page.view.removal
    assert "Le centre demande de retirer 41 fiches sur les 120 de cet ordinateur." in said_on(page.view)
    assert not page.view.failure.isVisible()
    question.keep_button.click()
    assert (question.card.isVisible(), question.kept.isVisible()) == (False, True)
    assert page.exchanges.started_with == []
    assert words.card_state(page.vm, page.at.desk.now()).review_text == ""
    page.exchanges.failed.emit(page.exchanges.last_error, False)
    page.at.settle()
    assert question.kept.isVisible()
    question.kept.action().click()
    assert question.card.isVisible()
    question.accept_button.click()
    assert page.exchanges.started_with == [{"accept_removal": True}]


def test_a_centre_put_back_from_a_backup_is_not_obeyed_unasked(page: Page) -> None:
    page.open(KnownError("removal_after_restore", count=1, total=120))
    assert "Le centre demande de retirer 1 fiche sur les 120 de cet ordinateur." in said_on(page.view)
    assert any("à partir d’une sauvegarde" in words for words in said_on(page.view))
    page.view.removal.accept_button.click()
    assert page.exchanges.started_with == [{"accept_removal": True}]


def test_pressing_send_asks_about_the_removal_again(page: Page) -> None:
    page.open(KnownError("mass_removal", count=41, total=120))
    page.vm.removal.put_off()
    page.exchanges.failed.emit(page.exchanges.last_error, True)
    assert page.vm.removal.is_waiting
    page.exchanges.last_error = None
    page.exchanges.ended.emit(Outcome())
    page.at.settle()
    assert not page.view.removal.isVisible()


def test_what_is_only_here_travels_on_a_stick(page: Page, tmp_path: Path) -> None:
    page.at.register("Riou", "Gwenaël")
    page.open(KnownError("server_unreachable"))
    card, proposed = page.view.stick, []
    target = tmp_path / "cle" / "palier-2026-11-22-11h00.palier"
    card.ask_target = lambda name: proposed.append(name) or str(target)  # type: ignore[func-returns-value]
    page.exchanges.answer = WrittenParcel(12, 3)
    card.write_button.click()
    assert page.exchanges.parcels == [target]
    assert proposed[0].startswith("palier-2026-11-22-")
    assert card.answer.text() == (
        "12 modifications copiées dans palier-2026-11-22-11h00.palier. Il en reste 3\u202f: faites une deuxième copie."
    )
    page.exchanges.answer = KnownError("disk_full")
    card.write_button.click()
    assert "plein" in card.answer.text()


def test_the_receipt_on_the_stick_is_read(page: Page, tmp_path: Path) -> None:
    page.at.register("Riou", "Gwenaël")
    page.open()
    card = page.view.stick
    card.ask_source = lambda: str(tmp_path / "accuse.palier")
    for sent, said in ((12, "12 modifications reçues par le centre."), (0, "Cet accusé avait déjà été lu.")):
        page.exchanges.answer = Outcome(sent=sent)
        card.read_button.click()
        assert card.answer.text() == said


def test_the_keyboard_stays_where_it_was_while_a_stick_is_written(page: Page) -> None:
    page.at.register("Riou", "Gwenaël")
    page.open()
    button = page.view.stick.write_button
    page.view.stick.ask_target = lambda _name: "palier.palier"
    page.exchanges.answers_at_once = False
    button.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert button.hasFocus()
    assert len(page.exchanges.parcels) == 1


def test_the_keyboard_stays_where_it_was_once_a_receipt_leaves_nothing_to_send(page: Page) -> None:
    page.at.register("Riou", "Gwenaël")
    page.open()
    button = page.view.stick.read_button
    page.view.stick.ask_source = lambda: "accuse.palier"
    page.exchanges.answers_at_once = False
    button.setFocus()
    press(Qt.Key.Key_Return)
    sync_scenes.all_sent(page.at)
    assert page.groups() == ["nothing"]
    assert button.hasFocus()


def test_whoever_thinks_better_of_it_copies_nothing(page: Page) -> None:
    page.at.register("Riou", "Gwenaël")
    page.open()
    page.view.stick.ask_target = lambda _name: ""
    page.view.stick.ask_source = lambda: ""
    page.view.stick.write_button.click()
    page.view.stick.read_button.click()
    assert page.exchanges.parcels == []
