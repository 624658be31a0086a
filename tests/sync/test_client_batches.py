"""How changes are put together to be sent: whole units, batches that grow on a good line and shrink on a bad one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
import pytest

from intake_app.domain.record_types import table_of
from intake_app.services.attendances import invite_residents
from sync.protocol.messages import ExchangeReply, VerdictKind
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, assert_received_once
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one
from tests.sync.spy import SpyTransport


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    """The laptop's way to the server."""
    return SpyTransport(server)


@pytest.fixture
def laptop(server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop that has read everything, from a centre that signed nothing yet: verdicts may be altered."""
    spy.alter = with_verdicts
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    spy.alter = lambda reply: reply
    yield made
    made.close()


class Stopwatch:
    """Each look at it finds so many seconds gone."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.now = 0.0

    def __call__(self) -> float:
        self.now += self.seconds
        return self.now


def register_many(laptop: SyncedLaptop, count: int) -> None:
    """So many people: two changes each."""
    for number in range(count):
        laptop.register(f"PERSONNE {number}")


def sizes(spy: SpyTransport) -> list[int]:
    """How many changes each batch carried."""
    return [len(batch) for batch in spy.batches()]


def units_of(batch: list[Any]) -> list[str]:
    """The units of a batch, in their order."""
    return [unit_id for unit_id, _ in groupby(batch, key=lambda change: change.unit_id)]


def with_verdicts(reply: Any, **other: Any) -> Any:
    """An exchange's reply whose verdicts say something else, and which nobody signed."""
    if not isinstance(reply, ExchangeReply):
        return reply
    verdicts = [msgspec.structs.replace(verdict, **other) for verdict in reply.verdicts]
    return msgspec.structs.replace(reply, verdicts=verdicts, receipt=None)


def test_batches_grow_while_the_line_is_quick(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    laptop.engine._monotonic = Stopwatch(0.1)
    laptop.engine._batch_size = 10
    register_many(laptop, 80)
    laptop.exchange()
    assert sizes(spy) == [10, 20, 40, 80, 10]


def test_batches_shrink_on_a_bad_line_and_stay_where_a_second_is_right(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    watch = laptop.engine._monotonic = Stopwatch(3.0)
    laptop.engine._batch_size = 40
    register_many(laptop, 60)
    laptop.exchange(is_stopped=lambda: len(spy.batches()) == 4)
    assert sizes(spy) == [40, 20, 10, 10]
    watch.seconds = 0.8
    laptop.exchange()
    assert sizes(spy) == [40, 20, 10, 10, 10, 10, 10, 10]


def test_a_batch_never_passes_what_the_server_takes(
    laptop: SyncedLaptop, spy: SpyTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.MAX_CHANGES", 30)
    laptop.engine._monotonic = Stopwatch(0.0)
    laptop.engine._batch_size = 20
    register_many(laptop, 50)
    laptop.exchange()
    assert max(sizes(spy)) == 30


def test_a_batch_is_bounded_in_bytes_too(
    laptop: SyncedLaptop, spy: SpyTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.outbound.MAX_BATCH_BYTES", 5000)
    register_many(laptop, 20)
    laptop.exchange()
    assert 1 < max(sizes(spy)) < 10
    assert sum(sizes(spy)) == 40


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 7, 100])
def test_no_unit_is_cut_whatever_the_size_of_batches(
    laptop: SyncedLaptop, spy: SpyTransport, limit: int, server: Server
) -> None:
    laptop.engine._monotonic = Stopwatch(0.6)
    laptop.engine._batch_size = limit
    register_many(laptop, 6)
    slot_id = plan_one(laptop)
    people = list(laptop.rows("resident"))
    laptop.store.run(invite_residents, laptop.actor, slot_id, people)
    laptop.exchange()
    seen = [unit_id for batch in spy.batches() for unit_id in units_of(batch)]
    assert len(seen) == len(set(seen)) == 8
    assert sum(sizes(spy)) == 6 * 2 + 2 + 6
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_a_unit_larger_than_the_batch_goes_alone_and_whole(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    register_many(laptop, 30)
    slot_id = plan_one(laptop)
    people = list(laptop.rows("resident"))
    laptop.exchange()
    spy.asked.clear()
    laptop.register("AVANT")
    laptop.store.run(invite_residents, laptop.actor, slot_id, people)
    laptop.register("APRÈS")
    laptop.engine._batch_size = 10
    laptop.engine._monotonic = Stopwatch(0.6)
    laptop.exchange()
    assert sizes(spy) == [2, 30, 2]


def test_a_unit_that_no_server_would_take_at_once_is_sent_in_parts(
    laptop: SyncedLaptop, spy: SpyTransport, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    monkeypatch.setattr("sync.client.outbound.MAX_CHANGES", 12)
    monkeypatch.setattr("sync.client.engine.MAX_CHANGES", 12)
    register_many(laptop, 30)
    slot_id = plan_one(laptop)
    laptop.exchange()
    spy.asked.clear()
    laptop.store.run(invite_residents, laptop.actor, slot_id, list(laptop.rows("resident")))
    laptop.exchange()
    assert sizes(spy) == [12, 12, 6]
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)


def test_a_change_that_must_wait_stays_and_does_not_come_back_for_ever(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    spy.alter = lambda reply: with_verdicts(reply, kind=VerdictKind.HELD, server_seq=None)
    laptop.engine._batch_size = 2
    register_many(laptop, 3)
    laptop.exchange()
    assert sizes(spy) == [2, 4]
    status = laptop.status()
    assert (status.pending_files, status.held_files, status.to_review) == (0, 3, 0)
    # asked again with each run, once
    spy.asked.clear()
    laptop.exchange()
    assert sizes(spy) == [6]
    spy.alter = lambda reply: reply
    laptop.exchange()
    assert laptop.status().held_files == 0


def test_a_verdict_on_another_change_settles_nothing(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    spy.alter = lambda reply: with_verdicts(reply, change_id="somebody-else")
    laptop.register("PERSONNE")
    laptop.exchange()
    assert laptop.status().pending_files == 1


def test_a_refused_change_waits_for_somebodys_eyes_and_holds_nothing_back(laptop: SyncedLaptop, server: Server) -> None:
    known = laptop.actor
    laptop.actor = replace(known, staff_id=known.new_id())
    stranger = laptop.register("INCONNU")
    laptop.actor = known
    friend = laptop.register("AMI")
    outcome = laptop.exchange()
    assert (outcome.sent, outcome.refused) == (4, 2)
    assert laptop.status().to_review == 1
    assert laptop.status().pending_files == 0
    with server.centre.database.read() as connection:
        there = {row.id for row in connection.execute(table_of("resident").select())}
    assert there == {friend}
    assert stranger in laptop.rows("resident")
    laptop.exchange()
    assert laptop.rows("resident")[stranger]["family_name"] == "INCONNU"
