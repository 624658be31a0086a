"""From a key to a token and back: freshness comes from the server's nonce, and a stopped device is stopped at once."""

from __future__ import annotations

from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, Token, TokenRequest
from sync.server.administration.laptops import revoke
from sync.server.credentials import decode_bytes, encode_bytes
from sync.server.handle import Request, Server
from sync.server.tables import ACCESS_TOKEN, DEVICE
from tests.common.devices import Device, ask
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


def fresh_nonce(server: Server) -> str:
    return ask(server, "/v1/challenge", {}, Challenge).nonce


def sign_in(server: Server, assertion: str) -> Token:
    return ask(server, "/v1/token", TokenRequest(assertion), Token)


def test_a_token_lasts_a_quarter_of_an_hour(server: Server, device: Device, server_clock: FakeClock) -> None:
    token = sign_in(server, device.assertion(fresh_nonce(server)))
    assert token.expires_in == 900
    assert device.exchange().verdicts == []
    server_clock.advance(minutes=15)
    with pytest.raises(RefusedError, match="token_expired") as refused:
        device.exchange()
    assert sign_in(server, device.assertion(refused.value.nonce or "")).token != token.token


def test_the_token_is_kept_as_a_hash_only_and_expired_ones_go(
    server: Server, device: Device, server_clock: FakeClock
) -> None:
    token = sign_in(server, device.assertion(fresh_nonce(server))).token
    server_clock.advance(minutes=15)
    sign_in(server, device.assertion(fresh_nonce(server)))
    with server.centre.database.read() as connection:
        kept = connection.execute(select(ACCESS_TOKEN)).all()
    assert len(kept) == 1
    assert token not in repr(kept)


def test_signing_in_is_noted_as_contact(server: Server, device: Device, server_clock: FakeClock) -> None:
    server_clock.advance(days=3)
    sign_in(server, device.assertion(fresh_nonce(server)))
    with server.centre.database.read() as connection:
        contact = connection.scalars(select(DEVICE.c.last_contact_at).where(DEVICE.c.staff_id.is_not(None))).one()
    assert contact == server_clock()


def test_an_assertion_serves_once(server: Server, device: Device) -> None:
    assertion = device.assertion(fresh_nonce(server))
    sign_in(server, assertion)
    with pytest.raises(RefusedError, match="nonce_expired"):
        sign_in(server, assertion)


@pytest.mark.parametrize("nonce", ["", "AAAA", "A" * 54, "é"])
def test_a_nonce_that_is_not_the_servers_is_refused(server: Server, device: Device, nonce: str) -> None:
    with pytest.raises(RefusedError, match="nonce_expired"):
        sign_in(server, device.assertion(nonce))


def test_a_nonce_cannot_be_made_to_last_longer(server: Server, device: Device, server_clock: FakeClock) -> None:
    raw = decode_bytes(fresh_nonce(server)) or b""
    later = (int.from_bytes(raw[16:24], "big") + 3600).to_bytes(8, "big")
    for forged in (raw[:16] + later + raw[24:], bytes(1) + raw[1:], raw[:-1] + bytes(1)):
        with pytest.raises(RefusedError, match="nonce_expired"):
            sign_in(server, device.assertion(encode_bytes(forged)))


@pytest.mark.parametrize("claims", [{"aud": "elsewhere"}, {"iss": "nobody"}, {"iss": 7}, {"jti": ""}, {"jti": None}])
def test_wrong_claims_are_refused(server: Server, device: Device, claims: dict[str, Any]) -> None:
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, device.assertion(fresh_nonce(server), **claims))


def test_a_nonce_that_is_no_text_is_refused(server: Server, device: Device) -> None:
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, device.assertion(["a"]))


def test_a_device_nobody_enrolled_is_unknown(server: Server, device: Device) -> None:
    with pytest.raises(RefusedError, match="device_unknown"):
        sign_in(server, device.assertion(fresh_nonce(server), iss=str(new_uuid7())))


def test_nobody_signs_in_as_the_centre_itself(server: Server, device: Device) -> None:
    with server.centre.database.read() as connection:
        centre = connection.scalars(select(DEVICE.c.id).where(DEVICE.c.staff_id.is_(None))).one()
    with pytest.raises(RefusedError, match="device_unknown"):
        sign_in(server, device.assertion(fresh_nonce(server), iss=str(centre)))


def test_another_devices_key_is_refused(server: Server, device: Device, space: MadeSpace) -> None:
    other = Device(server, space.another_code(server))
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, other.assertion(fresh_nonce(server), iss=device.enrolment.device_id))


@pytest.mark.parametrize("assertion", ["", "a.b", "a.b.c", "..", "é.é.é", "a" * 5000, "e30.e30.e30"])
def test_rubbish_for_an_assertion_is_refused(server: Server, device: Device, assertion: str) -> None:
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, assertion)


def test_an_assertion_signed_with_the_public_key_as_a_password_is_refused(server: Server, device: Device) -> None:
    claims = {"iss": device.enrolment.device_id, "aud": "palier", "nonce": fresh_nonce(server), "jti": "1"}
    public = OctKey.import_key(device.key.public_key().public_bytes_raw())
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, jwt.encode({"alg": "HS256"}, claims, public, algorithms=["HS256"]))


def test_an_unsigned_assertion_is_refused(server: Server, device: Device) -> None:
    _, payload, _ = device.assertion(fresh_nonce(server)).split(".")
    header = encode_bytes(b'{"alg":"none"}')
    with pytest.raises(RefusedError, match="proof_wrong"):
        sign_in(server, f"{header}.{payload}.")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer nothing", "Basic abc", "Bearer é", "bearer  x y"])
def test_without_a_good_token_there_is_no_exchange(server: Server, space: MadeSpace, header: str) -> None:
    body = b'{"protocol":1,"schema_version":1,"cursor":{"epoch":"","server_seq":0}}'
    response = server.handle(Request("POST", "/v1/exchange", {"authorization": header}, body))
    assert (response.status, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert b'"error":"token_expired"' in response.body
    assert b'"nonce":"' in response.body


def test_a_revoked_device_is_stopped_at_its_next_request(server: Server, device: Device) -> None:
    device.exchange()
    revoke(server.centre, device.enrolment.device_id)
    with pytest.raises(RefusedError, match="token_expired"):
        device.exchange()
    with pytest.raises(RefusedError, match="device_revoked"):
        sign_in(server, device.assertion(fresh_nonce(server)))


def test_a_token_of_a_device_revoked_meanwhile_is_worth_nothing(server: Server, device: Device) -> None:
    device.exchange()
    with server.centre.database.write() as connection:
        connection.execute(DEVICE.update().values(state="revoked"))
    with pytest.raises(RefusedError, match="device_revoked"):
        device.exchange()
