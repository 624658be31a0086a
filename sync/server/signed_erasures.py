"""The centre's signature on each erasure it accepts: the only proof of one that a restored centre believes.

It is over what the row says, by a key that lives in the database and comes back with every backup, and always the
same for the same row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, insert, select

from intake_app.domain.record_types import table_of
from intake_app.domain.wire import to_wire
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.protocol.attestation import erasure_text
from sync.protocol.messages import Change, Edit, KnownErasure
from sync.server.accept import lock_space
from sync.server.centre import Centre
from sync.server.credentials import decode_bytes, is_signed
from sync.server.erasure_tables import TOLD_ERASURE
from sync.server.sign_in import KnownDevice
from sync.server.spaces import take_in_own

_ERASURE: Final = table_of("erasure")


def bears_own_signature(centre: Centre, space_id: UUID, known: KnownErasure) -> bool:
    """Whether this centre, in whichever life, accepted the erasure in this space."""
    said = (known.resident_id, known.erasure_id, known.reason, known.created_at)
    own_key = centre.identity.key.public_key().public_bytes_raw()
    return is_signed(own_key, decode_bytes(known.signature), erasure_text(str(space_id), *said))


def keep_for_somebody(centre: Centre, device: KnownDevice, told: Sequence[KnownErasure]) -> None:
    """Write down what a laptop says was erased without proof, once each, for the administration to look at."""
    kept = TOLD_ERASURE.c
    common = {"space_id": device.space_id, "device_id": device.id, "told_at": centre.clock()}
    with centre.database.write() as connection:
        # two laptops may say the same at once
        lock_space(connection, device.space_id)
        present = set(connection.scalars(select(kept.erasure_id).where(kept.space_id == device.space_id)))
        fresh = {UUID(one.erasure_id): one for one in told if UUID(one.erasure_id) not in present}
        rows = [
            {"erasure_id": erasure_id, "resident_id": UUID(one.resident_id), "reason": one.reason, **common}
            for erasure_id, one in fresh.items()
        ]
        if rows:
            connection.execute(insert(TOLD_ERASURE), rows)


def unproven(connection: Connection, space_id: UUID) -> Sequence[Any]:
    """What laptops said was erased without proof (rows of `told_erasure`), as long as the person is not."""
    kept = TOLD_ERASURE.c
    erased = select(_ERASURE.c.resident_id).where(_ERASURE.c.space_id == space_id)
    wanted = (kept.space_id == space_id, kept.resident_id.not_in(erased))
    return connection.execute(select(TOLD_ERASURE).where(*wanted).order_by(kept.told_at, kept.erasure_id)).all()


def sign_older(centre: Centre) -> int:
    """Sign the erasures that an earlier version of this program accepted, and number them anew, so that laptops receive
    the signature. Returns how many.
    """
    query = select(_ERASURE.c.space_id, _ERASURE.c.id, _ERASURE.c.reason).where(_ERASURE.c.signature.is_(None))
    with centre.database.read() as connection:
        unsigned = connection.execute(query.order_by(_ERASURE.c.revision)).all()
    for space_id in sorted({row.space_id for row in unsigned}):
        take_in_own(centre, space_id, [_said_again(centre, row) for row in unsigned if row.space_id == space_id])
    return len(unsigned)


def _said_again(centre: Centre, row: Any) -> Change:
    """A change that changes nothing."""
    return Change(
        change_id=str(centre.new_id()),
        device_seq=0,
        unit_id=str(centre.new_id()),
        author_id="",
        record_type="erasure",
        record_id=str(row.id),
        kind="set",
        fields={"reason": Edit(row.reason, row.reason)},
        base_revision=0,
        schema_version=SCHEMA_VERSION,
        recorded_at=str(to_wire(centre.clock())),
    )
