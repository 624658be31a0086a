"""The ticks of a roll-call: saved at once, taken back when they cannot be, live when a colleague makes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present, undo_mark
from tests.ui.at_desk import sit_down
from tests.ui.roll_scenes import Calling
from tests.ui.workshop_scenes import elsewhere
from ui.workshops import roll_marks_vm


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
