"""The centre signs each erasure it accepts, and carries out again, once restored, those alone that it had signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import update

from intake_app.domain.actor import new_uuid7
from intake_app.domain.erasure import Erasure
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.wire import to_wire
from sync.protocol.attestation import erasure_text
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Edit, ExchangeReply, ExchangeRequest, KnownErasure
from sync.server.administration.program import main
from sync.server.credentials import decode_bytes, encode_bytes, is_signed
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from sync.server.serve import Serving, _prepare
from sync.server.signed_erasures import sign_older, unproven
from tests.common.devices import MOMENT, Device, ask, creation
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import server_rows
from tests.sync.erasing import hire_dpo
from tests.sync.residents import edited, made_resident, registered


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def resident(space: MadeSpace, device: Device) -> Resident:
    made = made_resident(space)
    device.send(registered(space, made))
    return made


def tell(device: Device, *known: KnownErasure) -> ExchangeReply:
    request = ExchangeRequest(1, 1, device.cursor, known_erasures=list(known))
    return ask(device.server, "/v1/exchange", request, ExchangeReply, device.token)


def signed(
    server: Server, space_id: UUID, resident_id: UUID | str, key: Ed25519PrivateKey | None = None
) -> KnownErasure:
    """An erasure as a laptop knows it that received it from the centre, in a life of which nothing is left."""
    said = {"resident_id": str(resident_id), "erasure_id": str(new_uuid7()), "reason": "request", "created_at": MOMENT}
    signature = (key or server.centre.identity.key).sign(erasure_text(str(space_id), **said))
    return KnownErasure(**said, signature=encode_bytes(signature))


def is_erased(server: Server, resident: Resident) -> bool:
    return bool(server_rows(server, "resident")[resident.id]["family_name"] == "")


def told(server: Server, space: MadeSpace) -> list[tuple[str, str]]:
    """(erasure, resident) of what stands in the administration's list without proof."""
    with server.centre.database.read() as connection:
        return [(str(row.erasure_id), str(row.resident_id)) for row in unproven(connection, space.space_id)]


def proves(server: Server, space: MadeSpace, row: dict[str, Any]) -> bool:
    """Whether the signature of an erasure's row, in travelling form, is this server's over what the row says."""
    said = [str(to_wire(row[name])) for name in ("resident_id", "id", "reason", "created_at")]
    public_key = server.centre.identity.key.public_key().public_bytes_raw()
    return is_signed(public_key, decode_bytes(row["signature"] or ""), erasure_text(str(space.space_id), *said))


def test_whoever_orders_an_erasure_receives_it_signed_and_so_do_the_others(
    server: Server, space: MadeSpace, device: Device, resident: Resident
) -> None:
    dpo_id = hire_dpo(server, space)
    device.catch_up()
    ordered = creation(space.actor().create(Erasure, resident_id=resident.id, reason="request"), dpo_id)
    device.send(ordered)
    other = Device(server, space.another_code(server))
    other.download()
    for one in (device, other):
        row = one.rows["erasure", ordered.record_id]
        assert proves(server, space, {**row, "resident_id": str(resident.id)})
        assert not proves(server, space, {**row, "resident_id": str(new_uuid7())})


def test_no_laptop_writes_the_signature(server: Server, space: MadeSpace, device: Device, resident: Resident) -> None:
    ordered = creation(
        space.actor().create(Erasure, resident_id=resident.id, reason="request"), hire_dpo(server, space)
    )
    forged = msgspec.structs.replace(ordered, fields={**ordered.fields, "signature": Edit("A" * 86)})
    assert [one.reason for one in device.send(forged).verdicts] == ["unknown_field"]
    assert not is_erased(server, resident)


def test_what_the_centre_had_signed_is_carried_out_again_once(
    server: Server, space: MadeSpace, device: Device, resident: Resident
) -> None:
    known = signed(server, space.space_id, resident.id)
    for _ in range(2):
        tell(device, known)
    assert is_erased(server, resident)
    (row,) = server_rows(server, "erasure").values()
    # the row is what it was, its proof included
    assert (str(row["id"]), to_wire(row["created_at"]), row["signature"]) == (
        known.erasure_id,
        known.created_at,
        known.signature,
    )
    assert told(server, space) == []
    other = Device(server, space.another_code(server))
    other.download()
    assert other.rows["resident", str(resident.id)]["family_name"] == ""
    assert [one.reason for one in device.send(edited(space, resident, address=("tour A", None))).verdicts] == ["erased"]


FORGERIES = {
    "of another person": lambda known, stranger: msgspec.structs.replace(known, resident_id=stranger),
    "under another id": lambda known, _: msgspec.structs.replace(known, erasure_id=str(new_uuid7())),
    "for another reason": lambda known, _: msgspec.structs.replace(known, reason="mistake"),
    "of another time": lambda known, _: msgspec.structs.replace(known, created_at="2026-11-22T08:00:01Z"),
    "without a signature": lambda known, _: KnownErasure(known.erasure_id, known.resident_id, known.reason),
    "with a word for a signature": lambda known, _: msgspec.structs.replace(known, signature="é\n"),
}


