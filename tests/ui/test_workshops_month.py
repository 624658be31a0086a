"""The calendar beside the list: gone through by keyboard, a day opened, a workshop planned on it, all in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.workshops import cancel_workshop
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.roll_scenes import focused
from tests.ui.workshop_scenes import TUESDAY, plan, settle_in
from ui.workshops.month.month_view import MonthView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

KEY = Qt.Key


class MonthPage:
    """The list of workshops on a Tuesday, the keyboard in the calendar."""

    def __init__(self, desk: AtDesk, show: Shower) -> None:
        self.desk = desk
        settle_in(desk)
        self.slots: list[UUID] = [plan(desk, title, TUESDAY + timedelta(days=1))[1] for title in ("Un", "Deux")]
        self.workshop_id, slot_id = plan(desk, "Trois", TUESDAY + timedelta(days=3))
        self.slots.append(slot_id)
        self.screen = WorkshopsView(WorkshopsVm(desk.desk))
        show(self.screen, 1154, 768)
        self.screen.vm.open_list()
        desk.settle()
        self.press(KEY.Key_M, modifier=Qt.KeyboardModifier.ControlModifier)
        assert focused() is self.month.grid

    @property
    def month(self) -> MonthView:
        return self.screen.list.month

    @property
    def day(self) -> date:
        return self.month.vm.day

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(focused(), key, modifier)
        self.desk.settle()

    def told(self) -> str:
        """What a screen reader says of the day one is on."""
        grid = self.month.grid
        return str(grid.model().data(grid.currentIndex(), Qt.ItemDataRole.AccessibleTextRole))


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[MonthPage]:
    with sit_down(tmp_path / "palier") as desk:
        yield MonthPage(desk, show)


def test_every_day_is_reached_by_keyboard(page: MonthPage) -> None:
    assert page.day == TUESDAY
    for keys, day in (
        ((KEY.Key_Right,), date(2026, 11, 25)),
        ((KEY.Key_Down,), date(2026, 12, 2)),
        ((KEY.Key_Up, KEY.Key_Left), date(2026, 11, 24)),
        ((KEY.Key_End,), date(2026, 11, 30)),
        ((KEY.Key_Home,), date(2026, 11, 1)),
        ((KEY.Key_PageDown, KEY.Key_PageDown), date(2027, 1, 1)),
        ((KEY.Key_End, KEY.Key_PageDown), date(2027, 2, 28)),
        ((KEY.Key_PageUp,), date(2027, 1, 28)),
    ):
        page.press(*keys)
        assert page.day == day
        assert page.month.vm.day_at(*page.month.vm.place_of(day)) == day


def test_a_day_says_its_workshops_its_holiday_and_what_is_cancelled(page: MonthPage) -> None:
    page.press(KEY.Key_Right)
    assert page.told() == "Mercredi 25 novembre 2026, 2 séances, 14\xa0h Un, 14\xa0h Deux"
    page.desk.run(cancel_workshop, page.workshop_id, "too_few")
    page.desk.settle()
    page.press(KEY.Key_Right, KEY.Key_Right)
    assert "14\xa0h Trois, annulée" in page.told()
    page.press(KEY.Key_PageDown, KEY.Key_Left, KEY.Key_Left)
    assert page.told() == "Vendredi 25 décembre 2026 · férié\u202f: Noël, aucune séance"


def test_enter_opens_the_only_workshop_of_a_day_and_lists_several(page: MonthPage) -> None:
    page.press(KEY.Key_Right, KEY.Key_Return)
    assert focused() is page.month.list
    page.press(KEY.Key_Down, KEY.Key_Return)
    roll = page.screen.vm.roll.roll
    assert page.screen.vm.page is WorkshopPage.ROLL
    assert roll is not None
    assert roll.slot_id in page.slots[:2]
    page.screen.vm.open_list()
    page.desk.settle()
    page.month.enter()
    page.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_Return)
    assert page.screen.vm.roll.roll is not None
    assert page.screen.vm.roll.roll.slot_id == page.slots[2]


def test_n_plans_on_that_day(page: MonthPage) -> None:
    page.press(KEY.Key_PageDown, KEY.Key_N)
    assert page.screen.vm.page is WorkshopPage.FORM
    shown = page.screen.form.slots.lines[0].form.values()["day"]
    assert "24/12" in str(shown) or "24 décembre" in str(shown) or shown == "2026-12-24"
