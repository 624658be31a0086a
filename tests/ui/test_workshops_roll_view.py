"""The roll-call page by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from intake_app.domain.errors import KnownError
from intake_app.services.distinctions import read_told_apart
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.resident_lists import find_residents
from intake_app.services.rolls import read_roll
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.roll_scenes import RollPage, focused
from tests.ui.workshop_scenes import TUESDAY
from ui.workshops import roll_marks_vm

KEY = Qt.Key
no_window_system = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""A menu raises itself and grabs the keyboard, which the off-screen plug-in does not know."""


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    with sit_down(tmp_path / "palier") as desk:
        yield RollPage(desk, show)


def test_the_whole_roll_is_called_by_keyboard_alone(page: RollPage) -> None:
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
def test_the_menu_key_gives_another_status(page: RollPage) -> None:
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
def test_the_menu_opens_the_file(page: RollPage) -> None:
    page.table.menu_wished.emit(page.table.rows_model().row_at(0), QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert page.desk.wished("resident_wished") == [page.people["Benali"]]


def test_a_double_click_ticks_once(page: RollPage) -> None:
    viewport, place, left = page.table.viewport(), page.place("Petit"), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=place)
    QTest.mouseDClick(viewport, left, pos=place)
    QTest.mouseRelease(viewport, left, pos=place)
    page.desk.settle()
    assert page.statuses()["Petit"] == "present"


def test_two_clicks_tick_and_take_back(page: RollPage) -> None:
    for status in ("present", "expected"):
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.place("Petit"))
        page.desk.settle()
        assert page.statuses()["Petit"] == status


def test_a_key_held_down_ticks_once(page: RollPage) -> None:
    page.tab_to(page.table)
    page.press(KEY.Key_Home)
    QTest.simulateEvent(page.table, True, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", False)
    QTest.simulateEvent(page.table, True, KEY.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
    page.desk.settle()
    assert page.statuses()["Benali"] == "present"


def test_a_tick_is_painted_before_it_is_saved(page: RollPage) -> None:
    page.table.toggled.emit(page.table.rows_model().row_at(0))
    assert page.table.rows_model().row_at(0).is_present
    assert page.view.side.counter.accessibleName().startswith("1 / 6 présents")


def test_a_failed_save_says_so_on_the_page(page: RollPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*_args: object) -> UUID:
        raise KnownError("disk_full")

    monkeypatch.setattr(roll_marks_vm, "mark_status", disk_full)
    page.table.toggled.emit(page.table.rows_model().row_at(0))
    page.desk.settle()
    assert not page.table.rows_model().row_at(0).is_present
    assert page.view.saved.text().startswith("Non enregistré")


def test_the_page_says_when_it_was_saved_and_where(page: RollPage) -> None:
    page.write("tra")
    page.press(KEY.Key_Return)
    at = page.desk.desk.now()
    assert page.view.saved.text() == f"Enregistré à {at.hour}\u00a0h · seulement sur cet ordinateur"
    assert page.desk.wished("told") == ["TRAORÉ Aïcha est là."]


def test_candidates_hang_under_the_field_and_arrows_go_there_and_back(page: RollPage) -> None:
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


def test_somebody_is_put_on_the_roll_by_the_button_of_their_line(page: RollPage) -> None:
    page.write("fatou")
    page.press(KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
    assert page.statuses()["Diallo"] == "expected"
    assert page.desk.wished("told") == ["DIALLO Fatou est sur la liste."]


def test_escape_empties_the_search(page: RollPage) -> None:
    page.write("dia")
    page.press(KEY.Key_Escape)
    assert not page.view.candidates.isVisible()


def test_nobody_found_offers_the_few_fields(page: RollPage) -> None:
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


@pytest.mark.parametrize("is_same", [True, False])
def test_a_newcomer_who_is_known_under_another_spelling_is_asked_about(page: RollPage, is_same: bool) -> None:
    known = page.desk.register("Quéméneur", "Mohamed", phone="+33639980055")
    page.write("kemener")
    page.press(KEY.Key_Down, KEY.Key_Space)
    form = page.view.newcomer.form
    form.set_values({"family_name": "Quemeneur", "first_name": "Muhammad", "phone": "06 39 98 00 55"})
    form.field("notice").setFocus()
    page.press(KEY.Key_Space)
    page.press(KEY.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    banner = page.view.newcomer.known
    assert banner.isVisible()
    assert banner.accessibleName().startswith("Déjà connue\u202f? Mohamed QUÉMÉNEUR 06 39 98 00 55")
    assert banner.action().hasFocus()
    assert len(page.desk.store.read(find_residents, "quemeneur")) == 1
    if is_same:
        page.press(KEY.Key_Return)
    else:
        page.press(KEY.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not page.view.newcomer.isVisible()
    assert not banner.isVisible()
    assert len(page.desk.store.read(find_residents, "quemeneur")) == (1 if is_same else 2)
    assert page.statuses()["Quéméneur" if is_same else "Quemeneur"] == "present"
    apart = page.desk.store.read(read_told_apart, [known])
    assert bool(apart) is not is_same
