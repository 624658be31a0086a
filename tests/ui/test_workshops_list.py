"""The list of workshops, and where F3 leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.services.attendances import mark_present
from intake_app.services.workshop_lists import list_upcoming
from intake_app.services.workshops import cancel_workshop, close_workshop
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.workshop_scenes import TUESDAY, elsewhere, plan, plan_with_people, settle_in
from ui.widgets.rows_view import RowsView
from ui.workshops.workshop_list_view import WorkshopListView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm, roll_to_call


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as at:
        yield at


@pytest.fixture
def people(desk: AtDesk) -> dict[str, UUID]:
    return settle_in(desk)


@pytest.fixture
def screen(desk: AtDesk, people: dict[str, UUID], show: Shower) -> WorkshopsView:
    view = WorkshopsView(WorkshopsVm(desk.desk))
    show(view, 1100, 800)
    view.vm.open_list()
    desk.settle()
    return view


def cells(rows: RowsView) -> list[list[str]]:
    """What the list shows, line by line, the button left out; spaces made plain."""
    model = rows.rows_model()
    shown = [[model.cell(row, column) for column in range(4)] for row in range(model.rowCount())]
    return [[f"{cell.text} {cell.second}".strip().replace("\u00a0", " ") for cell in line] for line in shown]


def test_each_workshop_shows_its_day_its_counts_and_what_is_missing(
    desk: AtDesk, people: dict[str, UUID], screen: WorkshopsView
) -> None:
    _workshop, today = plan_with_people(desk, people)
    desk.run(mark_present, today, people["Traoré"])
    plan(desk, "Café", TUESDAY + timedelta(days=3), is_open=True, place="Maison de quartier")
    plan(desk, "Cuisine", TUESDAY + timedelta(days=5), capacity=8)
    plan(desk, "Budget", TUESDAY + timedelta(days=40))
    plan(desk, "Cuisine", TUESDAY - timedelta(days=4))
    cancelled, _slot = plan(desk, "Budget", TUESDAY - timedelta(days=10))
    desk.run(cancel_workshop, cancelled)
    closed, slot = plan(desk, "Numérique", TUESDAY - timedelta(days=340))
    desk.run(mark_present, slot, people["Petit"])
    desk.run(close_workshop, closed)
    assert cells(screen.list.upcoming) == [
        ["3h pour l’emploi Local Gros-Chêne", "Mardi 24 14 h – 17 h", "1 / 6 présents", "appel fait"],
        ["Café Maison de quartier", "Vendredi 27 14 h – 17 h", "sans inscription", ""],
        ["Cuisine Local Gros-Chêne", "Dimanche 29 14 h – 17 h", "0 / 8 places", ""],
        ["Budget Local Gros-Chêne", "Dimanche 3 janv. 2027 14 h – 17 h", "0 inscrit", ""],
    ]
    assert cells(screen.list.past) == [
        ["Cuisine Local Gros-Chêne", "Vendredi 20 nov. 14 h – 17 h", "0 inscrit", "appel non fait"],
        ["Budget Annulée · Local Gros-Chêne", "Samedi 14 nov. 14 h – 17 h", "0 inscrit", "annulée"],
        ["Numérique Local Gros-Chêne", "Vendredi 19 déc. 2025 14 h – 17 h", "1 / 1 présents", "feuille à clore"],
    ]


def test_todays_workshop_says_so(desk: AtDesk, screen: WorkshopsView) -> None:
    plan(desk)
    assert cells(screen.list.upcoming)[0][3] == "aujourd’hui"


def test_typing_narrows_the_lists_down_without_regard_to_accents(desk: AtDesk, screen: WorkshopsView) -> None:
    plan(desk, "Café des ambassadeurs", TUESDAY, place="Maison de quartier")
    plan(desk, "Cuisine", TUESDAY - timedelta(days=4))
    QTest.keyClicks(screen.list.search, "maison cafe")
    assert [line[0] for line in cells(screen.list.upcoming)] == ["Café des ambassadeurs Maison de quartier"]
    assert cells(screen.list.past) == []
    QTest.keyClick(screen.list.search, Qt.Key.Key_Escape)
    assert len(cells(screen.list.past)) == 1


def test_a_workshop_is_opened_by_keyboard_alone(desk: AtDesk, screen: WorkshopsView) -> None:
    plan(desk, "Café", TUESDAY)
    _workshop, wanted = plan(desk, "Cuisine", TUESDAY + timedelta(days=2))
    screen.vm.open_list()
    assert QApplication.focusWidget() is screen.list.upcoming
    screen.list.search.setFocus()
    QTest.keyClick(screen.list.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is screen.list.upcoming
    QTest.keyClick(screen.list.upcoming, Qt.Key.Key_Down)
    QTest.keyClick(screen.list.upcoming, Qt.Key.Key_Return)
    desk.settle()
    assert screen.vm.page is WorkshopPage.ROLL
    assert screen.roll.vm.roll is not None
    assert screen.roll.vm.roll.slot_id == wanted


def test_the_button_of_a_line_opens_it_and_the_way_back_is_there(desk: AtDesk, screen: WorkshopsView) -> None:
    _workshop, slot_id = plan(desk)
    screen.list.upcoming.button_clicked.emit("open", screen.vm.list.upcoming[0])
    desk.settle()
    assert screen.roll.vm.roll is not None
    assert screen.roll.vm.roll.slot_id == slot_id
    screen.roll.back_wished.emit()
    desk.settle()
    assert screen.currentWidget() is screen.list


def test_the_first_workshop_is_offered_when_there_is_none(desk: AtDesk, screen: WorkshopsView) -> None:
    assert [block.isVisible() for block in _blocks(screen.list)] == [False, False, True]
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert screen.vm.page is WorkshopPage.FORM
    plan(desk, "Café", TUESDAY - timedelta(days=1))
    screen.vm.open_list()
    desk.settle()
    assert [block.isVisible() for block in _blocks(screen.list)] == [True, True, False]


def test_what_a_colleague_plans_shows_live(desk: AtDesk, people: dict[str, UUID], screen: WorkshopsView) -> None:
    _workshop, slot_id = plan_with_people(desk, people)
    elsewhere(desk, mark_present, slot_id, people["Petit"])
    assert cells(screen.list.upcoming)[0][2] == "1 / 6 présents"


def test_f3_leads_to_the_roll_to_call_or_says_that_there_is_none(desk: AtDesk, screen: WorkshopsView) -> None:
    screen.vm.call_roll()
    desk.settle()
    assert screen.vm.page is WorkshopPage.LIST
    assert len(desk.wished("told")) == 1
    plan(desk, "Cuisine", TUESDAY + timedelta(days=2))
    _workshop, slot_id = plan(desk, "Café", TUESDAY)
    screen.vm.call_roll()
    desk.settle()
    assert screen.roll.vm.roll is not None
    assert screen.roll.vm.roll.slot_id == slot_id


@pytest.mark.parametrize(
    "hour, title", [(8, "Matin"), (11, "Matin"), (13, "Après-midi"), (16, "Après-midi"), (19, "Après-midi")]
)
def test_of_two_workshops_today_the_one_going_on_or_the_next_is_called(
    desk: AtDesk, people: dict[str, UUID], hour: int, title: str
) -> None:
    plan(desk, "Matin", hours=("09:00", "12:00"))
    plan(desk, "Après-midi")
    plan(desk, "Demain", TUESDAY + timedelta(days=1))
    rows = desk.store.read(list_upcoming, TUESDAY)
    called = roll_to_call(rows, datetime(2026, 11, 24, hour, 0, tzinfo=UTC))
    assert called is not None
    assert called.title == title
    assert roll_to_call([], datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) is None


def _blocks(view: WorkshopListView) -> tuple[object, ...]:
    return (view._upcoming_card, view._past_card, view._empty)
