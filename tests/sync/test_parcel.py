"""Where there is no network: a parcel on a USB stick, taken in at the centre, its receipt carried back."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from sync.client.parcel import parcel_name
from sync.client.workplace import Workplace
from sync.protocol.messages import VerdictKind
from sync.server.administration.laptops import revoke
from sync.server.handle import Server
from sync.server.parcel import ReceivedParcel, read_parcel, receive_parcel, write_receipt
from tests.common.at_rest import assert_converged, assert_received_once, outbox_of, rows_there
from tests.common.laptops import NINE
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of
from tests.sync.spy import SpyTransport


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    """The laptop's way to the server, which tests cut."""
    return SpyTransport(server)


@pytest.fixture
def laptop(server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop that has read everything, and then went where there is no network."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    spy.is_cut = True
    yield made
    made.close()


@pytest.fixture
def workplace(laptop: SyncedLaptop) -> Workplace:
    """What its window is built around."""
    return workplace_of(laptop)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty USB stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def take_in(server: Server, parcel: Path, receipt: Path | None = None, **how: Any) -> ReceivedParcel:
    """What the centre's administrator does with a stick."""
    received = receive_parcel(server.centre, read_parcel(parcel), **how)
    if receipt is not None:
        write_receipt(server.centre, received, receipt)
    return received


def test_work_reaches_the_centre_on_a_stick_and_its_receipt_comes_back(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path
) -> None:
    for number in range(3):
        laptop.register(f"PERSONNE {number}")
    written = workplace.write_parcel(stick / "envoi")
    assert (written.changes, written.left) == (6, 0)
    assert laptop.status().pending_files == 3
    received = take_in(server, stick / "envoi", stick / "reçu")
    assert received.count(VerdictKind.APPLIED) == 6
    assert len(rows_there(server, "resident")) == 3
    outcome = workplace.read_parcel_receipt(stick / "reçu")
    assert (outcome.sent, outcome.conflicts, outcome.refused) == (6, 0, 0)
    assert laptop.status().pending_files == 0
    assert laptop.status().received_until == NINE
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)
    assert sorted(os.listdir(stick)) == ["envoi", "reçu"]
    with pytest.raises(KnownError, match="parcel_empty"):
        workplace.write_parcel(stick / "autre")


def test_neither_file_shows_a_word_of_any_record(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path
) -> None:
    laptop.register("PERSONNE-CANARI", address="12 rue du Canari")
    workplace.write_parcel(stick / "envoi")
    take_in(server, stick / "envoi", stick / "reçu")
    for name in ("envoi", "reçu"):
        content = (stick / name).read_bytes()
        assert b"CANARI" not in content.upper()
        assert laptop.enrolment.device_id.encode() not in content
    assert re.fullmatch(r"palier-\d{4}-\d\d-\d\d-\d\dh\d\d\.palier", parcel_name(NINE))


def test_a_parcel_imported_twice_does_nothing_the_second_time(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path
) -> None:
    laptop.register("PERSONNE")
    workplace.write_parcel(stick / "envoi")
    first = take_in(server, stick / "envoi")
    again = take_in(server, stick / "envoi", stick / "reçu")
    assert again.count(VerdictKind.DUPLICATE) == len(again.answer.verdicts) == 2
    assert [one.server_seq for one in first.answer.verdicts] == [one.server_seq for one in again.answer.verdicts]
    assert workplace.read_parcel_receipt(stick / "reçu").sent == 2
    assert workplace.read_parcel_receipt(stick / "reçu").sent == 0
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


def test_a_parcel_imported_while_the_same_changes_arrive_by_network(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, spy: SpyTransport, stick: Path
) -> None:
    resident_id = laptop.register("PERSONNE", address="tour A")
    workplace.write_parcel(stick / "envoi")
    laptop.update(resident_id, address="tour B")
    spy.is_cut = False

    def meanwhile(path: str, _message: Any) -> None:
        if path == "/v1/exchange":
            spy.before = lambda _path, _message: None
            take_in(server, stick / "envoi", stick / "reçu")

    spy.before = meanwhile
    workplace.exchange()
    assert laptop.status().pending_files == 0
    laptop.update(resident_id, address="tour C")
    workplace.exchange()
    assert workplace.read_parcel_receipt(stick / "reçu").sent == 0
    assert laptop.rows("resident")[resident_id]["address"] == "tour C"
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)


def test_what_was_saved_after_the_parcel_still_waits_after_its_receipt(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, spy: SpyTransport, stick: Path
) -> None:
    resident_id = laptop.register("PERSONNE", address="tour A")
    workplace.write_parcel(stick / "envoi")
    laptop.update(resident_id, address="tour B")
    take_in(server, stick / "envoi", stick / "reçu")
    workplace.read_parcel_receipt(stick / "reçu")
    assert [row.state for row in outbox_of(laptop.store)] == ["acknowledged", "acknowledged", "pending"]
    assert laptop.rows("resident")[resident_id]["address"] == "tour B"
    spy.is_cut = False
    workplace.exchange()
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)
    assert_converged(server, laptop.store)


