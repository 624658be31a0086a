"""The course of a roll-call: newcomers, the checklist, the closing, the days before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from intake_app.domain.errors import KnownError
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.record_states import OUTBOX
from intake_app.services.resident_lists import find_residents
from intake_app.services.workshops import cancel_workshop, tick_step
from intake_app.storage.tables import ChangeState
from tests.ui.at_desk import sit_down
from tests.ui.roll_scenes import Calling
from tests.ui.workshop_scenes import TUESDAY, elsewhere, plan, plan_with_people
from ui.workshops import roll_vm


@pytest.fixture
def calling(tmp_path: Path) -> Iterator[Calling]:
    with sit_down(tmp_path / "palier") as desk:
        yield Calling(desk)


def disk_full(*_args: Any, **_kwargs: Any) -> UUID:
    """A use case that finds no room."""
    raise KnownError("disk_full")


def test_the_page_is_only_here_until_the_centre_has_received_it(calling: Calling) -> None:
    calling.search("fatou")
    calling.vm.candidates.enter()
    calling.desk.settle()
    assert calling.vm.is_only_here
    receive_all(calling)
    assert not calling.vm.is_only_here
    calling.vm.toggle(calling.people["Fatou"])
    calling.desk.settle()
    assert not calling.line("Fatou").is_on_roll
    assert calling.vm.is_only_here
    receive_all(calling)
    assert not calling.vm.is_only_here


def receive_all(calling: Calling) -> None:
    """The centre acknowledges everything."""
    with calling.desk.store.direct("attendance") as connection:
        connection.execute(update(OUTBOX).values(state=ChangeState.ACKNOWLEDGED))
    calling.desk.settle()


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
