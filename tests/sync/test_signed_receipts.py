"""What the centre signs for having received, and what a laptop makes of it: kept, checked, told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from intake_app.domain.errors import KnownError
from sync.client.identity import decode_bytes, encode_bytes
from sync.client.place import read_place
from sync.client.receipts import newest_receipt
from sync.protocol.attestation import is_signed_by, receipt_text, verdicts_digest
from sync.protocol.messages import ExchangeReply, Receipt
from sync.server.handle import Response, Server
from tests.common.at_rest import assert_received_once, outbox_of
from tests.common.devices import Device
from tests.common.laptops import NINE, FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.residents import registered
from tests.sync.spy import SpyTransport


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


def kept(laptop: SyncedLaptop) -> list[Receipt]:
    """The receipts kept for ever, as they were signed."""
    query = text("SELECT device_id, epoch, first_seq, last_seq, digest, received_at, signature FROM receipt")
    rows = laptop.store.read(lambda session: session.connection().execute(query).all())
    return [Receipt(*row) for row in rows]


def newest(laptop: SyncedLaptop) -> Receipt:
    found = laptop.store.read(lambda session: newest_receipt(session.connection()))
    assert found is not None
    return found


def is_the_centres(server: Server, receipt: Receipt) -> bool:
    key = server.centre.identity.key.public_key().public_bytes_raw()
    return is_signed_by(key, decode_bytes(receipt.signature), receipt)


def test_each_batch_leaves_a_receipt_that_anybody_can_check(
    laptop: SyncedLaptop, server: Server, server_clock: FakeClock
) -> None:
    laptop.engine._batch_size = 4
    laptop.engine._monotonic = lambda: 0.0
    for number in range(4):
        laptop.register(f"PERSONNE {number}")
    server_clock.advance(minutes=32)
    laptop.exchange()
    receipts = kept(laptop)
    assert [(one.first_seq, one.last_seq) for one in receipts] == [(1, 4), (5, 8)]
    assert all(is_the_centres(server, one) for one in receipts)
    assert {one.device_id for one in receipts} == {laptop.enrolment.device_id}
    assert laptop.status().received_until == NINE + timedelta(minutes=32)
    # nothing new: the centre signs once more for all it has
    server_clock.advance(minutes=5)
    laptop.exchange()
    assert (newest(laptop).first_seq, newest(laptop).last_seq) == (0, 8)
    assert is_the_centres(server, newest(laptop))
    assert kept(laptop) == receipts
    assert laptop.status().received_until == NINE + timedelta(minutes=37)


def test_before_the_first_receipt_nothing_is_said_to_be_received(
    server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    laptop = SyncedLaptop(tmp_path / "new", server, space, is_filled=False)
    assert (laptop.status().received_until, laptop.status().clock_offset) == (None, 0)
    laptop.close()


def test_a_receipt_says_what_was_answered(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    reply = device.send(registered(space), registered(space))
    assert reply.receipt is not None
    assert reply.receipt.digest == verdicts_digest(reply.verdicts)
    assert (reply.receipt.epoch, reply.receipt.received_at) == (reply.cursor.epoch, reply.server_time)
    assert is_the_centres(server, reply.receipt)
    for altered in ({"last_seq": 3}, {"received_at": "2026-11-25T08:00:00Z"}, {"digest": "0" * 64}):
        assert not is_the_centres(server, msgspec.structs.replace(reply.receipt, **altered))


def test_only_the_last_reply_of_a_run_without_changes_is_signed(server: Server, space: MadeSpace) -> None:
    Device(server, space.code).send(*[registered(space) for _ in range(3)])
    reader = Device(server, space.another_code(server))
    signed = []
    while True:
        reply = reader.exchange(max_rows=2)
        signed.append(reply.receipt is not None)
        if not reply.has_more:
            break
    assert len(signed) > 1
    assert signed == [False] * (len(signed) - 1) + [True]


def test_a_response_lost_after_the_commit_is_made_good_by_the_receipt_of_the_repeat(
    laptop: SyncedLaptop, server: Server, spy: SpyTransport
) -> None:
    laptop.register("PERSONNE")

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    spy.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        laptop.exchange()
    assert kept(laptop) == []
    spy.fault = None
    laptop.exchange()
    assert [(one.first_seq, one.last_seq) for one in kept(laptop)] == [(1, 2)]
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def with_receipt(change: Any) -> Any:
    """Alters the receipt of each exchange."""

    def alter(reply: Any) -> Any:
        return msgspec.structs.replace(reply, receipt=change(reply)) if isinstance(reply, ExchangeReply) else reply

    return alter


def signed_by_another(reply: ExchangeReply) -> Receipt:
    assert reply.receipt is not None
    signature = encode_bytes(Ed25519PrivateKey.generate().sign(receipt_text(reply.receipt)))
    return msgspec.structs.replace(reply.receipt, signature=signature)


@pytest.mark.parametrize(
    "change",
    [
        signed_by_another,
        lambda reply: msgspec.structs.replace(reply.receipt, signature=""),
        lambda reply: msgspec.structs.replace(reply.receipt, signature="é"),
        lambda reply: msgspec.structs.replace(reply.receipt, received_at="2027-01-01T00:00:00Z"),
        lambda reply: msgspec.structs.replace(reply.receipt, epoch="019aa000-0000-7000-8000-000000000000"),
        lambda _reply: None,
    ],
)
def test_a_wrong_server_is_refused_and_nothing_of_its_reply_is_applied(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path, change: Any
) -> None:
    other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    other.register("AUTRE")
    other.exchange()
    laptop.register("PERSONNE")
    before = laptop.store.read(lambda session: read_place(session.connection()))
    receipt = newest(laptop)
    spy.alter = with_receipt(change)
    with pytest.raises(KnownError, match="receipt_wrong"):
        laptop.exchange()
    assert laptop.store.read(lambda session: read_place(session.connection())) == before
    assert {row.state for row in outbox_of(laptop.store)} == {"pending"}
    assert len(laptop.rows("resident")) == 1
    assert (newest(laptop), kept(laptop)) == (receipt, [])
    spy.alter = lambda reply: reply
    laptop.exchange()
    assert len(laptop.rows("resident")) == 2
    other.close()


def test_verdicts_that_answer_something_else_are_refused(
    laptop: SyncedLaptop, server: Server, spy: SpyTransport
) -> None:
    """A receipt in order, for another batch of this laptop: replayed by somebody in between."""
    replies: list[ExchangeReply] = []

    def keep(reply: Any) -> Any:
        if isinstance(reply, ExchangeReply) and reply.verdicts:
            replies.append(reply)
        return reply

    spy.alter = keep
    laptop.register("PERSONNE")
    laptop.exchange()
    laptop.register("UNE AUTRE")
    spy.alter = lambda reply: replies[0] if isinstance(reply, ExchangeReply) else reply
    with pytest.raises(KnownError, match="receipt_wrong"):
        laptop.exchange()
    spy.alter = lambda reply: reply
    laptop.exchange()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_a_new_laptop_works_with_a_server_that_signs_nothing_yet(
    server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    spy = SpyTransport(server)
    spy.alter = with_receipt(lambda _reply: None)
    laptop = SyncedLaptop(tmp_path / "new", server, space, spy)
    laptop.register("PERSONNE")
    laptop.exchange()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert laptop.status().received_until is None
    # the day the server is brought up to date
    spy.alter = lambda reply: reply
    laptop.exchange()
    assert laptop.status().received_until == NINE
    laptop.close()


def test_an_old_laptop_that_says_no_number_is_served(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    device.send(registered(space))
    assert device.exchange().has_more is False


@pytest.mark.parametrize(
    "moment,is_told",
    [
        (NINE + timedelta(days=3650), True),
        (NINE - timedelta(days=3650), True),
        (NINE + timedelta(hours=1), True),
        (NINE - timedelta(hours=1), True),
        (datetime(1970, 1, 1, tzinfo=UTC), True),
        (NINE + timedelta(seconds=301), True),
        (NINE + timedelta(seconds=300), False),
    ],
    ids=["in ten years", "ten years ago", "DST forgotten", "back an hour", "1970", "over five minutes", "five minutes"],
)
def test_a_wrong_clock_is_told_and_stays_told_after_a_restart(
    laptop: SyncedLaptop, server: Server, moment: datetime, is_told: bool
) -> None:
    laptop.clock.moment = moment
    laptop.register("PERSONNE")
    laptop.exchange()
    offset = round((moment - NINE).total_seconds())
    assert (laptop.status().clock_offset, laptop.status().is_clock_wrong) == (offset, is_told)
    assert laptop.status().received_until == NINE
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    laptop.restart()
    assert laptop.status().clock_offset == offset
    # what is saved from now on is labelled, before the next exchange too
    laptop.register("UNE AUTRE")
    assert outbox_of(laptop.store)[-1].clock_offset == offset
    laptop.clock.moment = NINE
    laptop.exchange()
    assert (laptop.status().clock_offset, laptop.status().is_clock_wrong) == (0, False)
