"""The roll-call page: names hidden, closing, other dates, what a colleague does meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from intake_app.services.attendances import mark_present
from intake_app.services.rolls import read_roll
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import accessible_tree
from tests.ui.roll_scenes import RollPage
from tests.ui.workshop_scenes import EXPECTED, TUESDAY, elsewhere, plan
from ui.widgets.check_mark import CheckBox

KEY = Qt.Key


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    with sit_down(tmp_path / "palier") as desk:
        yield RollPage(desk, show)


def test_a_new_person_is_wished_for_this_roll(page: RollPage) -> None:
    QTest.mouseClick(page.view.new_resident, Qt.MouseButton.LeftButton)
    assert page.desk.wished("new_resident_wished") == [page.slot_id]


def test_down_from_the_empty_search_goes_to_the_names(page: RollPage) -> None:
    page.press(KEY.Key_Down)
    assert page.view.table.hasFocus()


def test_a_page_read_to_its_end_opens_the_next_roll_at_its_top(page: RollPage) -> None:
    page.screen.resize(911, 420)
    bar = page.view.scroll_area().verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.screen.vm.call_roll()
    page.desk.settle()
    assert bar.value() == 0


def test_names_are_hidden_when_the_screen_is_turned(page: RollPage) -> None:
    assert "BENALI" in said_of(page.screen)
    page.press(KEY.Key_F8)
    assert "BENALI" not in said_of(page.screen)
    assert not page.view.search.isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    assert "BENALI" in said_of(page.screen)
    assert page.view.search.isEnabled()


def test_a_card_with_names_is_covered_too(page: RollPage) -> None:
    page.view.side.close_button.click()
    page.press(KEY.Key_F8)
    assert not page.view.closing.isVisible()
    assert not page.view.side.close_button.isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    assert page.view.closing.isVisible()


def test_closing_asks_about_the_absent_and_may_be_given_up(page: RollPage) -> None:
    closing = page.view.closing
    page.view.side.close_button.click()
    boxes = closing.findChildren(CheckBox)
    assert len(boxes) == len(EXPECTED)
    boxes[0].click()
    page.desk.settle()
    assert list(page.statuses().values()).count("absent_excused") == 1
    page.press(KEY.Key_Escape)
    assert not closing.isVisible()
    assert page.desk.store.read(read_roll, page.slot_id).status == "planned"


def test_a_closed_roll_is_opened_again_from_the_banner(page: RollPage) -> None:
    page.view.vm.close()
    page.desk.settle()
    assert not page.view.search.isEnabled()
    page.view.banner.action().click()
    page.desk.settle()
    assert page.view.search.isEnabled()
    assert not page.view.banner.isVisible()


def test_a_colleagues_tick_shows_without_scrolling_the_list(page: RollPage) -> None:
    page.table.setFixedHeight(190)
    page.table.choose(page.people["Benali"])
    page.table.verticalScrollBar().setValue(60)
    elsewhere(page.desk, mark_present, page.slot_id, page.people["Riou"])
    elsewhere(page.desk, mark_present, page.slot_id, page.people["Fatou"])
    assert page.table.verticalScrollBar().value() == 60
    assert page.table.rows_model().rowCount() == 7


def test_another_date_of_the_workshop_is_a_choice_away(page: RollPage) -> None:
    workshop_id, _first = plan(page.desk, "École de la proximité", TUESDAY, TUESDAY + timedelta(days=7))
    page.screen.vm.open_roll(workshop_id)
    page.desk.settle()
    assert page.view.slots.isVisible()
    page.view.slots.setCurrentIndex(1)
    page.view.slots.activated.emit(1)
    page.desk.settle()
    assert page.view.vm.roll is not None
    assert page.view.vm.roll.held_on == TUESDAY + timedelta(days=7)
    assert page.view.banner.isVisible()


def test_an_empty_roll_says_what_to_do(page: RollPage) -> None:
    _workshop, slot_id = plan(page.desk, "Café des ambassadeurs")
    page.screen.vm.open_slot(slot_id)
    page.desk.settle()
    assert page.view.empty.isVisible()
    assert not page.table.isVisible()


def test_changing_the_workshop_comes_back_to_its_roll(page: RollPage) -> None:
    page.view.edit.click()
    page.desk.settle()
    assert page.screen.currentWidget() is page.screen.form
    page.screen.form.what.set_values({"title": "Trois heures pour l’emploi"})
    page.screen.form.what.values_changed.emit()
    page.press(KEY.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.screen.currentWidget() is page.view
    assert page.view.title() == "Trois heures pour l’emploi"


def said_of(widget: QWidget) -> str:
    """All that a screen reader would say of the page."""
    name = QAccessible.Text.Name
    return " ".join(here.text(name) for here in accessible_tree(widget))
