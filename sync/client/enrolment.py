"""Joining a space: a one-time code, a key of this laptop's own, and what the server answers, kept inside the
encrypted store.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from contextlib import closing
from typing import Any, Final
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from intake_app.storage.keys import Keys, seal, unseal
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.store import Store
from sync.client import erase
from sync.client.address import check_address
from sync.client.identity import Enrolment, Identity, decode_bytes, encode_bytes
from sync.client.outbound import next_number, oldest_number
from sync.client.place import read_epoch
from sync.client.recovery_terms import keep_recovery_terms
from sync.client.transport import Transport
from sync.protocol.joining import Challenge, EnrolmentReply, EnrolmentRequest, Hello, Invitation, InvitationRequest
from sync.protocol.version import OLDEST_PROTOCOL, PRODUCT, PROTOCOL

ENROLMENT: Final = "enrolment"
INTENT: Final = "enrolment_intent"
KEY_PURPOSE: Final = b"palier/device-key/v1"
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
    try:
        hello = transport.call("/v1/hello", None, Hello)
    except KnownError as error:
        # whoever answers this question in another way is somebody else
        if error.key not in ("answer_damaged", "not_found"):
            raise
        raise KnownError("not_palier") from error
    if hello.product != PRODUCT:
        raise KnownError("not_palier")
    if hello.oldest_protocol > PROTOCOL:
        raise KnownError("protocol_too_old")
    if hello.protocol < OLDEST_PROTOCOL:
        raise KnownError("protocol_too_new")
    return hello


class Intent(msgspec.Struct, frozen=True):
    """An enrolment under way: kept before the server is asked, so that neither a kill nor a lost answer wastes the
    code.
    """

    address: str
    code: str
    label: str
    sealed_key: str


def ask_invitation(transport: Transport, code: str) -> Invitation:
    """Whom the code invites, without using it up. Raises KnownError: code_malformed, or RefusedError: code_wrong,
    code_expired…
    """
    tidied = tidy_code(code)
    greet(transport)
    return transport.call("/v1/invitation", InvitationRequest(tidied), Invitation)


def keep_intent(store: Store, keys: Keys, address: str, code: str, label: str) -> None:
    """Make this laptop's key and keep it with the code, ready to join. `label` tells this laptop from the others
    at the centre. The same code again keeps its key: the centre may already know it.
    """
    address, code = check_address(address), tidy_code(code)
    known = store.read(read_intent)
    if known is not None and (known.address, known.code) == (address, code):
        return
    with store.direct() as connection:
        write_setting(connection, INTENT, Intent(address, code, label, new_sealed_key(keys)))


def join(store: Store, keys: Keys, connect: Callable[[str], Transport], former: Enrolment | None = None) -> Enrolment:
    """Join the space this laptop was invited to. The same key asked twice gets the same answer. `former` is who it was
    there before: then it must be the same centre, which is told once more what it may have forgotten.

    Raises KnownError: not_joined when nobody invited it, receipt_wrong when another server answers,
    server_unreachable…, or RefusedError: code_wrong, code_used, code_expired.
    """
    intent, numbers = store.read(lambda session: (read_intent(session), numbers_said(session)))
    if intent is None:
        raise KnownError("not_joined")
    with closing(connect(intent.address)) as transport:
        moment = greet(transport).server_time
        reply = _ask_to_join(transport, intent, _open_key(intent.sealed_key, keys), numbers)
    enrolment = _kept(reply, intent)
    if former is not None:
        if enrolment.server_key != former.server_key:
            raise KnownError("receipt_wrong")
        enrolment = msgspec.structs.replace(enrolment, is_renewed=True)
    keep_enrolment(store, enrolment, _invited(reply, moment))
    with store.direct() as connection:
        keep_recovery_terms(connection, identity_of(enrolment, keys), reply.recovery)
    return enrolment


def keep_enrolment(store: Store, enrolment: Enrolment, member: StaffMember | None = None) -> None:
    """This is who the laptop is now: as such it has told the centre of no erasure yet. `member` is whom it joined for:
    she can be named in what is saved here before her row has come.
    """
    with store.direct("staff_member") as connection:
        write_setting(connection, ENROLMENT, enrolment)
        erase.tell_all_again(connection)
        if member is not None:
            connection.execute(insert(StaffMember).prefix_with("OR IGNORE").values(member.model_dump()))


def _invited(reply: EnrolmentReply, moment: str) -> StaffMember:
    """What the invitation says of a member of staff, without a number of the centre's: her row replaces it."""
    return StaffMember.model_validate(
        {
            "id": reply.staff_id,
            "space_id": reply.space_id,
            "created_at": moment,
            "first_name": reply.staff_first_name,
            "family_name": reply.staff_family_name,
            "role": reply.staff_role,
        }
    )


