"""Who opens far more files than usual is noticed at the centre, which is told counts and never whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from intake_app.services.privacy import record_opening
from sync.protocol.errors import RefusedError
from sync.protocol.messages import ExchangeRequest, Readings
from sync.server import readings
from sync.server.handle import Server
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.spy import SpyTransport


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    return SpyTransport(server)


@pytest.fixture
def laptop(tmp_path: Path, server: Server, space: MadeSpace, spy: SpyTransport) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    yield laptop
    laptop.close()


def open_files(laptop: SyncedLaptop, count: int) -> None:
    resident_id = laptop.register("Kerdoncuff")
    for _ in range(count):
        laptop.store.run(record_opening, laptop.actor, resident_id)
    laptop.exchange()


def told(spy: SpyTransport) -> list[Readings]:
    asked = [message for _, message in spy.asked if isinstance(message, ExchangeRequest)]
    return [one for request in asked for one in request.readings]


def test_a_day_that_stands_out_is_shown_and_the_usual_ones_are_not(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, server_clock: FakeClock
) -> None:
    for count in (20, 25, 22, 130):
        open_files(laptop, count)
        laptop.clock.advance(days=1)
        server_clock.advance(days=1)
    (found,) = readings.much_read(server.centre, space.space_id, days=30)
    assert (found.day, found.opened, found.usual) == (date(2026, 11, 27), 130, 22.0)
    assert readings.much_read(server.centre, space.space_id, days=0) == []


def test_few_files_are_no_reason_to_ask(laptop: SyncedLaptop, server: Server, space: MadeSpace) -> None:
    open_files(laptop, readings.FEWEST)
    assert readings.much_read(server.centre, space.space_id, days=30) == []


def test_counts_are_told_once_and_again_when_they_grow(laptop: SyncedLaptop, spy: SpyTransport) -> None:
    open_files(laptop, 2)
    laptop.exchange()
    open_files(laptop, 3)
    assert [one.opened for one in told(spy)] == [2, 5]
    assert {one.staff_id for one in told(spy)} == {str(laptop.space.staff_id)}


def test_what_was_lost_on_the_way_is_told_again(laptop: SyncedLaptop, spy: SpyTransport, server: Server) -> None:
    def lose(_reply: object) -> object:
        raise RefusedError("server_busy")

    spy.alter = lose
    with pytest.raises(RefusedError):
        open_files(laptop, 2)
    spy.alter = lambda reply: reply
    laptop.exchange()
    assert [one.opened for one in told(spy)] == [2, 2]
    assert not readings.met_twice(server.centre, laptop.space.space_id)


@pytest.mark.parametrize(
    "forged",
    [Readings("x", "2026-11-24", 1, 1), Readings("", "hier", 1, 1), Readings("", "2026-11-24", -1, 1)],
)
def test_malformed_counts_are_refused(laptop: SyncedLaptop, spy: SpyTransport, forged: Readings) -> None:
    staff_id = forged.staff_id or str(laptop.space.staff_id)
    spy.before = lambda _path, message: (
        message.readings.append(Readings(staff_id, forged.day, forged.opened, forged.taken))
        if isinstance(message, ExchangeRequest)
        else None
    )
    with pytest.raises(RefusedError, match="body_malformed"):
        open_files(laptop, 1)
