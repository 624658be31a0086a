"""A renewal killed at each statement, on either side, and asked for again: one new identity, and nothing lost. What a
stranger asks for is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update

from intake_app.domain.errors import KnownError
from sync.client.identity import encode_bytes
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, EnrolmentReply, RenewalRequest
from sync.protocol.messages import ExchangeReply, ExchangeRequest
from sync.server.administration.laptops import approve, list_laptops
from sync.server.exchange import take_in
from sync.server.handle import Response, Server
from sync.server.tables import DEVICE, DeviceState
from tests.common.at_rest import assert_converged, outbox_of, rows_there
from tests.common.devices import Device, ask
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import keep_copy, put_back, workplace_of
from tests.sync.fleet_faults import Killed, Saboteur
from tests.sync.residents import edited, made_resident, registered
from tests.sync.spy import SpyTransport
from tests.sync.verdicts import kinds


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    """The laptop's way to the server."""
    return SpyTransport(server)


@pytest.fixture
def laptop(server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop put back from a copy after it had sent more, with new work since."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy)
    keep_copy(made, tmp_path / "backup")
    made.register("PERDU D’ICI")
    made.exchange()
    put_back(made, tmp_path / "backup")
    made.register("NOUVEAU")
    keep_copy(made, tmp_path / "put back")
    yield made
    made.close()


def let_in(laptop: SyncedLaptop, server: Server) -> None:
    """Approve whoever waits, and let the laptop finish."""
    (waiting,) = list_laptops(server.centre, DeviceState.PENDING)
    approve(server.centre, waiting.fingerprint)
    workplace_of(laptop).exchange()
    assert {row.state for row in outbox_of(laptop.store)} == {"acknowledged"}
    assert {row["family_name"] for row in rows_there(server, "resident").values()} == {"PERDU D’ICI", "NOUVEAU"}
    assert_converged(server, laptop.store)


def start_over(laptop: SyncedLaptop, server: Server, folder: Path) -> None:
    """The laptop as it was put back, and the centre before anybody renewed anything."""
    put_back(laptop, folder)
    with server.centre.database.write() as connection:
        connection.execute(DEVICE.delete().where(DEVICE.c.state == DeviceState.PENDING))
        connection.execute(
            update(DEVICE).where(DEVICE.c.staff_id.is_not(None)).values(state=DeviceState.ACTIVE, replaced_by=None)
        )


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_laptop_killed_at_any_statement_of_its_renewal_takes_one_identity(
    laptop: SyncedLaptop, server: Server, tmp_path: Path
) -> None:
    statements = 0
    while True:
        start_over(laptop, server, tmp_path / "put back")
        saboteur = Saboteur(laptop.store._engine)
        saboteur.arm(statements)
        try:
            with pytest.raises(KnownError, match="device_pending"):
                workplace_of(laptop).exchange()
        except Killed:
            laptop.restart()
            with pytest.raises(KnownError, match="device_pending"):
                workplace_of(laptop).exchange()
        else:
            break
        finally:
            saboteur.disarm()
        assert len(list_laptops(server.centre, DeviceState.PENDING)) == 1, statements
        statements += 1
    assert statements > 8
    let_in(laptop, server)


def test_a_centre_killed_at_any_statement_of_a_renewal_gives_one_identity(
    laptop: SyncedLaptop, spy: SpyTransport, server: Server, tmp_path: Path
) -> None:
    saboteur = Saboteur(server.centre.database.engine)
    statements = -1
    kills = 0

    def arm(path: str, _message: Any) -> None:
        if path == "/v1/renewal":
            saboteur.arm(statements)

    while kills == statements + 1:
        statements += 1
        start_over(laptop, server, tmp_path / "put back")
        spy.before, spy.fault = arm, lambda _path, _response: saboteur.disarm()
        try:
            with pytest.raises(KnownError, match="device_pending"):
                workplace_of(laptop).exchange()
        except Killed:
            kills += 1
            spy.before = lambda _path, _message: None
            with pytest.raises(KnownError, match="device_pending"):
                workplace_of(laptop).exchange()
        assert len(list_laptops(server.centre, DeviceState.PENDING)) == 1, statements
    assert kills > 5
    let_in(laptop, server)


@pytest.mark.parametrize("path", ["/v1/challenge", "/v1/renewal"])
def test_an_answer_lost_on_the_way_makes_no_second_identity(laptop: SyncedLaptop, server: Server, path: str) -> None:
    transport: Any = laptop.transport
    workplace = workplace_of(laptop)
    workplace._identity = laptop.engine._identity
    laptop.engine._identity.token(transport)

    def lose(asked: str, _response: Response) -> None:
        if asked == path:
            raise KnownError("server_slow")

    transport.fault = lose
    for _ in range(2):
        with pytest.raises(KnownError, match="server_slow"):
            workplace.exchange()
    transport.fault = None
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    let_in(laptop, server)


class Renewing:
    """A device and the renewal it asks for."""

    def __init__(self, server: Server, device: Device) -> None:
        self.server, self.device = server, device
        self.key = Ed25519PrivateKey.generate()

    def request(self, **other: Any) -> RenewalRequest:
        """A good request, or with other words in it, each signed by the right key unless it is given."""
        nonce = ask(self.server, "/v1/challenge", {}, Challenge).nonce
        said: dict[str, Any] = {
            "device_id": self.device.enrolment.device_id,
            "public_key": encode_bytes(self.key.public_key().public_bytes_raw()),
            "nonce": nonce,
            "first_seq": 1,
            **other,
        }
        message = f"palier/renew/v1|{said['nonce']}|{said['device_id']}|{said['public_key']}".encode()
        proofs = {
            "proof": encode_bytes(self.device.key.sign(message)),
            "new_proof": encode_bytes(self.key.sign(message)),
        }
        return RenewalRequest(**{**proofs, **said})

    def ask(self, request: RenewalRequest) -> EnrolmentReply:
        return ask(self.server, "/v1/renewal", request, EnrolmentReply)


@pytest.fixture
def renewing(server: Server, space: MadeSpace) -> Renewing:
    return Renewing(server, Device(server, space.code))


def test_the_same_key_asked_again_gets_the_same_answer_and_another_key_another(
    server: Server, renewing: Renewing
) -> None:
    first = renewing.ask(renewing.request())
    assert renewing.ask(renewing.request(first_seq=7)) == first
    assert not first.is_approved
    renewing.key = Ed25519PrivateKey.generate()
    assert renewing.ask(renewing.request()).device_id != first.device_id
    assert len(list_laptops(server.centre, DeviceState.PENDING)) == 2


@pytest.mark.parametrize(
    "other,key",
    [
        ({"proof": ""}, "proof_wrong"),
        ({"new_proof": ""}, "proof_wrong"),
        ({"public_key": "?"}, "proof_wrong"),
        ({"nonce": "?"}, "nonce_expired"),
        ({"device_id": "?"}, "body_malformed"),
        ({"first_seq": 0}, "body_malformed"),
        ({"device_id": "019aa000-0000-7000-8000-00000000dead"}, "device_unknown"),
    ],
)
def test_what_is_not_in_order_is_refused(server: Server, renewing: Renewing, other: dict[str, Any], key: str) -> None:
    with pytest.raises(RefusedError, match=key):
        renewing.ask(renewing.request(**other))
    assert [one.state for one in list_laptops(server.centre)] == [DeviceState.ACTIVE]


def test_a_key_is_no_successor_of_itself_and_a_request_is_good_once(server: Server, renewing: Renewing) -> None:
    request = renewing.request()
    renewing.ask(request)
    with pytest.raises(RefusedError, match="nonce_expired"):
        renewing.ask(request)
    renewing.key = renewing.device.key
    with pytest.raises(RefusedError, match="proof_wrong"):
        renewing.ask(renewing.request())
    assert len(list_laptops(server.centre)) == 2


@pytest.mark.parametrize(
    "state,key", [(DeviceState.REVOKED, "device_revoked"), (DeviceState.PENDING, "device_pending")]
)
def test_who_may_not_speak_is_not_renewed(server: Server, renewing: Renewing, state: DeviceState, key: str) -> None:
    with server.centre.database.write() as connection:
        connection.execute(update(DEVICE).values(state=state))
    with pytest.raises(RefusedError, match=key):
        renewing.ask(renewing.request())
    with server.centre.database.read() as connection:
        assert len(connection.execute(select(DEVICE).where(DEVICE.c.staff_id.is_not(None))).all()) == 1


def test_an_area_goes_on_with_the_new_identity(server: Server, renewing: Renewing, space: MadeSpace) -> None:
    scope = {"neighbourhoods": [str(space.neighbourhood_id)], "buildings": []}
    with server.centre.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.staff_id.is_not(None)).values(scope=scope))
    renewed = renewing.ask(renewing.request())
    with server.centre.database.read() as connection:
        assert connection.scalars(select(DEVICE.c.scope).where(DEVICE.c.id == renewed.device_id)).one() == scope


