"""Enrolments: entering, leaving, coming back, counting once."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.encounters import record_encounter
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.follow_ups import complete_follow_up
from intake_app.services.path.enrolment_lists import ReturnRow, list_cohorts, list_enrolments, list_operations
from intake_app.services.path.enrolments import (
    change_enrolment,
    enrol,
    leave_operation,
    return_to_operation,
    set_headline,
)
from intake_app.services.resident_merges import merge_residents
from intake_app.services.situations import record_situation
from intake_app.storage.store import Store
from tests.store.path_world import (
    CERTIFIED,
    COHORT,
    ELSEWHERE,
    KITCHEN,
    ONE_DAY,
    OPERATION,
    open_operation,
    somebody_met,
)
from tests.store.world import TODAY, StillClock, register


@pytest.fixture(autouse=True)
def operation(store: Store) -> None:
    open_operation(store)


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    return somebody_met(store, actor)


def fields_refused(refusal: pytest.ExceptionInfo[InvalidFields]) -> dict[str, str]:
    return {problem.field: problem.key for problem in refusal.value.problems}


def test_somebody_is_enrolled_with_their_action(store: Store, adviser: Actor, karim: UUID) -> None:
    store.run(enrol, adviser, karim, OPERATION, action_id=KITCHEN, status="active")
    (row,) = store.read(list_enrolments, karim)
    assert (row.operation, row.action_fr, row.status) == ("FSE+ 2026", "Rennes aux Fourneaux", "active")
    assert (row.entered_on, row.exited_on, row.returns) == (TODAY, None, ())


def test_nobody_is_enrolled_twice_in_one_operation(store: Store, adviser: Actor, karim: UUID) -> None:
    store.run(enrol, adviser, karim, OPERATION)
    with pytest.raises(KnownError, match="enrolled_already"):
        store.run(enrol, adviser, karim, OPERATION)


def test_one_person_of_two_files_is_enrolled_once(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    other = register(store, actor, "Ben Ali", "Karim")
    store.run(enrol, adviser, other, OPERATION, status="candidate")
    store.run(merge_residents, adviser, survivor_id=karim, merged_id=other)
    with pytest.raises(KnownError, match="enrolled_already"):
        store.run(enrol, adviser, karim, OPERATION)


def test_a_candidate_needs_nothing_a_participant_needs_it_all(store: Store, actor: Actor, adviser: Actor) -> None:
    somebody = register(store, actor, "Diallo", "Fatou")
    enrolment = store.run(enrol, adviser, somebody, OPERATION, status="candidate")
    with pytest.raises(KnownError, match="situation_first"):
        store.run(change_enrolment, adviser, enrolment, status="enrolled")
    store.run(record_situation, actor, somebody, {"labour_status": "discouraged"}, stage="entry")
    with pytest.raises(KnownError, match="never_met"):
        store.run(change_enrolment, adviser, enrolment, status="enrolled")
    met = {"neighbourhood_id": None, "channel": "lobby", "outcome": "informed", "resident_id": somebody}
    store.run(record_encounter, actor, **met)
    store.run(change_enrolment, adviser, enrolment, status="enrolled")
    assert store.read(list_enrolments, somebody)[0].status == "enrolled"


def test_an_operation_of_one_day_has_no_participants(
    store: Store, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    on = date(2026, 11, 20)
    with pytest.raises(KnownError, match="operation_of_one_day"):
        store.run(enrol, adviser, karim, ONE_DAY, entered_on=on)
    store.run(enrol, adviser, karim, ONE_DAY, entered_on=on, status="candidate")


@pytest.mark.parametrize(
    "more,field,key",
    [
        ({"entered_on": TODAY + timedelta(days=1)}, "entered_on", "day_to_come"),
        ({"entered_on": date(2025, 12, 31)}, "entered_on", "day_outside_operation"),
        ({"action_id": ELSEWHERE}, "action_id", "action_of_another_operation"),
        ({"action_id": KITCHEN, "cohort_id": COHORT}, "cohort_id", "cohort_of_another_action"),
        ({"status": "invented"}, "status", "code_unknown"),
    ],
)
def test_what_cannot_be_is_refused(
    store: Store, adviser: Actor, karim: UUID, more: dict[str, object], field: str, key: str
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(enrol, adviser, karim, OPERATION, **more)  # type: ignore[arg-type]
    assert fields_refused(refusal) == {field: key}


def test_leaving_asks_for_what_is_due_and_coming_back_takes_it_away(
    store: Store, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    entered = date(2026, 9, 1)
    enrolment = store.run(enrol, adviser, karim, OPERATION, entered_on=entered, status="active")
    left = date(2026, 11, 10)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved", exited_on=left)
    groups = store.read(list_follow_ups, TODAY, resident_id=karim)
    planned = [*groups.late, *groups.today, *groups.week, *groups.later]
    due = {row.purpose: row.due_on for row in planned}
    assert due == {
        "exit_situation": date(2026, 11, 24),
        # the 6th is a Sunday, and so is 25 April
        "exit_survey": date(2026, 12, 7),
        "six_month_review": date(2027, 4, 26),
    }
    store.run(return_to_operation, adviser, enrolment)
    (row,) = store.read(list_enrolments, karim)
    assert (row.entered_on, row.exited_on, row.status) == (entered, None, "active")
    assert row.returns == (ReturnRow(row.returns[0].id, TODAY, left, "moved", "withdrawn"),)
    groups = store.read(list_follow_ups, TODAY, resident_id=karim)
    assert not [*groups.late, *groups.today, *groups.week, *groups.later]
    # the next exit asks again, from its own day
    clock.advance(days=30)
    store.run(leave_operation, adviser, enrolment, status="completed", exit_reason="completed")
    groups = store.read(list_follow_ups, TODAY, resident_id=karim)
    assert {row.purpose for row in (*groups.late, *groups.today, *groups.week, *groups.later)} == set(due)
    assert store.read(list_enrolments, karim)[0].exited_on == TODAY + timedelta(days=30)


def test_what_was_done_after_one_exit_is_asked_again_after_the_next(
    store: Store, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION, entered_on=date(2026, 9, 1), status="active")
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved", exited_on=date(2026, 10, 1))
    rows = store.read(list_follow_ups, TODAY, resident_id=karim).late
    survey = next(row for row in rows if row.purpose == "exit_survey")
    store.run(complete_follow_up, adviser, survey.id, result="done")
    store.run(return_to_operation, adviser, enrolment)
    store.run(leave_operation, adviser, enrolment, status="completed", exit_reason="job")
    groups = store.read(list_follow_ups, TODAY, resident_id=karim)
    planned = (*groups.late, *groups.today, *groups.week, *groups.later)
    assert {row.purpose for row in planned} == {"exit_situation", "exit_survey", "six_month_review"}


def test_an_exit_has_its_reason_and_comes_after_the_entry(store: Store, adviser: Actor, karim: UUID) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    with pytest.raises(InvalidFields) as refusal:
        store.run(
            leave_operation, adviser, enrolment, status="active", exit_reason="", exited_on=TODAY - timedelta(days=1)
        )
    assert fields_refused(refusal)["exited_on"] == "exit_before_entry"
    assert {"status", "exit_reason"} <= set(fields_refused(refusal))
    with pytest.raises(KnownError, match="exit_by_itself"):
        store.run(change_enrolment, adviser, enrolment, status="completed")
    with pytest.raises(KnownError, match="not_left"):
        store.run(return_to_operation, adviser, enrolment)


def test_an_exit_counts_under_one_class(store: Store, adviser: Actor, karim: UUID) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    store.run(set_headline, adviser, enrolment, "job")
    store.run(set_headline, adviser, enrolment, "training")
    assert store.read(list_enrolments, karim)[0].headline == "training"


def test_what_may_be_chosen_is_what_runs(store: Store) -> None:
    assert [row.name for row in store.read(list_operations, TODAY)] == ["FSE+ 2026"]
    assert [row.qualification for row in store.read(list_cohorts, CERTIFIED)] == ["CAP gardien d’immeubles"]
    assert store.read(list_cohorts, KITCHEN) == []
