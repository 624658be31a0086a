"""Parcels and receipts that are in order and not for here: each is told by its name, and nothing of it is taken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import update

from intake_app.domain.errors import KnownError
from sync.client.identity import Identity, decode_bytes
from sync.client.place import SyncPlace, write_place
from sync.client.workplace import Workplace
from sync.protocol.parcel import Parcel, open_parcel, seal_parcel
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from sync.server.parcel import ReceivedParcel, read_parcel, receive_parcel, write_receipt
from sync.server.tables import DEVICE, DeviceState
from tests.common.at_rest import rows_there
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop with one resident who has not been sent."""
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    made.register("PERSONNE")
    yield made
    made.close()


@pytest.fixture
def workplace(laptop: SyncedLaptop) -> Workplace:
    """What its window is built around."""
    return workplace_of(laptop)


@pytest.fixture
def parcel(workplace: Workplace, tmp_path: Path) -> Path:
    """Its parcel."""
    workplace.write_parcel(tmp_path / "envoi")
    return tmp_path / "envoi"


def take_in(server: Server, parcel: Path) -> None:
    """What the centre's administrator does with a stick; the receipt goes beside it."""
    write_receipt(server.centre, receive_parcel(server.centre, read_parcel(parcel)), parcel.with_name("reçu"))


def said_otherwise(server: Server, path: Path, identity: Identity, **other: Any) -> bytes:
    """The parcel saying something else, signed by `identity`."""
    said = open_parcel(path.read_bytes(), server.centre.identity.unsealing_key).message
    key = server.centre.identity.unsealing_key.public_key().public_bytes_raw()
    return seal_parcel(msgspec.structs.replace(said, **other), key, identity.sign)


def identity_of(laptop: SyncedLaptop) -> Identity:
    return laptop.engine._identity


def test_a_parcel_for_another_centre_is_told_from_a_damaged_one(
    parcel: Path, migrated_file: Path, tmp_path: Path
) -> None:
    engine = open_engine(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'elsewhere.db')}")
    with pytest.raises(KnownError, match="parcel_of_another_centre"):
        take_in(Server(engine), parcel)
    engine.dispose()


def test_a_receipt_for_another_laptop_settles_nothing(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    other.register("AUTRE")
    workplace_of(other).write_parcel(tmp_path / "envoi")
    take_in(server, tmp_path / "envoi")
    with pytest.raises(KnownError, match="parcel_receipt_other"):
        workplace.read_parcel_receipt(tmp_path / "reçu")
    assert laptop.status().pending_files == 1
    other.close()


def test_after_a_restore_parcels_and_receipts_of_the_former_life_are_refused(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, parcel: Path
) -> None:
    take_in(server, parcel)
    begin_new_life(server.centre.database, server.centre.new_id)
    with pytest.raises(KnownError, match="parcel_of_another_life"):
        take_in(server, parcel)
    laptop.exchange()
    laptop.register("UNE AUTRE")
    with pytest.raises(KnownError, match="parcel_receipt_other"):
        workplace.read_parcel_receipt(parcel.with_name("reçu"))
    assert laptop.status().pending_files == 1


@pytest.mark.parametrize("keeps_receipt", [True, False])
def test_a_laptop_that_must_read_afresh_still_sends_by_stick(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, tmp_path: Path, keeps_receipt: bool
) -> None:
    with laptop.store.direct() as connection:
        write_place(connection, SyncPlace())
        if not keeps_receipt:
            connection.exec_driver_sql("DELETE FROM local_setting WHERE name = 'sync_receipt'")
    workplace.write_parcel(tmp_path / "envoi")
    take_in(server, tmp_path / "envoi")
    assert workplace.read_parcel_receipt(tmp_path / "reçu").sent == 2


@pytest.mark.parametrize(
    "state,key",
    [
        (DeviceState.PENDING, "parcel_device_pending"),
        (DeviceState.FORKED, "parcel_device_forked"),
        (DeviceState.REVOKED, "parcel_device_revoked"),
    ],
)
def test_a_laptop_that_may_not_speak_may_not_send_by_stick(
    server: Server, parcel: Path, state: DeviceState, key: str
) -> None:
    with server.centre.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.staff_id.is_not(None)).values(state=state))
    with pytest.raises(KnownError, match=key):
        take_in(server, parcel)
    assert rows_there(server, "resident") == {}


def test_what_a_parcel_says_of_itself_is_checked(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, parcel: Path, tmp_path: Path
) -> None:
    other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    mine, theirs = identity_of(laptop), identity_of(other)
    other.close()
    (change, *_) = open_parcel(parcel.read_bytes(), server.centre.identity.unsealing_key).message.changes
    malformed = [msgspec.structs.replace(change, change_id="?")]
    for key, content in {
        "signed by another laptop": said_otherwise(server, parcel, theirs),
        "names nobody": said_otherwise(server, parcel, mine, device_id="?"),
        "holds what has no receipt": said_otherwise(server, parcel, mine, changes=malformed),
    }.items():
        with pytest.raises(KnownError, match="parcel_unreadable"):
            receive_parcel(server.centre, content)
        assert rows_there(server, "resident") == {}, key
    unknown = said_otherwise(server, parcel, mine, device_id="019aa000-0000-7000-8000-00000000dead")
    with pytest.raises(KnownError, match="parcel_device_unknown"):
        receive_parcel(server.centre, unknown)
    with pytest.raises(KnownError, match="protocol_too_new"):
        receive_parcel(server.centre, said_otherwise(server, parcel, mine, protocol=99))


