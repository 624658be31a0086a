"""A centre put back from a backup that does not know a laptop: a new code joins it again, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from intake_app.domain.base import Audience
from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from sync.protocol.joining import EnrolmentReply
from sync.server.administration.laptops import approve, list_laptops, revoke
from sync.server.handle import Response, Server
from sync.server.spaces import invite, seed_rows
from sync.server.tables import DEVICE, DeviceState
from tests.common.at_rest import assert_converged, assert_numbered_without_holes, outbox_of, rows_there
from tests.common.laptops import FakeClock
from tests.common.row_backups import RowBackups
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import copy_of, workplace_of
from tests.sync.spy import SpyTransport


class Told:
    """A centre, its backup of the first day, and a laptop that has joined since."""

    def __init__(self, server: Server, space: MadeSpace, clock: FakeClock, folder: Path) -> None:
        self.server, self.space, self.folder = server, space, folder
        self.backups = RowBackups(server, clock)
        self.laptop = SyncedLaptop(folder / "laptop", server, space, SpyTransport(server))
        self.spy: Any = self.laptop.transport

    def restore(self) -> None:
        """The centre as it was on that day."""
        self.server = self.spy.server = self.backups.put_back()

    def code(self, staff_id: Any = None, *, needs_approval: bool = False) -> str:
        """A new code for the laptop's person, or another."""
        who = staff_id or self.space.staff_id
        return invite(self.server.centre, who, Audience.FIELD, needs_approval=needs_approval)[0]

    def names(self) -> list[str]:
        """Whom the centre knows."""
        return sorted(row["family_name"] for row in rows_there(self.server, "resident").values())

    def assert_at_rest(self, *laptops: SyncedLaptop) -> None:
        """Nobody waits for anything, everybody has everything."""
        for laptop in laptops or (self.laptop,):
            assert {row.state for row in outbox_of(laptop.store)} == {"acknowledged"}
            assert_converged(self.server, laptop.store)
        assert_numbered_without_holes(self.server)


@pytest.fixture
def told(server: Server, space: MadeSpace, server_clock: FakeClock, tmp_path: Path) -> Iterator[Told]:
    made = Told(server, space, server_clock, tmp_path)
    yield made
    made.laptop.close()


def test_a_laptop_that_a_restored_centre_does_not_know_joins_again_and_nothing_is_lost(told: Told) -> None:
    laptop = told.laptop
    laptop.register("ENVOYÉE")
    laptop.exchange()
    laptop.register("EN ATTENTE")
    told.restore()
    workplace = workplace_of(laptop)
    with pytest.raises(KnownError, match="device_unknown"):
        workplace.exchange()
    laptop.register("DEPUIS")
    assert laptop.status().pending_files == 2
    former = workplace.enrolment
    joined = workplace.rejoin(told.code(needs_approval=True))
    assert former is not None
    assert joined.device_id != former.device_id
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    approve(told.server.centre, joined.fingerprint)
    workplace.exchange()
    assert told.names() == ["DEPUIS", "EN ATTENTE", "ENVOYÉE"]
    told.assert_at_rest()
    # and goes on as any laptop, after a restart too
    laptop.register("ENSUITE")
    assert workplace_of(laptop).exchange().sent == 2
    told.assert_at_rest()


def test_what_others_had_from_it_stays_theirs(told: Told) -> None:
    other = SyncedLaptop(told.folder / "other", told.server, told.space, told.spy, seed=2)
    who = told.laptop.register("COMMUNE")
    told.laptop.exchange()
    other.exchange()
    other.update(who, address="tour B")
    other.exchange()
    told.restore()
    for laptop in (other, told.laptop):
        workplace = workplace_of(laptop)
        workplace.rejoin(told.code())
        workplace.exchange(accept_removal=True)
    workplace_of(other).exchange()
    assert rows_there(told.server, "resident")[who]["address"] == "tour B"
    workplace_of(told.laptop).exchange()
    told.assert_at_rest(told.laptop, other)
    other.close()


