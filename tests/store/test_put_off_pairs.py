"""« Plus tard » on a pair: for whoever said it, on this laptop, for a week."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.services.put_off_pairs import list_put_off, put_off_pair
from intake_app.storage.store import Store
from tests.store.world import NADIA, StillClock, actor_of, outbox_of

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))


def test_a_pair_put_off_is_kept_a_week_and_never_sent(store: Store, adviser: Actor, clock: StillClock) -> None:
    store.run(put_off_pair, adviser, ONE, OTHER)
    clock.advance(days=6)
    assert store.read(list_put_off, adviser) == [{ONE, OTHER}]
    clock.advance(days=1)
    assert store.read(list_put_off, adviser) == []
    assert outbox_of(store) == []


def test_put_off_again_it_comes_after_the_others(store: Store, adviser: Actor) -> None:
    for pair in ((ONE, OTHER), (ONE, THIRD), (OTHER, ONE)):
        store.run(put_off_pair, adviser, *pair)
    assert store.read(list_put_off, adviser) == [{ONE, THIRD}, {ONE, OTHER}]


def test_it_is_nobody_else_s(store: Store, adviser: Actor, clock: StillClock) -> None:
    colleague = actor_of(clock, staff_id=NADIA, role="adviser")
    store.run(put_off_pair, adviser, ONE, OTHER)
    store.run(put_off_pair, colleague, ONE, THIRD)
    assert store.read(list_put_off, adviser) == [{ONE, OTHER}]
    assert store.read(list_put_off, colleague) == [{ONE, THIRD}]
