"""Laptops copied, and laptops put back from a copy: each goes on under an identity of its own, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from sync.client.enrolment import read_enrolment
from sync.client.workplace import Workplace
from sync.protocol.errors import RefusedError
from sync.protocol.joining import EnrolmentReply
from sync.server.administration.laptops import approve, list_laptops
from sync.server.handle import Response, Server
from sync.server.tables import DEVICE, DeviceState
from tests.common.at_rest import assert_converged, assert_numbered_without_holes, outbox_of, rows_there
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import copy_of, keep_copy, put_back, workplace_of
from tests.sync.spy import SpyTransport


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    """The laptop's way to the server, and its copy's."""
    return SpyTransport(server)


@pytest.fixture
def laptop(server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop that has sent one resident."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    made.register("AVANT")
    made.exchange()
    yield made
    made.close()


@pytest.fixture
def twin(laptop: SyncedLaptop, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """Its copy, on another machine."""
    made = copy_of(laptop, tmp_path / "twin")
    yield made
    made.close()


def wait_for_approval(laptop: SyncedLaptop, server: Server) -> Workplace:
    """Exchange, be told to wait, be approved."""
    workplace = workplace_of(laptop)
    before = workplace.enrolment
    assert before is not None
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    assert workplace.enrolment is not None
    assert workplace.enrolment.device_id != before.device_id
    assert workplace.enrolment.fingerprint != before.fingerprint
    approve(server.centre, workplace.enrolment.fingerprint)
    return workplace


def names_there(server: Server) -> list[str]:
    return sorted(row["family_name"] for row in rows_there(server, "resident").values())


def assert_at_rest(server: Server, *laptops: SyncedLaptop) -> None:
    """Nobody waits for anything, everybody has everything."""
    for laptop in laptops:
        assert {row.state for row in outbox_of(laptop.store)} == {"acknowledged"}
        assert_converged(server, laptop.store)
    assert_numbered_without_holes(server)


def test_a_laptop_cloned_both_work_on_and_both_keep_everything(
    laptop: SyncedLaptop, twin: SyncedLaptop, server: Server
) -> None:
    laptop.register("ICI")
    laptop.exchange()
    there = twin.register("LÀ-BAS")
    second = wait_for_approval(twin, server)
    assert there in twin.rows("resident")
    laptop.register("ENCORE ICI")
    first = wait_for_approval(laptop, server)
    for workplace in (first, second, first):
        workplace.exchange()
    assert names_there(server) == ["AVANT", "ENCORE ICI", "ICI", "LÀ-BAS"]
    assert_at_rest(server, laptop, twin)
    states = [one.state for one in list_laptops(server.centre)]
    assert states == [DeviceState.FORKED, DeviceState.ACTIVE, DeviceState.ACTIVE]
    # each goes on by itself, as any two laptops
    twin.register("APRÈS")
    second.exchange()
    first.exchange()
    assert_at_rest(server, laptop, twin)


def test_work_goes_on_until_somebody_approves_and_one_identity_is_enough(
    laptop: SyncedLaptop, twin: SyncedLaptop, server: Server, spy: SpyTransport
) -> None:
    laptop.register("ICI")
    laptop.exchange()
    twin.register("LÀ-BAS")
    for number in range(3):
        workplace = workplace_of(twin)
        with pytest.raises(KnownError, match="device_pending"):
            workplace.exchange()
        twin.register(f"EN ATTENDANT {number}")
    assert spy.calls.count("/v1/renewal") == 1
    assert twin.status().pending_files == 4
    assert workplace.enrolment is not None
    approve(server.centre, workplace.enrolment.fingerprint)
    assert workplace.exchange().sent == 8
    assert_at_rest(server, twin)


@pytest.mark.parametrize("new_work", [0, 1, 3])
def test_a_laptop_put_back_from_a_copy_finds_its_former_work_and_sends_its_new(
    laptop: SyncedLaptop, server: Server, tmp_path: Path, new_work: int
) -> None:
    keep_copy(laptop, tmp_path / "backup")
    lost = laptop.register("PERDU D’ICI")
    laptop.exchange()
    put_back(laptop, tmp_path / "backup")
    assert lost not in laptop.rows("resident")
    for number in range(new_work):
        laptop.register(f"NOUVEAU {number}")
    workplace = wait_for_approval(laptop, server)
    workplace.exchange()
    assert lost in laptop.rows("resident")
    assert len(names_there(server)) == 2 + new_work
    assert_at_rest(server, laptop)


def test_what_was_waiting_in_the_copy_and_sent_since_is_not_done_twice(
    laptop: SyncedLaptop, server: Server, tmp_path: Path
) -> None:
    resident_id = laptop.register("EN ROUTE", address="tour A")
    keep_copy(laptop, tmp_path / "backup")
    laptop.exchange()
    laptop.update(resident_id, address="tour B")
    laptop.exchange()
    put_back(laptop, tmp_path / "backup")
    workplace = wait_for_approval(laptop, server)
    outcome = workplace.exchange()
    assert (outcome.sent, outcome.conflicts) == (2, 0)
    assert laptop.rows("resident")[resident_id]["address"] == "tour B"
    assert_at_rest(server, laptop)


def test_the_answer_lost_before_the_fork_is_made_good_under_the_new_identity(
    laptop: SyncedLaptop, twin: SyncedLaptop, server: Server, spy: SpyTransport
) -> None:
    laptop.register("ICI")

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    spy.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        laptop.exchange()
    spy.fault = None
    twin.register("LÀ-BAS")
    second = wait_for_approval(twin, server)
    first = wait_for_approval(laptop, server)
    for workplace in (first, second, first):
        workplace.exchange()
    assert names_there(server) == ["AVANT", "ICI", "LÀ-BAS"]
    assert_at_rest(server, laptop, twin)


def test_a_copy_of_a_renewed_laptop_is_renewed_in_its_turn(
    laptop: SyncedLaptop, server: Server, tmp_path: Path
) -> None:
    keep_copy(laptop, tmp_path / "backup")
    laptop.register("ICI")
    laptop.exchange()
    put_back(laptop, tmp_path / "backup")
    wait_for_approval(laptop, server)
    # copied between the renewal and the first word under it: both hold the new identity, and the kept intent
    twin = copy_of(laptop, tmp_path / "twin")
    laptop.register("UN")
    first = workplace_of(laptop)
    first.exchange()
    twin.register("DEUX")
    second = wait_for_approval(twin, server)
    laptop.register("TROIS")
    first = wait_for_approval(laptop, server)
    for workplace in (second, first, second):
        workplace.exchange()
    assert names_there(server) == ["AVANT", "DEUX", "ICI", "TROIS", "UN"]
    assert_at_rest(server, laptop, twin)
    twin.close()


def test_two_copies_that_kept_one_intent_are_told_apart_at_their_next_words(
    laptop: SyncedLaptop, server: Server, spy: SpyTransport, tmp_path: Path
) -> None:
    keep_copy(laptop, tmp_path / "backup")
    laptop.register("ICI")
    laptop.exchange()
    put_back(laptop, tmp_path / "backup")

    def fail(path: str, _message: Any) -> None:
        if path == "/v1/renewal":
            raise KnownError("server_unreachable")

    spy.before = fail
    with pytest.raises(KnownError, match="server_unreachable"):
        workplace_of(laptop).exchange()
    spy.before = lambda _path, _message: None
    twin = copy_of(laptop, tmp_path / "twin")
    first = wait_for_approval(laptop, server)
    laptop.register("UN")
    first.exchange()
    twin.register("DEUX")
    second = workplace_of(twin)
    with pytest.raises(KnownError, match="device_pending"):
        second.exchange()
    assert second.enrolment is not None
    approve(server.centre, second.enrolment.fingerprint)
    second.exchange()
    first = wait_for_approval(laptop, server)
    for workplace in (first, second):
        workplace.exchange()
    assert names_there(server) == ["AVANT", "DEUX", "ICI", "UN"]
    assert_at_rest(server, laptop, twin)
    twin.close()


def devices_at(server: Server) -> list[Any]:
    with server.centre.database.read() as connection:
        query = select(DEVICE).where(DEVICE.c.staff_id.is_not(None)).order_by(DEVICE.c.id)
        return list(connection.execute(query))


def test_the_new_identity_is_what_the_former_was_and_says_so(
    laptop: SyncedLaptop, twin: SyncedLaptop, server: Server
) -> None:
    laptop.register("ICI")
    laptop.exchange()
    twin.register("LÀ-BAS")
    wait_for_approval(twin, server)
    former, new = devices_at(server)
    assert (former.state, former.replaced_by) == (DeviceState.FORKED, new.id)
    for name in ("space_id", "staff_id", "label", "audience", "scope"):
        assert getattr(former, name) == getattr(new, name)
    assert (new.first_seq, new.last_seq) == (3, 2)


@pytest.mark.parametrize("details", [{"last_seq": 2}, {"last_seq": 1}, {"last_seq": "trois"}, {}])
def test_a_laptop_believes_to_be_behind_only_where_it_is(
    laptop: SyncedLaptop, spy: SpyTransport, details: dict[str, Any]
) -> None:
    def refuse(path: str, _message: Any) -> None:
        if path == "/v1/exchange":
            raise RefusedError("numbers_behind", **details)

    spy.before = refuse
    with pytest.raises(KnownError, match="numbers_behind"):
        workplace_of(laptop).exchange()
    assert "/v1/renewal" not in spy.calls
    spy.before = lambda _path, _message: None
    workplace_of(laptop).exchange()


def test_a_centre_too_old_to_renew_says_what_it_always_said(
    laptop: SyncedLaptop, twin: SyncedLaptop, spy: SpyTransport
) -> None:
    laptop.register("ICI")
    laptop.exchange()
    twin.register("LÀ-BAS")

    def refuse(path: str, _message: Any) -> None:
        if path == "/v1/renewal":
            raise RefusedError("not_found")

    spy.before = refuse
    with pytest.raises(KnownError, match="sequence_forked"):
        workplace_of(twin).exchange()
    assert twin.status().pending_files == 1


def test_another_server_that_offers_a_new_identity_is_not_believed(
    laptop: SyncedLaptop, twin: SyncedLaptop, spy: SpyTransport
) -> None:
    laptop.register("ICI")
    laptop.exchange()
    twin.register("LÀ-BAS")
    spy.alter = lambda reply: (
        msgspec.structs.replace(reply, server_key="") if isinstance(reply, EnrolmentReply) else reply
    )
    with pytest.raises(KnownError, match="receipt_wrong"):
        workplace_of(twin).exchange()
    kept = twin.store.read(lambda session: read_enrolment(session.connection()))
    assert kept == twin.enrolment