def test_an_answer_lost_on_the_way_wastes_no_code_and_makes_no_second_identity(told: Told) -> None:
    told.laptop.register("ENVOYÉE")
    told.restore()

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/enrolment":
            raise KnownError("server_slow")

    code = told.code()
    told.spy.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        workplace_of(told.laptop).rejoin(code)
    told.spy.fault = None
    workplace = workplace_of(told.laptop)
    workplace.rejoin(code.lower())
    workplace.exchange()
    assert [one.state for one in list_laptops(told.server.centre)] == [DeviceState.ACTIVE]
    told.assert_at_rest()


def test_somebody_elses_code_is_not_used_up(told: Told) -> None:
    space, centre = told.space, told.server.centre
    given: Any = {"id": centre.new_id(), "family_name": "Bihan", "first_name": "Yann", "role": "caretaker"}
    by_centre = {"space_id": space.space_id, "created_at": centre.clock(), "created_by": None}
    seed_rows(centre, space.space_id, [StaffMember.model_validate({**given, **by_centre})])
    code = told.code(given["id"])
    before = told.laptop.enrolment
    with pytest.raises(KnownError, match="invitation_other_person"):
        workplace_of(told.laptop).rejoin(code)
    SyncedLaptop(told.folder / "his", told.server, space, seed=3).close()
    workplace = workplace_of(told.laptop)
    assert workplace.enrolment == before
    workplace.exchange()


def test_another_server_that_takes_the_code_is_not_joined(told: Told) -> None:
    told.restore()
    told.spy.alter = lambda reply: (
        msgspec.structs.replace(reply, server_key="") if isinstance(reply, EnrolmentReply) else reply
    )
    with pytest.raises(KnownError, match="receipt_wrong"):
        workplace_of(told.laptop).rejoin(told.code())
    told.spy.alter = lambda reply: reply
    assert workplace_of(told.laptop).enrolment == told.laptop.enrolment


def test_a_laptop_shut_out_and_invited_again_sends_what_waited_and_nothing_else(told: Told) -> None:
    laptop = told.laptop
    laptop.register("ENVOYÉE")
    laptop.exchange()
    laptop.register("EN ATTENTE")
    revoke(told.server.centre, laptop.enrolment.device_id)
    workplace = workplace_of(laptop)
    with pytest.raises(KnownError, match="device_revoked"):
        workplace.exchange()
    workplace.rejoin(told.code())
    assert workplace.exchange().sent == 2
    told.assert_at_rest()
    with told.server.centre.database.read() as connection:
        query = select(DEVICE.c.state, DEVICE.c.first_seq).where(DEVICE.c.staff_id.is_not(None)).order_by(DEVICE.c.id)
        assert [tuple(row) for row in connection.execute(query)] == [("revoked", 1), ("active", 3)]


def test_of_two_copies_the_second_to_meet_a_restored_centre_keeps_its_work(told: Told) -> None:
    """What the first sends has the numbers of what the second had sent in the life that was lost."""
    laptop = told.laptop
    laptop.exchange()
    told.backups.keep()
    twin = copy_of(laptop, told.folder / "twin")
    laptop.register("ICI")
    laptop.exchange()
    told.restore()
    twin.register("LÀ-BAS")
    workplace_of(twin).exchange()
    workplace = workplace_of(laptop)
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    assert workplace.enrolment is not None
    approve(told.server.centre, workplace.enrolment.fingerprint)
    workplace.exchange()
    second = workplace_of(twin)
    with pytest.raises(KnownError, match="device_pending"):
        second.exchange()
    assert second.enrolment is not None
    approve(told.server.centre, second.enrolment.fingerprint)
    second.exchange()
    workplace.exchange()
    assert told.names() == ["ICI", "LÀ-BAS"]
    told.assert_at_rest(laptop, twin)
    twin.close()
