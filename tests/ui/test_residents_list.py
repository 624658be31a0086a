"""The list of residents: found at every key, only the last answer shown, all by keyboard."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services import resident_lists
from intake_app.services.drafts import open_draft
from intake_app.services.resident_lists import ResidentPage
from tests.store.world import VILLEJEAN
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui.residents.found_residents import Answered
from ui.residents.residents_view import EVERYWHERE, ResidentsView
from ui.residents.residents_vm import ResidentsVm

KEYSTROKE_SECONDS = 0.016


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentsView:
    """The list, in sight, with the keyboard in the search."""
    shown = ResidentsView(ResidentsVm(at.desk))
    show(shown, 1154, 768)
    shown.setFocus()
    at.settle()
    return shown


def shown_names(view: ResidentsView) -> list[str]:
    """The names in the list, in order."""
    return [f"{row.family_name} {row.first_name}" for row in view.model.rows()]


def test_somebody_is_found_as_the_name_is_typed(at: AtDesk, view: ResidentsView) -> None:
    at.register("Traoré", "Aïcha")
    at.register("Benali", "Karim")
    keyboard = Keyboard()
    keyboard.type("trao")
    at.settle()
    assert shown_names(view) == ["Traoré Aïcha"]
    keyboard.press(Qt.Key.Key_Escape)
    at.settle()
    assert len(shown_names(view)) == 2


def test_an_overtaken_search_is_not_even_looked_up(
    at: AtDesk, view: ResidentsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.register("Benali", "Karim")
    looked_up: list[str] = []
    find = resident_lists.find_page

    def watched(session: Any, text: str = "", **more: Any) -> ResidentPage:
        looked_up.append(text)
        return find(session, text, **more)

    monkeypatch.setattr(resident_lists, "find_page", watched)
    gate = threading.Event()
    at.lane.put(QObject(), lambda: gate.wait(10))
    Keyboard().type("benali")
    gate.set()
    at.settle()
    assert looked_up == ["benali"]
    assert shown_names(view) == ["Benali Karim"]


def test_the_answer_to_an_overtaken_search_is_dropped(
    at: AtDesk, view: ResidentsView, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.register("Benali", "Karim")
    at.register("Traoré", "Aïcha")
    is_asked, may_answer = threading.Event(), threading.Event()
    find = resident_lists.find_page

    def slow(session: Any, text: str = "", **more: Any) -> ResidentPage:
        if text == "b":
            is_asked.set()
            may_answer.wait(10)
        return find(session, text, **more)

    monkeypatch.setattr(resident_lists, "find_page", slow)
    seen: list[list[str]] = []
    view.vm.found.rows_changed.connect(lambda: seen.append(shown_names(view)))
    view.vm.search("b")
    assert is_asked.wait(10)
    view.vm.search("trao")
    may_answer.set()
    at.settle()
    assert seen == [["Traoré Aïcha"]]


def test_arrows_move_in_the_list_from_the_search_and_enter_opens(at: AtDesk, view: ResidentsView) -> None:
    ids = {name: at.register("Benali", name) for name in ("Amina", "Karim", "Zoé")}
    keyboard = Keyboard()
    keyboard.type("benali")
    at.settle()
    first, second = (row.id for row in view.model.rows()[:2])
    assert view.search_field.hasFocus()
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Up)
    keyboard.press(Qt.Key.Key_Return)
    assert at.wished("resident_wished") == [second, first]
    assert {first, second} < set(ids.values())


def test_enter_waits_for_the_answer_to_what_was_typed_last(at: AtDesk, view: ResidentsView) -> None:
    at.register("Benali", "Karim")
    wanted = at.register("Traoré", "Aïcha")
    keyboard = Keyboard()
    keyboard.type("b")
    at.settle()
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.type("trao")
    keyboard.press(Qt.Key.Key_Return)
    assert at.wishes == []
    at.settle()
    assert at.wished("resident_wished") == [wanted]


def test_enter_on_a_name_nobody_has_opens_a_form_at_this_name(at: AtDesk, view: ResidentsView) -> None:
    keyboard = Keyboard()
    keyboard.type("zanetti")
    at.settle()
    keyboard.press(Qt.Key.Key_Return)
    at.settle()
    assert [wish for wish, *_ in at.wishes] == ["draft_wished"]


def test_enter_presses_the_button_that_has_the_keyboard(at: AtDesk, view: ResidentsView) -> None:
    keyboard = Keyboard()
    keyboard.type("zanetti")
    at.settle()
    view.empty.button.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    at.settle()
    assert [wish for wish, *_ in at.wishes] == ["draft_wished"]


def test_letters_typed_in_the_list_go_on_with_the_search(at: AtDesk, view: ResidentsView) -> None:
    at.register("Benali", "Karim")
    view.search_field.setText("be")
    at.settle()
    view.list.setFocus()
    Keyboard().type("nali")
    assert view.search_field.text() == "benali"


def test_one_neighbourhood_can_be_shown_alone(at: AtDesk, view: ResidentsView) -> None:
    at.register("Benali", "Karim")
    at.register("Traoré", "Aïcha", neighbourhood_id=VILLEJEAN)
    view.neighbourhood_field.set_value(str(VILLEJEAN))
    view.neighbourhood_field.value_changed.emit()
    at.settle()
    assert shown_names(view) == ["Traoré Aïcha"]
    view.neighbourhood_field.set_value(EVERYWHERE)
    view.neighbourhood_field.value_changed.emit()
    at.settle()
    assert len(shown_names(view)) == 2


def test_nobody_found_offers_a_form_with_what_was_typed(at: AtDesk, view: ResidentsView) -> None:
    Keyboard().type("zanetti paola")
    at.settle()
    assert view.empty.isVisible()
    view.empty.button.click()
    at.settle()
    record_id: UUID = at.wished("draft_wished")[0]
    draft = at.store.read(open_draft, "resident", record_id)
    assert draft is not None
    assert draft.values == {"family_name": "Zanetti", "first_name": "Paola"}


def test_a_new_person_without_a_search_is_an_empty_form(at: AtDesk, view: ResidentsView) -> None:
    view.new_button.click()
    at.settle()
    assert at.wishes == [("new_resident_wished", None)]


def test_a_search_begun_elsewhere_goes_on_here(at: AtDesk, view: ResidentsView) -> None:
    at.register("Benali", "Karim")
    view.vm.begin_search("b")
    view.setFocus()
    Keyboard().type("enali")
    at.settle()
    assert view.search_field.text() == "benali"
    assert shown_names(view) == ["Benali Karim"]
    view.vm.begin_search("")
    view.setFocus()
    assert view.search_field.selectedText() == "benali"


def test_what_is_only_here_says_so(at: AtDesk, view: ResidentsView) -> None:
    at.register("Benali", "Karim", birth_date="1988-03-14", phone="+33612345678")
    index = view.model.index(0, 3)
    assert view.model.data(index) == "seulement sur cet ordinateur"
    name = view.model.cell(0, 0)
    assert (name.text, name.strong, name.second) == ("BENALI Karim", "BENALI", "14/03/1988 · 38 ans")


def test_the_chosen_person_stays_chosen_when_the_list_is_read_again(at: AtDesk, view: ResidentsView) -> None:
    chosen = at.register("Benali", "Karim")
    at.register("Benali", "Amina")
    view.list.choose(chosen)
    at.register("Traoré", "Aïcha")
    row = view.list.current_row()
    assert row is not None
    assert row.id == chosen


def test_a_key_costs_the_window_less_than_a_frame(at: AtDesk, view: ResidentsView) -> None:
    for number in range(60):
        at.register("Benali" if number % 2 else "Benoît", f"Karim{number}")
    spent: list[float] = []
    for _round in range(5):
        for text in ("b", "be", "ben", "bena", "benal", "benali"):
            spent.append(_time_of(view, text))
    at.settle()
    assert len(view.model.rows()) == 30
    # other work on the machine only ever adds: the quickest quarter says what the key itself costs
    assert statistics.quantiles(spent, n=4)[0] < KEYSTROKE_SECONDS


def _time_of(view: ResidentsView, text: str) -> float:
    """Seconds of work of the window's thread that one key takes: to ask, then to show and paint the answer."""
    spent: list[float] = []
    take = view.vm.found._take

    def timed(answer: Answered) -> None:
        started = time.thread_time()
        take(answer)
        view.list.viewport().repaint()
        view.search_field.repaint()
        spent.append(time.thread_time() - started)

    view.vm.found._search._then = timed
    started = time.thread_time()
    view.search_field.setText(text)
    asking = time.thread_time() - started
    return asking + _settled(spent)


def _settled(spent: list[float]) -> float:
    """Wait for the one answer, for its share."""
    limit = time.monotonic() + 20
    while not spent and time.monotonic() < limit:
        QApplication.processEvents()
    return spent[0]