def test_a_parcel_is_taken_in_by_parts_that_a_server_takes_at_once(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, parcel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.parcel.MAX_CHANGES", 1)
    take_in(server, parcel)
    nothing = receive_parcel(server.centre, said_otherwise(server, parcel, identity_of(laptop), changes=[]))
    assert (nothing.answer.verdicts, nothing.answer.receipt.last_seq) == ([], 2)
    assert workplace.read_parcel_receipt(parcel.with_name("reçu")).sent == 2
    assert len(rows_there(server, "resident")) == 1


def test_a_receipt_whose_parts_do_not_agree_settles_nothing(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, parcel: Path
) -> None:
    received = receive_parcel(server.centre, read_parcel(parcel))
    answer = msgspec.structs.replace(received.answer, verdicts=received.answer.verdicts[:1])
    write_receipt(server.centre, ReceivedParcel(received.device_id, answer), parcel.with_name("reçu"))
    with pytest.raises(KnownError, match="parcel_receipt_wrong"):
        workplace.read_parcel_receipt(parcel.with_name("reçu"))
    assert laptop.status().pending_files == 1


def test_the_newest_receipt_stays_the_newest_when_an_older_one_comes_on_a_stick(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, server_clock: FakeClock, parcel: Path
) -> None:
    take_in(server, parcel)
    server_clock.advance(hours=2)
    laptop.exchange()
    until = laptop.status().received_until
    workplace.read_parcel_receipt(parcel.with_name("reçu"))
    assert laptop.status().received_until == until == server_clock()


def test_a_parcel_after_one_that_never_came_is_told(
    laptop: SyncedLaptop, workplace: Workplace, server: Server, tmp_path: Path
) -> None:
    laptop.register("UNE AUTRE")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged' WHERE device_seq <= 2")
    workplace.write_parcel(tmp_path / "envoi")
    with pytest.raises(KnownError, match="parcel_incomplete"):
        take_in(server, tmp_path / "envoi")


def test_a_parcel_with_numbers_that_another_laptop_used_stops_both(
    laptop: SyncedLaptop, server: Server, parcel: Path
) -> None:
    take_in(server, parcel)
    (change, *_) = open_parcel(parcel.read_bytes(), server.centre.identity.unsealing_key).message.changes
    twin = msgspec.structs.replace(change, change_id="019aa000-0000-7000-8000-00000000dead")
    with pytest.raises(KnownError, match="parcel_device_forked"):
        receive_parcel(server.centre, said_otherwise(server, parcel, identity_of(laptop), changes=[twin]))
    with pytest.raises(KnownError, match="sequence_forked"):
        laptop.exchange()


def test_a_file_larger_than_any_parcel_is_not_read(parcel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.server.parcel.LARGEST", 10)
    monkeypatch.setattr("sync.server.parcel._AROUND", 10)
    with pytest.raises(KnownError, match="parcel_unreadable"):
        read_parcel(parcel)


def test_a_parcel_that_unpacks_to_more_than_is_read_is_refused(
    laptop: SyncedLaptop, server: Server, parcel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.protocol.parcel.LARGEST", 100)
    with pytest.raises(KnownError, match="parcel_unreadable"):
        take_in(server, parcel)
    key = server.centre.identity.unsealing_key.public_key().public_bytes_raw()
    nothing = seal_parcel(Parcel(1, 1, "", "", "", []), key, identity_of(laptop).sign)
    with pytest.raises(KnownError, match="parcel_unreadable"):
        receive_parcel(server.centre, nothing)


def test_a_laptop_that_joined_before_there_were_parcels_learns_how_to_seal_one(
    laptop: SyncedLaptop, workplace: Workplace, tmp_path: Path
) -> None:
    assert workplace.enrolment is not None
    assert decode_bytes(workplace.enrolment.sealing_key)
    workplace.enrolment = msgspec.structs.replace(workplace.enrolment, sealing_key="")
    with pytest.raises(KnownError, match="parcel_key_missing"):
        workplace.write_parcel(tmp_path / "envoi")
    workplace.exchange()
    assert workplace_of(laptop).enrolment == workplace.enrolment
    laptop.register("UNE AUTRE")
    assert workplace.write_parcel(tmp_path / "envoi").changes == 2
    workplace.enrolment = None
    workplace._identity = None
    with pytest.raises(KnownError, match="not_joined"):
        workplace.write_parcel(tmp_path / "envoi")