def test_what_the_centre_merged_meanwhile_comes_with_the_next_exchange(
    laptop: SyncedLaptop,
    workplace: Workplace,
    server: Server,
    space: MadeSpace,
    spy: SpyTransport,
    stick: Path,
    tmp_path: Path,
) -> None:
    resident_id = laptop.register("PERSONNE", address="tour A")
    spy.is_cut = False
    workplace.exchange()
    other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    other.update(resident_id, address="tour B", first_name="Camille")
    other.exchange()
    spy.is_cut = True
    laptop.update(resident_id, address="tour C")
    workplace.write_parcel(stick / "envoi")
    received = take_in(server, stick / "envoi", stick / "reçu")
    assert received.count(VerdictKind.CONFLICT) == 1
    assert workplace.read_parcel_receipt(stick / "reçu").conflicts == 1
    spy.is_cut = False
    workplace.exchange()
    assert laptop.rows("resident")[resident_id]["address"] == "tour B"
    assert_converged(server, laptop.store)
    other.close()


def test_what_was_refused_travels_too_and_stays_refused(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, spy: SpyTransport, stick: Path
) -> None:
    laptop.register("PERSONNE")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET author_id = '019aa000-0000-7000-8000-00000000dead'")
    spy.is_cut = False
    assert workplace.exchange().refused == 2
    laptop.register("UNE AUTRE")
    written = workplace.write_parcel(stick / "envoi")
    assert written.changes == 4
    received = take_in(server, stick / "envoi", stick / "reçu")
    assert [str(one.kind) for one in received.answer.verdicts] == ["duplicate", "duplicate", "applied", "applied"]
    assert workplace.read_parcel_receipt(stick / "reçu").sent == 2
    assert [row.state for row in outbox_of(laptop.store)] == ["quarantined"] * 2 + ["acknowledged"] * 2


def test_a_parcel_too_large_for_one_file_leaves_whole_units_for_the_next(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.parcel.MOST_BYTES", 5000)
    monkeypatch.setattr("sync.client.parcel._AT_ONCE", 3)
    monkeypatch.setattr("sync.server.parcel.BATCH", 3)
    for number in range(9):
        laptop.register(f"PERSONNE {number}")
    sent, left = [], 1
    while left:
        written = workplace.write_parcel(stick / "envoi")
        take_in(server, stick / "envoi", stick / "reçu")
        workplace.read_parcel_receipt(stick / "reçu")
        sent.append(written.changes)
        left = written.left
    assert len(sent) > 2
    assert sum(sent) == 18
    assert all(count % 2 == 0 for count in sent)
    assert_received_once(server, laptop.store, laptop.enrolment.device_id)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content[:20],
        lambda content: b"",
        lambda content: b"%PDF-1.7 " + content,
        lambda content: content + b"\x00",
    ],
    ids=["one byte short", "half", "head only", "empty", "another file", "one byte long"],
)
def test_a_truncated_or_other_file_is_refused_whole(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path, spoil: Callable[[bytes], bytes]
) -> None:
    laptop.register("PERSONNE")
    workplace.write_parcel(stick / "envoi")
    take_in(server, stick / "envoi", stick / "reçu")
    for name, key in (("envoi", "parcel_unreadable"), ("reçu", "parcel_receipt_wrong")):
        (stick / name).write_bytes(spoil((stick / name).read_bytes()))
        with pytest.raises(KnownError, match=key):
            take_in(server, stick / name) if name == "envoi" else workplace.read_parcel_receipt(stick / name)
    assert laptop.status().pending_files == 1


def test_a_file_altered_by_one_byte_is_refused_whichever_byte_it_is(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, stick: Path
) -> None:
    laptop.register("PERSONNE")
    workplace.write_parcel(stick / "envoi")
    sound = (stick / "envoi").read_bytes()
    take_in(server, stick / "envoi", stick / "reçu")
    receipt = (stick / "reçu").read_bytes()
    for place in range(0, len(sound), 7):
        spoilt = sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :]
        with pytest.raises(KnownError, match=r"parcel_(unreadable|of_another_centre)"):
            receive_parcel(server.centre, spoilt)
    for place in range(0, len(receipt), 7):
        (stick / "reçu").write_bytes(receipt[:place] + bytes([receipt[place] ^ 1]) + receipt[place + 1 :])
        with pytest.raises(KnownError, match="parcel_receipt_wrong"):
            workplace.read_parcel_receipt(stick / "reçu")
    assert laptop.status().pending_files == 1


def test_a_stick_that_is_full_is_left_without_half_a_file(
    laptop: SyncedLaptop, workplace: Workplace, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.register("PERSONNE")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("intake_app.storage.safe_file.force", full)
    with pytest.raises(KnownError, match="disk_full"):
        workplace.write_parcel(stick / "envoi")
    assert os.listdir(stick) == []
    with pytest.raises(KnownError, match="folder_unreachable"):
        workplace.write_parcel(stick / "nowhere" / "envoi")
    with pytest.raises(KnownError, match="folder_unreachable"):
        workplace.read_parcel_receipt(stick / "reçu")
    with pytest.raises(KnownError, match="folder_unreachable"):
        read_parcel(stick / "envoi")


def test_a_parcel_of_a_revoked_laptop_is_still_written_and_taken_in_only_on_purpose(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, spy: SpyTransport, stick: Path
) -> None:
    laptop.register("PERSONNE")
    revoke(server.centre, laptop.enrolment.device_id)
    spy.is_cut = False
    with pytest.raises(KnownError, match=r"token_expired|device_revoked"):
        workplace.exchange()
    assert [row.state for row in outbox_of(laptop.store)] == ["pending"] * 2
    workplace.write_parcel(stick / "envoi")
    with pytest.raises(KnownError, match="parcel_device_revoked"):
        take_in(server, stick / "envoi")
    assert rows_there(server, "resident") == {}
    take_in(server, stick / "envoi", stick / "reçu", although_revoked=True)
    assert len(rows_there(server, "resident")) == 1
    assert workplace.read_parcel_receipt(stick / "reçu").sent == 2