def new_sealed_key(keys: Keys) -> str:
    """A new private key of this laptop's, sealed under the vault's, as an enrolment keeps it."""
    private = Ed25519PrivateKey.generate().private_bytes_raw()
    return base64.b64encode(seal(keys.device_key_wrap, private, KEY_PURPOSE, secrets.token_bytes)).decode()


def _ask_to_join(
    transport: Transport, intent: Intent, key: Ed25519PrivateKey, numbers: dict[str, Any]
) -> EnrolmentReply:
    public_key = encode_bytes(key.public_key().public_bytes_raw())
    nonce = transport.call("/v1/challenge", {}, Challenge).nonce
    proof = encode_bytes(key.sign(f"palier/enrol/v1|{nonce}|{intent.code}|{public_key}".encode()))
    request = EnrolmentRequest(intent.code, intent.label, public_key, nonce, proof, **numbers)
    return transport.call("/v1/enrolment", request, EnrolmentReply)


def _kept(reply: EnrolmentReply, intent: Intent) -> Enrolment:
    return Enrolment(
        address=intent.address,
        device_id=reply.device_id,
        space_id=reply.space_id,
        space_name=reply.space_name,
        staff_id=reply.staff_id,
        staff_role=reply.staff_role,
        audience=reply.audience,
        fingerprint=reply.fingerprint,
        server_key=reply.server_key,
        sealed_key=intent.sealed_key,
        sealing_key=reply.sealing_key,
    )


def learn_sealing_key(store: Store, enrolment: Enrolment, transport: Transport) -> Enrolment:
    """The enrolment with the centre's key for parcels, where this laptop joined before there was one."""
    learnt = msgspec.structs.replace(enrolment, sealing_key=greet(transport).sealing_key)
    if learnt.sealing_key:
        with store.direct() as connection:
            write_setting(connection, ENROLMENT, learnt)
    return learnt


def read_enrolment(connection: Connection) -> Enrolment | None:
    """This laptop's enrolment, None before it joined a space."""
    return read_setting(connection, ENROLMENT, Enrolment)


def identity_of(enrolment: Enrolment, keys: Keys) -> Identity:
    """The identity whose key the vault can open."""
    key = _open_key(enrolment.sealed_key, keys)
    return Identity(str(UUID(enrolment.device_id)), key, decode_bytes(enrolment.server_key))


def read_intent(session: Session) -> Intent | None:
    """The last enrolment that was under way on this laptop, finished or not."""
    return read_intent_of(session.connection())


def read_intent_of(connection: Connection) -> Intent | None:
    """The same, of a connection."""
    return read_setting(connection, INTENT, Intent)


def numbers_said(session: Session) -> dict[str, Any]:
    """What a laptop says of its numbers when it asks for an identity: see EnrolmentRequest."""
    connection = session.connection()
    return {
        "first_seq": next_number(connection),
        "epoch": read_epoch(connection),
        "oldest_seq": oldest_number(connection),
    }


def _open_key(sealed_key: str, keys: Keys) -> Ed25519PrivateKey:
    raw = unseal(keys.device_key_wrap, base64.b64decode(sealed_key), KEY_PURPOSE)
    return Ed25519PrivateKey.from_private_bytes(bytes(raw))
