"""The page of follow-ups by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.follow_ups import schedule_follow_up
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.follow_up_scenes import Calls
from tests.ui.workshop_scenes import TUESDAY, elsewhere
from ui.follow_ups.dealing_vm import Result
from ui.follow_ups.follow_ups_view import FollowUpsView


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[Calls]:
    with sit_down(tmp_path / "palier") as desk:
        yield Calls(desk)


class Page:
    """The page, on screen."""

    def __init__(self, calls: Calls, show: Shower) -> None:
        self.calls = calls
        self.desk = calls.desk
        self.view = FollowUpsView(calls.vm)
        show(self.view, 1100, 800)
        self.desk.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focused(), key, modifier)
        self.desk.settle()


@pytest.fixture
def page(calls: Calls, show: Shower) -> Page:
    return Page(calls, show)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def test_one_is_dealt_with_by_keyboard_alone(page: Page) -> None:
    assert focused() is page.view.lists["late"]
    page.press(Qt.Key.Key_Return)
    page.press(Qt.Key.Key_Space)
    page.press(Qt.Key.Key_Tab)
    QTest.keyClicks(focused(), "vient jeudi")
    page.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    stored = page.calls.stored("Benali")
    assert (stored.result, stored.note) == ("reached", "vient jeudi")
    assert focused() is page.view.lists["today"]
    said, undo = page.desk.wished("undo_offered")[0]
    assert said == "BENALI Karim · Contact établi"
    undo()
    page.desk.settle()
    assert page.calls.names("late") == ["Benali"]
    assert page.view.lists["late"].current_row() == page.calls.vm.chosen


def test_arrows_choose_whom_to_deal_with(page: Page) -> None:
    page.view.lists["today"].setFocus()
    page.press(Qt.Key.Key_Down)
    assert page.calls.chosen() == "Touré"
    assert not page.view.lists["late"].selectionModel().hasSelection()


def test_what_is_typed_stays_while_others_change(page: Page) -> None:
    page.view.dealing.form.set_values({"note": "rappelle lundi"})
    elsewhere(
        page.desk,
        schedule_follow_up,
        page.calls.people["N’Diaye"],
        purpose="call_back",
        due_on=TUESDAY,
    )
    assert page.view.dealing.form.values()["note"] == "rappelle lundi"
    assert page.calls.chosen() == "Benali"


def test_trying_again_is_offered_when_it_makes_sense(page: Page) -> None:
    dealing = page.view.dealing
    page.calls.choose("Le Goff")
    for code, is_offered in (("no_answer", True), ("reached", False), ("message_left", True)):
        dealing.form.set_values({"result": code})
        dealing.form.values_changed.emit()
        assert dealing.again.isVisible() is is_offered
    page.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.desk.wished("told") == ["LE GOFF Sylvie · Message laissé"]
    assert "Le Goff" in page.calls.names("week")


def test_words_are_held_back_until_one_means_them(page: Page) -> None:
    dealing = page.view.dealing
    dealing.form.set_values({"result": "reached", "note": "hospitalisé"})
    dealing.save.click()
    page.desk.settle()
    assert dealing.keeps_words.isVisible()
    assert set(dealing.form.errors()) == {"note"}
    dealing.keeps_words.setChecked(True)
    dealing.save.click()
    page.desk.settle()
    assert page.calls.stored("Benali").note == "hospitalisé"


def test_another_day_is_typed_or_pressed(page: Page) -> None:
    dealing = page.view.dealing
    dealing.day.set_values({"due_on": "mardi"})
    dealing.snooze.click()
    page.desk.settle()
    assert page.calls.stored("Benali").due_on == date(2026, 12, 1)
    said, _undo = page.desk.wished("undo_offered")[0]
    assert said == "BENALI Karim\u202f: reporté à mardi 1er"
    dealing.vm.snooze_for(1)
    page.desk.settle()
    assert page.calls.stored("Le Goff").due_on == date(2026, 11, 25)


def test_the_page_says_when_nothing_is_left(page: Page) -> None:
    while page.calls.vm.chosen is not None:
        page.calls.dealing.complete(Result("done"))
        page.desk.settle()
    assert not page.view.columns.isVisible()
    assert page.desk.store.read(list_follow_ups, TUESDAY).late == ()


def test_own_or_everybodys_is_one_of_the_two(page: Page) -> None:
    page.view.whose.chip("everybodys").click()
    page.desk.settle()
    assert page.calls.vm.is_everybodys
    page.view.whose.chip("everybodys").click()
    page.desk.settle()
    assert not page.calls.vm.is_everybodys
    assert page.view.whose.value() == "own"
