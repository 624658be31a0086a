"""How long a laptop may be used without the centre: it warns, it locks, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage import audit
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.local_setting import write_setting
from sync.client.lease import (
    EXTENDED,
    NOT_EXTENDED,
    Contact,
    LeaseStanding,
    challenge_of,
    extend_lease,
    keep_lease,
    look_at_lease,
    read_lease,
    refuse_overdue,
)
from sync.client.premises import Premises
from sync.client.transport import Transport
from sync.protocol.lease import Lease, lease_code, weeks_of
from sync.protocol.messages import ExchangeReply
from sync.server.administration.laptops import list_laptops, revoke
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.leases import extension_code, set_terms
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.spy import SpyTransport
from tests.sync.test_server_administration import Say, furnished, say

__all__ = ["furnished", "say"]
PHRASE = "quatre marches puis la loge"
ADDRESS = "https://palier.exemple.fr"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def laptop(tmp_path: Path, server: Server, space: MadeSpace) -> Iterator[SyncedLaptop]:
    laptop = SyncedLaptop(tmp_path / "laptop", server, space)
    yield laptop
    laptop.close()


def standing(laptop: SyncedLaptop) -> LeaseStanding:
    found = look_at_lease(laptop.store, laptop.clock())
    assert found is not None
    return found


def lease_of(laptop: SyncedLaptop) -> Lease:
    found = laptop.store.read(lambda session: read_lease(session.connection()))
    assert found is not None
    return found


def extend(laptop: SyncedLaptop, code: str) -> None:
    extend_lease(laptop.store, laptop.space.staff_id, laptop.clock(), code)


def code_for(laptop: SyncedLaptop, server: Server, weeks: int = 1) -> str:
    return extension_code(server.centre, laptop.engine._identity.device_id, challenge_of(laptop.store), weeks)


def test_it_warns_then_locks_and_the_centre_begins_the_days_anew(laptop: SyncedLaptop) -> None:
    assert standing(laptop) == LeaseStanding(0, 30, is_warning=False)
    laptop.clock.advance(days=13, hours=23)
    assert standing(laptop) == LeaseStanding(13, 17, is_warning=False)
    laptop.clock.advance(hours=1)
    assert standing(laptop) == LeaseStanding(14, 16, is_warning=True)
    laptop.clock.advance(days=15, hours=23)
    assert standing(laptop) == LeaseStanding(29, 1, is_warning=True)
    laptop.clock.advance(hours=1)
    assert standing(laptop).is_over
    laptop.exchange()
    assert standing(laptop) == LeaseStanding(0, 30, is_warning=False)


def test_a_clock_put_back_wins_no_day(laptop: SyncedLaptop) -> None:
    laptop.clock.advance(days=31)
    assert standing(laptop).is_over
    laptop.clock.advance(days=-3000)
    assert standing(laptop).is_over


def _noted(came: list[str | None], reply: Any) -> Any:
    if isinstance(reply, ExchangeReply):
        came.append(reply.lease.terms if reply.lease else None)
    return reply


def test_the_terms_come_once_and_others_when_they_change(tmp_path: Path, server: Server, space: MadeSpace) -> None:
    spy = SpyTransport(server)
    came: list[str | None] = []
    spy.alter = lambda reply: _noted(came, reply)
    laptop = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    laptop.exchange()
    set_terms(server.centre, space.space_id, 3, 5)
    laptop.exchange()
    laptop.clock.advance(days=3)
    assert standing(laptop) == LeaseStanding(3, 2, is_warning=True)
    laptop.close()
    assert came == ["14/30", None, "3/5"]


def test_only_the_centre_gives_terms_and_to_each_laptop_its_own(laptop: SyncedLaptop) -> None:
    lease, identity = lease_of(laptop), laptop.engine._identity
    longer = msgspec.structs.replace(lease, lock_days=3000)
    foreign = msgspec.structs.replace(lease, device_id=str(laptop.space.staff_id))
    for forged in (longer, foreign, msgspec.structs.replace(lease, signature="x")):
        with laptop.store.direct() as connection, pytest.raises(KnownError, match="receipt_wrong"):
            keep_lease(connection, identity, forged)
    assert lease_of(laptop) == lease


def test_a_code_opens_one_laptop_once_for_its_weeks(laptop: SyncedLaptop, server: Server) -> None:
    laptop.clock.advance(days=40)
    code = code_for(laptop, server, weeks=2)
    with pytest.raises(KnownError, match="lease_code_wrong"):
        extend(laptop, code[:-1] + ("A" if code[-1] != "A" else "C"))
    assert standing(laptop).is_over
    extend(laptop, f" {code[:4].lower()}-{code[4:8]} {code[8:]}")
    assert standing(laptop) == LeaseStanding(40, 14, is_warning=True)
    laptop.clock.advance(days=14)
    assert standing(laptop).is_over
    with pytest.raises(KnownError, match="lease_code_wrong"):
        extend(laptop, code)
    deeds = laptop.store.read(audit.read_deeds, (EXTENDED, NOT_EXTENDED))
    assert [entry.deed for entry in deeds] == [NOT_EXTENDED, EXTENDED, NOT_EXTENDED]


@pytest.mark.parametrize("typed", ["", "B", "?" * 12, "B" * 12, "B" * 11 + "é", "ABCD EFGH IJKL", "b" * 13])
def test_what_is_no_code_is_said_to_be_none(typed: str) -> None:
    assert weeks_of(b"secret", "device", "12345678", typed) is None


def test_a_code_depends_on_everything_it_is_good_for() -> None:
    codes = {
        lease_code(secret, device, challenge, weeks)
        for secret in (b"one", b"two")
        for device in ("a", "b")
        for challenge in ("12345678", "12345679")
        for weeks in (1, 8)
    }
    assert len(codes) == 16
    assert {len(code) for code in codes} == {12}


class Cable:
    """The way to the centre, which can be cut."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.is_cut = False

    def __call__(self, _address: str) -> Transport:
        if self.is_cut:
            raise KnownError("server_unreachable")
        return DirectTransport(self._server)


