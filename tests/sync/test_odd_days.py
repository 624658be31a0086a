"""Days unlike others: half a year without network, the hour that comes twice, a damaged page, a form that outlives an
update, a line of a hundred bytes a second behind a proxy without patience.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import FORM, archive_resident, register_resident
from intake_app.storage.draft import keep_draft, read_draft
from intake_app.storage.opening import DATABASE_NAME
from intake_app.torture.relay import Link
from sync.client.place import read_place, write_place
from sync.client.transport import HttpTransport
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, assert_received_once, outbox_of
from tests.common.direct_transport import DirectTransport
from tests.common.fault_proxy import FaultProxy
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, RunningServer
from tests.common.synced_laptop import SyncedLaptop

NewLaptop = Callable[..., SyncedLaptop]


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def new_laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[NewLaptop]:
    made: list[SyncedLaptop] = []

    def make(name: str, transport: Any = None) -> SyncedLaptop:
        made.append(SyncedLaptop(tmp_path / name, server, space, transport, seed=len(made) + 1))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


def test_a_laptop_back_after_six_months_offline_loses_nothing(
    server: Server, server_clock: FakeClock, new_laptop: NewLaptop
) -> None:
    away, present = new_laptop("away"), new_laptop("present")
    shared = present.register("PARTAGÉE", address="tour A")
    present.exchange()
    away.exchange()
    for number in range(30):
        away.register(f"ABSENTE {number}")
    away.update(shared, birth_name="Née")
    for _ in range(6):
        server_clock.advance(days=31)
        present.clock.advance(days=31)
        away.clock.advance(days=31)
        present.register("PRÉSENTE")
        present.update(shared, address=f"tour {server_clock():%m}")
        present.exchange()
    outcome = away.exchange()
    present.exchange()
    assert (outcome.sent, outcome.conflicts, outcome.refused) == (61, 0, 0)
    for laptop in (away, present):
        assert_received_once(server, laptop.store, laptop.enrolment.device_id)
        assert_converged(server, laptop.store)


def test_the_hour_that_comes_twice_in_october_orders_nothing(
    server: Server, server_clock: FakeClock, new_laptop: NewLaptop
) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    # half past two in summer time, then half past two again, an hour later
    once, again = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    for clock in (server_clock, first.clock, second.clock):
        clock.moment = once
    resident_id = first.register("PERSONNE", address="tour A")
    first.exchange()
    second.exchange()
    for clock in (server_clock, first.clock, second.clock):
        clock.moment = again
    second.update(resident_id, address="tour B")
    second.exchange()
    # her laptop still shows the hour before
    first.clock.moment = once
    first.exchange()
    first.update(resident_id, address="tour C")
    first.exchange()
    second.exchange()
    moments = [row.recorded_at for laptop in (second, first) for row in outbox_of(laptop.store)][-1:]
    assert moments == [once]
    for laptop in (first, second):
        assert laptop.rows("resident")[resident_id]["address"] == "tour C"
        assert_converged(server, laptop.store)


def reopen_and_exchange(laptop: SyncedLaptop) -> None:
    """The program starts again, and exchanges."""
    laptop.restart()
    laptop.exchange()


def test_a_damaged_page_met_during_an_exchange_is_said_and_harms_nobody_else(
    server: Server, space: MadeSpace, new_laptop: NewLaptop
) -> None:
    hurt, other = new_laptop("hurt"), new_laptop("other")
    for number in range(80):
        hurt.register(f"PERSONNE {number}", address="tour A" * 30)
    hurt.exchange()
    hurt.store.close()
    path = hurt.folder / DATABASE_NAME
    sound = path.read_bytes()
    content = bytearray(sound)
    for place in range(4096 * 3, len(content), 4096):
        content[place + 100] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(KnownError, match="database_damaged"):
        reopen_and_exchange(hurt)
    path.write_bytes(sound)
    other.register("AUTRE")
    other.exchange()
    assert_converged(server, other.store)
    # the centre has everything: a new laptop of the same person has it back
    replaced = new_laptop("replaced")
    assert len(replaced.rows("resident")) == 81


def test_a_form_begun_before_an_update_is_saved_after_it(server: Server, new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    resident_id = uuid4()
    typed = {"family_name": "COMMENCÉE", "first_name": "Alix", "a_question_asked_no_more": "oui"}
    laptop.store.run(_keep, laptop.actor, FORM, resident_id, typed)
    place = laptop.store.read(lambda session: read_place(session.connection()))
    with laptop.store.direct() as connection:
        # as an update of the program does: the shape of the rows is another one
        write_place(connection, msgspec.structs.replace(place, schema_version=place.schema_version - 1))
    laptop.restart()
    laptop.exchange()
    draft = laptop.store.read(read_draft, FORM, resident_id)
    assert draft is not None
    assert draft.values == typed
    known = {name: value for name, value in draft.values.items() if name != "a_question_asked_no_more"}
    fields = {
        **known,
        "has_no_phone": True,
        "how_met": "caretaker",
        "neighbourhood_id": laptop.space.neighbourhood_id,
    }
    laptop.store.run(
        register_resident, laptop.actor, fields, resident_id=resident_id, notice=NoticeGiven("paper", "2026.1")
    )
    laptop.exchange()
    assert laptop.store.read(read_draft, FORM, resident_id) is None
    assert_converged(server, laptop.store)


def _keep(session: Any, actor: Any, form: str, record_id: Any, values: dict[str, Any]) -> None:
    keep_draft(session, actor, form, record_id, values, None)


class ImpatientProxy(FaultProxy):
    """A line of `rate` bytes a second, and on it a proxy that hangs up on whatever takes longer than `patience`."""

    rate, patience = 5_000.0, 0.6

    async def treat(self, link: Link, chunk: bytes, *, is_up: bool) -> AsyncIterator[bytes]:
        """See Relay.treat."""
        now = asyncio.get_running_loop().time
        if is_up and not self._is_asking.get(link, False):
            self._since[link] = now()
        self._is_asking[link] = is_up
        for start in range(0, len(chunk), 500):
            piece = chunk[start : start + 500]
            await asyncio.sleep(len(piece) / self.rate)
            if now() - self._since[link] > self.patience:
                link.reset()
                return
            yield piece

    def __init__(self, target: tuple[str, int]) -> None:
        super().__init__(target)
        self._since: dict[Link, float] = {}
        self._is_asking: dict[Link, bool] = {}


def long_address(number: int) -> str:
    """Letters that cannot be packed small."""
    return "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz", k=40))


def exchange_until_through(laptop: SyncedLaptop, tries: int) -> list[str]:
    """What is said at each try, as one run follows another, until one goes through."""
    said = []
    for _ in range(tries):
        try:
            laptop.exchange()
        except KnownError as error:
            said.append(error.key)
        else:
            break
    return said


@pytest.mark.timeout(300)
def test_a_hundred_bytes_a_second_behind_an_impatient_proxy_is_enough(
    server: Server, new_laptop: NewLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # fifty times as fast as in the field: 5,000 bytes a second, hung up on after 0.6 seconds
    other = new_laptop("other")
    for number in range(60):
        other.register(f"AUTRE {number}", address=long_address(number))
    other.exchange()
    with RunningServer(server) as running:
        where = urlsplit(running.address)
        with ImpatientProxy((str(where.hostname), where.port or 0)) as proxy:
            far = HttpTransport(proxy.address)
            laptop = new_laptop("far", DirectTransport(server))
            laptop.transport = far
            laptop.restart()
            for number in range(40):
                laptop.register(f"LOIN {number}", address=long_address(number))
            for number in range(60, 120):
                other.register(f"AUTRE {number}", address=long_address(number))
            other.exchange()
            assert set(said := exchange_until_through(laptop, 12)) <= {"server_unreachable", "answer_damaged"}
            assert 1 <= len(said) < 12, "it never came through"
            far.close()
    other.exchange()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)


def test_edit_vs_archive(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("PERSONNE", address="tour A")
    first.exchange()
    second.exchange()
    first.store.run(archive_resident, first.actor, resident_id)
    second.update(resident_id, address="tour B")
    for laptop in (first, second, first):
        laptop.exchange()
    for laptop in (first, second):
        row = laptop.rows("resident")[resident_id]
        # neither is lost: the file is put away, and says what the other wrote meanwhile
        assert row["address"] == "tour B"
        assert row["archived_at"] is not None
        assert_converged(server, laptop.store)
