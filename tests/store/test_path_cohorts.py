"""Cohorts of certified trainings: opened, corrected, chosen on enrolling."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.path.cohorts import open_cohort, update_cohort
from intake_app.services.path.enrolment_lists import list_cohorts
from intake_app.storage.store import Store
from tests.store.path_world import CERTIFIED, KITCHEN, open_operation

AUTUMN: dict[str, Any] = {
    "action_id": CERTIFIED, "name": " Automne  2026 ", "qualification": "CAP gardien d’immeubles",
    "certifier": "Éducation nationale", "register_code": "RNCP38000", "starts_on": date(2026, 9, 14),
    "ends_on": date(2027, 6, 30),
}  # fmt: skip


@pytest.fixture(autouse=True)
def operation(store: Store) -> None:
    open_operation(store)


def cohort(store: Store, cohort_id: UUID) -> Any:
    return next(row for row in store.read(list_cohorts, CERTIFIED) if row.id == cohort_id)


def test_a_cohort_is_opened_and_corrected(store: Store, adviser: Actor) -> None:
    opened = store.run(open_cohort, adviser, AUTUMN)
    assert (cohort(store, opened).name, cohort(store, opened).register_code) == ("Automne 2026", "RNCP38000")
    store.run(update_cohort, adviser, opened, {"name": "Automne", "ends_on": None})
    row = cohort(store, opened)
    assert (row.name, row.ends_on, row.qualification) == ("Automne", None, "CAP gardien d’immeubles")


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("rncp 38 000", "RNCP38000"), ("RNCP n° 38000", "RNCP38000"), ("RNCP-038000", "RNCP38000"),
        ("rs 6123", "RS6123"), ("60300011", "603/0001/1"), ("603/0001/x", "603/0001/X"), ("", None),
    ],
)  # fmt: skip
def test_a_register_code_is_kept_in_one_form(store: Store, adviser: Actor, typed: str, kept: str | None) -> None:
    opened = store.run(open_cohort, adviser, {**AUTUMN, "register_code": typed})
    assert cohort(store, opened).register_code == kept


@pytest.mark.parametrize(
    "wrong,field,key",
    [
        ({"register_code": "RNCP"}, "register_code", "register_code_misshapen"),
        ({"register_code": "38000"}, "register_code", "register_code_misshapen"),
        ({"action_id": KITCHEN}, "action_id", "action_not_certified"),
        ({"action_id": None}, "action_id", "field_missing"),
        ({"name": " "}, "name", "field_missing"),
        ({"qualification": ""}, "qualification", "field_missing"),
        ({"certifier": None}, "certifier", "field_missing"),
        ({"ends_on": date(2026, 9, 13)}, "ends_on", "exit_before_entry"),
    ],
)
def test_what_cannot_be_is_refused(store: Store, adviser: Actor, wrong: dict[str, Any], field: str, key: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(open_cohort, adviser, {**AUTUMN, **wrong})
    assert [(problem.field, problem.key) for problem in refusal.value.problems] == [(field, key)]
    opened = store.run(open_cohort, adviser, AUTUMN)
    with pytest.raises(InvalidFields):
        store.run(update_cohort, adviser, opened, wrong)
