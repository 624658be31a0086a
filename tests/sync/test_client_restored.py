"""A server restored from a backup, a laptop copied: what is missing is sent again, what cannot be true is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present
from sync.client.outbound import offer_again
from sync.client.place import SyncPlace, read_place, write_place
from sync.protocol.errors import RefusedError
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, assert_received_once, outbox_of, rows_here, rows_there
from tests.common.backups import Backups
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one
from tests.sync.spy import SpyTransport

NewLaptop = Callable[..., SyncedLaptop]


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def new_laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[NewLaptop]:
    made: list[SyncedLaptop] = []

    def make(name: str) -> SyncedLaptop:
        made.append(SyncedLaptop(tmp_path / name, server, space, SpyTransport(server), seed=len(made) + 1))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


@pytest.fixture
def backups(server: Server, tmp_path: Path, server_clock: FakeClock) -> Iterator[Backups]:
    """The backups of the centre."""
    made = Backups(server, tmp_path, server_clock)
    yield made
    made.server.centre.database.engine.dispose()


def test_what_a_backup_lacks_is_sent_again(new_laptop: NewLaptop, backups: Backups) -> None:
    laptop = new_laptop("only")
    old = laptop.register("AVANT", address="tour A")
    laptop.exchange()
    backups.keep()
    new = laptop.register("APRÈS")
    laptop.update(old, address="tour B")
    laptop.exchange()
    server = backups.put_back(laptop)
    assert laptop.status().pending_files == 0
    laptop.exchange()
    there = rows_there(server, "resident")
    assert there[old]["address"] == "tour B"
    assert new in there
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)


def test_what_was_still_waiting_when_the_server_was_restored_follows_what_it_lacks(
    new_laptop: NewLaptop, backups: Backups
) -> None:
    laptop = new_laptop("only")
    old = laptop.register("AVANT", address="tour A")
    laptop.exchange()
    backups.keep()
    laptop.update(old, address="tour B")
    laptop.exchange()
    laptop.update(old, address="tour C")
    server = backups.put_back(laptop)
    outcome = laptop.exchange()
    assert outcome.conflicts == 0
    assert laptop.rows("resident")[old]["address"] == rows_there(server, "resident")[old]["address"] == "tour C"
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_the_screen_never_falls_back_while_the_restored_server_is_read(
    new_laptop: NewLaptop, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = new_laptop("only")
    old = laptop.register("AVANT", address="tour A")
    laptop.exchange()
    backups.keep()
    laptop.update(old, address="tour B")
    laptop.exchange()
    backups.put_back(laptop)
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 1)
    seen = set()

    def look(_step: Any) -> None:
        seen.add(laptop.rows("resident")[old]["address"])

    laptop.exchange(report=look)
    assert seen == {"tour B"}


def test_what_is_offered_again_is_only_here_until_it_is_received_again(new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    resident_id = laptop.register("PERSONNE", address="tour A")
    laptop.exchange()
    laptop.update(resident_id, address="tour B")
    laptop.exchange()
    assert [row.base_revision > 0 for row in outbox_of(laptop.store)] == [False, False, True]
    with laptop.store.direct() as connection:
        assert offer_again(connection, 1) == 3
    assert rows_here(laptop.store, "resident")[resident_id]["revision"] == 0
    assert [(row.state, row.base_revision, row.server_seq) for row in outbox_of(laptop.store)] == [
        ("pending", 0, None)
    ] * 3
    assert laptop.status().pending_files == 1
    laptop.exchange()
    assert laptop.status().pending_files == 0
    assert rows_here(laptop.store, "resident")[resident_id]["revision"] > 0


def test_two_laptops_bring_a_restored_server_back_together(new_laptop: NewLaptop, backups: Backups) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("AVANT", address="tour A")
    slot_id = plan_one(first)
    first.exchange()
    second.exchange()
    backups.keep()
    first.update(resident_id, address="tour B")
    second.store.run(mark_present, second.actor, slot_id, resident_id)
    for laptop in (first, second, first):
        laptop.exchange()
    server = backups.put_back(first, second)
    for laptop in (second, first, second):
        laptop.exchange()
    assert rows_there(server, "resident")[resident_id]["address"] == "tour B"
    assert len(rows_there(server, "attendance")) == 1
    for laptop in (first, second):
        assert_received_once(server, laptop.store, laptop.enrolment.device_id)
        assert_converged(server, laptop.store)


def test_what_a_lost_life_made_of_a_row_gives_way_to_what_the_restored_centre_has(
    new_laptop: NewLaptop, backups: Backups
) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    backups.keep()
    resident_id = first.register("PERSONNE", address="tour A")
    first.exchange()
    second.exchange()
    second.update(resident_id, address="tour B")
    second.exchange()
    first.exchange()
    server = backups.put_back(first, second)
    first.exchange()
    # second, who corrected it, has not been heard of yet
    assert rows_there(server, "resident")[resident_id]["address"] == "tour A"
    assert_converged(server, first.store)
    second.exchange()
    assert first.exchange().repaired == 0
    assert rows_here(first.store, "resident")[resident_id]["address"] == "tour B"
    assert_converged(server, first.store)


def test_a_download_cut_by_a_restore_begins_again(
    new_laptop: NewLaptop, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    for number in range(6):
        first.register(f"PERSONNE {number}")
    first.exchange()
    backups.keep()
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 3)
    with second.store.direct() as connection:
        write_place(connection, SyncPlace())
    answers = iter([False, False])
    assert second.exchange(is_stopped=lambda: next(answers, True)).is_stopped
    assert second.store.read(lambda session: read_place(session.connection())).download is not None
    server = backups.put_back(first, second)
    second.exchange()
    assert_converged(server, second.store)


def test_a_laptop_that_reads_afresh_offers_a_restored_server_what_it_lacks_all_the_same(
    new_laptop: NewLaptop, backups: Backups
) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    backups.keep()
    resident_id = first.register("PERSONNE")
    for laptop in (first, second):
        laptop.exchange()
    server = backups.put_back(first, second)
    for laptop in (first, second):
        # as an update of the program does: the place, and with it the life it was read in, is forgotten
        with laptop.store.direct() as connection:
            write_place(connection, SyncPlace())
    first.exchange()
    second.exchange()
    assert resident_id in rows_there(server, "resident")
    for laptop in (first, second):
        assert_received_once(server, laptop.store, laptop.enrolment.device_id)
        assert_converged(server, laptop.store)


def test_a_server_that_changes_its_life_at_every_question_is_not_followed_for_ever(new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    transport: Any = laptop.transport

    def refuse(path: str, _message: Any) -> None:
        if path == "/v1/exchange":
            raise RefusedError("epoch_changed", epoch="x", server_seq=0, device_seq=0)

    transport.before = refuse
    laptop.register("PERSONNE")
    with pytest.raises(KnownError, match="epoch_changed"):
        laptop.exchange()
    transport.before = lambda _path, _message: None
    laptop.exchange()
    assert laptop.status().pending_files == 0


def test_what_a_lost_life_numbered_hides_nothing_that_the_restored_centre_accepts(
    new_laptop: NewLaptop, backups: Backups
) -> None:
    laptop, other = new_laptop("one"), new_laptop("other")
    backups.keep()
    for name in ("UN", "DEUX", "TROIS"):
        other.register(name)
    other.exchange()
    who = laptop.register("QUATRE", address="tour A")
    spy = laptop.transport
    assert isinstance(spy, SpyTransport)

    def correct_meanwhile(reply: Any) -> Any:
        if getattr(reply, "verdicts", None):
            spy.alter = lambda same: same
            laptop.update(who, address="tour B")
        return reply

    def lose_verdicts(reply: Any) -> Any:
        if getattr(reply, "verdicts", None):
            raise KnownError("server_slow")
        return reply

    # the lost life knows the file as it was first, under a higher number than the next one gives to all of it
    spy.alter = correct_meanwhile
    laptop.exchange()
    server = backups.put_back(laptop, other)
    spy.alter = lose_verdicts
    with pytest.raises(KnownError, match="server_slow"):
        laptop.exchange()
    spy.alter = lambda same: same
    other.exchange()
    assert laptop.exchange().repaired == 0
    assert rows_here(laptop.store, "resident")[who]["address"] == "tour B"
    assert_converged(server, laptop.store)