@pytest.fixture
def cable(server: Server) -> Cable:
    return Cable(server)


@pytest.fixture
def premises(tmp_path: Path, cable: Cable, space: MadeSpace) -> Premises:
    """A laptop that was closed after an exchange forty days ago, and has no network."""
    premises = Premises(tmp_path / "Palier", cable, FLOOR)
    workplace = premises.create(ADDRESS, space.code, premises.ask_invitation(ADDRESS, space.code), PHRASE, "Loge")
    workplace.exchange()
    then = workplace.clock() - timedelta(days=40)
    with workplace.store.direct() as connection:
        write_setting(connection, "lease_contact", Contact(then, then))
    workplace.close()
    cable.is_cut = True
    return premises


def overdue_number(premises: Premises, staff_id: UUID) -> str:
    """The number it shows instead of opening."""
    with pytest.raises(KnownError) as refused:
        premises.unlock(staff_id, PHRASE)
    assert refused.value.key == "lease_over"
    assert refused.value.details["days"] == 40
    return str(refused.value.details["number"])


def test_without_network_it_stays_locked_until_the_centre_reads_out_a_code(
    premises: Premises, space: MadeSpace, server: Server
) -> None:
    number = overdue_number(premises, space.staff_id)
    assert overdue_number(premises, space.staff_id) == number
    (device,) = [one.id for one in list_laptops(server.centre)]
    code = extension_code(server.centre, device, number, 1)
    with pytest.raises(KnownError, match="lease_code_wrong"):
        premises.unlock(space.staff_id, PHRASE, lease_code="AAAA AAAA AAAA")
    workplace = premises.unlock(space.staff_id, PHRASE, lease_code=code)
    refuse_overdue(workplace.store, workplace.clock())
    workplace.close()
    # and without a code from then on, as long as it lasts
    premises.unlock(space.staff_id, PHRASE).close()


def test_with_network_it_opens_by_itself(premises: Premises, space: MadeSpace, cable: Cable) -> None:
    overdue_number(premises, space.staff_id)
    cable.is_cut = False
    workplace = premises.unlock(space.staff_id, PHRASE)
    found = look_at_lease(workplace.store, workplace.clock())
    workplace.close()
    assert found == LeaseStanding(0, 30, is_warning=False)


def test_a_closed_access_is_said_rather_than_a_missing_network(
    premises: Premises, space: MadeSpace, cable: Cable, server: Server
) -> None:
    cable.is_cut = False
    (laptop,) = list_laptops(server.centre)
    revoke(server.centre, str(laptop.id))
    with pytest.raises(KnownError, match="device_revoked"):
        premises.unlock(space.staff_id, PHRASE)


def test_the_terms_are_set_by_a_command(furnished: Say) -> None:
    assert furnished("lease", "--warn", "3", "--lock", "7")[0] == 0
    code, _, errors = furnished("lease", "--warn", "7", "--lock", "7")
    assert (code, "do not go together" in errors) == (1, True)
    assert furnished("extend-lease", "0", "12345678")[0] == 1


def test_the_command_reads_out_what_the_laptop_takes(say: Say, sqlite_url: str, tmp_path: Path) -> None:
    server = Server(open_engine(sqlite_url))
    space = make_space(server)
    laptop = SyncedLaptop(tmp_path / "away", server, space)
    laptop.clock.advance(days=40)
    device, number = laptop.engine._identity.device_id, challenge_of(laptop.store)
    for wrong in (("1234", "1"), (number, "9"), (number, "0")):
        assert say("extend-lease", device, wrong[0], "--weeks", wrong[1])[0] == 1
    done, said, _ = say("extend-lease", device[:13], f"{number[:4]} {number[4:]}", "--weeks", "3")
    assert done == 0
    extend(laptop, said.rsplit(":", 1)[1])
    assert standing(laptop).days_left == 21
    assert "extend-lease" in say("audit")[1]
    laptop.close()
