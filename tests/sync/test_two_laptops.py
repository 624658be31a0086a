"""Two laptops and a server: what one saves offline the other reads, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.services.resident_lists import find_residents
from sync.client.place import read_place
from sync.client.progress import Phase, Progress
from sync.server.handle import Response, Server
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.common.workshops import plan_one, tick

NewLaptop = Callable[..., SyncedLaptop]


@pytest.fixture
def space(server: Server) -> MadeSpace:
    return make_space(server)


@pytest.fixture
def new_laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[NewLaptop]:
    made: list[SyncedLaptop] = []

    def make(name: str, *, is_filled: bool = True) -> SyncedLaptop:
        laptop = SyncedLaptop(tmp_path / name, server, space, seed=len(made) + 1, is_filled=is_filled)
        made.append(laptop)
        return laptop

    yield make
    for laptop in made:
        laptop.close()


def assert_all_equal(server: Server, *laptops: SyncedLaptop) -> None:
    """Convergence: edits stopped, everybody exchanged, everybody has the centre's rows."""
    for record_type in RECORD_TYPES:
        wanted = server_rows(server, record_type)
        for laptop in laptops:
            assert laptop.rows(record_type) == wanted, record_type


def settle(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def test_a_person_registered_offline_is_found_on_the_second_laptop(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    first.exchange()
    assert isinstance(first.transport, DirectTransport)
    first.transport.is_cut = True
    resident_id = first.register("LE GOFF-BENALI", first_name="Sylvie")
    with pytest.raises(KnownError, match="server_unreachable"):
        first.exchange()
    assert first.status().pending_files == 1
    first.transport.is_cut = False
    outcome = first.exchange()
    assert outcome.sent == 2
    assert first.status().pending_files == 0
    assert first.status().last_success_at == first.clock()
    second.exchange()
    found = second.store.read(find_residents, "benali syl")
    assert [row.id for row in found] == [resident_id]
    assert_all_equal(server, first, second)


def test_two_laptops_editing_different_fields_keep_both(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("DIALLO")
    settle(first, second)
    first.update(resident_id, address="12 rue du Gros-Chêne")
    second.update(resident_id, birth_date="1984")
    settle(first, second)
    row = server_rows(server, "resident")[resident_id]
    assert (row["address"], row["birth_date"]) == ("12 rue du Gros-Chêne", "1984")
    assert_all_equal(server, first, second)


def test_two_laptops_editing_one_field_keep_the_first_and_show_the_other(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("DIALLO")
    settle(first, second)
    first.update(resident_id, address="tour A")
    second.update(resident_id, address="tour B")
    first.exchange()
    outcome = second.exchange()
    assert outcome.conflicts == 1
    assert second.status().to_review == 1
    settle(first, second)
    assert server_rows(server, "resident")[resident_id]["address"] == "tour A"
    assert_all_equal(server, first, second)


def test_two_offline_edits_of_one_field_by_one_laptop_do_not_conflict(server: Server, new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    resident_id = laptop.register("TRAORÉ", address="tour A")
    laptop.update(resident_id, address="tour B")
    laptop.update(resident_id, address="tour C")
    outcome = laptop.exchange()
    assert (outcome.conflicts, outcome.refused) == (0, 0)
    assert server_rows(server, "resident")[resident_id]["address"] == "tour C"


def test_an_answer_lost_after_the_commit_applies_everything_once(server: Server, new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    laptop.exchange()
    laptop.register("RIOU")
    assert isinstance(laptop.transport, DirectTransport)

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    laptop.transport.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        laptop.exchange()
    assert laptop.status().pending_files == 1
    laptop.transport.fault = None
    laptop.exchange()
    assert laptop.status().pending_files == 0
    assert len(server_rows(server, "resident")) == 1
    assert_all_equal(server, laptop)


def test_typing_goes_on_while_the_same_record_is_pulled(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("PETIT", address="tour A")
    settle(first, second)
    second.update(resident_id, birth_date="1990")
    second.exchange()
    first.update(resident_id, address="tour Z")
    assert isinstance(first.transport, DirectTransport)
    seen: list[str] = []

    def look(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            first.update(resident_id, address="tour Y")
            seen.append(first.rows("resident")[resident_id]["address"])
            first.transport.fault = None  # type: ignore[attr-defined]

    first.transport.fault = look
    first.exchange()
    row = first.rows("resident")[resident_id]
    assert (row["address"], row["birth_date"]) == ("tour Y", "1990")
    settle(first, second)
    assert server_rows(server, "resident")[resident_id]["address"] == "tour Y"
    assert_all_equal(server, first, second)


def test_a_first_download_cut_at_every_page_goes_on_where_it_stopped(
    server: Server, new_laptop: NewLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 7)
    first = new_laptop("first")
    for place in range(30):
        first.register(f"PERSONNE {place}")
    first.exchange()
    second = new_laptop("second", is_filled=False)
    steps: list[Progress] = []
    for _ in range(40):
        outcome = second.exchange(report=steps.append, is_stopped=lambda: True)
        second.restart()
        if not outcome.is_stopped:
            break
    second.exchange()
    assert second.store.read(lambda session: read_place(session.connection())).cursor is not None
    assert any(step.phase is Phase.DOWNLOADING for step in steps) or second.rows("resident")
    assert_all_equal(server, first, second)


def test_a_laptop_restarted_between_any_two_steps_loses_nothing(server: Server, new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    ids = [laptop.register(f"PERSONNE {place}") for place in range(5)]
    laptop.restart()
    laptop.exchange()
    laptop.restart()
    assert set(ids) == set(server_rows(server, "resident"))
    assert laptop.status().pending_files == 0


def test_attendance_ticked_on_two_laptops_is_one_fact(server: Server, new_laptop: NewLaptop) -> None:
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("KONÉ")
    slot_id = plan_one(first)
    settle(first, second)
    tick(first, slot_id, resident_id)
    second.clock.advance(minutes=3)
    tick(second, slot_id, resident_id)
    settle(first, second)
    assert len(server_rows(server, "attendance")) == 1
    assert first.status().to_review == second.status().to_review == 0
    assert_all_equal(server, first, second)
