"""What is asked before a file leaves, and its passphrase, shown once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.store.leaving_world import unpack
from tests.store.world import CLAIRE
from tests.ui.conftest import Shower
from tests.ui.registers.taking import Taking, sit

KEY = Qt.Key


@pytest.fixture
def adviser(tmp_path: Path, show: Shower) -> Iterator[Taking]:
    yield from sit(tmp_path, show, "adviser", CLAIRE)


def test_nothing_leaves_before_it_is_said_for_what_and_to_whom(adviser: Taking) -> None:
    adviser.press(adviser.page.register)
    card = adviser.page.leaving
    assert card.form.field("purpose").isAncestorOf(QApplication.focusWidget() or card) or card.form.focused_field()
    card.confirm.click()
    assert set(card.form.errors()) == {"purpose", "recipient"}
    QTest.keyClick(card.form, KEY.Key_Escape)
    assert not card.isVisible()
    assert adviser.page.register.hasFocus()
    assert (adviser.asked, list(adviser.folder.iterdir())) == ([], [])


def test_certificates_for_the_people_themselves_are_a_plain_pdf(adviser: Taking) -> None:
    page = adviser.page
    adviser.press(page.certificates)
    page.leaving.form.set_values({"purpose": "hand_over"})
    page.leaving.form.values_changed.emit()
    assert not page.leaving.form.box("recipient").isVisible()
    adviser.press(page.leaving.confirm)
    adviser.settle()
    assert adviser.asked == ["attestations.pdf"]
    assert (adviser.folder / "attestations.pdf").read_bytes().startswith(b"%PDF")
    assert not page.passphrase.isVisible()
    passphrase = adviser.take(page.certificates)
    assert adviser.asked[-1] == "attestations.zip"
    assert unpack(adviser.folder / "attestations.zip", passphrase, adviser.folder / "out")[0] == "attestations.pdf"


def test_a_passphrase_is_not_shown_to_whoever_comes_back_to_the_page(adviser: Taking) -> None:
    adviser.press(adviser.page.names)
    assert adviser.take(adviser.page.register)
    adviser.press(adviser.page.passphrase.copy)
    assert QApplication.clipboard().text()
    adviser.screen.vm.open_list()
    adviser.settle()
    assert adviser.page.passphrase.phrase.text() == ""
    assert QApplication.clipboard().text() == ""
