"""From a device's key to a short-lived token, and from a token back to the device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from sqlalchemy import Connection, Select, bindparam, delete, insert, select, true, update
from sqlalchemy.exc import IntegrityError

from intake_app.domain.base import Audience
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Token, TokenRequest
from sync.protocol.messages import Cursor
from sync.server.centre import Centre
from sync.server.credentials import TOKEN_LIFE, decode_bytes, encode_bytes, hash_of
from sync.server.field_rules import is_id
from sync.server.scope import Reader, surroundings
from sync.server.tables import ACCESS_TOKEN, DEVICE, SERVER_IDENTITY, SPACE, SPACE_COUNTER, SPENT_NONCE, DeviceState

AUDIENCE: Final = "palier"
ALGORITHMS: Final = ["Ed25519"]
_TOKEN_BYTES: Final = 32
_STOPPED: Final = {
    DeviceState.PENDING: "device_pending",
    DeviceState.REVOKED: "device_revoked",
    DeviceState.FORKED: "sequence_forked",
    DeviceState.WIPING: "device_wiping",
    DeviceState.WIPED: "device_revoked",
}


class Claims(msgspec.Struct, frozen=True):
    """What a device's assertion says."""

    iss: str
    aud: str
    nonce: str
    jti: str


@dataclass(frozen=True)
class KnownDevice(Reader):
    """The device behind a token, what it may receive, and where server and space stand as this transaction sees
    them.
    """

    id: UUID
    last_seq: int
    kept_seq: int | None
    epoch: UUID
    space_last_seq: int
    terms: tuple[int, int]
    """Days without the centre after which it warns, and after which it locks."""
    recovery: tuple[bytes | None, datetime | None]
    """The organisation's public key, and since when."""

    def cursor_at(self, server_seq: int) -> Cursor:
        """The cursor of having read this far, in this life of the server and this area."""
        return Cursor(str(self.epoch), server_seq, self.scope_mark)


def give_token(centre: Centre, request: TokenRequest) -> Token:
    """A token for the device that signed the assertion, on a nonce of this server's: no laptop's clock is asked.

    Raises RefusedError: proof_wrong, device_unknown, device_pending, device_revoked, sequence_forked, nonce_expired.
    """
    now = centre.clock()
    claims = _read_claims(request.assertion)
    with centre.database.read() as connection:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == UUID(claims.iss))).first()
    if device is None or device.staff_id is None:
        raise RefusedError("device_unknown")
    _check_signature(request.assertion, device.public_key)
    refuse_stopped(device.state)
    secret = encode_bytes(centre.random_bytes(_TOKEN_BYTES))
    with centre.database.write() as connection:
        spend_nonce(centre, connection, claims.nonce, now)
        mine = ACCESS_TOKEN.c.device_id == device.id
        connection.execute(delete(ACCESS_TOKEN).where(mine, ACCESS_TOKEN.c.expires_at <= now))
        row = {"hash": hash_of(secret), "device_id": device.id, "expires_at": now + TOKEN_LIFE}
        connection.execute(insert(ACCESS_TOKEN).values(row))
        connection.execute(update(DEVICE).where(DEVICE.c.id == device.id).values(last_contact_at=now))
    return Token(secret, int(TOKEN_LIFE.total_seconds()))


def authenticate(centre: Centre, connection: Connection, authorization: str) -> KnownDevice:
    """The device whose token comes with a request.

    Raises RefusedError: token_expired (or never given), device_pending, device_revoked, sequence_forked.
    """
    scheme, _, secret = authorization.partition(" ")
    row = None
    if scheme.lower() == "bearer" and secret:
        row = connection.execute(_select_device(), {"hash": hash_of(secret.strip())}).first()
    if row is None or row.expires_at <= centre.clock():
        raise RefusedError("token_expired")
    refuse_stopped(row.state)
    reach = (row.space_id, Audience(row.audience), surroundings(connection, row.scope))
    terms = (row.warn_days, row.lock_days)
    recovery = (row.recovery_key, row.recovery_key_at)
    return KnownDevice(*reach, row.id, row.device_last_seq, row.kept_seq, row.epoch, row.last_seq, terms, recovery)


def refuse_stopped(state: str) -> None:
    """Raise the refusal of a device that may not speak: pending, revoked, forked, or to be emptied."""
    if state != DeviceState.ACTIVE:
        raise RefusedError(_STOPPED[DeviceState(state)])


def spend_nonce(centre: Centre, connection: Connection, nonce: str, now: datetime) -> None:
    """Use up a nonce; RefusedError nonce_expired when it is not this server's, too old, or used already."""
    expires = centre.nonces.expiry(nonce, now)
    if expires is None:
        raise RefusedError("nonce_expired")
    connection.execute(delete(SPENT_NONCE).where(SPENT_NONCE.c.expires_at <= now))
    try:
        connection.execute(insert(SPENT_NONCE).values(hash=hash_of(nonce), expires_at=expires))
    except IntegrityError as failure:
        raise RefusedError("nonce_expired") from failure


@cache
def _select_device() -> Select[Any]:
    joined = (
        ACCESS_TOKEN.join(DEVICE, DEVICE.c.id == ACCESS_TOKEN.c.device_id)
        .join(SPACE_COUNTER, SPACE_COUNTER.c.space_id == DEVICE.c.space_id)
        .join(SPACE, SPACE.c.id == DEVICE.c.space_id)
        .join(SERVER_IDENTITY, true())
    )
    return (
        select(
            ACCESS_TOKEN.c.expires_at,
            DEVICE.c.id,
            DEVICE.c.space_id,
            DEVICE.c.audience,
            DEVICE.c.scope,
            DEVICE.c.state,
            DEVICE.c.last_seq.label("device_last_seq"),
            DEVICE.c.kept_seq,
            SERVER_IDENTITY.c.epoch,
            SPACE_COUNTER.c.last_seq,
            SPACE.c.warn_days,
            SPACE.c.lock_days,
            SPACE.c.recovery_key,
            SPACE.c.recovery_key_at,
        )
        .select_from(joined)
        .where(ACCESS_TOKEN.c.hash == bindparam("hash"))
    )


def _read_claims(assertion: str) -> Claims:
    """What the assertion claims, before anything of it is believed: its `iss` tells whose key must have signed it."""
    parts = assertion.split(".")
    payload = decode_bytes(parts[1]) if len(parts) == 3 else None
    try:
        claims = msgspec.json.decode(payload or b"", type=Claims)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as failure:
        raise RefusedError("proof_wrong") from failure
    if claims.aud != AUDIENCE or not claims.jti or not is_id(claims.iss):
        raise RefusedError("proof_wrong")
    return claims


def _check_signature(assertion: str, public_key: bytes) -> None:
    key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": encode_bytes(public_key)})
    try:
        jwt.decode(assertion, key, algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError) as failure:
        raise RefusedError("proof_wrong") from failure
