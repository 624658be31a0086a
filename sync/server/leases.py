"""How long the laptops of a space may be used without the centre, and the codes that have one used for longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import update

from intake_app.domain.errors import KnownError
from sync.protocol.lease import CHALLENGE_LENGTH, LONGEST_DAYS, MOST_WEEKS, Lease, lease_code, lease_text, terms_text
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.credentials import encode_bytes
from sync.server.identity import KnownIdentity
from sync.server.tables import SPACE

_SECRET_BYTES = 32


def lease_for(identity: KnownIdentity, device_id: UUID, terms: tuple[int, int], known: str) -> Lease | None:
    """The terms for a laptop; None when those it says it has are the same."""
    warn_days, lock_days = terms
    if known == terms_text(warn_days, lock_days):
        return None
    lease = Lease(str(device_id), warn_days, lock_days, encode_bytes(_secret_of(identity, device_id)), "")
    return msgspec.structs.replace(lease, signature=encode_bytes(identity.key.sign(lease_text(lease))))


def set_terms(centre: Centre, space_id: UUID, warn_days: int, lock_days: int) -> None:
    """Give the laptops of a space other terms; each learns them at its next exchange. Raises KnownError
    lease_terms_wrong.
    """
    if not 1 <= warn_days < lock_days <= LONGEST_DAYS:
        raise KnownError("lease_terms_wrong", most=LONGEST_DAYS)
    with centre.database.write() as connection:
        chosen: dict[str, Any] = {"warn_days": warn_days, "lock_days": lock_days}
        connection.execute(update(SPACE).where(SPACE.c.id == space_id).values(chosen))
        touch(connection, "space", space_id)


def extension_code(centre: Centre, device_id: UUID, challenge: str, weeks: int) -> str:
    """The code to read out to whoever sits at a laptop. Raises KnownError: lease_challenge_malformed,
    lease_weeks_wrong.
    """
    digits = "".join(sign for sign in challenge if sign.isdecimal() and sign.isascii())
    if len(digits) != CHALLENGE_LENGTH:
        raise KnownError("lease_challenge_malformed")
    if not 1 <= weeks <= MOST_WEEKS:
        raise KnownError("lease_weeks_wrong", most=MOST_WEEKS)
    with centre.database.write() as connection:
        touch(connection, "device", device_id)
    return lease_code(_secret_of(centre.identity, device_id), str(device_id), digits, weeks)


def _secret_of(identity: KnownIdentity, device_id: UUID) -> bytes:
    """Derived from the server's key, so that nothing more has to be kept, or is lost with a backup."""
    derive = HKDF(SHA256(), _SECRET_BYTES, salt=None, info=f"palier/lease/v1|{device_id}".encode())
    return derive.derive(identity.key.private_bytes_raw())
