"""The first page: what it reads, when it reads it again, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.workshop_lists import WorkshopRow
from intake_app.services.workshops import close_workshop, plan_workshop
from tests.store.world import MAUREPAS, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from ui.navigation import Place
from ui.today.today_vm import TodayVm, next_workshop


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def plan(at: AtDesk, title: str, *slots: tuple[int, str, str]) -> object:
    """Plan a workshop; each slot is (days from today, start, end)."""
    fields = {"title": title, "neighbourhood_id": MAUREPAS}
    made = [SlotFields(TODAY + timedelta(days=days), start, end) for days, start, end in slots]
    return at.run(plan_workshop, fields, made, workshop_id=at.actor.new_id())


def test_what_is_planned_elsewhere_appears_by_itself(at: AtDesk) -> None:
    vm = TodayVm(at.desk)
    vm.refresh()
    at.settle()
    assert vm.page is not None
    assert vm.page.upcoming == ()
    plan(at, "3h pour l’emploi", (2, "14:00", "17:00"))
    resident_id = at.register()
    at.run(schedule_follow_up, resident_id, purpose="call_back", due_on=TODAY)
    assert [row.title for row in vm.page.upcoming] == ["3h pour l’emploi"]
    assert [row.first_name for row in vm.page.follow_ups] == ["Karim"]


def test_starting_a_workshop_opens_the_one_of_today(at: AtDesk) -> None:
    plan(at, "Demain", (1, "09:00", "12:00"))
    wanted = plan(at, "Aujourd’hui", (0, "14:00", "17:00"))
    vm = TodayVm(at.desk)
    vm.begin_roll()
    at.settle()
    assert at.wished("workshop_wished") == [wanted]


def test_starting_a_workshop_when_there_is_none_plans_one(at: AtDesk) -> None:
    vm = TodayVm(at.desk)
    vm.begin_roll()
    at.settle()
    assert [wish for wish, *_ in at.wishes] == ["new_workshop_wished"]


def test_a_closed_workshop_is_not_started_again(at: AtDesk) -> None:
    closed = plan(at, "Ce matin", (0, "09:00", "10:00"))
    wanted = plan(at, "Demain", (1, "09:00", "12:00"))
    at.run(close_workshop, closed)
    vm = TodayVm(at.desk)
    vm.begin_roll()
    at.settle()
    assert at.wished("workshop_wished") == [wanted]


def test_each_way_out_leads_where_it_says(at: AtDesk) -> None:
    vm = TodayVm(at.desk)
    resident_id, draft_id = at.actor.new_id(), at.actor.new_id()
    vm.begin_resident()
    vm.open_resident(resident_id)
    vm.resume_draft(draft_id)
    vm.show_follow_ups()
    vm.search("diallo")
    assert at.wishes == [
        ("new_resident_wished", None),
        ("resident_wished", resident_id),
        ("draft_wished", draft_id),
        ("went", Place.FOLLOW_UPS),
        ("search_wished", "diallo"),
    ]


@pytest.mark.parametrize(
    "time,expected",
    [("08:00", "matin"), ("11:00", "matin"), ("12:30", "midi"), ("14:30", "après-midi"), ("19:00", "après-midi")],
)
def test_the_next_workshop_is_the_one_not_over_yet(time: str, expected: str) -> None:
    day = date(2026, 11, 24)
    rows = [
        row("matin", day, "09:00", "12:00"),
        row("midi", day, "12:00", "14:00"),
        row("après-midi", day, "14:00", "17:00"),
        row("demain", day + timedelta(days=1), "09:00", "12:00"),
    ]
    found = next_workshop(rows, day, time)
    assert found is not None
    assert found.title == expected


def test_nothing_to_come_is_no_workshop() -> None:
    assert next_workshop([], TODAY, "09:00") is None


def row(title: str, day: date, start: str, end: str) -> WorkshopRow:
    """A slot as the list gives it."""
    some_id = MAUREPAS
    return WorkshopRow(some_id, some_id, title, None, day, start, end, "planned", False, None, 0, 0, False, False)
