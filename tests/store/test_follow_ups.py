"""Follow-ups: scheduled, put off, done."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.follow_up_lists import DueCounts, count_due, list_follow_ups
from intake_app.services.follow_ups import (
    assign_follow_up,
    complete_follow_up,
    schedule_follow_up,
    snooze_follow_up,
)
from intake_app.services.residents import archive_resident
from intake_app.services.timeline_entries import Part
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, TODAY, StillClock, register


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    return register(store, actor, phone="06 39 98 00 01")


def schedule(store: Store, actor: Actor, resident_id: UUID, days: int, **more: object) -> UUID:
    due_on = TODAY + timedelta(days=days)
    return store.run(schedule_follow_up, actor, resident_id, purpose="call_back", due_on=due_on, **more)  # type: ignore[arg-type]


def test_follow_ups_are_grouped_by_how_pressing_they_are(store: Store, actor: Actor, karim: UUID) -> None:
    for days in (8, 7, 0, 1, -4):
        schedule(store, actor, karim, days)
    groups = store.read(list_follow_ups, TODAY)
    assert [row.days_late for row in groups.late] == [4]
    assert [row.days_late for row in groups.today] == [0]
    assert [row.days_late for row in groups.week] == [-1, -7]
    assert [row.days_late for row in groups.later] == [-8]
    assert groups.late[0].family_name == "Benali"
    assert groups.late[0].phone == "+33639980001"
    counts = store.read(count_due, TODAY)
    assert (counts, counts.total) == (DueCounts(late=1, today=1, week=2), 4)


def test_each_sees_their_own_and_what_is_nobody_s(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    mine = schedule(store, actor, karim, 0)
    theirs = schedule(store, adviser, karim, 0)
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE follow_up SET assigned_to = NULL WHERE id = ?", (str(theirs),))
    assert store.read(count_due, TODAY, staff_id=CLAIRE).today == 1
    store.run(assign_follow_up, actor, mine, CLAIRE)
    rows = store.read(list_follow_ups, TODAY, staff_id=CLAIRE).today
    assert {(row.id, row.assignee) for row in rows} == {(mine, "Claire D."), (theirs, "")}
    assert store.read(count_due, TODAY, staff_id=NADIA).today == 1


def test_one_done_leaves_the_list_and_enters_the_thread(store: Store, actor: Actor, karim: UUID) -> None:
    follow_up_id = schedule(store, actor, karim, 0, medium="phone")
    store.run(complete_follow_up, actor, follow_up_id, result="reached", note=" Vient  jeudi ")
    assert store.read(count_due, TODAY).total == 0
    entry = store.read(read_timeline, karim)[0]
    assert entry.record_type == "follow_up"
    assert entry.parts == (
        Part("follow_up_purpose", "call_back"),
        Part("follow_up_result", "reached"),
        Part("follow_up_medium", "phone"),
        Part(None, "Vient jeudi"),
    )


def test_another_try_is_planned_with_the_result(store: Store, actor: Actor, karim: UUID) -> None:
    follow_up_id = schedule(store, actor, karim, 0)
    again_on = TODAY + timedelta(days=3)
    store.run(complete_follow_up, actor, follow_up_id, result="no_answer", next_due_on=again_on)
    (again,) = store.read(list_follow_ups, TODAY).week
    assert (again.purpose, again.due_on, again.assigned_to) == ("call_back", again_on, NADIA)


def test_one_done_is_not_done_twice(store: Store, actor: Actor, karim: UUID) -> None:
    follow_up_id = schedule(store, actor, karim, 0)
    store.run(complete_follow_up, actor, follow_up_id, result="done")
    for attempt in (
        lambda: store.run(complete_follow_up, actor, follow_up_id, result="refused"),
        lambda: store.run(snooze_follow_up, actor, follow_up_id, TODAY),
    ):
        with pytest.raises(KnownError, match="follow_up_done"):
            attempt()


def test_it_is_put_off_to_another_day_but_not_to_the_past(store: Store, actor: Actor, karim: UUID) -> None:
    follow_up_id = schedule(store, actor, karim, -2)
    store.run(snooze_follow_up, actor, follow_up_id, TODAY + timedelta(days=1))
    assert [row.id for row in store.read(list_follow_ups, TODAY).week] == [follow_up_id]
    with pytest.raises(InvalidFields) as refusal:
        store.run(snooze_follow_up, actor, follow_up_id, TODAY - timedelta(days=1))
    assert refusal.value.problems == (FieldProblem("due_on", "day_gone_by"),)


def test_what_is_wrong_is_said(store: Store, actor: Actor, karim: UUID) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(schedule_follow_up, actor, karim, purpose="gossip", due_on=TODAY, note="x" * 281, medium="drum")
    assert set(refusal.value.problems) == {
        FieldProblem("purpose", "code_unknown"),
        FieldProblem("medium", "code_unknown"),
        FieldProblem("note", "text_too_long"),
    }


def test_nobody_is_called_about_a_file_put_away(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    schedule(store, actor, karim, 0)
    store.run(archive_resident, adviser, karim)
    assert store.read(count_due, TODAY).total == 0


def test_a_day_later_it_is_late(store: Store, actor: Actor, clock: StillClock, karim: UUID) -> None:
    schedule(store, actor, karim, 0)
    clock.advance(days=1)
    assert store.read(count_due, date(2026, 11, 23)) == DueCounts(late=1, today=0, week=0)
