"""Actions are added and corrected by those who answer for the programme; others choose among them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.actions import add_action, list_actions, put_action_away, restore_action, update_action
from intake_app.services.path.overview import read_step_choices
from intake_app.storage.store import Store
from tests.store.register_world import fund
from tests.store.world import SPACE, TODAY, StillClock, actor_of, outbox_of

FIELDS: dict[str, Any] = {
    "title_fr": " CAP  gardien ",
    "title_en": None,
    "kind": "training",
    "unit": "hours",
    "funded_hours": 420,
    "approach": "integrated",
    "is_certified": True,
}


@pytest.fixture(params=["programme_officer", "admin"])
def keeper(clock: StillClock, request: pytest.FixtureRequest) -> Actor:
    return actor_of(clock, role=request.param, seed=4)


def test_an_action_is_added_corrected_and_put_away(store: Store, keeper: Actor) -> None:
    action_id = store.run(add_action, keeper, FIELDS)
    (row,) = store.read(list_actions)
    assert (row.title_fr, row.title_en, row.funded_hours, row.is_certified) == ("CAP gardien", "CAP gardien", 420, True)
    store.run(update_action, keeper, action_id, {"title_en": "Caretaker’s certificate", "funded_hours": None})
    (row,) = store.read(list_actions)
    assert (row.title_fr, row.title_en, row.funded_hours) == ("CAP gardien", "Caretaker’s certificate", None)
    store.run(put_action_away, keeper, action_id)
    assert store.read(list_actions) == []
    store.run(restore_action, keeper, action_id)
    assert len(store.read(list_actions)) == 1
    assert [change.record_type for change in outbox_of(store)] == ["action"] * 4


@pytest.mark.parametrize(
    "wrong",
    [{"title_fr": " "}, {"funded_hours": 0}, {"kind": "party"}, {"approach": "magic"}, {"title_fr": "x" * 161}],
)
def test_what_is_wrong_is_told_by_field(store: Store, clock: StillClock, wrong: dict[str, Any]) -> None:
    officer = actor_of(clock, role="programme_officer")
    with pytest.raises(InvalidFields) as refused:
        store.run(add_action, officer, {**FIELDS, **wrong})
    assert set(wrong) <= {problem.field for problem in refused.value.problems}
    assert store.read(list_actions) == []


@pytest.mark.parametrize("role", ["caretaker", "outreach", "adviser", "site_manager", "dpo", "evaluator", "auditor"])
def test_the_others_only_choose(store: Store, clock: StillClock, role: str) -> None:
    fund(store)
    one = store.read(list_actions)[0]
    actor = actor_of(clock, role=role)
    for use_case, args in (
        (add_action, (FIELDS,)),
        (update_action, (one.id, {"title_fr": "Autre"})),
        (put_action_away, (one.id,)),
    ):
        with pytest.raises(KnownError, match="not_allowed"):
            store.run(use_case, actor, *args)  # type: ignore[arg-type]
    assert store.read(list_actions)[0] == one


def test_an_administrator_who_opens_no_file_chooses_partner_and_operation(store: Store, clock: StillClock) -> None:
    fund(store)
    with store.direct("organisation") as connection:
        values = {"name": "Secret", "kind": "charity", "has_sensitive_name": True, "country": "FR"}
        common = {
            "space_id": SPACE,
            "revision": 1,
            "created_at": "2026-06-01T08:00:00Z",
            "id": actor_of(clock).new_id(),
        }
        connection.execute(insert(table_of("organisation")).values(**common, **values))
    choices = store.read(read_step_choices, actor_of(clock, role="admin"), None, TODAY)
    assert choices.operations
    assert "Secret" not in {one.name for one in choices.partners}
    assert choices.offers == ()