@pytest.mark.parametrize("how", FORGERIES)
def test_what_the_centre_had_not_signed_erases_nobody_and_is_listed(
    server: Server, space: MadeSpace, device: Device, resident: Resident, how: str
) -> None:
    stranger = made_resident(space)
    device.send(registered(space, stranger))
    claim = FORGERIES[how](signed(server, space.space_id, resident.id), str(stranger.id))
    for _ in range(2):
        tell(device, claim)
    assert server_rows(server, "erasure") == {}
    assert not is_erased(server, resident)
    assert not is_erased(server, stranger)
    assert told(server, space) == [(claim.erasure_id, claim.resident_id)]


def test_a_signature_of_another_key_or_for_another_space_proves_nothing(
    server: Server, space: MadeSpace, device: Device, resident: Resident
) -> None:
    elsewhere = make_space(server)
    claims = [
        signed(server, space.space_id, resident.id, Ed25519PrivateKey.generate()),
        signed(server, elsewhere.space_id, resident.id),
    ]
    tell(device, *claims)
    assert not is_erased(server, resident)
    assert sorted(told(server, space)) == sorted((one.erasure_id, str(resident.id)) for one in claims)
    assert told(server, elsewhere) == []


def test_a_forgery_beside_a_proven_one_holds_nothing_back(
    server: Server, space: MadeSpace, device: Device, resident: Resident
) -> None:
    stranger = made_resident(space)
    device.send(registered(space, stranger))
    forged = KnownErasure(str(new_uuid7()), str(stranger.id), "request")
    tell(device, forged, signed(server, space.space_id, resident.id))
    assert is_erased(server, resident)
    assert not is_erased(server, stranger)
    assert told(server, space) == [(forged.erasure_id, str(stranger.id))]


def test_a_signed_word_without_its_moment_is_malformed(server: Server, space: MadeSpace, device: Device) -> None:
    device.catch_up()
    known = msgspec.structs.replace(signed(server, space.space_id, new_uuid7()), created_at="yesterday")
    with pytest.raises(RefusedError, match="body_malformed"):
        tell(device, known)


def test_the_key_stays_through_a_new_life(server: Server, space: MadeSpace, device: Device, resident: Resident) -> None:
    known = signed(server, space.space_id, resident.id)
    begin_new_life(server.centre.database, server.centre.new_id)
    restored = Server(server.centre.database.engine, name="Rennes", clock=server.centre.clock)
    device.server = restored
    device.download()
    tell(device, known)
    assert is_erased(restored, resident)


def forget_signatures(server: Server) -> None:
    """Leave the erasures as a program left them that did not sign."""
    with server.centre.database.write() as connection:
        connection.execute(update(table_of("erasure")).values(signature=None))


def test_what_an_earlier_program_accepted_is_signed_at_the_start_and_reaches_the_laptops(
    server: Server, space: MadeSpace, device: Device, resident: Resident
) -> None:
    elsewhere = make_space(server)
    stranger = made_resident(elsewhere)
    theirs = Device(server, elsewhere.code)
    theirs.send(registered(elsewhere, stranger))
    for place, one in ((space, resident), (elsewhere, stranger)):
        (device if place is space else theirs).send(
            creation(place.actor().create(Erasure, resident_id=one.id, reason="request"), hire_dpo(server, place))
        )
    forget_signatures(server)
    assert (sign_older(server.centre), sign_older(server.centre)) == (2, 0)
    for place, laptop in ((space, device), (elsewhere, theirs)):
        laptop.catch_up()
        (row,) = [row for (record_type, _), row in laptop.rows.items() if record_type == "erasure"]
        assert proves(server, place, row)


def test_the_server_signs_them_as_it_starts(sqlite_url: str, light_server: Server) -> None:
    space = make_space(light_server)
    resident = made_resident(space)
    device = Device(light_server, space.code)
    dpo_id = hire_dpo(light_server, space)
    erasure = space.actor().create(Erasure, resident_id=resident.id, reason="request")
    device.send(registered(space, resident), creation(erasure, dpo_id))
    forget_signatures(light_server)
    _prepare(Serving(sqlite_url, "127.0.0.1", 0, "Rennes"))
    (row,) = server_rows(light_server, "erasure").values()
    assert proves(light_server, space, {name: to_wire(value) for name, value in row.items()})


def test_the_administration_lists_what_nothing_proves_until_the_person_is_erased(
    sqlite_url: str, light_server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    space = make_space(light_server)
    device = Device(light_server, space.code)
    resident = made_resident(space)
    device.send(registered(space, resident))
    tell(device, KnownErasure(str(new_uuid7()), str(resident.id), "request"))

    def say(*words: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["--database", sqlite_url, "--lang", "en", *words])
        assert not ended.value.code
        return capsys.readouterr().out

    output = say("erasures")
    assert "nothing is erased" in output
    assert str(resident.id) in output
    assert device.enrolment.device_id in output
    say("erase", str(resident.id), "--yes")
    output = say("erasures")
    assert "nothing is erased" not in output
    assert "confirmed by 0 computer(s) of 1" in output
