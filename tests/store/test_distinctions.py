"""Two people who resemble each other: said once, for every laptop, and taken back."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.resident_distinction import ResidentDistinction, distinction_id
from intake_app.services.distinctions import (
    carry_over_distinctions,
    forget_told_apart,
    list_told_apart,
    read_told_apart,
    tell_apart,
)
from intake_app.services.lookalikes import find_lookalikes
from intake_app.services.resident_merges import merge_residents
from intake_app.storage.local_setting import write_setting
from intake_app.storage.store import Session, Store
from tests.store.world import StillClock, actor_of, outbox_of, register

Pair = tuple[UUID, UUID]
KARIM = Portrait("Benali", "Karim")


@pytest.fixture
def pair(store: Store, actor: Actor) -> Pair:
    """Two namesakes."""
    return register(store, actor, "Benali", "Karim"), register(store, actor, "Ben Ali", "Karim")


def alike(store: Store, besides: UUID) -> list[UUID]:
    return [one.resident.id for one in store.read(find_lookalikes, KARIM, besides=besides)]


def test_two_people_told_apart_resemble_no_more(store: Store, actor: Actor, pair: Pair) -> None:
    assert alike(store, pair[0]) == [pair[1]]
    told = store.run(tell_apart, actor, *pair)
    assert store.run(tell_apart, actor, pair[1], pair[0]) == told == distinction_id(*pair)
    assert alike(store, pair[0]) == alike(store, pair[1]) == []
    assert len(store.read(find_lookalikes, KARIM)) == 2
    store.run(forget_told_apart, actor, pair[1], pair[0])
    assert alike(store, pair[0]) == [pair[1]]
    store.run(tell_apart, actor, *pair)
    assert alike(store, pair[0]) == []


def test_it_travels_as_one_row_archived_when_taken_back(store: Store, actor: Actor, pair: Pair) -> None:
    store.run(tell_apart, actor, *pair)
    store.run(forget_told_apart, actor, *pair)
    changes = [row for row in outbox_of(store) if row.record_type == "resident_distinction"]
    assert {row.record_id for row in changes} == {distinction_id(*pair)}
    archived = store.read(lambda session: session.get(ResidentDistinction, distinction_id(*pair)).archived_at)
    assert archived is not None


def test_a_family_is_told_apart_as_one(store: Store, actor: Actor, clock: StillClock, pair: Pair) -> None:
    third = register(store, actor, "Benali", "Karim")
    store.run(merge_residents, actor_of(clock, role="adviser", seed=5), pair[1], third)
    store.run(tell_apart, actor, pair[0], third)
    assert alike(store, pair[0]) == []
    assert alike(store, pair[1]) == []


def test_nobody_is_told_apart_from_somebody_who_is_gone(store: Store, actor: Actor, pair: Pair) -> None:
    with pytest.raises(KnownError, match="record_gone"):
        store.run(tell_apart, actor, pair[0], actor.new_id())
    store.run(forget_told_apart, actor, pair[0], actor.new_id())


def test_what_this_laptop_kept_for_itself_travels_once(store: Store, actor: Actor, pair: Pair) -> None:
    gone = actor.new_id()

    def keep(session: Session, _actor: Actor) -> None:
        write_setting(session.connection(), "residents_told_apart", [sorted(pair), [pair[0], gone]])

    store.run(keep, actor)
    store.run(carry_over_distinctions, actor)
    assert store.read(read_told_apart, [pair[0]]) == {frozenset(pair)}
    store.run(forget_told_apart, actor, *pair)
    store.run(carry_over_distinctions, actor)
    assert store.read(read_told_apart, [pair[0]]) == set()


def test_the_latest_told_apart_are_listed_for_whoever_may_join(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock, pair: Pair
) -> None:
    third = register(store, actor, "Riou", "Gwenaël")
    store.run(tell_apart, actor, *pair)
    clock.advance(days=1)
    store.run(tell_apart, adviser, third, pair[0])
    told = store.read(list_told_apart, adviser)
    assert [{one.one.id, one.other.id} for one in told] == [{third, pair[0]}, set(pair)]
    assert [(one.told_by, one.told_on.day) for one in told] == [("Claire D.", 23), ("Nadia M.", 22)]
    assert len(store.read(list_told_apart, adviser, 1)) == 1
    store.run(forget_told_apart, adviser, third, pair[0])
    assert len(store.read(list_told_apart, adviser)) == 1
