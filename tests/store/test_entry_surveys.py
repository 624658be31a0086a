"""Whoever becomes a participant is asked the entry questionnaire within a week; nobody else is."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.follow_up_lists import FollowUpRow, list_follow_ups
from intake_app.services.follow_ups import complete_follow_up, snooze_follow_up
from intake_app.services.path.enrolments import change_enrolment, enrol, leave_operation, return_to_operation
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, open_operation, somebody_met
from tests.store.world import CLAIRE, TODAY


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    open_operation(store)
    return somebody_met(store, actor)


def surveys(store: Store) -> list[FollowUpRow]:
    groups = store.read(list_follow_ups, TODAY)
    rows = (*groups.late, *groups.today, *groups.week, *groups.later)
    return [row for row in rows if row.purpose == "entry_survey"]


def test_a_participant_is_asked_within_a_week_by_whoever_enrolled_them(
    store: Store, adviser: Actor, karim: UUID
) -> None:
    store.run(enrol, adviser, karim, OPERATION)
    (row,) = surveys(store)
    assert (row.resident_id, row.due_on, row.assigned_to) == (karim, TODAY + timedelta(days=8), CLAIRE)


def test_a_candidate_is_asked_once_they_become_a_participant(store: Store, adviser: Actor, karim: UUID) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION, status="candidate")
    assert surveys(store) == []
    store.run(change_enrolment, adviser, enrolment, status="active")
    assert len(surveys(store)) == 1
    put_off = TODAY + timedelta(days=12)
    store.run(snooze_follow_up, adviser, surveys(store)[0].id, put_off)
    store.run(change_enrolment, adviser, enrolment, status="paused")
    assert [row.due_on for row in surveys(store)] == [put_off]


@pytest.mark.parametrize("entered_on,is_asked", [(date(2026, 9, 23), True), (date(2026, 9, 22), False)])
def test_an_entry_noted_long_after_is_not_asked_about(
    store: Store, adviser: Actor, karim: UUID, entered_on: date, is_asked: bool
) -> None:
    store.run(enrol, adviser, karim, OPERATION, entered_on=entered_on)
    assert bool(surveys(store)) is is_asked


def test_whoever_left_is_no_longer_asked_and_on_coming_back_not_again(
    store: Store, adviser: Actor, karim: UUID
) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved")
    assert surveys(store) == []
    store.run(return_to_operation, adviser, enrolment)
    assert surveys(store) == []


def test_it_is_done_like_any_other(store: Store, adviser: Actor, karim: UUID) -> None:
    store.run(enrol, adviser, karim, OPERATION)
    store.run(complete_follow_up, adviser, surveys(store)[0].id, result="done")
    assert surveys(store) == []
