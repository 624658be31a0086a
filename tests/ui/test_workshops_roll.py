"""The roll-call: ticks that are saved at once, walk-ins, newcomers, closing; what a colleague did shows live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present, undo_mark
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.record_states import OUTBOX
from intake_app.services.resident_lists import find_residents
from intake_app.services.rolls import RollRow, read_roll
from intake_app.services.workshops import cancel_workshop, tick_step
from intake_app.storage.tables import ChangeState
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.workshop_scenes import TUESDAY, elsewhere, plan, plan_with_people, settle_in
from ui.workshops import roll_marks_vm, roll_vm
from ui.workshops.roll_sheet import RollLine
from ui.workshops.roll_vm import RollVm


class Calling:
    """A roll being called."""

    def __init__(self, desk: AtDesk) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.workshop_id, self.slot_id = plan_with_people(desk, self.people)
        self.vm = RollVm(desk.desk)
        self.open()

    def open(self) -> None:
        self.vm.open_slot(self.slot_id)
        self.desk.settle()

    def line(self, name: str) -> RollLine:
        found = self.vm.marks.sheet.line_of(self.people[name])
        assert found is not None
        return found

    def stored(self, name: str) -> RollRow | None:
        rows = self.desk.store.read(read_roll, self.slot_id).rows
        return next((row for row in rows if row.resident_id == self.people[name]), None)

    def search(self, text: str) -> None:
        self.vm.candidates.search(text)
        self.desk.settle()


@pytest.fixture
def calling(tmp_path: Path) -> Iterator[Calling]:
    with sit_down(tmp_path / "palier") as desk:
        yield Calling(desk)


def disk_full(*_args: Any, **_kwargs: Any) -> UUID:
    """A use case that finds no room."""
    raise KnownError("disk_full")


def test_a_tick_shows_at_once_and_is_saved(calling: Calling) -> None:
    calling.vm.toggle(calling.people["Traoré"])
    assert calling.line("Traoré").is_present
    calling.desk.settle()
    stored = calling.stored("Traoré")
    assert stored is not None
    assert stored.status == "present"
    assert calling.line("Traoré").arrived_at == calling.desk.clock()
    assert calling.vm.roll is not None
    assert calling.vm.roll.status == "held"
    assert calling.vm.marks.saved_at == calling.desk.desk.now()


def test_ticking_again_takes_the_tick_back(calling: Calling) -> None:
    for _time in range(2):
        calling.vm.toggle(calling.people["Traoré"])
        calling.desk.settle()
    assert calling.line("Traoré").status == "expected"


def test_quick_ticks_end_where_the_last_one_left_them(calling: Calling) -> None:
    for _time in range(5):
        calling.vm.toggle(calling.people["Traoré"])
    calling.desk.settle()
    stored = calling.stored("Traoré")
    assert stored is not None
    assert stored.is_present
    assert calling.line("Traoré").is_present
    assert not calling.vm.marks.sheet.is_saving()


def test_a_tick_that_cannot_be_saved_is_taken_back_with_a_sentence(
    calling: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_marks_vm, "mark_status", disk_full)
    calling.vm.toggle(calling.people["Traoré"])
    assert calling.line("Traoré").is_present
    calling.desk.settle()
    assert not calling.line("Traoré").is_present
    assert [error.key for error in calling.desk.errors] == ["disk_full"]
    assert calling.vm.marks.has_failed


def test_a_walk_in_that_cannot_be_saved_leaves_no_line(calling: Calling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_marks_vm, "mark_status", disk_full)
    calling.search("fatou")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.vm.marks.sheet.line_of(calling.people["Fatou"]) is None


def test_somebody_typed_is_ticked_or_comes_without_being_expected(calling: Calling) -> None:
    calling.search("tra")
    calling.vm.candidates.enter()
    calling.search("diallo f")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.line("Traoré").is_present
    assert calling.line("Fatou").is_walk_in
    assert (calling.vm.marks.sheet.present(), calling.vm.marks.sheet.expected()) == (2, 7)
    assert calling.vm.candidates.text == ""


def test_those_on_the_roll_are_found_first(calling: Calling) -> None:
    calling.desk.run(mark_present, calling.slot_id, calling.people["Fatou"])
    calling.search("diallo")
    assert [found.resident.first_name for found in calling.vm.candidates.candidates] == ["Fatou", "Amadou"]


def test_enter_on_somebody_present_never_takes_the_tick_back(calling: Calling) -> None:
    calling.vm.toggle(calling.people["Traoré"])
    calling.desk.settle()
    calling.search("traoré")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.line("Traoré").is_present


def test_enter_before_the_answer_ticks_somebody_alone_of_that_name(calling: Calling) -> None:
    calling.vm.candidates.search("traore")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.line("Traoré").is_present


def test_enter_before_the_answer_ticks_nobody_among_namesakes(calling: Calling) -> None:
    calling.vm.candidates.search("diallo")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.vm.marks.sheet.present() == 0
    assert len(calling.vm.candidates.candidates) == 2


def test_enter_on_a_name_that_nobody_has_is_told(calling: Calling) -> None:
    told: list[str] = []
    calling.vm.candidates.nobody_found.connect(told.append)
    calling.search("Kowalska Zofia")
    calling.vm.candidates.enter()
    assert told == ["Kowalska Zofia"]


def test_somebody_may_be_put_on_the_roll_without_being_ticked(calling: Calling) -> None:
    calling.search("fatou")
    calling.vm.invite(calling.vm.candidates.candidates[0])
    assert calling.line("Fatou").status == "expected"
    calling.desk.settle()
    assert (calling.line("Fatou").is_walk_in, calling.line("Fatou").is_on_roll) == (False, True)


@pytest.mark.parametrize("status", ["late", "left_early", "absent_excused"])
def test_other_statuses_are_given_and_taken_back(calling: Calling, status: str) -> None:
    calling.vm.mark(calling.people["Petit"], status)
    calling.desk.settle()
    assert calling.line("Petit").status == status
    calling.vm.mark(calling.people["Petit"], "expected")
    calling.desk.settle()
    assert calling.line("Petit").status == "expected"


def test_what_a_colleague_ticked_shows_without_moving_a_line(calling: Calling) -> None:
    before = [line.resident_id for line in calling.vm.marks.sheet.lines()]
    elsewhere(calling.desk, mark_present, calling.slot_id, calling.people["Riou"])
    elsewhere(calling.desk, mark_present, calling.slot_id, calling.people["Amadou"])
    assert calling.line("Riou").is_present
    after = [line.resident_id for line in calling.vm.marks.sheet.lines()]
    assert after == [*before, calling.people["Amadou"]]
    elsewhere(calling.desk, undo_mark, calling.slot_id, calling.people["Amadou"])
    assert [line.resident_id for line in calling.vm.marks.sheet.lines()] == after
    assert not calling.line("Amadou").is_on_roll


def test_a_walk_in_taken_back_can_be_ticked_again(calling: Calling) -> None:
    calling.search("fatou")
    calling.vm.candidates.enter()
    calling.desk.settle()
    for is_on_roll in (False, True):
        calling.vm.toggle(calling.people["Fatou"])
        calling.desk.settle()
        assert calling.line("Fatou").is_on_roll is is_on_roll
    assert calling.line("Fatou").is_present


def test_the_page_is_only_here_until_the_centre_has_received_it(calling: Calling) -> None:
    calling.vm.toggle(calling.people["Traoré"])
    calling.desk.settle()
    assert calling.vm.is_only_here
    with calling.desk.store.direct("attendance") as connection:
        connection.execute(update(OUTBOX).values(state=ChangeState.ACKNOWLEDGED))
    calling.desk.settle()
    assert not calling.vm.is_only_here


def test_a_newcomer_is_registered_and_ticked_as_one(calling: Calling) -> None:
    registered: list[tuple[str, str]] = []
    calling.vm.newcomer.registered.connect(lambda *names: registered.append(names))
    calling.vm.newcomer.register({"family_name": "Kowalska", "first_name": "Zofia", "phone": ""}, "oral", "fr")
    calling.vm.newcomer.register({"family_name": "Kowalska", "first_name": "Zofia", "phone": ""}, "oral", "fr")
    calling.desk.settle()
    assert registered == [("Kowalska", "Zofia")]
    assert len(calling.desk.store.read(find_residents, "kowalska")) == 1
    last = calling.vm.marks.sheet.lines()[-1]
    assert (last.family_name, last.is_present, last.is_walk_in) == ("Kowalska", True, True)


def test_a_newcomer_who_was_not_informed_is_not_written_down(calling: Calling) -> None:
    calling.vm.newcomer.register({"family_name": "", "first_name": "Zofia", "phone": "12"}, "", "fr")
    calling.desk.settle()
    problems = calling.vm.newcomer.problems
    assert (problems["family_name"], problems["phone"]) == ("field_missing", "phone_not_understood")
    assert problems["notice"] == "notice_missing"
    assert calling.desk.store.read(find_residents, "zofia") == []
    assert calling.desk.errors == []


def test_a_step_is_ticked_at_once_and_taken_back_when_it_cannot_be_saved(
    calling: Calling, monkeypatch: pytest.MonkeyPatch
) -> None:
    calling.vm.tick_step("cv_reviewed", True)
    assert calling.vm.steps == {"cv_reviewed"}
    calling.desk.settle()
    monkeypatch.setattr(roll_vm, "tick_step", disk_full)
    calling.vm.tick_step("next_meeting", True)
    assert calling.vm.steps == {"cv_reviewed", "next_meeting"}
    calling.desk.settle()
    assert calling.vm.steps == {"cv_reviewed"}
    elsewhere(calling.desk, tick_step, calling.workshop_id, "cv_reviewed", False)
    assert calling.vm.steps == frozenset()


def test_closing_calls_the_absent_back_and_may_be_undone(calling: Calling) -> None:
    calling.vm.toggle(calling.people["Traoré"])
    calling.vm.mark(calling.people["Petit"], "absent_excused")
    closings: list[Any] = []
    calling.vm.closed.connect(closings.append)
    calling.vm.close()
    calling.desk.settle()
    assert (closings[0].absent, len(closings[0].follow_up_ids)) == (4, 4)
    assert not calling.vm.is_editable
    calling.vm.toggle(calling.people["Traoré"])
    calling.desk.settle()
    assert calling.line("Traoré").is_present
    week = calling.desk.store.read(list_follow_ups, TUESDAY).week
    assert calling.people["Petit"] not in {row.resident_id for row in week}
    assert calling.people["Riou"] in {row.resident_id for row in week}
    calling.vm.reopen()
    calling.desk.settle()
    assert calling.vm.is_editable


def test_before_the_day_people_are_put_on_the_roll_and_nobody_is_ticked(calling: Calling) -> None:
    _workshop, calling.slot_id = plan_with_people(calling.desk, calling.people, TUESDAY + timedelta(days=3))
    calling.open()
    assert calling.vm.is_ahead
    assert not calling.vm.can_close
    calling.vm.toggle(calling.people["Traoré"])
    calling.vm.mark(calling.people["Traoré"], "late")
    calling.search("fatou")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.vm.marks.sheet.present() == 0
    assert calling.line("Fatou").status == "expected"
    calling.vm.mark(calling.people["Traoré"], "absent_excused")
    calling.desk.settle()
    assert calling.line("Traoré").status == "absent_excused"


def test_a_cancelled_workshop_is_not_called(calling: Calling) -> None:
    calling.desk.run(cancel_workshop, calling.workshop_id)
    calling.vm.toggle(calling.people["Traoré"])
    calling.desk.settle()
    assert calling.line("Traoré").status == "cancelled_by_us"
    assert not calling.vm.is_editable


def test_a_workshop_opens_on_the_slot_to_call(calling: Calling) -> None:
    days = [TUESDAY + timedelta(days=step) for step in (-7, 0, 7)]
    workshop_id, first = plan(calling.desk, "École de la proximité", *days)
    calling.vm.open_workshop(workshop_id)
    calling.desk.settle()
    assert calling.vm.roll is not None
    assert calling.vm.roll.held_on == TUESDAY
    calling.vm.open_slot(first)
    calling.desk.settle()
    assert calling.vm.roll.held_on == days[0]


def test_a_mark_saved_after_another_roll_was_opened_changes_nothing_there(calling: Calling) -> None:
    _workshop, other = plan(calling.desk, "Café des ambassadeurs")
    calling.vm.toggle(calling.people["Traoré"])
    calling.vm.open_slot(other)
    calling.desk.settle()
    assert calling.vm.marks.sheet.lines() == ()
    stored = calling.stored("Traoré")
    assert stored is not None
    assert stored.is_present
