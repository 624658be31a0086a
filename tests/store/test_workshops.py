"""Planning, changing, cancelling and closing workshops."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import invite_residents, mark_present, mark_status, undo_mark
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.rolls import read_roll
from intake_app.services.timelines import read_timeline
from intake_app.services.workshop_lists import list_upcoming, list_workshops, read_workshop
from intake_app.services.workshops import (
    cancel_workshop,
    close_workshop,
    plan_workshop,
    reopen_workshop,
    restore_workshop,
    tick_step,
    update_workshop,
)
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, OFFICE, TODAY, StillClock, plan, register

TUESDAY = date(2026, 11, 24)
THREE_HOURS = {"title": "3h pour l’emploi", "neighbourhood_id": MAUREPAS, "place": "Local Gros-Chêne"}


def test_a_planned_workshop_is_in_the_list(store: Store, actor: Actor) -> None:
    slots = [SlotFields(TUESDAY, "14:00", "17:00"), SlotFields(TUESDAY, "9:30", "12:00")]
    fields = {"title": " 3h pour l’emploi ", "neighbourhood_id": MAUREPAS, "site_id": OFFICE}
    workshop_id = store.run(plan_workshop, actor, fields, slots, workshop_id=actor.new_id())
    morning, afternoon = store.read(list_upcoming, TODAY)
    assert (morning.workshop_id, morning.title, morning.place) == (workshop_id, "3h pour l’emploi", "Local Gros-Chêne")
    assert (morning.start_time, morning.end_time, afternoon.start_time) == ("09:30", "12:00", "14:00")
    assert (morning.status, morning.expected, morning.present) == ("planned", 0, 0)
    assert morning.is_only_here
    assert not morning.is_roll_missing
    with store.direct() as connection:
        halves = connection.exec_driver_sql("SELECT half_day FROM slot ORDER BY start_time").scalars().all()
    assert halves == ["morning", "afternoon"]


def test_a_workshop_without_title_or_slot_is_refused(store: Store, actor: Actor) -> None:
    for slots, problem in (
        ([], FieldProblem("slots", "slot_missing")),
        ([SlotFields(TUESDAY, "14:00", "14:00")], FieldProblem("slots.0", "slot_ends_before_start")),
        ([SlotFields(TUESDAY, "14 h", "17:00")], FieldProblem("slots.0", "time_not_understood")),
        ([SlotFields(TUESDAY, "24:00", "25:00")], FieldProblem("slots.0", "time_not_understood")),
    ):
        with pytest.raises(InvalidFields) as refusal:
            store.run(plan_workshop, actor, {"title": "  ", "capacity": 0}, slots, workshop_id=actor.new_id())
        assert set(refusal.value.problems) == {
            FieldProblem("title", "field_missing"),
            FieldProblem("neighbourhood_id", "field_missing"),
            FieldProblem("capacity", "number_out_of_range"),
            problem,
        }
    assert store.read(list_upcoming, TODAY) == []


def test_changing_a_workshop_changes_adds_and_puts_away_slots(store: Store, actor: Actor) -> None:
    slots = [SlotFields(TUESDAY, "14:00", "17:00"), SlotFields(date(2026, 11, 26), "09:00", "12:00")]
    workshop_id = store.run(plan_workshop, actor, THREE_HOURS, slots, workshop_id=actor.new_id())
    first, second = store.read(read_workshop, workshop_id).slots
    changed = [SlotFields(TUESDAY, "13:30", "17:00", first.slot_id), SlotFields(date(2026, 12, 1), "14:00", "17:00")]
    store.run(update_workshop, actor, workshop_id, {"title": "Rennes aux Fourneaux"}, changed)
    file = store.read(read_workshop, workshop_id)
    assert file.fields.title == "Rennes aux Fourneaux"
    assert file.fields.place == "Local Gros-Chêne"
    assert [(slot.held_on.day, slot.start_time) for slot in file.slots] == [(24, "13:30"), (1, "14:00")]
    assert file.slots[0].slot_id == first.slot_id
    assert second.slot_id not in {slot.slot_id for slot in file.slots}
    store.run(update_workshop, actor, workshop_id, {"place": None})
    assert len(store.read(read_workshop, workshop_id).slots) == 2


def test_steps_of_the_checklist_are_ticked_and_unticked(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    for step in ("cv_reviewed", "next_meeting", "cv_reviewed"):
        store.run(tick_step, actor, workshop_id, step, True)
    assert store.read(read_roll, slot_id).checklist == ("cv_reviewed", "next_meeting")
    store.run(tick_step, actor, workshop_id, "cv_reviewed", False)
    assert store.read(read_workshop, workshop_id).checklist == ("next_meeting",)


def test_a_step_that_is_in_no_list_is_refused(store: Store, actor: Actor) -> None:
    workshop_id, _ = plan(store, actor)
    with pytest.raises(InvalidFields):
        store.run(tick_step, actor, workshop_id, "sing_a_song", True)


def called(store: Store) -> list[UUID]:
    """Whom somebody is to call because they missed a workshop."""
    return [row.resident_id for row in store.read(list_follow_ups, TODAY).week if row.purpose == "missed_workshop"]


def test_closing_marks_who_did_not_come_and_has_them_called(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    here, away = register(store, actor, "Traoré", "Aïcha"), register(store, actor, "Touré", "Moussa")
    store.run(invite_residents, actor, slot_id, [here, away])
    store.run(mark_present, actor, slot_id, here)
    closing = store.run(close_workshop, actor, workshop_id)
    assert closing.absent == 1
    assert {row.family_name: row.status for row in store.read(read_roll, slot_id).rows} == {
        "Traoré": "present",
        "Touré": "absent_unexcused",
    }
    (call,) = store.read(list_follow_ups, TODAY).week
    assert (call.id, call.resident_id, call.purpose) == (closing.follow_up_ids[0], away, "missed_workshop")
    assert (call.due_on, call.assignee) == (date(2026, 11, 24), "Nadia M.")
    assert [entry.record_type for entry in store.read(read_timeline, away)].count("attendance") == 1


def test_closing_twice_calls_nobody_twice(store: Store, actor: Actor, adviser: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    away = register(store, actor)
    store.run(invite_residents, actor, slot_id, [away])
    first = store.run(close_workshop, actor, workshop_id)
    store.run(reopen_workshop, actor, workshop_id)
    assert store.read(read_roll, slot_id).status == "held"
    assert store.run(close_workshop, adviser, workshop_id).absent == 0
    assert len(store.read(list_follow_ups, TODAY).week) == len(first.follow_up_ids) == 1


def test_somebody_missed_again_after_a_correction_is_called_once(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    away = register(store, actor)
    store.run(invite_residents, actor, slot_id, [away])
    first = store.run(close_workshop, actor, workshop_id)
    store.run(reopen_workshop, actor, workshop_id)
    store.run(undo_mark, actor, slot_id, away)
    assert store.run(close_workshop, actor, workshop_id) == first
    assert len(store.read(list_follow_ups, TODAY).week) == 1


def test_whoever_came_after_all_is_not_called(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    karim, aicha = register(store, actor), register(store, actor, "Traoré", "Aïcha")
    store.run(invite_residents, actor, slot_id, [karim, aicha])
    store.run(close_workshop, actor, workshop_id)
    store.run(reopen_workshop, actor, workshop_id)
    store.run(mark_present, actor, slot_id, karim)
    assert called(store) == [aicha]
    store.run(undo_mark, actor, slot_id, karim)
    store.run(close_workshop, actor, workshop_id)
    assert set(called(store)) == {karim, aicha}


def test_whoever_missed_another_slot_is_still_called(store: Store, actor: Actor) -> None:
    slots = [SlotFields(TODAY, "09:00", "12:00"), SlotFields(TODAY, "14:00", "17:00")]
    workshop_id = store.run(plan_workshop, actor, THREE_HOURS, slots, workshop_id=actor.new_id())
    away = register(store, actor)
    morning, afternoon = (slot.slot_id for slot in store.read(read_workshop, workshop_id).slots)
    assert morning is not None
    assert afternoon is not None
    for slot_id in (morning, afternoon):
        store.run(invite_residents, actor, slot_id, [away])
    store.run(close_workshop, actor, workshop_id)
    store.run(reopen_workshop, actor, workshop_id)
    store.run(mark_present, actor, morning, away)
    assert called(store) == [away]
    store.run(mark_status, actor, afternoon, away, "absent_excused")
    assert called(store) == []


def test_a_cancellation_can_be_taken_back(store: Store, actor: Actor) -> None:
    planned, held = plan(store, actor), plan(store, actor)
    karim, aicha = register(store, actor), register(store, actor, "Traoré", "Aïcha")
    for _, slot_id in (planned, held):
        store.run(invite_residents, actor, slot_id, [karim, aicha])
    store.run(mark_present, actor, held[1], aicha)
    for workshop_id, _ in (planned, held):
        store.run(cancel_workshop, actor, workshop_id)
        store.run(restore_workshop, actor, workshop_id)
        store.run(restore_workshop, actor, workshop_id)
    for (_, slot_id), status, first in ((planned, "planned", "expected"), (held, "held", "present")):
        roll = store.read(read_roll, slot_id)
        assert roll.status == status
        assert {row.family_name: row.status for row in roll.rows} == {"Benali": "expected", "Traoré": first}


def test_missing_two_slots_is_one_call(store: Store, actor: Actor) -> None:
    slots = [SlotFields(TODAY, "09:00", "12:00"), SlotFields(TODAY, "14:00", "17:00")]
    workshop_id = store.run(plan_workshop, actor, THREE_HOURS, slots, workshop_id=actor.new_id())
    away = register(store, actor)
    for slot in store.read(read_workshop, workshop_id).slots:
        assert slot.slot_id is not None
        store.run(invite_residents, actor, slot.slot_id, [away])
    closing = store.run(close_workshop, actor, workshop_id)
    assert (closing.absent, len(closing.follow_up_ids)) == (2, 1)


def test_a_workshop_to_come_cannot_be_closed(store: Store, actor: Actor) -> None:
    workshop_id, _ = plan(store, actor, held_on=TUESDAY)
    with pytest.raises(KnownError, match="workshop_to_come"):
        store.run(close_workshop, actor, workshop_id)


def test_cancelling_is_no_absence_of_theirs(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor, held_on=TUESDAY)
    store.run(invite_residents, actor, slot_id, [register(store, actor)])
    store.run(cancel_workshop, actor, workshop_id)
    roll = store.read(read_roll, slot_id)
    assert (roll.status, [row.status for row in roll.rows]) == ("cancelled", ["cancelled_by_us"])
    assert store.read(list_upcoming, TODAY) == []
    assert store.read(list_follow_ups, TODAY).week == ()
    with pytest.raises(KnownError, match="workshop_cancelled"):
        store.run(close_workshop, actor, workshop_id)
    with pytest.raises(KnownError, match="workshop_cancelled"):
        store.run(mark_present, actor, slot_id, register(store, actor, "Riou", "Gwenaël"))


def test_a_closed_workshop_cannot_be_cancelled(store: Store, actor: Actor) -> None:
    workshop_id, _ = plan(store, actor)
    store.run(close_workshop, actor, workshop_id)
    with pytest.raises(KnownError, match="workshop_closed"):
        store.run(cancel_workshop, actor, workshop_id)


def test_a_past_workshop_whose_roll_was_not_called_stands_out(store: Store, actor: Actor, clock: StillClock) -> None:
    called = plan(store, actor, title="Café des ambassadeurs")
    plan(store, actor, title="3h pour l’emploi")
    store.run(mark_present, actor, called[1], register(store, actor))
    clock.advance(days=1)
    lists = store.read(list_workshops, clock().date())
    assert lists.upcoming == ()
    assert {row.title: row.is_roll_missing for row in lists.past} == {
        "Café des ambassadeurs": False,
        "3h pour l’emploi": True,
    }
    assert {row.title: row.present for row in lists.past} == {"Café des ambassadeurs": 1, "3h pour l’emploi": 0}


def test_a_workshop_that_is_gone_is_said_so(store: Store, actor: Actor) -> None:
    missing: UUID = uuid4()
    for attempt in (
        lambda: store.read(read_workshop, missing),
        lambda: store.read(read_roll, missing),
        lambda: store.run(close_workshop, actor, missing),
        lambda: store.run(mark_present, actor, missing, missing),
    ):
        with pytest.raises(KnownError, match="record_gone"):
            attempt()
