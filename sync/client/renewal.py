"""A new identity for this laptop, when the centre has met another one under its numbers: this one was copied, or put
back from a copy. What has no verdict goes again under the new identity; nothing else changes.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from intake_app.domain.errors import KnownError
from intake_app.storage import outbox
from intake_app.storage.keys import Keys
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.store import Store
from sync.client.enrolment import identity_of, keep_enrolment, new_sealed_key, numbers_said
from sync.client.identity import Enrolment, encode_bytes
from sync.client.outbound import next_number
from sync.client.transport import Transport
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, EnrolmentReply, RenewalRequest

INTENT: Final = "renewal_intent"


class RenewalIntent(msgspec.Struct, frozen=True):
    """A renewal under way: the identity given up, and the key that takes its place. Kept before the centre is asked,
    so that a kill or a lost answer makes no second one.
    """

    device_id: str
    sealed_key: str


def needs_renewal(store: Store, refusal: RefusedError) -> bool:
    """Whether the refusal says that another laptop has used this one's numbers. A number that is not really higher
    than this laptop's was told to a request overtaken by a later one; and one that is missed, though lower ones wait
    here, is of a copy made between the question for this identity and its answer.
    """
    if refusal.key == "numbers_behind":
        last_seq = refusal.details.get("last_seq")
        given = store.read(lambda session: outbox.last_number(session.connection()))
        return isinstance(last_seq, int) and given < last_seq
    if refusal.key == "sequence_gap":
        expected = refusal.details.get("expected")
        waiting = store.read(lambda session: next_number(session.connection()))
        return isinstance(expected, int) and waiting < expected
    return refusal.key == "sequence_forked"


def renew(store: Store, keys: Keys, enrolment: Enrolment, transport: Transport) -> Enrolment:
    """Take a new identity and keep it: somebody at the centre has to approve it before it may speak. May be repeated
    until it answers.

    Raises KnownError: receipt_wrong when another server answers, server_unreachable…, or RefusedError: device_revoked,
    and not_found from a centre too old to know renewals.
    """
    intent = _keep_intent(store, keys, enrolment)
    taken = msgspec.structs.replace(enrolment, sealed_key=intent.sealed_key)
    reply = _ask(transport, enrolment, taken, keys, store.read(numbers_said))
    if reply.server_key != enrolment.server_key:
        raise KnownError("receipt_wrong")
    renewed = msgspec.structs.replace(
        taken,
        device_id=reply.device_id,
        staff_role=reply.staff_role,
        audience=reply.audience,
        fingerprint=reply.fingerprint,
        sealing_key=reply.sealing_key,
        is_renewed=True,
    )
    keep_enrolment(store, renewed)
    return renewed


def _keep_intent(store: Store, keys: Keys, enrolment: Enrolment) -> RenewalIntent:
    known = store.read(lambda session: read_setting(session.connection(), INTENT, RenewalIntent))
    if known is not None and known.device_id == enrolment.device_id:
        return known
    intent = RenewalIntent(enrolment.device_id, new_sealed_key(keys))
    with store.direct() as connection:
        write_setting(connection, INTENT, intent)
    return intent


def _ask(
    transport: Transport, enrolment: Enrolment, taken: Enrolment, keys: Keys, numbers: dict[str, Any]
) -> EnrolmentReply:
    former, new = identity_of(enrolment, keys), identity_of(taken, keys)
    public_key = encode_bytes(new.public_key)
    nonce = transport.call("/v1/challenge", {}, Challenge).nonce
    message = f"palier/renew/v1|{nonce}|{enrolment.device_id}|{public_key}".encode()
    proof, new_proof = encode_bytes(former.sign(message)), encode_bytes(new.sign(message))
    request = RenewalRequest(enrolment.device_id, public_key, nonce, proof, new_proof, **numbers)
    return transport.call("/v1/renewal", request, EnrolmentReply)
