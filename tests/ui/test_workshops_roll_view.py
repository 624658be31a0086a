"""The roll-call page by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.rolls import read_roll
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import accessible_tree
from tests.ui.workshop_scenes import EXPECTED, TUESDAY, elsewhere, plan, plan_with_people, settle_in
from ui.widgets.check_mark import CheckBox
from ui.workshops import roll_marks_vm
from ui.workshops.roll_table import RollTable
from ui.workshops.roll_view import RollView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm

KEY = Qt.Key
no_window_system = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""A menu raises itself and grabs the keyboard, which the off-screen plug-in does not know."""


class Page:
    """The screen of the workshops, on the roll of today's."""

    def __init__(self, desk: AtDesk, show: Shower) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.workshop_id, self.slot_id = plan_with_people(desk, self.people)
        self.screen = WorkshopsView(WorkshopsVm(desk.desk))
        show(self.screen, 1100, 800)
        self.screen.vm.call_roll()
        desk.settle()

    @property
    def view(self) -> RollView:
        return self.screen.roll

    @property
    def table(self) -> RollTable:
        return self.screen.roll.table

    def write(self, text: str) -> None:
        QTest.keyClicks(focused(), text)
        self.desk.settle()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(focused(), key, modifier)
        self.desk.settle()

    def tab_to(self, widget: QWidget) -> None:
        for _stop in range(40):
            if focused() is widget:
                return
            QTest.keyClick(focused(), KEY.Key_Tab)
        raise AssertionError("the keyboard does not get there")

    def statuses(self) -> dict[str, str]:
        return {row.family_name: row.status for row in self.desk.store.read(read_roll, self.slot_id).rows}

    def place(self, name: str) -> QPoint:
        row = self.table.rows_model().place_of(self.people[name])
        return self.table.visualRect(self.table.rows_model().index(row, 0)).center()


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[Page]:
    with sit_down(tmp_path / "palier") as desk:
        yield Page(desk, show)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def test_the_whole_roll_is_called_by_keyboard_alone(page: Page) -> None:
    assert focused() is page.view.search
    page.write("tra")
    page.press(KEY.Key_Return)
    page.write("diallo fat")
    page.press(KEY.Key_Return)
    page.write("kowalska zofia")
    page.press(KEY.Key_Return)
    page.press(KEY.Key_Tab, KEY.Key_Space)
    page.press(KEY.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    assert focused() is page.view.search
    page.tab_to(page.table)
    page.press(KEY.Key_Home, KEY.Key_Space)
    page.press(KEY.Key_Down, KEY.Key_Return)
    page.press(KEY.Key_Down, KEY.Key_Space, KEY.Key_Space)
    page.tab_to(page.view.side.steps["cv_reviewed"])
    page.press(KEY.Key_Space)
    page.tab_to(page.view.side.close_button)
    page.press(KEY.Key_Space)
    assert focused() is page.view.closing.confirm
    page.press(KEY.Key_Space)
    assert page.statuses() == {
        "Traoré": "present",
        "Diallo": "present",
        "kowalska": "present",
        "Benali": "present",
        "Le Goff": "present",
        "Petit": "absent_unexcused",
        "Riou": "absent_unexcused",
        "Touré": "absent_unexcused",
    }
    roll = page.desk.store.read(read_roll, page.slot_id)
    assert (roll.status, roll.checklist) == ("closed", ("cv_reviewed",))
    assert len(page.desk.store.read(list_follow_ups, TUESDAY).week) == 3
    assert page.view.banner.isVisible()


@no_window_system
def test_the_menu_key_gives_another_status(page: Page) -> None:
    page.tab_to(page.table)
    page.press(KEY.Key_Home)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(page.table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions() if action.text()]
    assert offered[:5] == ["Présence", "En retard", "Départ avant la fin", "Absence", "Absence prévenue"]
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    page.desk.settle()
    assert page.statuses()["Benali"] == "late"


@no_window_system
def test_the_menu_opens_the_file(page: Page) -> None:
    page.table.menu_wished.emit(page.table.rows_model().row_at(0), QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert page.desk.wished("resident_wished") == [page.people["Benali"]]


def test_a_double_click_ticks_once(page: Page) -> None:
    viewport, place, left = page.table.viewport(), page.place("Petit"), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=place)
    QTest.mouseDClick(viewport, left, pos=place)
    QTest.mouseRelease(viewport, left, pos=place)
    page.desk.settle()
    assert page.statuses()["Petit"] == "present"


def test_two_clicks_tick_and_take_back(page: Page) -> None:
    for status in ("present", "expected"):
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.place("Petit"))
        page.desk.settle()
        assert page.statuses()["Petit"] == status


