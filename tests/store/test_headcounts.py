"""Counting those who gave no name."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.sheets.headcounts import count_heads, read_headcount
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import cancel_workshop
from intake_app.storage.store import Store
from tests.store.world import outbox_of, plan


@pytest.fixture
def planned(store: Store, actor: Actor) -> tuple[UUID, UUID]:
    """This afternoon's workshop and its slot."""
    return plan(store, actor)


def test_a_slot_has_one_headcount_and_the_last_word_stands(
    store: Store, actor: Actor, planned: tuple[UUID, UUID]
) -> None:
    workshop_id, slot_id = planned
    assert store.read(read_headcount, slot_id) == HeadcountFields()
    store.run(count_heads, actor, slot_id, {"total": 8, "women": 5})
    store.run(count_heads, actor, slot_id, {"total": 9, "women": 5, "under_26": 2})
    assert store.read(read_headcount, slot_id) == HeadcountFields(total=9, women=5, under_26=2)
    assert store.read(read_workshop, workshop_id).status == "held"
    before = len(outbox_of(store))
    store.run(count_heads, actor, slot_id, {"total": 9, "women": 5, "under_26": 2})
    assert len(outbox_of(store)) == before


def test_parts_beyond_the_total_are_refused(store: Store, actor: Actor, planned: tuple[UUID, UUID]) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(count_heads, actor, planned[1], {"total": 2, "women": 2, "men": 1})
    assert [(one.field, one.key) for one in refusal.value.problems] == [("women", "headcount_beyond_total")]


def test_nobody_is_counted_at_a_cancelled_workshop(store: Store, actor: Actor, planned: tuple[UUID, UUID]) -> None:
    store.run(cancel_workshop, actor, planned[0])
    with pytest.raises(KnownError) as refusal:
        store.run(count_heads, actor, planned[1], {"total": 2})
    assert refusal.value.key == "workshop_cancelled"
