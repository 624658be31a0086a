"""A week of workshops by keyboard: half-days as rows, what is planned on each, and planning there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.workshop_scenes import TUESDAY, plan, settle_in
from ui.workshops.month.week_view import WeekView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

KEY = Qt.Key


@pytest.fixture
def at(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        settle_in(desk)
        plan(desk, "Matinée CV", TUESDAY, hours=("09:00", "12:00"))
        plan(desk, "Cuisine", TUESDAY, hours=("14:00", "17:00"))
        plan(desk, "Budget", TUESDAY, hours=("14:30", "16:00"))
        plan(desk, "Soirée", TUESDAY + timedelta(days=2), hours=("18:30", "20:00"))
        yield desk


@pytest.fixture
def screen(at: AtDesk, show: Shower) -> WorkshopsView:
    made = WorkshopsView(WorkshopsVm(at.desk))
    show(made, 1100, 800)
    made.vm.open_list()
    at.settle()
    QTest.keyClick(made.list, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    return made


def week(screen: WorkshopsView) -> WeekView:
    return screen.list.week


def titles(screen: WorkshopsView) -> list[str]:
    return [row.title for row in week(screen).grid.workshops()]


def press(screen: WorkshopsView, at: AtDesk, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(week(screen).grid, key)
        at.settle()


def test_the_week_takes_the_place_of_the_lists_and_gives_it_back(screen: WorkshopsView, at: AtDesk) -> None:
    assert week(screen).isVisible()
    assert week(screen).grid.hasFocus()
    assert not screen.list.upcoming.isVisible()
    assert week(screen)._week.text() == "Du 23 nov. au 29 nov. 2026"
    QTest.keyClick(screen.list, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not week(screen).isVisible()
    assert screen.list.upcoming.hasFocus()


def test_arrows_go_from_half_day_to_half_day(screen: WorkshopsView, at: AtDesk) -> None:
    assert titles(screen) == ["Matinée CV"]
    press(screen, at, KEY.Key_Down)
    assert titles(screen) == ["Cuisine", "Budget"]
    press(screen, at, KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Right)
    assert titles(screen) == ["Soirée"]
    assert week(screen)._half.text() == "Jeudi 26 novembre 2026 · soirée"
    press(screen, at, KEY.Key_Home)
    assert week(screen).vm.day == TUESDAY - timedelta(days=1)
    press(screen, at, KEY.Key_PageDown, KEY.Key_End)
    assert week(screen).vm.day == TUESDAY + timedelta(days=12)


def test_enter_opens_the_only_workshop_or_leads_to_their_list(screen: WorkshopsView, at: AtDesk) -> None:
    press(screen, at, KEY.Key_Down, KEY.Key_Return)
    assert week(screen).list.hasFocus()
    week(screen).grid.setFocus()
    press(screen, at, KEY.Key_Up, KEY.Key_Return)
    assert screen.vm.page is WorkshopPage.ROLL
    assert screen.vm.roll.roll is not None
    assert screen.vm.roll.roll.title == "Matinée CV"


def test_n_plans_on_that_day(screen: WorkshopsView, at: AtDesk) -> None:
    press(screen, at, KEY.Key_Right, KEY.Key_N)
    assert screen.vm.page is WorkshopPage.FORM
    assert screen.vm.form.content.slots[0].day == (TUESDAY + timedelta(days=1)).isoformat()


def test_a_half_day_says_itself_whole(screen: WorkshopsView, at: AtDesk) -> None:
    model = week(screen).grid.model()
    said = model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Après-midi", "Mardi 24 novembre 2026", "2 séances", "Cuisine", "Budget"):
        assert part in said
    assert "Matinée CV" not in said
