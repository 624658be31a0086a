"""Two laptops, one person registered twice: whatever each does without network, both end with the same files, joined
once, and nothing written is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.record_types import RECORD_TYPES
from intake_app.services.families import family_of
from intake_app.services.quarantine import discard
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.resident_lists import find_residents
from intake_app.services.resident_merges import merge_residents, undo_merge
from intake_app.services.rolls import read_roll
from intake_app.services.timelines import read_timeline
from sync.server.handle import Server
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.common.workshops import plan_one, tick

NewLaptop = Callable[[str], SyncedLaptop]
Laptops = tuple[SyncedLaptop, SyncedLaptop]


@pytest.fixture
def laptops(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Laptops]:
    first = SyncedLaptop(tmp_path / "first", server, space, seed=1)
    second = SyncedLaptop(tmp_path / "second", server, space, seed=2)
    yield first, second
    first.close()
    second.close()


def settle(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def merge(laptop: SyncedLaptop, survivor: UUID, merged: UUID, *taken: str) -> UUID:
    return laptop.store.run(merge_residents, laptop.actor, survivor, merged, taken)


def undo(laptop: SyncedLaptop, merge_id: UUID) -> None:
    laptop.store.run(undo_merge, laptop.actor, merge_id)


def family(laptop: SyncedLaptop, resident_id: UUID) -> list[UUID]:
    return laptop.store.read(family_of, resident_id)


def file_of(laptop: SyncedLaptop, resident_id: UUID) -> ResidentFile:
    return laptop.store.read(read_resident, resident_id, laptop.clock().date())


def listed(laptop: SyncedLaptop) -> set[UUID]:
    return {row.id for row in laptop.store.read(find_residents)}


def assert_same_rows(server: Server, *laptops: SyncedLaptop) -> None:
    for record_type in RECORD_TYPES:
        wanted = server_rows(server, record_type)
        for laptop in laptops:
            assert laptop.rows(record_type) == wanted, record_type


def test_edit_vs_merge(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    kept, joined = first.register("DIALLO", address="tour A"), first.register("DIALO", birth_date="1984")
    settle(*laptops)
    merge(first, kept, joined, "birth_date")
    second.update(joined, address="tour C")
    second.update(kept, language="fr")
    settle(*laptops)
    for laptop in laptops:
        file = file_of(laptop, joined)
        assert (file.id, file.fields.birth_date, file.fields.language) == (kept, "1984", "fr")
        # what was written in the joined file stays there and is seen
        assert [one.resident.address for one in file.joined] == ["tour C"]
        assert listed(laptop) == {kept}
    assert_same_rows(server, *laptops)


def test_merge_vs_merge_the_other_way_round(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    one, other = first.register("DIALLO"), first.register("DIALO")
    settle(*laptops)
    merge(first, one, other)
    refused = merge(second, other, one)
    first.exchange()
    outcome = second.exchange()
    assert outcome.refused == 1
    settle(*laptops)
    assert len(server_rows(server, "resident_merge")) == 1
    for laptop in laptops:
        assert family(laptop, one) == family(laptop, other) == [one, other]
        assert listed(laptop) == {one}
    # whoever came second is told so, and drops what was done already
    assert second.status().to_review == 1
    second.store.run(discard, second.actor, "resident_merge", refused)
    settle(*laptops)
    assert second.status().to_review == 0
    assert_same_rows(server, *laptops)


def test_merge_vs_merge_of_a_chain(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    one, two, three = (first.register(name) for name in ("DIALLO", "DIALO", "DYALLO"))
    settle(*laptops)
    merge(first, two, one)
    merge(second, three, two)
    settle(*laptops)
    assert len(server_rows(server, "resident_merge")) == 2
    for laptop in laptops:
        assert family(laptop, one) == [three, two, one]
        assert listed(laptop) == {three}
    assert_same_rows(server, *laptops)


def test_merge_undone_while_somebody_edits_the_merged_file(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    kept, joined = first.register("DIALLO", address="tour A"), first.register("DIALO", address="tour B")
    merge_id = merge(first, kept, joined, "address")
    settle(*laptops)
    undo(first, merge_id)
    second.update(kept, address="tour C", birth_date="1984")
    second.update(joined, language="fr")
    second.exchange()
    settle(*laptops)
    for laptop in laptops:
        assert listed(laptop) == {kept, joined}
        assert file_of(laptop, joined).fields.language == "fr"
        assert file_of(laptop, kept).fields.birth_date == "1984"
        # the first committed stands, the other is kept for somebody to settle
        assert file_of(laptop, kept).fields.address == "tour C"
    assert first.status().to_review == 1
    assert_same_rows(server, *laptops)


def test_a_merge_undone_on_two_laptops_is_undone_once(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    kept, joined = first.register("DIALLO"), first.register("DIALO", address="tour B")
    merge_id = merge(first, kept, joined, "address")
    settle(*laptops)
    undo(first, merge_id)
    second.clock.advance(minutes=4)
    undo(second, merge_id)
    settle(*laptops)
    assert server_rows(server, "resident_merge")[merge_id]["undone_at"] == first.clock()
    assert [laptop.status().to_review for laptop in laptops] == [0, 0]
    assert_same_rows(server, *laptops)


def test_same_person_registered_on_two_laptops_then_joined(server: Server, laptops: Laptops) -> None:
    first, second = laptops
    slot_id = plan_one(first)
    settle(*laptops)
    here, there = first.register("KONÉ"), second.register("KONE", birth_date="1990")
    tick(first, slot_id, here)
    tick(second, slot_id, there)
    settle(*laptops)
    merge(second, here, there, "birth_date")
    settle(*laptops)
    for laptop in laptops:
        assert listed(laptop) == {here}
        assert file_of(laptop, there).fields.birth_date == "1990"
        types = [entry.record_type for entry in laptop.store.read(read_timeline, here)]
        assert types.count("resident") == 2
        (row,) = laptop.store.read(read_roll, slot_id).rows
        assert row.resident_id == here
    assert_same_rows(server, *laptops)