def test_what_waits_at_the_centre_still_waits_for_the_new_identity(
    server: Server, renewing: Renewing, space: MadeSpace
) -> None:
    resident = made_resident(space)
    change = edited(space, resident, first_name=("Awa", resident.first_name))
    former = renewing.device
    (numbered,) = former.number([change])
    assert kinds(former.exchange([numbered])) == ["held"]
    enrolment = renewing.ask(renewing.request(first_seq=2))
    approve(server.centre, enrolment.fingerprint)
    renewed = Device.__new__(Device)
    renewed.__dict__.update(former.__dict__, key=renewing.key, enrolment=enrolment, _token="", rows={})
    assert kinds(renewed.exchange([numbered, *renewed.number([registered(space)])])) == ["held", "applied"]
    Device(server, space.another_code(server)).send(registered(space, resident))
    assert kinds(renewed.exchange([numbered])) == ["duplicate"]
    assert renewed.rows["resident", str(resident.id)]["first_name"] == "Awa"


def test_a_request_that_was_on_its_way_for_long_stops_nobody(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    device.send(registered(space), registered(space))
    request = ExchangeRequest(1, 1, device.cursor, [], last_number=1)
    with pytest.raises(RefusedError, match="numbers_behind") as refused:
        ask(server, "/v1/exchange", request, ExchangeReply, device.token)
    assert refused.value.details == {"last_seq": 2}
    assert ask(server, "/v1/exchange", msgspec.structs.replace(request, last_number=2), ExchangeReply, device.token)
    assert device.send(registered(space)).verdicts[0].kind == "applied"


def test_what_another_self_sends_during_an_exchange_is_not_stepped_over(
    server: Server, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the changes of a request and its news, another laptop with this identity sends more."""
    device = Device(server, space.code)
    first, other = device.number([registered(space)]), device.number([registered(space)])
    reply = device.exchange(first)

    def take_in_and_meet(*values: Any) -> Any:
        verdicts = take_in(*values)
        monkeypatch.setattr("sync.server.exchange.take_in", take_in)
        device.exchange(other)
        return verdicts

    monkeypatch.setattr("sync.server.exchange.take_in", take_in_and_meet)
    request = ExchangeRequest(1, 1, reply.cursor, first, last_number=1)
    with pytest.raises(RefusedError, match="numbers_behind"):
        ask(server, "/v1/exchange", request, ExchangeReply, device.token)
