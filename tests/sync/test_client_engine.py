"""The engine of the laptop against refusals, restored servers, newer servers and its own interruptions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import event, update
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.resident import Resident
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.client.apply import apply_pages
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of
from sync.client.outbound import next_batch
from sync.client.place import read_last_success, read_place
from sync.client.progress import Phase, Progress
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Page
from sync.server.handle import Response, Server
from sync.server.identity import begin_new_life
from sync.server.tables import DEVICE
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop, server_rows


@pytest.fixture
def laptop(light_server: Server, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "laptop", light_server, make_space(light_server))
    yield made
    made.close()


def wire(laptop: SyncedLaptop) -> DirectTransport:
    assert isinstance(laptop.transport, DirectTransport)
    return laptop.transport


def batch_of(laptop: SyncedLaptop, limit: int) -> list[Change]:
    return laptop.store.read(lambda session: next_batch(session.connection(), limit))


def register_together(laptop: SyncedLaptop, count: int) -> None:
    """Register people as one unit."""

    def save(session: Session, actor: Actor) -> None:
        for place in range(count):
            fields = {"family_name": f"Ensemble {place}", "neighbourhood_id": laptop.space.neighbourhood_id}
            session.add(actor.create(Resident, id=uuid4(), **fields))

    laptop.store.run(save, laptop.actor)


def test_an_expired_token_is_renewed_on_the_nonce_of_its_refusal(
    laptop: SyncedLaptop, light_server: Server, server_clock: FakeClock
) -> None:
    laptop.register("PERRON")
    laptop.exchange()
    server_clock.advance(minutes=20)
    wire(laptop).calls.clear()
    laptop.register("LANCELOT")
    laptop.exchange()
    assert "/v1/challenge" not in wire(laptop).calls
    assert len(server_rows(light_server, "resident")) == 2


def test_a_server_in_a_new_life_is_read_afresh_and_keeps_what_was_pending(
    laptop: SyncedLaptop, light_server: Server
) -> None:
    laptop.register("AVANT")
    laptop.exchange()
    before = laptop.store.read(lambda session: read_place(session.connection()))
    laptop.register("APRÈS")
    begin_new_life(light_server.centre.database, light_server.centre.new_id)
    laptop.exchange()
    after = laptop.store.read(lambda session: read_place(session.connection()))
    assert before.cursor is not None
    assert after.cursor is not None
    assert before.cursor.epoch != after.cursor.epoch
    assert {row["family_name"] for row in server_rows(light_server, "resident").values()} == {"AVANT", "APRÈS"}
    assert laptop.status().pending_files == 0


def test_a_server_that_lost_numbers_is_offered_them_again(laptop: SyncedLaptop, light_server: Server) -> None:
    kept = laptop.register("PERDU")
    laptop.exchange()
    with light_server.centre.database.write() as connection:
        for table in ("situation", "notice_delivery", "resident"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE revision > 3")
        connection.exec_driver_sql("DELETE FROM received_change WHERE device_id = ?", (laptop.enrolment.device_id,))
        device = update(DEVICE).where(DEVICE.c.id == UUID(laptop.enrolment.device_id))
        connection.execute(device.values(last_seq=0))
    begin_new_life(light_server.centre.database, light_server.centre.new_id)
    laptop.register("NOUVEAU")
    laptop.exchange()
    assert kept in server_rows(light_server, "resident")
    assert laptop.status().pending_files == 0


def test_numbers_used_by_a_clone_stop_the_laptop_and_lose_nothing(laptop: SyncedLaptop, light_server: Server) -> None:
    laptop.register("PREMIER")
    laptop.exchange()
    with light_server.centre.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE received_change SET change_id = ? WHERE device_id = ? AND device_seq = 1",
            (str(uuid4()), laptop.enrolment.device_id),
        )
        device = update(DEVICE).where(DEVICE.c.id == UUID(laptop.enrolment.device_id))
        connection.execute(device.values(last_seq=2))
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'pending'")
    with pytest.raises(RefusedError, match="sequence_forked"):
        laptop.exchange()
    assert laptop.status().pending_files == 1


def test_a_unit_is_never_cut_and_a_large_one_goes_alone(laptop: SyncedLaptop, light_server: Server) -> None:
    register_together(laptop, 3)
    register_together(laptop, 4)
    assert len(batch_of(laptop, 5)) == 3
    assert len(batch_of(laptop, 2)) == 3
    assert len(batch_of(laptop, 7)) == 7
    units = [change.unit_id for change in batch_of(laptop, 7)]
    assert len(set(units)) == 2
    outcome = laptop.exchange()
    assert outcome.sent == 7
    assert len(server_rows(light_server, "resident")) == 7


def test_a_success_is_noted_only_when_everything_was_exchanged(laptop: SyncedLaptop) -> None:
    noted = laptop.store.read(lambda session: read_last_success(session.connection()))
    laptop.clock.advance(hours=1)
    laptop.register("SEULE")
    laptop.register("AUTRE")
    laptop.engine._batch_size = 2

    def cut_after_one(path: str, _response: Response) -> None:
        if wire(laptop).calls.count("/v1/exchange") > 1:
            raise KnownError("server_unreachable")

    wire(laptop).calls.clear()
    wire(laptop).fault = cut_after_one
    with pytest.raises(KnownError):
        laptop.exchange()
    assert laptop.store.read(lambda session: read_last_success(session.connection())) == noted
    wire(laptop).fault = None
    laptop.exchange()
    assert laptop.store.read(lambda session: read_last_success(session.connection())) == laptop.clock()


def test_stopping_between_steps_keeps_what_was_exchanged(laptop: SyncedLaptop) -> None:
    for place in range(6):
        laptop.register(f"PERSONNE {place}")
    laptop.engine._batch_size = 2
    outcome = laptop.exchange(is_stopped=lambda: True)
    assert outcome.is_stopped
    assert 0 < outcome.sent < 12
    assert laptop.exchange().sent == 12 - outcome.sent


def test_each_step_is_reported(laptop: SyncedLaptop) -> None:
    laptop.register("PERSONNE")
    steps: list[Progress] = []
    laptop.exchange(report=steps.append)
    assert steps[0].phase is Phase.CONNECTING
    assert Progress(Phase.SENDING, 0, 2) in steps


def test_a_newer_server_may_send_columns_and_types_unknown_here(laptop: SyncedLaptop) -> None:
    place = next(iter(laptop.rows("neighbourhood").values()))
    columns = ["id", "space_id", "revision", "created_at", "created_by", "archived_at", "name", "kind", "colour"]
    moment = "2026-11-22T09:00:00Z"
    new_id = str(uuid4())
    row = [new_id, str(place["space_id"]), 99, moment, None, None, "Le Blosne", "local", "green"]
    with laptop.store.direct("neighbourhood") as connection:
        written = apply_pages(
            connection, [Page("neighbourhood", columns, [row]), Page("spaceship", ["id"], [[new_id]])]
        )
    assert written == 1
    kept = laptop.rows("neighbourhood")[UUID(new_id)]
    # what was not sent is what a blank record says
    assert (kept["name"], kept["country"], kept["town"]) == ("Le Blosne", "FR", None)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_ten_years_off_changes_nothing_but_is_measured(
    laptop: SyncedLaptop, light_server: Server, years: int
) -> None:
    laptop.clock.advance(days=365 * years)
    resident_id = laptop.register("HORLOGE")
    laptop.exchange()
    assert resident_id in server_rows(light_server, "resident")
    assert abs(laptop.store.clock_offset) > 365 * 24 * 3600 * 9


def test_a_full_disk_during_a_download_is_said_and_the_next_run_goes_on(
    light_server: Server, space_of_many: MadeSpace, tmp_path: Path
) -> None:
    laptop = SyncedLaptop(tmp_path / "full", light_server, space_of_many, is_filled=False)
    try:
        fill_the_disk(laptop)
        with pytest.raises(KnownError, match="disk_full"):
            laptop.exchange()
        # the limit goes with its connections: there is room again
        laptop.restart()
        laptop.exchange()
        assert len(laptop.rows("resident")) == 60
    finally:
        laptop.close()


def fill_the_disk(laptop: SyncedLaptop) -> None:
    """Let the database grow by two pages and no more, on whichever connection."""

    def limit(driver: Any, _record: Any) -> None:
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages + 2}")

    laptop.store._engine.dispose()
    event.listen(laptop.store._engine, "connect", limit)


@pytest.fixture
def space_of_many(light_server: Server, tmp_path: Path) -> MadeSpace:
    """A space with sixty residents and long addresses."""
    space = make_space(light_server)
    laptop = SyncedLaptop(tmp_path / "many", light_server, space)
    for place in range(60):
        laptop.register(f"PERSONNE {place}", address="rue du Gros-Chêne " * 10)
    laptop.exchange()
    laptop.close()
    return space


def test_the_same_engine_can_run_again_after_any_failure(laptop: SyncedLaptop) -> None:
    laptop.register("PERSONNE")
    wire(laptop).is_cut = True
    for _ in range(3):
        with pytest.raises(KnownError, match="server_unreachable"):
            laptop.exchange()
    wire(laptop).is_cut = False
    assert laptop.exchange().sent == 2


def test_requests_name_what_is_spoken(laptop: SyncedLaptop) -> None:
    seen: list[dict[str, Any]] = []
    call = wire(laptop).call

    def listen(path: str, message: Any, *rest: Any) -> Any:
        seen.append(msgspec.to_builtins(message) if message is not None else {})
        return call(path, message, *rest)

    laptop.transport.call = listen  # type: ignore[method-assign]
    engine = SyncEngine(
        laptop.store, laptop.transport, identity_of(laptop.enrolment, laptop.keys), FakeClock(), is_threaded=False
    )
    engine.run_once()
    assert seen[-1]["protocol"] == 1
    assert seen[-1]["schema_version"] == SCHEMA_VERSION
