"""Six months after somebody left: three attempts by two ways at least, then unreachable."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.follow_up_lists import FollowUpRow, list_follow_ups
from intake_app.services.follow_ups import complete_follow_up, reopen_follow_up, schedule_follow_up
from intake_app.services.path.enrolments import enrol, leave_operation, return_to_operation
from intake_app.services.situations import record_situation
from intake_app.storage.store import Session, Store
from tests.store.path_world import OPERATION, open_operation, somebody_met
from tests.store.world import TODAY, StillClock

LEFT = date(2026, 11, 10)
SIX_MONTHS = date(2027, 5, 10)


@pytest.fixture
def enrolment(store: Store, adviser: Actor) -> UUID:
    """Somebody with a phone who left in November."""
    open_operation(store)
    karim = somebody_met(store, adviser, phone="06 39 98 00 01")
    entered = store.run(enrol, adviser, karim, OPERATION, entered_on=date(2026, 9, 1), status="active")
    store.run(leave_operation, adviser, entered, status="withdrawn", exit_reason="moved", exited_on=LEFT)
    return entered


def waiting(store: Store, purpose: str = "six_month_review") -> list[FollowUpRow]:
    groups = store.read(list_follow_ups, TODAY)
    rows = (*groups.late, *groups.today, *groups.week, *groups.later)
    return [row for row in rows if row.purpose == purpose]


def the_one(store: Store) -> FollowUpRow:
    (row,) = waiting(store)
    return row


def kept(store: Store, follow_up_id: UUID) -> FollowUp:
    def look(session: Session) -> FollowUp:
        found = session.get(FollowUp, follow_up_id)
        assert found is not None
        return FollowUp(**found.model_dump())

    return store.read(look)


def go_to(clock: StillClock, day: date) -> None:
    clock.advance(days=(day - clock().date()).days)


def test_three_attempts_by_two_ways_end_as_unreachable(
    store: Store, adviser: Actor, clock: StillClock, enrolment: UUID
) -> None:
    tried = []
    # fifteen days before is a Sunday
    for number, offset in enumerate((-14, 0, 15), start=1):
        row = the_one(store)
        assert (row.attempt, row.due_on) == (number, SIX_MONTHS + timedelta(days=offset))
        tried.append((row.medium, kept(store, row.id).about_id))
        go_to(clock, row.due_on)
        store.run(complete_follow_up, adviser, row.id, result="no_answer")
    assert tried == [("phone", enrolment), ("home_visit", enrolment), ("letter", enrolment)]
    assert waiting(store) == []
    assert kept(store, row.id).result == "unreachable"


def test_whoever_answers_is_tried_no_more(store: Store, adviser: Actor, clock: StillClock, enrolment: UUID) -> None:
    row = the_one(store)
    go_to(clock, row.due_on)
    store.run(complete_follow_up, adviser, row.id, result="reached")
    assert waiting(store) == []


def test_an_attempt_made_late_leaves_the_days_gone_by_out(
    store: Store, adviser: Actor, clock: StillClock, enrolment: UUID
) -> None:
    go_to(clock, SIX_MONTHS + timedelta(days=3))
    store.run(complete_follow_up, adviser, the_one(store).id, result="message_left")
    second = the_one(store)
    assert (second.attempt, second.due_on) == (2, SIX_MONTHS + timedelta(days=15))
    go_to(clock, SIX_MONTHS + timedelta(days=20))
    store.run(complete_follow_up, adviser, second.id, result="no_answer")
    assert the_one(store).due_on == SIX_MONTHS + timedelta(days=35)


def test_nobody_is_unreachable_by_one_way_or_too_soon(
    store: Store, adviser: Actor, clock: StillClock, enrolment: UUID
) -> None:
    def refused(result: str, medium: str) -> tuple[FieldProblem, ...]:
        with pytest.raises(InvalidFields) as refusal:
            store.run(complete_follow_up, adviser, the_one(store).id, result=result, medium=medium)
        return refusal.value.problems

    assert refused("unreachable", "phone") == (FieldProblem("result", "attempts_left"),)
    for _ in range(2):
        store.run(complete_follow_up, adviser, the_one(store).id, result="no_answer", medium="phone")
    assert refused("no_answer", "phone") == (FieldProblem("medium", "other_way_first"),)
    last = the_one(store).id
    store.run(complete_follow_up, adviser, last, result="no_answer", medium="doorstep")
    assert kept(store, last).result == "unreachable"


def test_a_review_planned_by_hand_asks_how_one_tried(store: Store, adviser: Actor) -> None:
    nobody_calls = somebody_met(store, adviser)
    first = store.run(schedule_follow_up, adviser, nobody_calls, purpose="six_month_review", due_on=TODAY)
    with pytest.raises(InvalidFields) as refusal:
        store.run(complete_follow_up, adviser, first, result="no_answer")
    assert refusal.value.problems == (FieldProblem("medium", "field_missing"),)
    store.run(complete_follow_up, adviser, first, result="no_answer", medium="doorstep")
    row = the_one(store)
    # without a phone, nobody is to be phoned
    assert (row.attempt, row.due_on, row.medium) == (2, TODAY + timedelta(days=15), "home_visit")


def test_taking_a_result_back_calls_the_next_attempt_off(store: Store, adviser: Actor, enrolment: UUID) -> None:
    first = the_one(store)
    store.run(complete_follow_up, adviser, first.id, result="no_answer")
    assert the_one(store).attempt == 2
    store.run(reopen_follow_up, adviser, first.id, due_on=first.due_on, note=None)
    assert the_one(store) == first
    store.run(complete_follow_up, adviser, first.id, result="no_answer")
    assert the_one(store).attempt == 2


def test_another_exit_day_moves_the_attempt_that_waits(store: Store, adviser: Actor, enrolment: UUID) -> None:
    store.run(complete_follow_up, adviser, the_one(store).id, result="no_answer")
    later = date(2026, 11, 20)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved", exited_on=later)
    assert the_one(store).due_on == date(2027, 5, 20)


def test_coming_back_calls_every_attempt_off(store: Store, adviser: Actor, enrolment: UUID) -> None:
    store.run(complete_follow_up, adviser, the_one(store).id, result="no_answer")
    store.run(return_to_operation, adviser, enrolment)
    assert waiting(store) == []


@pytest.mark.parametrize("stage,purpose", [("exit", "exit_situation"), ("plus6", "six_month_review")])
def test_noting_the_situation_closes_what_asked_for_it(
    store: Store, adviser: Actor, enrolment: UUID, stage: str, purpose: str
) -> None:
    (row,) = waiting(store, purpose)
    situation = {"labour_status": "discouraged"}
    store.run(record_situation, adviser, row.resident_id, situation, stage="update")
    other: UUID = adviser.new_id()
    store.run(record_situation, adviser, row.resident_id, situation, stage=stage, enrolment_id=other)
    assert waiting(store, purpose) == [row]
    store.run(record_situation, adviser, row.resident_id, situation, stage=stage, enrolment_id=enrolment)
    assert waiting(store, purpose) == []
    assert (kept(store, row.id).result, kept(store, row.id).archived_at) == ("done", None)
    assert len(waiting(store, "six_month_review" if stage == "exit" else "exit_situation")) == 1
