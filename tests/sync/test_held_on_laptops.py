"""A centre put back from a backup, met first by whoever edited what another laptop has yet to send again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.conflicts import list_conflicted_files, settle_conflicts
from intake_app.services.record_states import RecordState, read_standing
from sync.client.status import SyncState, worst_state
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, outbox_of, rows_here, rows_there
from tests.common.backups import Backups
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one, tick

Pair = tuple[SyncedLaptop, SyncedLaptop]


@pytest.fixture
def server(light_server: Server) -> Server:
    """Backups are copies of a file here."""
    return light_server


@pytest.fixture
def pair(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Pair]:
    """Two laptops that have read everything."""
    made = tuple(SyncedLaptop(tmp_path / name, server, space, seed=seed) for seed, name in ((1, "one"), (2, "other")))
    yield made[0], made[1]
    for laptop in made:
        laptop.close()


@pytest.fixture
def backups(server: Server, tmp_path: Path, server_clock: FakeClock) -> Iterator[Backups]:
    """The backups of the centre."""
    made = Backups(server, tmp_path, server_clock)
    yield made
    made.server.centre.database.engine.dispose()


def exchange_all(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def held(laptop: SyncedLaptop) -> list[str]:
    return [row.record_type for row in outbox_of(laptop.store) if row.state == "held"]


def test_an_update_before_its_creation_stays_on_the_screen_until_the_other_laptop_has_sent(
    pair: Pair, backups: Backups
) -> None:
    one, other = pair
    slot_id = plan_one(other)
    exchange_all(one, other)
    backups.keep()
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    other.update(resident_id, address="tour B")
    tick(other, slot_id, resident_id)
    other.exchange()
    server = backups.put_back(one, other)
    # what else of hers the centre lacks stays too, until it has come again or somebody says otherwise
    with pytest.raises(KnownError, match="removal_after_restore"):
        other.exchange()
    assert held(other) == ["resident", "workshop", "attendance"]
    assert rows_here(other.store, "resident")[resident_id]["address"] == "tour B"
    status = other.status()
    assert (status.pending_files, status.to_review, status.held_files) == (0, 0, 2)
    assert worst_state(status, is_exchanging=False, has_failed=False) is not SyncState.TO_REVIEW
    assert other.store.read(read_standing, "resident", resident_id).state is RecordState.ONLY_HERE
    # asked again, and still waiting
    with pytest.raises(KnownError, match="removal_after_restore"):
        other.exchange()
    assert len(held(other)) == 3
    one.exchange()
    exchange_all(other, one)
    assert held(other) == []
    assert rows_there(server, "resident")[resident_id]["address"] == "tour B"
    assert len(rows_there(server, "attendance")) == 1
    for laptop in pair:
        assert_converged(server, laptop.store)


def disagree(pair: Pair) -> UUID:
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    one.update(resident_id, address="tour A")
    other.update(resident_id, address="tour B")
    exchange_all(one, other)
    return resident_id


def settle(laptop: SyncedLaptop, value: str) -> None:
    (file,) = laptop.store.read(list_conflicted_files, laptop.actor)
    laptop.store.run(settle_conflicts, laptop.actor, {one.conflict_id: value for one in file.fields})


@pytest.mark.parametrize("first", [0, 1])
def test_a_conflict_settled_since_the_backup_is_decided_or_asked_again(
    pair: Pair, backups: Backups, first: int
) -> None:
    backups.keep()
    resident_id = disagree(pair)
    settle(pair[1], "tour B")
    exchange_all(*pair)
    server = backups.put_back(*pair)
    with suppress(KnownError):
        # whoever comes first may be asked whether what the centre lacks shall go
        pair[first].exchange()
    exchange_all(pair[1 - first], pair[first])
    exchange_all(*pair)
    assert rows_there(server, "resident")[resident_id]["address"] in ("tour A", "tour B")
    for laptop in pair:
        assert laptop.status().pending_files == laptop.status().held_files == 0
        assert_converged(server, laptop.store)
        for _ in laptop.store.read(list_conflicted_files, laptop.actor):
            settle(laptop, "tour B")
    exchange_all(*pair)
    assert rows_there(server, "resident")[resident_id]["address"] == "tour B"
    assert [laptop.status().to_review for laptop in pair] == [0, 0]
    for laptop in pair:
        assert_converged(server, laptop.store)
