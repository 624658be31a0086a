"""One press on « Synchroniser »: tokens that expire, servers that are busy, stops, progress, clocks, and what is called
a success.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES
from sync.client.engine import FURTHEST_CLOCK, SyncEngine
from sync.client.enrolment import identity_of
from sync.client.place import read_place
from sync.client.progress import Phase, Progress
from sync.protocol.errors import RefusedError
from sync.protocol.messages import DownloadRequest, ExchangeReply
from sync.server.handle import Response, Server
from tests.common.at_rest import assert_converged, assert_received_once, outbox_of, receipts_of
from tests.common.laptops import NINE, FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
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
    """A laptop that has read everything."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    yield made
    made.close()


@pytest.fixture
def other(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A colleague's laptop."""
    made = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    yield made
    made.close()


def test_a_token_serves_until_it_expires_and_the_refusal_brings_the_next_nonce(
    laptop: SyncedLaptop, spy: SpyTransport, server_clock: FakeClock
) -> None:
    spy.calls.clear()
    laptop.exchange()
    server_clock.advance(minutes=16)
    laptop.exchange()
    laptop.exchange()
    assert spy.calls == ["/v1/exchange", "/v1/exchange", "/v1/token", "/v1/exchange", "/v1/exchange"]


def test_a_token_that_expires_between_two_batches_is_renewed_without_a_word(
    laptop: SyncedLaptop, spy: SpyTransport, server: Server, server_clock: FakeClock
) -> None:
    def grow_old(reply: Any) -> Any:
        server_clock.advance(minutes=16 if isinstance(reply, ExchangeReply) else 0)
        return reply

    spy.alter = grow_old
    laptop.engine._batch_size = 2
    for number in range(4):
        laptop.register(f"PERSONNE {number}")
    assert laptop.exchange().sent == 8
    assert spy.calls.count("/v1/exchange") > 3
    assert spy.calls.count("/v1/challenge") == 2
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_a_token_that_is_refused_twice_is_told(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    def refuse(path: str, _message: Any) -> None:
        if path == "/v1/exchange":
            raise RefusedError("token_expired")

    spy.before = refuse
    with pytest.raises(KnownError, match="token_expired"):
        laptop.exchange()


def test_a_busy_server_is_told_with_its_patience_and_loses_nothing(
    laptop: SyncedLaptop, spy: SpyTransport, server: Server
) -> None:
    def refuse(path: str, _message: Any) -> None:
        if path == "/v1/exchange":
            raise RefusedError("server_busy", retry_after=3)

    before = laptop.status().last_success_at
    laptop.clock.advance(minutes=1)
    laptop.register("PERSONNE")
    spy.before = refuse
    with pytest.raises(KnownError) as caught:
        laptop.exchange()
    assert (caught.value.key, caught.value.details["retry_after"]) == ("server_busy", 3)
    assert laptop.status().last_success_at == before
    assert laptop.status().pending_files == 1
    spy.before = lambda _path, _message: None
    laptop.exchange()
    assert laptop.status().last_success_at == laptop.clock()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_a_success_is_noted_only_after_the_last_batch(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    before = laptop.status().last_success_at
    laptop.clock.advance(minutes=1)
    laptop.engine._batch_size = 2
    for number in range(15):
        laptop.register(f"PERSONNE {number}")

    def cut(_path: str, _response: Response) -> None:
        if len(spy.batches()) == 2:
            raise KnownError("server_unreachable")

    spy.fault = cut
    with pytest.raises(KnownError, match="server_unreachable"):
        laptop.exchange()
    assert laptop.status().last_success_at == before
    spy.fault = None
    assert laptop.exchange(is_stopped=lambda: True).is_stopped
    assert laptop.status().last_success_at == before
    assert not laptop.exchange().is_stopped
    assert laptop.status().last_success_at == laptop.clock()


def test_a_run_that_is_stopped_ends_after_its_step_and_the_next_goes_on(
    laptop: SyncedLaptop, spy: SpyTransport, server: Server
) -> None:
    laptop.engine._batch_size = 2
    laptop.engine._monotonic = lambda: 0.0
    for number in range(10):
        laptop.register(f"PERSONNE {number}")
    outcomes = [laptop.exchange(is_stopped=lambda: True) for _ in range(2)]
    assert all(outcome.is_stopped for outcome in outcomes)
    assert [len(batch) for batch in spy.batches()] == [2, 10]
    laptop.exchange()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_progress_counts_what_is_sent_and_what_is_read(
    laptop: SyncedLaptop, other: SyncedLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 4)
    for number in range(5):
        other.register(f"AUTRE {number}")
    other.exchange()
    laptop.engine._batch_size = 2
    for number in range(3):
        laptop.register(f"PERSONNE {number}")
    steps: list[Progress] = []
    outcome = laptop.exchange(report=steps.append)
    assert steps[0] == Progress(Phase.CONNECTING)
    sending = [(step.done, step.total) for step in steps if step.phase is Phase.SENDING]
    assert sending == [(0, 6), (2, 6)]
    received = [step.done for step in steps if step.phase is Phase.RECEIVING]
    assert received == sorted(received)
    assert (outcome.sent, outcome.received) == (6, received[-1]) == (6, 10)


@pytest.fixture
def empty(
    server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SyncedLaptop]:
    """A laptop that has read nothing yet, and reads five rows at a time."""
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 5)
    made = SyncedLaptop(tmp_path / "empty", server, space, spy, seed=3, is_filled=False)
    yield made
    made.close()


def pages_asked(spy: SpyTransport) -> list[Any]:
    """From where each page of the first download was asked."""
    return [message.place for _, message in spy.asked if isinstance(message, DownloadRequest)]


def after_one_step() -> Callable[[], bool]:
    """Asks to stop from the second time it is asked on."""
    answers = iter([False])
    return lambda: next(answers, True)


def test_a_first_download_stopped_at_each_page_goes_on_there(
    server: Server, other: SyncedLaptop, empty: SyncedLaptop, spy: SpyTransport
) -> None:
    for number in range(10):
        other.register(f"AUTRE {number}")
    other.exchange()
    steps: list[Progress] = []
    runs = 0
    while True:
        outcome = empty.exchange(report=steps.append, is_stopped=after_one_step())
        empty.restart()
        runs += 1
        if empty.store.read(lambda session: read_place(session.connection())).cursor is not None:
            break
        assert outcome.is_stopped
        assert empty.status().last_success_at is None
    assert runs >= 4
    downloading = [step for step in steps if step.phase is Phase.DOWNLOADING]
    assert [step.done for step in downloading] == sorted({step.done for step in downloading})
    assert downloading[-1].done == downloading[-1].total == sum(len(empty.rows(kind)) for kind in RECORD_TYPES)
    empty.exchange()
    assert_converged(server, empty.store)


def test_a_download_asks_ahead_on_a_thread_and_leaves_none_behind(
    server: Server, other: SyncedLaptop, empty: SyncedLaptop, spy: SpyTransport
) -> None:
    for number in range(10):
        other.register(f"AUTRE {number}")
    other.exchange()
    identity = identity_of(empty.enrolment, empty.keys)
    engine = SyncEngine(empty.store, spy, identity, empty.clock, is_threaded=True)
    failures = iter([False, False, True])

    def fail(path: str, _message: Any) -> None:
        if path == "/v1/download" and next(failures, False):
            raise KnownError("server_slow")

    spy.before = fail
    with pytest.raises(KnownError, match="server_slow"):
        engine.run_once()
    assert engine.run_once(is_stopped=lambda: len(pages_asked(spy)) > 4).is_stopped
    engine.run_once()
    assert_converged(server, empty.store)


@pytest.mark.parametrize("years", [-10, 10, -56, 120])
def test_a_clock_that_is_years_off_labels_and_never_orders(
    laptop: SyncedLaptop, other: SyncedLaptop, server: Server, years: int
) -> None:
    laptop.clock.moment = NINE + timedelta(days=365 * years)
    laptop.exchange()
    resident_id = laptop.register("PERSONNE", address="tour A")
    laptop.exchange()
    other.exchange()
    other.update(resident_id, address="tour B")
    other.exchange()
    laptop.exchange()
    laptop.update(resident_id, address="tour C")
    outcome = laptop.exchange()
    assert (outcome.conflicts, outcome.refused) == (0, 0)
    other.exchange()
    assert other.rows("resident")[resident_id]["address"] == "tour C"
    offset = receipts_of(server, laptop.enrolment.device_id)[0].clock_offset
    assert offset == max(-FURTHEST_CLOCK, min(365 * 86400 * years, FURTHEST_CLOCK))
    assert_converged(server, laptop.store)
    assert_converged(server, other.store)


def test_a_clock_that_jumps_back_during_a_run_changes_nothing(
    laptop: SyncedLaptop, spy: SpyTransport, server: Server
) -> None:
    def jump(_path: str, _message: Any) -> None:
        laptop.clock.moment -= timedelta(days=400)

    spy.before = jump
    for number in range(3):
        laptop.register(f"PERSONNE {number}")
        laptop.exchange()
    assert [row.state for row in outbox_of(laptop.store)] == ["acknowledged"] * 6
    assert_converged(server, laptop.store)
