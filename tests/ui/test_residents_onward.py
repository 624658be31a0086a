"""The list of residents goes on as one goes down in it, says how many there are, and when filters hide somebody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.residents import register_resident
from tests.store.world import MAUREPAS, PAPER, VILLEJEAN, someone
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui import theme
from ui.residents.found_residents import LIMIT
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm

MANY = 120
Key = Qt.Key


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentsView:
    """The list of 120 people, in sight, with the keyboard in the search."""
    for number in range(MANY):
        fields = someone(_name(number), "Karim", neighbourhood_id=MAUREPAS)
        at.store.run(register_resident, at.actor, fields, resident_id=at.actor.new_id(), notice=PAPER)
    shown = ResidentsView(ResidentsVm(at.desk))
    show(shown, 1154, 768)
    shown.setFocus()
    at.settle()
    return shown


def _name(number: int) -> str:
    """Benaaa, Benaab…"""
    return "Bena" + "".join(chr(ord("a") + number // place % 26) for place in (26, 1))


def test_down_goes_on_to_the_last_of_many(at: AtDesk, view: ResidentsView) -> None:
    keyboard = Keyboard()
    keyboard.type("bena")
    at.settle()
    assert len(view.model.rows()) == LIMIT
    seen = []
    for _key in range(MANY + 5):
        seen.append(view.list.current_row().family_name)
        keyboard.press(Key.Key_Down)
        at.settle()
    assert list(dict.fromkeys(seen)) == [_name(number) for number in range(MANY)]
    assert view.search_field.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_PageDown, Key.Key_End])
def test_other_keys_of_the_list_go_on_too(at: AtDesk, view: ResidentsView, key: Key) -> None:
    view.list.setFocus()
    for _key in range(MANY):
        Keyboard().press(key)
        at.settle()
    assert view.list.current_row().family_name == _name(0), "without a search the latest come first"
    assert len(view.model.rows()) == len({row.id for row in view.model.rows()}) == MANY


def test_the_wheel_goes_on_too(at: AtDesk, view: ResidentsView) -> None:
    bar = view.list.verticalScrollBar()
    for _turn in range(10):
        bar.setValue(bar.maximum())
        at.settle()
    assert len(view.model.rows()) == MANY


def test_the_first_page_does_not_bring_the_second_by_itself(at: AtDesk, view: ResidentsView) -> None:
    at.settle()
    assert len(view.model.rows()) == LIMIT


def test_the_count_says_how_many_there_are(at: AtDesk, view: ResidentsView, qtbot: QtBot) -> None:
    assert view.found.words.text() == "Les 50 premières personnes. Descendez pour voir la suite."
    qtbot.waitUntil(lambda: view.vm.found.count.total is not None)
    assert view.found.words.text() == "120 personnes. Descendez pour voir la suite."
    Keyboard().type("benaac")
    at.settle()
    assert view.found.words.text() == "1 personne."
    Keyboard().type("zz")
    at.settle()
    assert not view.found.isVisible()


def test_a_change_elsewhere_leaves_one_where_one_had_come(at: AtDesk, view: ResidentsView) -> None:
    view.list.setFocus()
    for _key in range(4):
        Keyboard().press(Key.Key_End)
        at.settle()
    here = view.list.current_row()
    at.register("Traoré", "Aïcha")
    assert len(view.model.rows()) >= MANY
    assert view.list.current_row() == here


def test_a_new_search_begins_again_at_its_first_page(at: AtDesk, view: ResidentsView) -> None:
    view.list.setFocus()
    for _key in range(4):
        Keyboard().press(Key.Key_End)
        at.settle()
    view.search_field.setFocus()
    Keyboard().type("bena")
    at.settle()
    assert len(view.model.rows()) == LIMIT


def test_filters_that_hide_the_person_say_so_and_enter_searches_without(
    at: AtDesk, view: ResidentsView, qtbot: QtBot
) -> None:
    view.filters.chips.chip("participant").click()
    at.settle()
    view.search_field.setFocus()
    keyboard = Keyboard()
    keyboard.type("benaac")
    at.settle()
    qtbot.waitUntil(lambda: view.vm.found.count.without_filters == 1)
    assert view.empty.isVisible()
    assert view.empty.button.text() == "Chercher sans filtre"
    assert view.empty._text.text() == "Sans filtre, 1 personne y répond."
    assert view.search_field._hint == "Entrée cherche sans filtre"
    keyboard.press(Key.Key_Return)
    at.settle()
    assert [row.family_name for row in view.model.rows()] == ["Benaac"]
    assert view.vm.filters == ()
    assert view.filters.chips.value() == ()
    assert at.wishes == [], "no second file of a known person"


def test_enter_before_the_count_never_opens_a_second_file(at: AtDesk, view: ResidentsView) -> None:
    view.filters.chips.chip("participant").click()
    at.settle()
    view.search_field.setFocus()
    Keyboard().type("benaac")
    Keyboard().press(Key.Key_Return)
    at.settle()
    assert view.vm.filters == ()
    assert [row.family_name for row in view.model.rows()] == ["Benaac"]
    assert [wish for wish, *_ in at.wishes if wish == "draft_wished"] == []


def test_nobody_even_without_filters_is_a_new_person(at: AtDesk, view: ResidentsView, qtbot: QtBot) -> None:
    view.filters.chips.chip("participant").click()
    view.search_field.setFocus()
    Keyboard().type("zanetti")
    at.settle()
    qtbot.waitUntil(lambda: view.vm.found.count.without_filters == 0)
    assert view.empty.button.text() == "Nouvelle personne"
    Keyboard().press(Key.Key_Return)
    at.settle()
    assert [wish for wish, *_ in at.wishes] == ["draft_wished"]


def test_a_neighbourhood_that_hides_people_is_left_by_one_key(at: AtDesk, view: ResidentsView, qtbot: QtBot) -> None:
    at.register("Benaac", "Aïcha", neighbourhood_id=VILLEJEAN)
    view.vm.choose_neighbourhood(VILLEJEAN)
    view.search_field.setFocus()
    Keyboard().type("benaac")
    at.settle()
    qtbot.waitUntil(view.found.button.isVisible)
    assert view.found.words.text() == "1 personne. 1 de plus sans filtre."
    Keyboard().press(Key.Key_F4)
    at.settle()
    assert [row.first_name for row in view.model.rows()] == ["Karim", "Aïcha"]
    assert not view.found.button.isVisible()
    assert view.vm.neighbourhood_id is None


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(911, 512), (1154, 768)])
def test_the_count_and_the_way_out_are_in_sight(
    at: AtDesk, view: ResidentsView, qtbot: QtBot, dressed: QApplication, scale: float, size: tuple[int, int]
) -> None:
    theme.apply_theme(dressed, "light", scale)
    view.resize(*size)
    at.register("Benaac", "Aïcha", neighbourhood_id=VILLEJEAN)
    view.vm.choose_neighbourhood(VILLEJEAN)
    view.search_field.setFocus()
    Keyboard().type("benaac")
    at.settle()
    qtbot.waitUntil(view.found.button.isVisible)
    button = view.found.button
    assert button.width() >= button.sizeHint().width()
    assert view.scroll_area().horizontalScrollBar().maximum() == 0
