"""Two people who resemble each other: said on one laptop, known on all; taken back on one, asked again on all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.resident_distinction import distinction_id
from intake_app.services.distinctions import forget_told_apart, tell_apart
from intake_app.services.lookalikes import find_lookalikes
from sync.server.handle import Server
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows

Laptops = tuple[SyncedLaptop, SyncedLaptop]


@pytest.fixture
def laptops(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Laptops]:
    first = SyncedLaptop(tmp_path / "first", server, space, seed=1)
    second = SyncedLaptop(tmp_path / "second", server, space, seed=2)
    yield first, second
    first.close()
    second.close()


@pytest.fixture
def pair(laptops: Laptops) -> tuple[UUID, UUID]:
    """Two namesakes, known to both laptops."""
    one, other = laptops[0].register("DIALLO", birth_date="1984"), laptops[1].register("DIALO", birth_date="1984")
    settle(*laptops)
    return one, other


def settle(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def alike(laptop: SyncedLaptop, resident_id: UUID) -> list[UUID]:
    typed = Portrait("Diallo", "Alix", birth_date="1984")
    return [one.resident.id for one in laptop.store.read(find_lookalikes, typed, besides=resident_id)]


def test_what_one_laptop_says_every_laptop_knows(server: Server, laptops: Laptops, pair: tuple[UUID, UUID]) -> None:
    first, second = laptops
    assert alike(second, pair[0]) == [pair[1]]
    first.store.run(tell_apart, first.actor, *pair)
    settle(*laptops)
    assert alike(second, pair[0]) == alike(second, pair[1]) == []
    second.store.run(forget_told_apart, second.actor, *pair)
    settle(*laptops)
    assert alike(first, pair[0]) == [pair[1]]
    assert_same_rows(server, *laptops)


def test_said_on_two_laptops_at_once_it_is_one_record_and_no_question(
    server: Server, laptops: Laptops, pair: tuple[UUID, UUID]
) -> None:
    for laptop, ids in zip(laptops, (pair, pair[::-1]), strict=True):
        laptop.clock.advance(minutes=3)
        laptop.store.run(tell_apart, laptop.actor, *ids)
    settle(*laptops)
    assert set(server_rows(server, "resident_distinction")) == {distinction_id(*pair)}
    for laptop in laptops:
        assert laptop.status().to_review == 0
        assert alike(laptop, pair[0]) == []
    assert_same_rows(server, *laptops)


def test_whoever_is_received_is_compared_at_once(laptops: Laptops) -> None:
    first, second = laptops
    one = first.register("KEITA", birth_date="1971-05-02", phone="06 39 98 00 01", has_no_phone=False)
    settle(*laptops)
    typed = Portrait("Keïta", "Alix", phone="+33639980001")
    assert [found.resident.id for found in second.store.read(find_lookalikes, typed)] == [one]
    first.update(one, family_name="SOW", birth_date="1992")
    settle(*laptops)
    assert second.store.read(find_lookalikes, Portrait("Keita", "Alix", birth_date="1971")) == []


def assert_same_rows(server: Server, *laptops: SyncedLaptop) -> None:
    for record_type in RECORD_TYPES:
        wanted = server_rows(server, record_type)
        for laptop in laptops:
            assert laptop.rows(record_type) == wanted, record_type
