"""« Personnes » in a low window: the list has the height, and everything else stays within reach of the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.resident_filters import FILTERS
from intake_app.services.residents import archive_resident
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.import_scenes import go_to
from tests.ui.keyboard import Keyboard
from tests.ui.page_words import clipped_on
from ui import theme
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm

LOW = (847, 512)


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentsView:
    """The list in the smallest window, a dozen people in it and one put away."""
    for letter in "abcdefghijkl":
        at.register(f"Nom{letter}", "Awa")
    at.run(archive_resident, at.register("Diallo", "Fatou"))
    shown = ResidentsView(ResidentsVm(at.desk))
    show(shown, *LOW)
    shown.setFocus()
    at.settle()
    return shown


def test_the_list_has_the_height(view: ResidentsView) -> None:
    assert view.list.height() >= 5 * view.list.row_height()
    assert view.scroll_area().verticalScrollBar().maximum() == 0
    assert clipped_on(view) == []
    for button in (view.pairs_button, view.anonymous_button, view.import_button, view.filters):
        assert not button.isVisible()
    for button in (view.more_button, view.filters_button, view.new_button):
        assert button.isVisible()
        assert min(button.width(), button.height()) >= 40


def test_in_a_high_window_everything_is_in_sight(at: AtDesk, view: ResidentsView) -> None:
    view.resize(1154, 768)
    at.settle()
    assert view.import_button.isVisible()
    assert view.filters.isVisible()
    assert not view.more_button.isVisible()
    assert not view.filters_button.isVisible()


def test_the_lesser_actions_are_behind_one_button(at: AtDesk, view: ResidentsView, qtbot: QtBot) -> None:
    keyboard = Keyboard()
    go_to(keyboard, view.more_button)
    keyboard.press(Qt.Key.Key_Return)
    menu = view.more_button.menu_shown
    qtbot.waitUntil(menu.isVisible)
    assert [one.text() for one in menu.actions()] == [
        view.pairs_button.text(), "Rencontre sans nom", "Importer un fichier",
    ]  # fmt: skip
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert at.wished("step_wished") == [[None, "anonymous", None]]


def test_filters_are_opened_and_told_when_they_are_away(at: AtDesk, view: ResidentsView) -> None:
    keyboard = Keyboard()
    go_to(keyboard, view.filters_button)
    keyboard.press(Qt.Key.Key_Space)
    assert view.filters.isVisible()
    go_to(keyboard, view.filters.chips.chip(FILTERS[0]))
    keyboard.press(Qt.Key.Key_Right, FILTERS.index("archived"))
    keyboard.press(Qt.Key.Key_Space)
    at.settle()
    assert [row.family_name for row in view.model.rows()] == ["Diallo"]
    view.filters_button.click()
    assert not view.filters.isVisible()
    assert view.filters_button.text() == "Filtres (1)"


def test_large_words_leave_room_too(at: AtDesk, view: ResidentsView) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "dark", 1.5)
    try:
        view.resize(1154, 768)
        at.settle()
        assert not view.import_button.isVisible()
        assert view.more_button.isVisible()
        assert clipped_on(view) == []
    finally:
        theme.apply_theme(app, "light")
