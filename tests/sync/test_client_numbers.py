"""Numbers that do not follow one another: gaps, copied laptops, verdicts that come late, programs that were updated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from sync.client.place import SyncPlace, read_place, write_place
from sync.protocol.errors import RefusedError
from sync.server.handle import Response, Server
from tests.common.at_rest import assert_converged, assert_received_once
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.spy import SpyTransport

NewLaptop = Callable[..., SyncedLaptop]


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def new_laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[NewLaptop]:
    """Makes laptops that talk over a SpyTransport."""
    made: list[SyncedLaptop] = []

    def make(name: str) -> SyncedLaptop:
        made.append(SyncedLaptop(tmp_path / name, server, space, SpyTransport(server), seed=len(made) + 1))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


def gap_once(expected: Any) -> Callable[[str, Any], None]:
    """Refuses the first batch: the server expects another number."""
    refusals = iter([RefusedError("sequence_gap", **({} if expected is None else {"expected": expected}))])

    def before(path: str, message: Any) -> None:
        if path == "/v1/exchange" and message.changes:
            for refusal in refusals:
                raise refusal

    return before


def test_a_server_that_lacks_earlier_changes_gets_them_first(new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    transport: Any = laptop.transport
    laptop.register("AVANT")
    laptop.exchange()
    laptop.register("APRÈS")
    transport.before = gap_once(2)
    transport.asked.clear()
    laptop.exchange()
    assert [[change.device_seq for change in batch] for batch in transport.batches()] == [[3, 4], [2, 3, 4]]
    assert_received_once(transport.server, laptop.store, laptop.enrolment.device_id)
    assert laptop.status().pending_files == 0


@pytest.mark.parametrize("expected", [9, None, "trois"])
def test_a_gap_that_this_laptop_cannot_fill_is_told(new_laptop: NewLaptop, expected: Any) -> None:
    laptop = new_laptop("only")
    transport: Any = laptop.transport
    laptop.register("PERSONNE")
    transport.before = gap_once(expected)
    with pytest.raises(KnownError, match="sequence_gap"):
        laptop.exchange()
    assert laptop.status().pending_files == 1


def overtaken_without_an_answer(new_laptop: NewLaptop) -> tuple[SyncedLaptop, UUID]:
    """A laptop whose answer to « tour B » was lost, and the resident for whom a colleague wrote « tour C » since."""
    first, second = new_laptop("first"), new_laptop("second")
    resident_id = first.register("PERSONNE", address="tour A")
    first.exchange()
    second.exchange()
    transport: Any = first.transport
    first.update(resident_id, address="tour B")

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    transport.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        first.exchange()
    transport.fault = None
    second.exchange()
    second.update(resident_id, address="tour C")
    second.exchange()
    return first, resident_id


def test_a_late_verdict_does_not_hide_what_was_read_since(server: Server, new_laptop: NewLaptop) -> None:
    first, resident_id = overtaken_without_an_answer(new_laptop)
    # read afresh while the verdict on « tour B » is still missing, as after an update of the program
    with first.store.direct() as connection:
        write_place(connection, SyncPlace())
    first.exchange()
    assert first.rows("resident")[resident_id]["address"] == "tour C"
    assert_converged(server, first.store)


def test_a_late_verdict_beside_a_new_one_does_not_hide_what_was_read_since(
    server: Server, new_laptop: NewLaptop
) -> None:
    first, resident_id = overtaken_without_an_answer(new_laptop)
    with first.store.direct() as connection:
        write_place(connection, SyncPlace())
    # in the same batch as the change that is repeated, so that its number is beyond what was read
    first.update(resident_id, birth_name="Née")
    first.exchange()
    found = first.rows("resident")[resident_id]
    assert (found["address"], found["birth_name"]) == ("tour C", "Née")
    assert_converged(server, first.store)


def test_an_update_with_new_fields_reads_everything_afresh(new_laptop: NewLaptop) -> None:
    laptop = new_laptop("only")
    laptop.register("PERSONNE")
    laptop.exchange()
    place = laptop.store.read(lambda session: read_place(session.connection()))
    with laptop.store.direct() as connection:
        write_place(connection, msgspec.structs.replace(place, schema_version=place.schema_version - 1))
    laptop.register("UNE AUTRE")
    transport: Any = laptop.transport
    transport.calls.clear()
    laptop.exchange()
    assert transport.calls == ["/v1/download", "/v1/exchange"]
    assert laptop.status().pending_files == 0
    assert_converged(transport.server, laptop.store)
