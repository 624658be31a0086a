"""The organisation's public key for recovery: given to the centre by a command, by it to the laptops."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import select, update

from intake_app.domain.wire import to_wire
from sync.protocol.recovery import RecoveryTerms, terms_text
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.credentials import encode_bytes
from sync.server.identity import KnownIdentity
from sync.server.tables import SPACE

Given = tuple[bytes | None, datetime | None]
"""The key, and since when; no moment: none was ever given."""


def recovery_for(identity: KnownIdentity, device_id: UUID, given: Given, known: str = "") -> RecoveryTerms | None:
    """The key for a laptop, signed; None when the one it has was given at the same moment, or when there is none."""
    key, moment = given
    if moment is None or known == str(to_wire(moment)):
        return None
    unsigned = RecoveryTerms(str(device_id), encode_bytes(key or b""), str(to_wire(moment)), "")
    return msgspec.structs.replace(unsigned, signature=encode_bytes(identity.key.sign(terms_text(unsigned))))


def give_recovery_key(centre: Centre, space_id: UUID, key: bytes | None) -> None:
    """Have the laptops of a space seal their data key to this public key from their next exchange on; to nobody when
    it is None.
    """
    row = SPACE.c.id == space_id
    with centre.database.write() as connection:
        before = connection.scalars(select(SPACE.c.recovery_key_at).where(row)).one()
        # laptops keep the one given last: the clock of this computer may have been put back since
        moment = centre.clock() if before is None else max(centre.clock(), before + timedelta(seconds=1))
        connection.execute(update(SPACE).where(row).values(recovery_key=key, recovery_key_at=moment))
        touch(connection, "space", space_id)
