"""A new identity for a laptop whose numbers another one has used: it was copied, or put back from a copy.

The former identity is stopped, whoever else holds it; each of its holders may ask for a new one, and somebody
approves each.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from sync.protocol.errors import RefusedError
from sync.protocol.joining import EnrolmentReply, RenewalRequest
from sync.server.centre import Centre
from sync.server.credentials import decode_bytes, is_signed
from sync.server.enrol import check_numbers, first_number, welcome
from sync.server.field_rules import is_id
from sync.server.sign_in import refuse_stopped, spend_nonce
from sync.server.tables import DEVICE, DeviceState


def renew(centre: Centre, request: RenewalRequest) -> EnrolmentReply:
    """Make the laptop a device once more, under a key it proves together with its former one. The same key asked
    again gets the same answer: the first may have been lost on the way.

    Raises RefusedError: device_unknown, device_pending, device_revoked, proof_wrong, nonce_expired, body_malformed.
    """
    if not is_id(request.device_id):
        raise RefusedError("body_malformed")
    check_numbers(request)
    with centre.database.write() as connection:
        query = select(DEVICE).where(DEVICE.c.id == UUID(request.device_id)).with_for_update()
        former = connection.execute(query).first()
        if former is None or former.staff_id is None:
            raise RefusedError("device_unknown")
        public_key = _proven_key(request, former)
        spend_nonce(centre, connection, request.nonce, centre.clock())
        first_seq = first_number(connection, request)
        return welcome(centre, connection, _find_or_add(centre, connection, former, public_key, first_seq))


def _proven_key(request: RenewalRequest, former: Any) -> bytes:
    public_key = decode_bytes(request.public_key) or b""
    message = f"palier/renew/v1|{request.nonce}|{request.device_id}|{request.public_key}".encode()
    proofs = ((former.public_key, request.proof), (public_key, request.new_proof))
    if public_key == former.public_key or not all(
        is_signed(key, decode_bytes(proof), message) for key, proof in proofs
    ):
        raise RefusedError("proof_wrong")
    return public_key


def _find_or_add(centre: Centre, connection: Connection, former: Any, public_key: bytes, first_seq: int) -> Any:
    of_this_key = select(DEVICE).where(DEVICE.c.space_id == former.space_id, DEVICE.c.public_key == public_key)
    known = connection.execute(of_this_key).first()
    if known is not None:
        return known
    if former.state != DeviceState.FORKED:
        refuse_stopped(former.state)
    device = {
        **{name: getattr(former, name) for name in ("space_id", "staff_id", "label", "audience")},
        # left out where it is the whole space: None would be written as the JSON word null
        **({} if former.scope is None else {"scope": former.scope}),
        "id": centre.new_id(),
        "public_key": public_key,
        "state": DeviceState.PENDING,
        "first_seq": first_seq,
        "last_seq": first_seq - 1,
        "enrolled_at": centre.clock(),
        "last_contact_at": centre.clock(),
    }
    connection.execute(insert(DEVICE).values(device))
    stopped = update(DEVICE).where(DEVICE.c.id == former.id)
    connection.execute(stopped.values(state=DeviceState.FORKED, replaced_by=device["id"]))
    return connection.execute(of_this_key).one()
