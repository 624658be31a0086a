"""Planning, changing and cancelling a workshop; its draft outlives a lock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from intake_app.services.drafts import list_drafts
from intake_app.services.resident_lists import find_residents
from intake_app.services.rolls import read_roll
from intake_app.services.workshop_lists import list_upcoming, read_workshop
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.workshop_scenes import THREE_HOURS, TUESDAY, plan, plan_with_people, settle_in
from ui.workshops import words, workshop_form_vm
from ui.workshops.slots_view import NAMES
from ui.workshops.workshop_form_view import WorkshopFormView
from ui.workshops.workshop_form_vm import WorkshopFormVm
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as at:
        settle_in(at)
        yield at


class Screen:
    """The screen of the workshops, on the form of a new one."""

    def __init__(self, desk: AtDesk, show: Shower) -> None:
        self.desk = desk
        self.view = WorkshopsView(WorkshopsVm(desk.desk))
        show(self.view, 1000, 800)
        self.view.vm.open_list()
        desk.settle()

    @property
    def form(self) -> WorkshopFormView:
        return self.view.form

    def plan(self) -> WorkshopFormVm:
        self.view.vm.plan()
        self.desk.settle()
        return self.view.vm.form

    def write(self, name: str, text: str) -> None:
        """Type into a field, `slots.0.day` for the first day."""
        assert self.form._focus(name)
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(focused, text)

    def save(self) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.view, Qt.Key.Key_S, CTRL)
        self.desk.settle()


@pytest.fixture
def screen(desk: AtDesk, show: Shower) -> Screen:
    return Screen(desk, show)


def test_an_action_and_a_day_are_enough(screen: Screen) -> None:
    plan(screen.desk, "Point emploi")
    vm = screen.plan()
    screen.form.what.set_values({"action_id": str(THREE_HOURS)})
    screen.form.what.values_changed.emit()
    assert screen.form.what.values()["title"] == "3h pour l’emploi"
    screen.write("slots.0.day", "jeudi")
    assert "jeudi 26 novembre 2026" in screen.form.slots.lines[0].form.field("day").said_back()
    screen.save()
    assert vm.problems == {}
    found = next(row for row in screen.desk.store.read(list_upcoming, TUESDAY) if row.held_on == date(2026, 11, 26))
    assert (found.title, found.start_time, found.end_time) == ("3h pour l’emploi", "14:00", "17:00")
    assert screen.view.vm.page is WorkshopPage.LIST
    assert QApplication.focusWidget() is screen.view.list.upcoming
    assert screen.view.list.upcoming.current_row() == found
    assert screen.desk.wished("told") == ["Séance prévue."]
    assert screen.desk.store.read(list_drafts, screen.desk.actor.staff_id) == []


def test_a_save_with_nothing_says_what_is_missing_and_goes_there(screen: Screen) -> None:
    vm = screen.plan()
    screen.save()
    assert set(vm.problems) == {"title", "slots.0.day", "slots.0.start", "slots.0.end"}
    assert set(screen.form.what.errors()) == {"title"}
    assert set(screen.form.slots.lines[0].form.errors()) == {"day", "start", "end"}
    assert screen.form.slots.lines[0].form.focused_field() == "day"


def test_times_are_read_as_they_are_written(screen: Screen) -> None:
    vm = screen.plan()
    screen.write("title", "Point emploi")
    screen.write("slots.0.day", "demain")
    screen.write("slots.0.start", "9h30")
    screen.write("slots.0.end", "1130")
    screen.write("capacity", "15")
    assert screen.form.slots.lines[0].form.values()["start"] == "9\u00a0h\u00a030"
    assert screen.form.slots.lines[0].form.values()["half_day"] == "morning"
    screen.save()
    assert vm.problems == {}
    row = screen.desk.store.read(list_upcoming, TUESDAY)[0]
    assert (row.title, row.start_time, row.end_time, row.capacity) == ("Point emploi", "09:30", "11:30", 15)


def test_a_half_day_fills_the_times(screen: Screen) -> None:
    vm = screen.plan()
    line = screen.form.slots.lines[0]
    line.form.set_values({"half_day": "morning"})
    line.form.values_changed.emit()
    assert (vm.content.slots[0].start, vm.content.slots[0].end) == ("09:00", "12:00")
    assert line.form.values()["end"] == "12\u00a0h"


def test_tab_goes_down_the_form_through_every_date(screen: Screen) -> None:
    screen.plan()
    screen.form.slots.add.click()
    screen.desk.settle()
    screen.form.what.focus_field("capacity")
    stops = []
    for _stop in range(14):
        QTest.keyClick(QApplication.focusWidget() or screen.view, Qt.Key.Key_Tab)
        stops.append(screen.form._focused())
    dates = [[f"slots.{place}.{name}" for name in NAMES] for place in (0, 1)]
    # the button that adds a date, and those that take one away, are no fields
    assert stops == ["language", "", *dates[0], "", *dates[1], "", "every_weeks", "site_id"]


def test_dates_are_added_and_taken_away(screen: Screen) -> None:
    vm = screen.plan()
    screen.write("title", "Atelier budget")
    screen.write("slots.0.day", "24/11")
    screen.write("slots.0.start", "14")
    screen.write("slots.0.end", "16")
    for _time in range(2):
        screen.form.slots.add.click()
    assert [slot.day for slot in vm.content.slots] == ["2026-11-24", "2026-12-01", "2026-12-08"]
    screen.form.slots.lines[1].remove.click()
    screen.save()
    days = [row.held_on for row in screen.desk.store.read(list_upcoming, TUESDAY)]
    assert days == [date(2026, 11, 24), date(2026, 12, 8)]


def test_what_is_typed_is_found_again_after_a_kill(desk: AtDesk, show: Shower) -> None:
    screen = Screen(desk, show)
    screen.plan()
    screen.write("title", "Point emploi")
    screen.write("slots.0.day", "mardi")
    screen.view.vm.form.keep_draft()
    desk.settle()
    after = Screen(desk, show)
    vm = after.plan()
    assert vm.is_resumed
    assert after.form.resumed.isVisible()
    assert after.form.what.values()["title"] == "Point emploi"
    assert vm.content.slots[0].day == "2026-12-01"
    assert after.form.slots.lines[0].form.focused_field() == "day"
    after.form.resumed.action().click()
    desk.settle()
    assert not vm.is_resumed
    assert after.form.what.values()["title"] == ""
    assert desk.store.read(list_drafts, desk.actor.staff_id) == []


def test_typing_is_kept_without_being_asked(screen: Screen) -> None:
    vm = screen.plan()
    screen.write("title", "Point emploi")
    QTest.qWait(vm._timer.interval() + 50)
    screen.desk.settle()
    drafts = screen.desk.store.read(list_drafts, screen.desk.actor.staff_id)
    assert [(draft.form, draft.title) for draft in drafts] == [("workshop", "Point emploi")]


def test_a_draft_is_resumed_by_its_record(screen: Screen) -> None:
    vm = screen.plan()
    screen.write("title", "Point emploi")
    record_id = vm.record_id
    screen.view.vm.open_list()
    screen.view.vm.resume(record_id)
    screen.desk.settle()
    assert (vm.record_id, vm.content.fields["title"], vm.is_new) == (record_id, "Point emploi", True)


def test_a_workshop_is_changed_and_its_other_dates_stay(screen: Screen) -> None:
    days = (TUESDAY, TUESDAY + timedelta(days=7))
    workshop_id, _slot = plan(screen.desk, "École de la proximité", *days, place="Salle 2", capacity=8)
    screen.view.vm.form.edit(workshop_id)
    screen.desk.settle()
    vm = screen.view.vm.form
    assert screen.form.where.values()["place"] == "Salle 2"
    screen.write("slots.1.day", "2/12")
    screen.write("capacity", "")
    QTest.keyClick(QApplication.focusWidget() or screen.view, Qt.Key.Key_Delete)
    screen.save()
    assert vm.problems == {}
    file = screen.desk.store.read(read_workshop, workshop_id)
    assert [slot.held_on for slot in file.slots] == [TUESDAY, date(2026, 12, 2)]
    assert (file.fields.capacity, file.fields.place) == (None, "Salle 2")
    assert screen.desk.wished("told") == ["Séance modifiée."]


# a menu without a window system cannot grab the keyboard
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_cancelling_is_undone(screen: Screen) -> None:
    people = _people(screen.desk)
    workshop_id, slot_id = plan_with_people(screen.desk, people)
    screen.view.vm.form.edit(workshop_id)
    screen.desk.settle()
    screen.form.cancel.click()
    QTest.keyClick(screen.form.reasons, Qt.Key.Key_Down)
    QTest.keyClick(screen.form.reasons, Qt.Key.Key_Down)
    QTest.keyClick(screen.form.reasons, Qt.Key.Key_Return)
    screen.desk.settle()
    assert screen.desk.store.read(read_workshop, workshop_id).status == "cancelled"
    assert screen.desk.store.read(read_roll, slot_id).cancel_reason == "too_few"
    (row,) = screen.view.vm.list.upcoming
    assert words.where(row).startswith("Annulée\u202f: trop peu d’inscriptions")
    assert {row.status for row in screen.desk.store.read(read_roll, slot_id).rows} == {"cancelled_by_us"}
    said, undo = screen.desk.wished("undo_offered")[0]
    assert said == "Séance annulée."
    undo()
    screen.desk.settle()
    assert screen.desk.store.read(read_workshop, workshop_id).status == "planned"
    assert {row.status for row in screen.desk.store.read(read_roll, slot_id).rows} == {"expected"}


def test_a_cancelled_workshop_is_restored_from_its_form(screen: Screen) -> None:
    workshop_id, _slot = plan(screen.desk)
    screen.view.vm.form.edit(workshop_id)
    screen.desk.settle()
    screen.view.vm.form.cancel("other")
    screen.desk.settle()
    screen.view.vm.form.edit(workshop_id)
    screen.desk.settle()
    assert screen.form.restore.isVisible()
    assert not screen.form.cancel.isVisible()
    screen.form.restore.click()
    screen.desk.settle()
    assert screen.desk.store.read(read_workshop, workshop_id).status == "planned"


def test_a_save_refused_by_the_disk_keeps_the_draft(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*_args: object, **_kwargs: object) -> UUID:
        raise KnownError("disk_full")

    workshop_id, _slot = plan(screen.desk)
    monkeypatch.setattr(workshop_form_vm, "update_workshop", disk_full)
    screen.view.vm.form.edit(workshop_id)
    screen.desk.settle()
    screen.write("title", "Autre titre")
    screen.save()
    assert [error.key for error in screen.desk.errors] == ["disk_full"]
    assert [draft.title for draft in screen.desk.store.read(list_drafts, screen.desk.actor.staff_id)] == ["Autre titre"]
    assert screen.view.vm.page is WorkshopPage.FORM


def _people(desk: AtDesk) -> dict[str, UUID]:
    return {row.family_name: row.id for row in desk.store.read(find_residents)}
