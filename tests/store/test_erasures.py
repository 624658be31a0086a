"""Ordering an erasure: what it would take, who may, and that the person is hidden at once."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import mark_present
from intake_app.services.erasures import erase_resident, preview_erasure
from intake_app.services.follow_up_lists import count_due, list_follow_ups
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.lookalikes import find_lookalikes
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents
from intake_app.services.resident_merges import merge_residents
from intake_app.services.residents import update_resident
from intake_app.storage.store import Store
from tests.store.world import TODAY, StillClock, actor_of, outbox_of, plan, register


@pytest.fixture
def dpo(clock: StillClock) -> Actor:
    """Somebody who may erase."""
    return actor_of(clock, role="dpo", seed=5)


@pytest.fixture
def karim(store: Store, actor: Actor, adviser: Actor) -> UUID:
    """Somebody with a second file joined to his, a call to make and a presence."""
    karim, again = register(store, actor), register(store, actor, "Ben Ali", "Karim")
    store.run(merge_residents, adviser, karim, again)
    store.run(schedule_follow_up, actor, again, purpose="call_back", due_on=TODAY)
    store.run(mark_present, actor, plan(store, actor)[1], karim)
    return karim


def test_a_preview_counts_what_goes_and_what_stays(store: Store, karim: UUID) -> None:
    preview = store.read(preview_erasure, karim)
    assert preview.names == (("Benali", "Karim"), ("Ben Ali", "Karim"))
    assert preview.removed == {"notice_delivery": 2, "follow_up": 1, "resident_merge": 1}
    assert preview.kept == 1


def test_whoever_is_to_be_erased_is_hidden_at_once(store: Store, actor: Actor, dpo: Actor, karim: UUID) -> None:
    assert store.run(erase_resident, dpo, karim, "request") == 2
    assert store.read(find_residents) == store.read(find_residents, "benali") == store.read(find_residents, "ben") == []
    assert store.read(find_lookalikes, Portrait("Benali", "Karim")) == []
    assert store.read(list_follow_ups, TODAY).today == ()
    assert store.read(count_due, TODAY).total == 0
    for refused in (read_resident, preview_erasure):
        with pytest.raises(KnownError, match="record_gone"):
            store.read(refused, karim, *([TODAY] if refused is read_resident else []))
    with pytest.raises(KnownError, match="record_gone"):
        store.run(update_resident, actor, karim, {"address": "tour C"})


def test_an_order_is_one_unit_that_says_nothing_of_the_person(store: Store, dpo: Actor, karim: UUID) -> None:
    before = len(outbox_of(store))
    store.run(erase_resident, dpo, karim, "retention")
    ordered = outbox_of(store)[before:]
    assert [row.record_type for row in ordered] == ["erasure", "erasure"]
    assert len({row.unit_id for row in ordered}) == 1
    assert b"Benali" not in b"".join(row.fields for row in ordered)


def test_an_order_needs_a_reason_and_the_right_to_give_it(
    store: Store, adviser: Actor, dpo: Actor, karim: UUID
) -> None:
    with pytest.raises(InvalidFields):
        store.run(erase_resident, dpo, karim, "whim")
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(erase_resident, adviser, karim, "request")
