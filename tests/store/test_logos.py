"""Funders' logos: whose papers they are on, who may add them, what is refused."""

from __future__ import annotations

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.services.attachments import list_attachments
from intake_app.services.logos import MOST_BYTES, add_logo, check_logo, list_logos, read_logos, remove_logo
from intake_app.storage.store import Store
from tests.common.logos import png
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.world import StillClock, actor_of


@pytest.fixture
def officer(store: Store, clock: StillClock) -> Actor:
    fund(store)
    return actor_of(clock, role="programme_officer", seed=6)


def test_a_logo_is_on_the_papers_of_its_operation_and_no_other(
    store: Store, actor: Actor, officer: Actor, clock: StillClock
) -> None:
    workshop_id, _slot = hold(store, actor, JOBS)
    other_id, _slot = hold(store, actor, KITCHEN)
    free_id, _slot = hold(store, actor, None)
    one, two = png(), png(60, 20, (255, 204, 0))
    for content in (one, two):
        store.run(add_logo, officer, store.blobs, content, JOBS)
        clock.advance(minutes=1)
    assert store.read(read_logos, store.blobs, [workshop_id]) == (one, two)
    assert store.read(read_logos, store.blobs, [other_id, free_id]) == ()
    assert store.read(read_logos, store.blobs, [workshop_id, other_id]) == (one, two)
    assert store.read(list_attachments, workshop_id) == []


def test_the_same_logo_twice_is_one_and_may_be_of_several_operations(store: Store, officer: Actor) -> None:
    first = store.run(add_logo, officer, store.blobs, png(), JOBS)
    assert store.run(add_logo, officer, store.blobs, png(), JOBS) == first
    second = store.run(add_logo, officer, store.blobs, png(), KITCHEN)
    assert second != first
    assert [one.attachment_id for one in store.read(list_logos, store.blobs, [JOBS])] == [first]
    store.run(remove_logo, officer, first)
    assert store.read(list_logos, store.blobs, [JOBS]) == ()
    assert [one.content for one in store.read(list_logos, store.blobs, [KITCHEN])] == [png()]
    store.run(add_logo, officer, store.blobs, png(), JOBS)
    assert [one.attachment_id for one in store.read(list_logos, store.blobs, [JOBS])] == [first]


def test_a_logo_that_has_not_come_is_told_and_left_off_the_papers(store: Store, actor: Actor, officer: Actor) -> None:
    workshop_id, _slot = hold(store, actor, JOBS)
    store.run(add_logo, officer, store.blobs, png(), JOBS)
    for name in store.blobs.names():
        store.blobs.forget(name)
    assert [one.content for one in store.read(list_logos, store.blobs, [JOBS])] == [None]
    assert store.read(read_logos, store.blobs, [workshop_id]) == ()


@pytest.mark.parametrize(
    "content,key",
    [
        (b"", "attachment_empty"),
        (b"%PDF-1.7", "logo_not_a_picture"),
        (b"GIF89a", "logo_not_a_picture"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "logo_too_large"),
    ],
)
def test_what_is_no_logo_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(KnownError, match=key):
        check_logo(content)


def test_only_those_who_keep_offers_may(store: Store, actor: Actor, officer: Actor) -> None:
    logo_id = store.run(add_logo, officer, store.blobs, png(), JOBS)
    for use_case, *args in ((add_logo, store.blobs, png(), JOBS), (remove_logo, logo_id)):
        with pytest.raises(KnownError, match="not_allowed"):
            store.run(use_case, actor, *args)  # type: ignore[arg-type]
