"""Outcomes, enterprises, projects and the wishes they come from."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.path.barriers import change_barrier, list_barriers, note_barrier
from intake_app.services.path.enrolment_lists import list_enrolments
from intake_app.services.path.enrolments import enrol
from intake_app.services.path.micro_enterprises import (
    list_micro_enterprises,
    start_micro_enterprise,
    update_micro_enterprise,
)
from intake_app.services.path.outcomes import (
    list_outcomes,
    record_outcome,
    remove_outcome,
    restore_outcome,
    update_outcome,
)
from intake_app.services.path.projects import (
    change_project,
    choose_project,
    link_wishes,
    list_projects,
    read_wishes,
    tell_wish,
)
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, SENSITIVE, SUPPLIER, open_operation, somebody_met
from tests.store.world import TODAY


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    open_operation(store)
    return somebody_met(store, actor)


def keys(refusal: pytest.ExceptionInfo[InvalidFields]) -> set[tuple[str, str]]:
    return {(problem.field, problem.key) for problem in refusal.value.problems}


def test_the_first_outcome_gives_the_class_and_another_never_replaces_it(
    store: Store, adviser: Actor, karim: UUID
) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    job = {"type": "job_permanent", "happened_on": TODAY, "evidence": "contract", "employer_id": SUPPLIER}
    store.run(record_outcome, adviser, karim, job, enrolment_id=enrolment)
    study = {"type": "training_qualifying", "happened_on": TODAY}
    store.run(record_outcome, adviser, karim, study, enrolment_id=enrolment)
    assert store.read(list_enrolments, karim)[0].headline == "job"
    study_row, job_row = store.read(list_outcomes, karim)
    assert (job_row.employer, job_row.is_with_supplier, job_row.is_evidenced) == ("Propreté Armor", True, True)
    assert (study_row.headline, study_row.is_evidenced) == ("training", False)


def test_what_is_no_positive_exit_gives_no_class(store: Store, adviser: Actor, karim: UUID) -> None:
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    store.run(record_outcome, adviser, karim, {"type": "driving_licence", "happened_on": TODAY}, enrolment_id=enrolment)
    assert store.read(list_enrolments, karim)[0].headline is None


def test_a_qualification_says_which_and_by_whom(store: Store, adviser: Actor, karim: UUID) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(record_outcome, adviser, karim, {"type": "qualification_obtained", "happened_on": TODAY})
    assert keys(refusal) == {("qualification", "field_missing"), ("certifier", "field_missing")}


def test_an_idea_is_no_enterprise(store: Store, adviser: Actor, karim: UUID) -> None:
    truck = store.run(start_micro_enterprise, adviser, karim, {"trade": "Food-truck"})
    outcome = {"type": "self_employment", "happened_on": TODAY}
    with pytest.raises(InvalidFields) as refusal:
        store.run(record_outcome, adviser, karim, outcome, micro_enterprise_id=truck)
    assert keys(refusal) == {("type", "enterprise_not_registered")}
    store.run(update_micro_enterprise, adviser, truck, {"created_on": TODAY, "legal_form": "micro"})
    store.run(record_outcome, adviser, karim, outcome, micro_enterprise_id=truck)
    (row,) = store.read(list_micro_enterprises, karim)
    assert (row.step, row.fields.idea_on) == ("created_on", TODAY)


def test_steps_of_an_enterprise_come_in_their_order(store: Store, adviser: Actor, karim: UUID) -> None:
    steps = {"idea_on": TODAY, "test_on": TODAY - timedelta(days=3), "trading_checked_on": TODAY + timedelta(days=1)}
    with pytest.raises(InvalidFields) as refusal:
        store.run(start_micro_enterprise, adviser, karim, {"trade": " ", **steps})
    assert keys(refusal) == {
        ("trade", "field_missing"), ("test_on", "step_before_the_last"), ("trading_checked_on", "day_to_come"),
        ("trading_checked_on", "enterprise_not_registered"),
    }  # fmt: skip


def test_an_outcome_is_corrected_taken_away_and_brought_back(store: Store, adviser: Actor, karim: UUID) -> None:
    outcome = store.run(record_outcome, adviser, karim, {"type": "temp", "happened_on": date(2026, 11, 2)})
    store.run(update_outcome, adviser, outcome, {"evidence": "payslip", "employer_id": SENSITIVE})
    (row,) = store.read(list_outcomes, karim)
    assert (row.is_evidenced, row.employer) == (True, "")
    store.run(remove_outcome, adviser, outcome)
    assert store.read(list_outcomes, karim) == []
    store.run(restore_outcome, adviser, outcome)
    assert len(store.read(list_outcomes, karim)) == 1
    with pytest.raises(InvalidFields) as refusal:
        store.run(update_outcome, adviser, outcome, {"happened_on": TODAY + timedelta(days=1)})
    assert keys(refusal) == {("happened_on", "day_to_come")}


def test_a_project_tells_from_which_wishes_it_comes(store: Store, actor: Actor, karim: UUID) -> None:
    cook = store.run(tell_wish, actor, karim, kind="wish", words=" Tenir  un food-truck ")
    market = store.run(tell_wish, actor, karim, kind="interest", words="Les marchés")
    truck = store.run(
        choose_project, actor, karim, kind="micro_enterprise", title="Food-truck", wish_ids=[cook, market]
    )
    (project,) = store.read(list_projects, karim)
    assert [wish.words for wish in project.wishes] == ["Tenir un food-truck", "Les marchés"]
    store.run(link_wishes, actor, truck, [cook])
    assert [(wish.words, wish.project_id) for wish in store.read(read_wishes, karim)] == [
        ("Tenir un food-truck", truck),
        ("Les marchés", None),
    ]
    store.run(change_project, actor, truck, state="given_up")
    assert store.read(list_projects, karim)[0].ended_on == TODAY
    store.run(change_project, actor, truck, state="in_progress")
    assert store.read(list_projects, karim)[0].ended_on is None


@pytest.mark.parametrize("words,key", [("  ", "field_missing"), ("1 84 12 35 047 025 61", "identity_number")])
def test_a_wish_says_something_and_no_number(store: Store, actor: Actor, karim: UUID, words: str, key: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(tell_wish, actor, karim, kind="wish", words=words)
    assert keys(refusal) == {("words", key)}


def test_a_barrier_is_noted_once_lifted_and_may_come_back(store: Store, actor: Actor, karim: UUID) -> None:
    barrier = store.run(note_barrier, actor, karim, theme="mobility", effect="limits")
    with pytest.raises(InvalidFields) as refusal:
        store.run(note_barrier, actor, karim, theme="mobility")
    assert keys(refusal) == {("theme", "barrier_noted_already")}
    store.run(change_barrier, actor, barrier, state="lifted")
    (row,) = store.read(list_barriers, karim)
    assert (row.closed_on, row.effect) == (TODAY, "limits")
    store.run(note_barrier, actor, karim, theme="mobility")
    store.run(change_barrier, actor, barrier, state="in_progress", effect="slows")
    assert {(one.state, one.closed_on) for one in store.read(list_barriers, karim)} == {
        ("in_progress", None),
        ("identified", None),
    }
