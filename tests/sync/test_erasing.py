"""Somebody is erased: from the centre, from each laptop at its next exchange, for good, whatever comes late."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import undo_mark
from intake_app.services.drafts import save_draft
from intake_app.services.erasures import erase_resident
from intake_app.services.resident_lists import find_residents
from intake_app.services.resident_merges import merge_residents
from intake_app.services.rolls import read_roll
from sync.client.place import SyncPlace, write_place
from sync.server import erasures
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.tables import ERASURE_RECEIPT
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.common.workshops import plan_one, tick
from tests.sync.erasing import (
    FAMILY,
    FIRST,
    assert_gone,
    assert_gone_but,
    assert_same_rows,
    decrypted_pages,
    found_in,
    hire_dpo,
    logged,
    order,
    outbox,
    register_canary,
    settle,
    write_of,
)
from tests.sync.refusals import copies

Laptops = tuple[SyncedLaptop, SyncedLaptop]


def reads_afresh(laptop: SyncedLaptop) -> None:
    """At its next exchange it reads every row again."""
    with laptop.store.direct() as connection:
        write_place(connection, SyncPlace())


@pytest.fixture
def dpo_id(server: Server, space: MadeSpace) -> UUID:
    return hire_dpo(server, space)


@pytest.fixture
def laptops(server: Server, space: MadeSpace, dpo_id: UUID, tmp_path: Path) -> Iterator[Laptops]:
    first = SyncedLaptop(tmp_path / "first", server, space, seed=1)
    second = SyncedLaptop(tmp_path / "second", server, space, seed=2)
    yield first, second
    first.close()
    second.close()


def test_her_words_are_not_found_in_chance_letters_but_each_is_found_alone() -> None:
    """Values stand in a page with nothing between them: an id, then a kind of change or a type of record."""
    assert found_in(b"70af-86bf-141b23eedbde" + b'set{"created_at"' + b"73443ede" + b"schedule_follow_up") == []
    assert found_in(b64encode(Random(1).randbytes(4_000_000))) == []
    for word in ("canaryval", "zephyrine", "oisillonne", "serins", "plumage"):
        assert len(found_in(f"x{word}x".encode())) == 1


def test_an_erasure_leaves_nothing_anywhere_but_a_count(server: Server, laptops: Laptops, dpo_id: UUID) -> None:
    first, second = laptops
    slot_id = plan_one(first)
    resident_id = register_canary(first)
    tick(first, slot_id, resident_id)
    settle(*laptops)
    assert found_in(decrypted_pages(second)) != []
    # a renamed file, an edit that waits, a form half typed and a disagreement: everything that keeps words
    first.update(resident_id, address="quai des Serins, chez Oisillonne")
    second.update(resident_id, address="12 quai des Serins")
    second.store.run(save_draft, second.actor, "resident", resident_id, {"family_name": FAMILY})
    settle(*laptops)
    second.update(resident_id, first_name=f"{FIRST} Zoé")
    order(first, dpo_id, resident_id)
    assert first.store.read(find_residents, FAMILY) == []
    settle(*laptops)
    assert_gone(server, resident_id, *laptops)
    (row,) = server_rows(server, "resident").values()
    assert (row["family_name"], row["first_name"], row["archived_at"]) == ("", "", row["created_at"])
    (met,) = server_rows(server, "encounter").values()
    assert met["resident_id"] is None
    assert [one.is_present for one in second.store.read(read_roll, slot_id).rows] == [True]


def test_the_server_file_holds_no_byte_of_the_person(sqlite_url: str, server_clock: FakeClock, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    server = Server(engine, name="Rennes", clock=server_clock)
    space = make_space(server)
    dpo_id = hire_dpo(server, space)
    laptop = SyncedLaptop(tmp_path / "only", server, space)
    resident_id = register_canary(laptop)
    laptop.exchange()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    wal = file.with_name(f"{file.name}-wal")
    assert found_in(file.read_bytes() + wal.read_bytes()) != []
    order(laptop, dpo_id, resident_id)
    laptop.exchange()
    assert found_in(file.read_bytes() + (wal.read_bytes() if wal.exists() else b"")) == []
    laptop.close()
    engine.dispose()


def test_edit_vs_erasure(server: Server, laptops: Laptops, dpo_id: UUID) -> None:
    first, second = laptops
    resident_id = register_canary(first)
    settle(*laptops)
    order(first, dpo_id, resident_id)
    first.exchange()
    second.update(resident_id, address="12 quai des Serins")
    write_of(second, resident_id)
    outcome = second.exchange()
    assert outcome.refused == 0
    settle(*laptops)
    assert_gone(server, resident_id, *laptops)
    assert {state for _, state in outbox(second)} == {"discarded"}
    # two meetings, the late one too, of nobody
    assert [row["resident_id"] for row in server_rows(server, "encounter").values()] == [None, None]


def test_an_erasure_received_before_what_waits_is_sent(server: Server, laptops: Laptops, dpo_id: UUID) -> None:
    """The order arrives in the first page of a reply, while more than one batch of edits of her still waits."""
    first, second = laptops
    resident_id = register_canary(first)
    settle(*laptops)
    order(first, dpo_id, resident_id)
    first.exchange()
    second.engine._batch_size = 1
    for number in range(5):
        second.update(resident_id, address=f"{number} quai des Serins")
    second.exchange()
    settle(*laptops)
    assert_gone(server, resident_id, *laptops)
    assert second.status().pending_files == 0


def test_an_erasure_is_confirmed_by_each_laptop(
    server: Server, space: MadeSpace, laptops: Laptops, dpo_id: UUID
) -> None:
    first, second = laptops
    resident_id = first.register("DIALLO")
    settle(*laptops)
    order(first, dpo_id, resident_id)
    first.exchange()
    (listed,) = erasures.list_erasures(server.centre, space.space_id)
    assert (listed.resident_id, listed.confirmed, len(listed.waiting)) == (resident_id, 1, 1)
    second.exchange()
    second.exchange()
    (listed,) = erasures.list_erasures(server.centre, space.space_id)
    assert (listed.confirmed, listed.waiting) == (2, ())
    with server.centre.database.read() as connection:
        assert len(connection.execute(select(ERASURE_RECEIPT)).all()) == 2


def test_only_the_protection_officer_and_the_centre_erase(server: Server, space: MadeSpace, laptops: Laptops) -> None:
    first, second = laptops
    resident_id = first.register("DIALLO")
    settle(*laptops)
    with pytest.raises(KnownError, match="not_allowed"):
        first.store.run(erase_resident, first.actor, resident_id, "request")
    order(first, space.staff_id, resident_id)
    assert first.exchange().refused == 1
    assert server_rows(server, "resident")[resident_id]["family_name"] == "DIALLO"
    erasures.erase_residents(server.centre, space.space_id, [resident_id], "retention")
    settle(first, second)
    assert second.store.read(find_residents, "diallo") == []


def test_joined_files_are_erased_together(server: Server, laptops: Laptops, dpo_id: UUID) -> None:
    first, second = laptops
    one, other = register_canary(first), register_canary(first, phone="06 39 98 00 01", has_no_phone=False)
    settle(*laptops)
    first.store.run(merge_residents, first.actor, one, other, ["phone"])
    settle(*laptops)
    order(second, dpo_id, other)
    settle(second, first)
    for resident_id in (one, other):
        assert_gone(server, resident_id, *laptops)


def test_a_join_that_waits_gives_back_what_it_took_of_somebody_erased(
    server: Server, laptops: Laptops, dpo_id: UUID
) -> None:
    first, second = laptops
    erased, stays = register_canary(first), first.register("DIALLO", address="tour A")
    settle(*laptops)
    order(first, dpo_id, erased)
    first.exchange()
    second.store.run(merge_residents, second.actor, stays, erased, ["address", "birth_name"])
    second.exchange()
    settle(*laptops)
    assert_gone_but(server, *laptops)
    assert server_rows(server, "resident")[stays]["address"] == "tour A"


def test_a_join_that_the_order_overtakes_leaves_the_file_that_stays_as_it_was(
    server: Server, laptops: Laptops, dpo_id: UUID
) -> None:
    """The order comes while the join still waits: its words are taken back, those of the other file alone."""
    first, second = laptops
    erased, stays = register_canary(first), first.register("DIALLO", address="tour A")
    slot_id = plan_one(first)
    settle(*laptops)
    order(first, dpo_id, erased)
    first.exchange()
    second.engine._batch_size = 1
    tick(second, slot_id, stays)
    second.store.run(merge_residents, second.actor, stays, erased, ["address", "birth_name"])
    is_stopped = iter((True,))
    second.engine.run_once(is_stopped=lambda: next(is_stopped, False))
    reads_afresh(second)
    second.exchange()
    settle(*laptops)
    assert_gone_but(server, *laptops)
    assert server_rows(server, "resident")[stays]["address"] == "tour A"
    assert second.rows("resident")[stays]["family_name"] == "DIALLO"
    assert copies(second) == 0


def test_a_presence_ticked_before_the_order_came_is_counted(server: Server, laptops: Laptops, dpo_id: UUID) -> None:
    first, second = laptops
    slot_id = plan_one(first)
    resident_id = register_canary(first)
    settle(*laptops)
    order(first, dpo_id, resident_id)
    first.exchange()
    tick(second, slot_id, resident_id)
    settle(second, first)
    assert len(server_rows(server, "attendance")) == 1
    assert_gone(server, resident_id, *laptops)


def test_a_presence_taken_back_before_the_order_came_is_not_counted(
    server: Server, laptops: Laptops, dpo_id: UUID
) -> None:
    first, second = laptops
    slot_id = plan_one(first)
    resident_id = register_canary(first)
    tick(first, slot_id, resident_id)
    settle(*laptops)
    order(first, dpo_id, resident_id)
    first.exchange()
    second.store.run(undo_mark, second.actor, slot_id, resident_id)
    settle(second, first)
    assert [row["archived_at"] is None for row in server_rows(server, "attendance").values()] == [False]
    assert_gone(server, resident_id, *laptops)
    assert_same_rows(server, *laptops)


def test_erased_then_a_laptop_that_was_six_months_offline_sends_edits_of_her(
    server: Server, laptops: Laptops, dpo_id: UUID
) -> None:
    first, second = laptops
    resident_id = register_canary(first)
    settle(*laptops)
    order(first, dpo_id, resident_id)
    settle(first)
    for laptop in laptops:
        laptop.clock.advance(days=183)
    second.update(resident_id, address="3 quai des Serins", birth_name="Oisillonne-Canaryval")
    write_of(second, resident_id)
    stays = second.register("DIALLO")
    second.exchange()
    settle(*laptops)
    assert stays in server_rows(server, "resident")
    assert found_in(logged(server).encode()) == []
    assert found_in(decrypted_pages(second)) == []
    assert second.status().to_review == 0
    assert_same_rows(server, *laptops)
