"""How a laptop joins: a nonce, then a one-time code with a key it proves to hold."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from intake_app.domain.record_types import table_of
from intake_app.domain.wire import to_wire
from sync.protocol.errors import RefusedError
from sync.protocol.joining import (
    Challenge,
    EnrolmentReply,
    EnrolmentRequest,
    Invitation,
    InvitationRequest,
    RenewalRequest,
)
from sync.server.bulk import is_postgresql
from sync.server.centre import Centre
from sync.server.credentials import code_hash, decode_bytes, fingerprint_of, is_signed
from sync.server.identity import read_epoch
from sync.server.recovery_terms import recovery_for
from sync.server.sign_in import spend_nonce
from sync.server.tables import DEVICE, INVITATION, SPACE, WRONG_CODE, DeviceState

MOST_TRIES: Final = 5
TRIES_LAST: Final = timedelta(hours=1)
_LONGEST_LABEL: Final = 80
LARGEST_NUMBER: Final = 2**53


def give_challenge(centre: Centre) -> Challenge:
    """A nonce to sign."""
    now = centre.clock()
    return Challenge(centre.nonces.make(now), str(to_wire(now)))


def show_invitation(centre: Centre, request: InvitationRequest, peer: str) -> Invitation:
    """Whom a code invites, without using it up: the laptop greets her before anything is decided.

    Raises RefusedError: too_many_codes, code_wrong, code_used, code_expired.
    """
    now = centre.clock()
    with centre.database.write() as connection:
        _refuse_stubborn(connection, _address_of(peer), now)
        invitation = _find_invitation(connection, request.code)
        if invitation is None:
            _count_wrong_code(connection, _address_of(peer), now)
        else:
            return _shown(connection, invitation, now)
    raise RefusedError("code_wrong")


def _shown(connection: Connection, invitation: Any, now: datetime) -> Invitation:
    if invitation.used_at is not None:
        raise RefusedError("code_used")
    if invitation.expires_at <= now:
        raise RefusedError("code_expired")
    staff = table_of("staff_member")
    member = connection.execute(select(staff).where(staff.c.id == invitation.staff_id)).one()
    space = connection.execute(select(SPACE).where(SPACE.c.id == invitation.space_id)).one()
    return Invitation(
        space_name=space.name,
        staff_id=str(member.id),
        staff_first_name=member.first_name,
        staff_family_name=member.family_name,
        staff_role=member.role,
        expires_at=str(to_wire(invitation.expires_at)),
    )


def enrol(centre: Centre, request: EnrolmentRequest, peer: str) -> EnrolmentReply:
    """Make the laptop that holds an invitation's code a device of its space. Asking again with the same code and key
    gives the same answer: the first may have been lost on the way.

    Raises RefusedError: too_many_codes, code_wrong, code_used, code_expired, proof_wrong, nonce_expired,
    body_malformed.
    """
    now = centre.clock()
    address = _address_of(peer)
    check_numbers(request)
    with centre.database.read() as connection:
        _refuse_stubborn(connection, address, now)
    with centre.database.write() as connection:
        invitation = _find_invitation(connection, request.code)
        if invitation is not None:
            return _admit(centre, connection, request, invitation, now)
        # the try is counted by this transaction: the refusal comes after its commit
        _count_wrong_code(connection, address, now)
    raise RefusedError("code_wrong")


def _admit(
    centre: Centre, connection: Connection, request: EnrolmentRequest, invitation: Any, now: datetime
) -> EnrolmentReply:
    public_key = decode_bytes(request.public_key) or b""
    message = f"palier/enrol/v1|{request.nonce}|{request.code}|{request.public_key}"
    if not is_signed(public_key, decode_bytes(request.proof), message.encode()):
        raise RefusedError("proof_wrong")
    spend_nonce(centre, connection, request.nonce, now)
    if invitation.used_at is not None:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == invitation.device_id)).one()
        if device.public_key != public_key:
            raise RefusedError("code_used")
    elif invitation.expires_at <= now:
        raise RefusedError("code_expired")
    else:
        device = _add_device(centre, connection, request, invitation, public_key)
    return welcome(centre, connection, device)


def _add_device(
    centre: Centre, connection: Connection, request: EnrolmentRequest, invitation: Any, public_key: bytes
) -> Any:
    now = centre.clock()
    shown = "".join(sign for sign in request.label if sign.isprintable()).strip()
    device = {
        "id": centre.new_id(),
        "space_id": invitation.space_id,
        "staff_id": invitation.staff_id,
        "label": shown[:_LONGEST_LABEL],
        "public_key": public_key,
        "audience": invitation.audience,
        "scope": invitation.scope,
        "state": DeviceState.PENDING if invitation.needs_approval else DeviceState.ACTIVE,
        "first_seq": (first_seq := first_number(connection, request)),
        "last_seq": first_seq - 1,
        "enrolled_at": now,
        "last_contact_at": now,
    }
    connection.execute(insert(DEVICE).values(device))
    used = update(INVITATION).where(INVITATION.c.id == invitation.id)
    connection.execute(used.values(used_at=now, device_id=device["id"]))
    return connection.execute(select(DEVICE).where(DEVICE.c.id == device["id"])).one()


def check_numbers(request: EnrolmentRequest | RenewalRequest) -> None:
    """Raise RefusedError body_malformed where a laptop says numbers that there are not."""
    if not all(1 <= number < LARGEST_NUMBER for number in (request.first_seq, request.oldest_seq)):
        raise RefusedError("body_malformed")


def first_number(connection: Connection, request: EnrolmentRequest | RenewalRequest) -> int:
    """From which number on the laptop's changes are expected: from the oldest it keeps, where it has read in a life
    of this server that is over. What it was answered there may be lost.
    """
    is_same_life = request.epoch in ("", read_epoch(connection))
    return request.first_seq if is_same_life else request.oldest_seq


def welcome(centre: Centre, connection: Connection, device: Any) -> EnrolmentReply:
    """The identity that a laptop now has."""
    staff = table_of("staff_member")
    member = connection.execute(select(staff).where(staff.c.id == device.staff_id)).one()
    space = connection.execute(select(SPACE).where(SPACE.c.id == device.space_id)).one()
    return EnrolmentReply(
        device_id=str(device.id),
        space_id=str(space.id),
        space_name=space.name,
        staff_id=str(member.id),
        staff_first_name=member.first_name,
        staff_family_name=member.family_name,
        staff_role=member.role,
        audience=device.audience,
        fingerprint=fingerprint_of(device.public_key),
        is_approved=device.state == DeviceState.ACTIVE,
        server_key=centre.identity.public_key,
        sealing_key=centre.identity.sealing_key,
        recovery=recovery_for(centre.identity, device.id, (space.recovery_key, space.recovery_key_at)),
    )


def _find_invitation(connection: Connection, code: str) -> Any:
    tidied = "".join(sign for sign in code.upper() if sign.isalnum())
    query = select(INVITATION).where(INVITATION.c.code_hash == code_hash(tidied)).with_for_update()
    return connection.execute(query).first()


def _refuse_stubborn(connection: Connection, address: str, now: datetime) -> None:
    tried = connection.execute(select(WRONG_CODE).where(WRONG_CODE.c.address == address)).first()
    if tried is not None and tried.tries >= MOST_TRIES and tried.since + TRIES_LAST > now:
        wait = tried.since + TRIES_LAST - now
        raise RefusedError("too_many_codes", minutes=int(wait.total_seconds() // 60) + 1)


def _count_wrong_code(connection: Connection, address: str, now: datetime) -> None:
    """Count, and forget the tries of more than an hour ago, everybody's."""
    connection.execute(delete(WRONG_CODE).where(WRONG_CODE.c.since <= now - TRIES_LAST))
    insert_or_update = postgresql.insert if is_postgresql(connection) else sqlite.insert
    counted = insert_or_update(WRONG_CODE).values(address=address, since=now, tries=1)
    more = {"tries": WRONG_CODE.c.tries + 1}
    connection.execute(counted.on_conflict_do_update(index_elements=["address"], set_=more))


def _address_of(peer: str) -> str:
    """Whom to count a try against. An IPv6 subscriber holds 2^64 addresses: they count as one."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return peer[:64]
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