def test_a_key_held_down_ticks_once(page: Page) -> None:
    page.tab_to(page.table)
    page.press(KEY.Key_Home)
    QTest.simulateEvent(page.table, True, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", False)
    QTest.simulateEvent(page.table, True, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    page.desk.settle()
    assert page.statuses()["Benali"] == "present"


def test_a_tick_is_painted_before_it_is_saved(page: Page) -> None:
    page.table.toggled.emit(page.table.rows_model().row_at(0))
    assert page.table.rows_model().row_at(0).is_present
    assert page.view.side.counter.accessibleName().startswith("1 / 6 présents")


def test_a_failed_save_says_so_on_the_page(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*_args: object) -> UUID:
        raise KnownError("disk_full")

    monkeypatch.setattr(roll_marks_vm, "mark_status", disk_full)
    page.table.toggled.emit(page.table.rows_model().row_at(0))
    page.desk.settle()
    assert not page.table.rows_model().row_at(0).is_present
    assert page.view.saved.text().startswith("Non enregistré")


def test_the_page_says_when_it_was_saved_and_where(page: Page) -> None:
    page.write("tra")
    page.press(KEY.Key_Return)
    at = page.desk.desk.now()
    assert page.view.saved.text() == f"Enregistré à {at.hour}\u00a0h · seulement sur cet ordinateur"
    assert page.desk.wished("told") == ["TRAORÉ Aïcha est là."]


def test_candidates_hang_under_the_field_and_arrows_go_there_and_back(page: Page) -> None:
    top = page.table.mapTo(page.view, QPoint(0, 0))
    page.write("diallo")
    found = page.view.candidates
    assert found.isVisible()
    assert page.table.mapTo(page.view, QPoint(0, 0)) == top
    page.press(KEY.Key_Down)
    assert focused() is found.list
    page.press(KEY.Key_Up)
    assert focused() is page.view.search
    page.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Return)
    assert not found.isVisible()
    assert page.view.search.text() == ""
    assert page.statuses()["Diallo"] == "present"


def test_somebody_is_put_on_the_roll_by_the_button_of_their_line(page: Page) -> None:
    page.write("fatou")
    page.press(KEY.Key_Down, KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert page.statuses()["Diallo"] == "expected"
    assert page.desk.wished("told") == ["DIALLO Fatou est sur la liste."]


def test_escape_empties_the_search(page: Page) -> None:
    page.write("dia")
    page.press(KEY.Key_Escape)
    assert not page.view.candidates.isVisible()


def test_nobody_found_offers_the_few_fields(page: Page) -> None:
    page.write("kowalska")
    page.press(KEY.Key_Down)
    assert focused() is page.view.candidates.newcomer
    page.press(KEY.Key_Space)
    form = page.view.newcomer.form
    assert form.values()["family_name"] == "kowalska"
    assert form.focused_field() == "first_name"
    page.view.newcomer.save.click()
    page.desk.settle()
    assert set(form.errors()) == {"notice"}
    page.press(KEY.Key_Escape)
    assert not page.view.newcomer.isVisible()


def test_a_new_person_is_wished_for_this_roll(page: Page) -> None:
    QTest.mouseClick(page.view.new_resident, Qt.MouseButton.LeftButton)
    assert page.desk.wished("new_resident_wished") == [page.slot_id]


def test_names_are_hidden_when_the_screen_is_turned(page: Page) -> None:
    assert "BENALI" in said_of(page.screen)
    page.press(KEY.Key_F8)
    assert "BENALI" not in said_of(page.screen)
    assert not page.view.search.isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    assert "BENALI" in said_of(page.screen)
    assert page.view.search.isEnabled()


def test_a_card_with_names_is_covered_too(page: Page) -> None:
    page.view.side.close_button.click()
    page.press(KEY.Key_F8)
    assert not page.view.closing.isVisible()
    assert not page.view.side.close_button.isEnabled()
    QTest.keyClick(page.screen, KEY.Key_F8)
    assert page.view.closing.isVisible()


def said_of(widget: QWidget) -> str:
    """All that a screen reader would say of the page."""
    name = QAccessible.Text.Name
    return " ".join(here.text(name) for here in accessible_tree(widget))


def test_closing_asks_about_the_absent_and_may_be_given_up(page: Page) -> None:
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


def test_a_closed_roll_is_opened_again_from_the_banner(page: Page) -> None:
    page.view.vm.close()
    page.desk.settle()
    assert not page.view.search.isEnabled()
    page.view.banner.action().click()
    page.desk.settle()
    assert page.view.search.isEnabled()
    assert not page.view.banner.isVisible()


def test_a_colleagues_tick_shows_without_scrolling_the_list(page: Page) -> None:
    page.table.setFixedHeight(190)
    page.table.verticalScrollBar().setValue(60)
    elsewhere(page.desk, mark_present, page.slot_id, page.people["Riou"])
    elsewhere(page.desk, mark_present, page.slot_id, page.people["Fatou"])
    assert page.table.verticalScrollBar().value() == 60
    assert page.table.rows_model().rowCount() == 7


def test_another_date_of_the_workshop_is_a_choice_away(page: Page) -> None:
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


def test_an_empty_roll_says_what_to_do(page: Page) -> None:
    _workshop, slot_id = plan(page.desk, "Café des ambassadeurs")
    page.screen.vm.open_slot(slot_id)
    page.desk.settle()
    assert page.view.empty.isVisible()
    assert not page.table.isVisible()


def test_changing_the_workshop_comes_back_to_its_roll(page: Page) -> None:
    page.view.edit.click()
    page.desk.settle()
    assert page.screen.currentWidget() is page.screen.form
    page.screen.form.what.set_values({"title": "Trois heures pour l’emploi"})
    page.screen.form.what.values_changed.emit()
    page.press(KEY.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    assert page.screen.currentWidget() is page.view
    assert page.view.title() == "Trois heures pour l’emploi"
