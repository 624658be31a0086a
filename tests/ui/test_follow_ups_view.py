"""The page of follow-ups by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.follow_ups import schedule_follow_up
from tests.store.world import CLAIRE
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.follow_up_scenes import Calls
from tests.ui.workshop_scenes import TUESDAY, elsewhere
from ui import theme
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
    said, undo = page.desk.wished("undo_offered")[0]
    assert said == "LE GOFF Sylvie · Message laissé"
    assert "Le Goff" in page.calls.names("week")
    undo()
    page.desk.settle()
    assert "Le Goff" in page.calls.names("today")
    assert "Le Goff" not in page.calls.names("week")


def choose_again(page: Page, family_name: str) -> None:
    """The follow-up that this person has now."""
    page.calls.vm.choose(next(row.id for row in page.calls.vm.rows if row.family_name == family_name))


def test_what_is_tried_three_times_says_so_and_plans_itself(page: Page) -> None:
    dealing = page.view.dealing
    assert not dealing.next_attempt.isVisible()
    for number, medium in enumerate(("phone", "phone", "doorstep"), start=1):
        choose_again(page, "Benali")
        assert f"essai {number} sur 3" in dealing.facts.text()
        dealing.form.set_values({"result": "no_answer", "medium": medium})
        dealing.form.values_changed.emit()
        assert dealing.next_attempt.isVisible()
        assert not dealing.again.isVisible()
        assert ("injoignable" in dealing.next_attempt.text()) is (number == 3)
        dealing.save.click()
        page.desk.settle()
    said = [said for said, _undo in page.desk.wished("undo_offered")]
    assert said[1:] == ["BENALI Karim · Pas de réponse", "BENALI Karim · Injoignable après plusieurs essais"]
    assert "Benali" not in {row.family_name for row in page.calls.vm.rows}


def test_one_way_alone_is_not_enough_to_give_somebody_up(page: Page) -> None:
    dealing = page.view.dealing
    for _ in range(3):
        choose_again(page, "Benali")
        dealing.form.set_values({"result": "no_answer", "medium": "phone"})
        dealing.save.click()
        page.desk.settle()
    assert set(dealing.form.errors()) == {"medium"}
    assert "par un autre moyen" in dealing.form.errors()["medium"]
    assert page.calls.chosen() == "Benali"


@pytest.mark.parametrize("result,is_asked", [("reached", True), ("refused", False)])
def test_whoever_is_reached_is_asked_where_they_stand(page: Page, result: str, is_asked: bool) -> None:
    page.view.dealing.form.set_values({"result": result})
    page.view.dealing.save.click()
    page.desk.settle()
    assert page.desk.wished("situation_wished") == [[page.calls.people["Benali"], "plus6"]] * is_asked


def test_one_is_handed_over_by_keyboard_and_taken_back(page: Page) -> None:
    assigning = page.view.dealing.assigning
    offered = [assigning.colleague.itemText(place) for place in range(assigning.colleague.count())]
    assert offered == ["Nadia M., en ce moment", "Claire D."]
    assert assigning.colleague.currentText() == offered[0]
    page.view.dealing.snooze.setFocus()
    page.press(Qt.Key.Key_Tab)
    assert focused() is assigning.colleague
    page.press(Qt.Key.Key_Tab)
    page.press(Qt.Key.Key_Space)
    assert assigning.problem.isVisible()
    assert focused() is assigning.colleague
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Tab)
    page.press(Qt.Key.Key_Space)
    assert page.calls.stored("Benali").assigned_to == CLAIRE
    assert page.calls.names("late") == []
    assert page.calls.chosen() == "Le Goff"
    assert focused() is page.view.lists["today"]
    said, undo = page.desk.wished("undo_offered")[0]
    assert said == "BENALI Karim\u202f: confié à Claire D."
    undo()
    page.desk.settle()
    assert page.calls.stored("Benali").assigned_to == page.desk.actor.staff_id
    assert page.calls.chosen() == "Benali"


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


def many(calls: Calls, count: int = 30) -> None:
    """As many more follow-ups, for later."""
    resident_id = calls.people["Benali"]
    for days in range(count):
        calls.desk.run(schedule_follow_up, resident_id, purpose="call_back", due_on=TUESDAY + timedelta(days=8 + days))
    calls.vm.refresh()
    calls.desk.settle()


@pytest.mark.parametrize("size", [(1154, 768), (847, 512)])
def test_what_one_deals_with_stays_beside_the_list(page: Page, size: tuple[int, int]) -> None:
    page.view.resize(*size)
    many(page.calls)
    page.view.lists["later"].setFocus()
    seen = page.view.scroll_area().viewport()
    for _key in range(30):
        page.press(Qt.Key.Key_Down)
        rows = page.view.lists["later"]
        row = rows.visualRect(rows.currentIndex())
        assert seen.rect().contains(QRect(rows.viewport().mapTo(seen, row.topLeft()), row.size()).center())
        title = page.view.dealing.mapTo(seen, QPoint(0, 0))
        assert -1 <= title.y() <= seen.height() // 2, "the card of whom one deals with is in sight"
    assert page.view.scroll_area().verticalScrollBar().value() > 0
    page.press(Qt.Key.Key_Return)
    field = focused()
    assert page.view.dealing.isAncestorOf(field)
    assert seen.rect().contains(field.mapTo(seen, field.rect().center()))
    for _key in range(12):
        page.press(Qt.Key.Key_Tab)
        if page.view.dealing.isAncestorOf(focused()):
            assert seen.rect().contains(focused().mapTo(seen, focused().rect().center()))


def test_what_one_deals_with_comes_in_sight_under_the_lists_too(page: Page, dressed: QApplication) -> None:
    theme.apply_theme(dressed, "light", 2.0)
    page.view.resize(847, 512)
    many(page.calls, 12)
    assert page.view.columns.is_stacked()
    page.view.lists["late"].setFocus()
    page.press(Qt.Key.Key_Return)
    seen = page.view.scroll_area().viewport()
    assert page.view.dealing.isAncestorOf(focused())
    assert seen.rect().contains(focused().mapTo(seen, focused().rect().center()))
