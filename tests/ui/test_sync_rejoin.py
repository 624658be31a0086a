"""A centre that does not know this computer any more: said in plain words, and a new code is a few keys away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.page_words import said_on
from tests.ui.sync_page import Page, press
from ui.sync_status import words

UNKNOWN = KnownError("device_unknown")


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[Page]:
    with sit_down(tmp_path / "palier") as at:
        yield Page(at, show)


def test_a_new_code_is_typed_and_the_exchange_goes_on_at_once(page: Page) -> None:
    page.open(UNKNOWN)
    said = said_on(page.view)
    assert "Le centre ne connaît plus cet ordinateur." in said
    assert any("Rien n’est perdu" in words for words in said)
    assert not page.view.failure.isVisible()
    card = page.view.rejoin
    page.view.send_button.setFocus()
    press(Qt.Key.Key_Tab)
    assert card.open_button.hasFocus()
    press(Qt.Key.Key_Space)
    assert card.code.hasFocus()
    assert not card.open_button.isVisible()
    QTest.keyClicks(card.code, "abcd-efgh-ijkl-mnop")
    press(Qt.Key.Key_Return)
    assert page.exchanges.codes == ["abcd-efgh-ijkl-mnop"]
    assert page.exchanges.started_with == [{}]
    assert not card.code.isVisible()


def test_a_code_that_will_not_do_is_said_and_typed_again(page: Page) -> None:
    page.open(UNKNOWN)
    card = page.view.rejoin
    card.open_button.click()
    page.exchanges.answer = KnownError("invitation_other_person")
    QTest.keyClicks(card.code, "ABCD")
    card.join_button.click()
    assert any("Ce code est pour quelqu’un d’autre." in words for words in said_on(page.view))
    assert card.code.value() == "ABCD"
    assert page.exchanges.started_with == []
    card.close_button.setFocus()
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is card.open_button
    assert not any("Ce code est pour" in words for words in said_on(page.view))


def test_one_code_is_tried_at_a_time(page: Page) -> None:
    page.open(UNKNOWN)
    page.exchanges.answers_at_once = False
    page.view.rejoin.open_button.click()
    for _ in range(2):
        page.view.rejoin.join_button.click()
    assert len(page.exchanges.codes) == 1
    assert page.view.rejoin.join_button.text() == "Un instant…"


@pytest.mark.parametrize(
    "key,is_offered", [("device_unknown", True), ("device_revoked", True), ("device_pending", False)]
)
def test_a_code_is_asked_for_only_where_it_helps(page: Page, key: str, is_offered: bool) -> None:
    page.open(KnownError(key))
    assert page.view.rejoin.isVisible() is is_offered
    assert page.view.failure.isVisible() is not is_offered
    card = words.card_state(page.vm, page.at.desk.now())
    assert (card.review_text == "Saisir un code") is is_offered
    assert (card.title == "À relier au centre") is is_offered
    page.exchanges.is_running = True
    page.exchanges.started.emit()
    assert not page.view.rejoin.isVisible()
