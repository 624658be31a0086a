"""Somebody who works on a colleague's laptop leaves: what she writes from then on is refused and kept there, and the
laptop lets her in no more; her colleague works on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from intake_app.services.changes import list_unsent
from intake_app.services.notices import NoticeGiven
from intake_app.services.quarantine import send_again
from intake_app.services.residents import register_resident
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotOwner
from sync.client.premises import Premises
from sync.server.administration import staff
from sync.server.handle import Server
from sync.server.parcel import receive_parcel
from sync.server.spaces import seed_rows
from tests.common.at_rest import assert_converged, outbox_of, rows_there
from tests.common.devices import Device, new_change
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of
from tests.sync.residents import made_resident, registered
from tests.sync.verdicts import kinds, reasons

PHRASE, YANNS = "quatre marches puis la loge", "le banc devant la fontaine"


@pytest.fixture
def yann(server: Server, space: MadeSpace) -> UUID:
    """An outreach worker of the same space."""
    named = {"first_name": "Yann", "family_name": "Le Bihan", "role": "outreach"}
    member = space.actor().create(StaffMember, **named)
    seed_rows(server.centre, space.space_id, [member])
    return member.id


@pytest.fixture
def laptop(server: Server, space: MadeSpace, yann: UUID, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """Claire's laptop, on which Yann works too."""
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    yield made
    made.close()


def register(laptop: SyncedLaptop, author: UUID, family_name: str) -> UUID:
    """Somebody, registered at the laptop by `author`."""
    by = Actor(author, laptop.space.space_id, "outreach", laptop.clock)
    who = {"family_name": family_name, "first_name": "Alix", "has_no_phone": True, "how_met": "caretaker"}
    place = {"neighbourhood_id": laptop.space.neighbourhood_id}
    resident_id, notice = uuid4(), NoticeGiven("paper", "2026.1")
    laptop.store.run(register_resident, by, {**who, **place}, resident_id=resident_id, notice=notice)
    return resident_id


def names_there(server: Server) -> list[str]:
    return sorted(row["family_name"] for row in rows_there(server, "resident").values())


def test_what_she_writes_after_her_access_was_closed_is_refused_and_kept_and_her_colleague_may_say_it(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, yann: UUID
) -> None:
    register(laptop, yann, "AVANT")
    laptop.exchange()
    staff.disable(server.centre, space.space_id, yann)
    late = register(laptop, yann, "APRÈS")
    register(laptop, space.staff_id, "CLAIRE")
    assert laptop.exchange().refused == 2
    assert names_there(server) == ["AVANT", "CLAIRE"]
    (row,) = laptop.store.read(list_unsent)
    assert (row.record_id, row.reason) == (late, "author_disabled")
    laptop.store.run(send_again, laptop.actor, "resident", late)
    laptop.exchange()
    assert names_there(server) == ["APRÈS", "AVANT", "CLAIRE"]
    assert rows_there(server, "resident")[late]["created_by"] == yann
    assert laptop.status().to_review == 0
    assert_converged(server, laptop.store)


def test_when_she_is_back_what_she_writes_goes(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, yann: UUID
) -> None:
    staff.disable(server.centre, space.space_id, yann)
    late = register(laptop, yann, "APRÈS")
    laptop.exchange()
    staff.enable(server.centre, space.space_id, yann)
    by = Actor(yann, space.space_id, "outreach", laptop.clock)
    laptop.store.run(send_again, by, "resident", late)
    register(laptop, yann, "DE RETOUR")
    laptop.exchange()
    assert names_there(server) == ["APRÈS", "DE RETOUR"]


def test_what_had_come_before_and_waited_goes_on(server: Server, space: MadeSpace, yann: UUID) -> None:
    device, other = Device(server, space.code), Device(server, space.another_code(server))
    resident = made_resident(space)
    (edit,) = device.number([new_change("resident", resident.id, {"address": ("1 rue X", None)}, yann)])
    assert kinds(device.exchange([edit])) == ["held"]
    staff.disable(server.centre, space.space_id, yann)
    other.send(registered(space, resident))
    assert reasons(device.exchange([edit])) == [None]
    assert [row["address"] for row in rows_there(server, "resident").values()] == ["1 rue X"]


def test_a_stick_brings_it_only_if_somebody_says_so(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, yann: UUID, tmp_path: Path
) -> None:
    staff.disable(server.centre, space.space_id, yann)
    register(laptop, yann, "APRÈS")
    parcel = tmp_path / "stick.palier"
    workplace_of(laptop).write_parcel(parcel)
    receive_parcel(server.centre, parcel.read_bytes(), although_revoked=True)
    assert names_there(server) == ["APRÈS"]
    register(laptop, yann, "ENCORE")
    workplace_of(laptop).write_parcel(parcel)
    receive_parcel(server.centre, parcel.read_bytes())
    assert names_there(server) == ["APRÈS"]


def test_the_laptop_lets_her_in_until_it_has_heard_and_again_once_it_has_heard_that_she_is_back(
    server: Server, space: MadeSpace, yann: UUID, tmp_path: Path
) -> None:
    premises = Premises(tmp_path / "Palier", lambda _address: DirectTransport(server), FLOOR)
    address = "https://palier.exemple.fr"
    invitation = premises.ask_invitation(address, space.code)
    hers = premises.create(address, space.code, invitation, PHRASE, "Loge Volga")
    hers.exchange()
    Vault.load(premises.folder).add_owner(hers.keys, SlotOwner(yann, "Yann L.", "outreach"), YANNS)
    hers.close()
    staff.disable(server.centre, space.space_id, yann)
    his = premises.unlock(yann, YANNS)
    with pytest.raises(KnownError, match="access_closed"):
        his.exchange()
    his.close()
    with pytest.raises(KnownError, match="access_closed"):
        premises.unlock(yann, YANNS)
    staff.enable(server.centre, space.space_id, yann)
    hers = premises.unlock(space.staff_id, PHRASE)
    hers.exchange()
    hers.close()
    premises.unlock(yann, YANNS).close()


def test_whom_the_laptop_joined_for_is_told_by_the_centre_and_never_shut_out_from_what_she_has_not_sent(
    laptop: SyncedLaptop, server: Server, space: MadeSpace
) -> None:
    other = SyncedLaptop(laptop.folder.parent / "other", server, space, seed=2)
    laptop.register("EN ATTENTE")
    staff.disable(server.centre, space.space_id, space.staff_id)
    with laptop.store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET is_active = 0")
    workplace = workplace_of(laptop)
    workplace.refuse_shut_out()
    with pytest.raises(KnownError, match="device_revoked"):
        workplace.exchange()
    assert {row.state for row in outbox_of(laptop.store)} == {"pending"}
    other.close()
