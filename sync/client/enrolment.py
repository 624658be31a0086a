"""Joining a space: a one-time code, a key of this laptop's own, and what the server answers, kept inside the
encrypted store.
"""

from __future__ import annotations

import base64
import secrets
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from intake_app.domain.errors import KnownError
from intake_app.storage import outbox
from intake_app.storage.keys import Keys, seal, unseal
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.store import Store
from sync.client.identity import Enrolment, Identity, encode_bytes
from sync.client.transport import Transport, check_address
from sync.protocol.messages import Challenge, EnrolmentReply, EnrolmentRequest, Hello
from sync.protocol.version import OLDEST_PROTOCOL, PRODUCT, PROTOCOL

ENROLMENT: Final = "enrolment"
CODE_LENGTH: Final = 16
_ALPHABET: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_CONFUSED: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


def tidy_code(text: str) -> str:
    """The code as the server knows it, whatever spaces, dashes or look-alikes were typed. Raises KnownError:
    code_malformed.
    """
    code = "".join(sign for sign in text.upper() if sign.isalnum()).translate(_CONFUSED)
    if len(code) != CODE_LENGTH or not set(code) <= _ALPHABET:
        raise KnownError("code_malformed")
    return code


def greet(transport: Transport) -> Hello:
    """The server's greeting. Raises KnownError: not_palier, protocol_too_old, protocol_too_new."""
    hello = transport.call("/v1/hello", None, Hello)
    if hello.product != PRODUCT:
        raise KnownError("not_palier")
    if hello.oldest_protocol > PROTOCOL:
        raise KnownError("protocol_too_old")
    if hello.protocol < OLDEST_PROTOCOL:
        raise KnownError("protocol_too_new")
    return hello


def enrol(store: Store, keys: Keys, transport: Transport, address: str, code: str, label: str) -> Enrolment:
    """Join the space the code invites to, and keep the identity. `label` tells this laptop from the others at the
    centre.

    Raises KnownError or RefusedError (code_wrong, code_used, code_expired…); nothing is kept then.
    """
    tidied = tidy_code(code)
    greet(transport)
    key = Ed25519PrivateKey.generate()
    public_key = encode_bytes(key.public_key().public_bytes_raw())
    nonce = transport.call("/v1/challenge", {}, Challenge).nonce
    proof = encode_bytes(key.sign(f"palier/enrol/v1|{nonce}|{tidied}|{public_key}".encode()))
    with store.direct() as connection:
        first_seq = outbox.last_number(connection) + 1 if outbox.summary(connection).pending_changes == 0 else 1
    request = EnrolmentRequest(tidied, label, public_key, nonce, proof, first_seq)
    reply = transport.call("/v1/enrolment", request, EnrolmentReply)
    sealed = seal(keys.device_key_wrap, key.private_bytes_raw(), reply.device_id.encode(), secrets.token_bytes)
    enrolment = _kept(reply, check_address(address), sealed)
    with store.direct() as connection:
        write_setting(connection, ENROLMENT, enrolment)
    return enrolment


def _kept(reply: EnrolmentReply, address: str, sealed: bytes) -> Enrolment:
    return Enrolment(
        address=address,
        device_id=reply.device_id,
        space_id=reply.space_id,
        space_name=reply.space_name,
        staff_id=reply.staff_id,
        staff_role=reply.staff_role,
        audience=reply.audience,
        fingerprint=reply.fingerprint,
        server_key=reply.server_key,
        sealed_key=base64.b64encode(sealed).decode(),
    )


def read_enrolment(connection: Connection) -> Enrolment | None:
    """This laptop's enrolment, None before it joined a space."""
    return read_setting(connection, ENROLMENT, Enrolment)


def identity_of(enrolment: Enrolment, keys: Keys) -> Identity:
    """The identity whose key the vault can open."""
    sealed = base64.b64decode(enrolment.sealed_key)
    raw = unseal(keys.device_key_wrap, sealed, enrolment.device_id.encode())
    return Identity(str(UUID(enrolment.device_id)), Ed25519PrivateKey.from_private_bytes(bytes(raw)))
