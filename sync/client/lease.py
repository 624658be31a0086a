"""How long this laptop has been without the centre, and what that means: nothing, a warning, or a lock that nothing is
lost by. Contact with the centre opens it again, else a code that somebody there reads out.

Days are counted by this computer's clock, from the last receipt that the centre signed; a clock put back wins nothing,
for the latest moment ever seen is kept. All of it stands in the encrypted store.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.storage import audit
from intake_app.storage.local_setting import forget_setting, read_setting, write_setting
from intake_app.storage.store import Store
from sync.client.identity import Identity, decode_bytes
from sync.protocol.lease import CHALLENGE_LENGTH, Lease, lease_text, weeks_of

EXTENDED: Final = "extend_lease"
NOT_EXTENDED: Final = "extend_lease_failed"
_TERMS: Final = "lease"
_CONTACT: Final = "lease_contact"
_CHALLENGE: Final = "lease_challenge"
_DAY: Final = timedelta(days=1)


class Contact(msgspec.Struct, frozen=True):
    """When the centre last signed for something, the latest moment this computer has seen since, and until when a code
    extends what followed: all by its own clock.
    """

    at: datetime
    latest: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeaseStanding:
    """Whole days without the centre, and how many are left before the lock (0: it is locked)."""

    days_alone: int
    days_left: int
    is_warning: bool

    @property
    def is_over(self) -> bool:
        """Whether the laptop is to stay locked."""
        return self.days_left == 0


def read_lease(connection: Connection) -> Lease | None:
    """The terms, None before the centre has given any."""
    return read_setting(connection, _TERMS, Lease)


def keep_lease(connection: Connection, identity: Identity, lease: Lease | None) -> None:
    """Keep the terms that came with a reply. Raises KnownError receipt_wrong unless the centre signed them for this
    laptop.
    """
    if lease is None:
        return
    if lease.device_id != identity.device_id or not identity.is_signed_by_centre(
        decode_bytes(lease.signature), lease_text(lease)
    ):
        raise KnownError("receipt_wrong")
    write_setting(connection, _TERMS, lease)


def note_contact(connection: Connection, now: datetime) -> None:
    """The centre has just signed for something: the days begin anew."""
    write_setting(connection, _CONTACT, Contact(now, now))


def read_standing_of_lease(connection: Connection, now: datetime) -> LeaseStanding | None:
    """Where this laptop stands; None while there are no terms, or no contact to count from."""
    lease, contact = read_lease(connection), read_setting(connection, _CONTACT, Contact)
    if lease is None or contact is None:
        return None
    present = max(now, contact.latest)
    alone = (present - contact.at) // _DAY
    left = max(timedelta(0), contact.at + lease.lock_days * _DAY - present)
    if contact.until is not None:
        left = max(left, contact.until - present)
    return LeaseStanding(alone, -(-left // _DAY), is_warning=alone >= lease.warn_days)


def look_at_lease(store: Store, now: datetime) -> LeaseStanding | None:
    """The same, remembering how late it has become."""

    def look(session: Session) -> tuple[Contact | None, LeaseStanding | None]:
        connection = session.connection()
        return read_setting(connection, _CONTACT, Contact), read_standing_of_lease(connection, now)

    contact, standing = store.read(look)
    if contact is not None and now > contact.latest:
        with store.direct() as connection:
            write_setting(connection, _CONTACT, msgspec.structs.replace(contact, latest=now))
    return standing


def challenge_of(store: Store) -> str:
    """The eight digits to read to the centre, the same until a code for them was typed."""
    known = store.read(lambda session: read_setting(session.connection(), _CHALLENGE, str))
    if known is None:
        known = f"{secrets.randbelow(10**CHALLENGE_LENGTH):0{CHALLENGE_LENGTH}d}"
        with store.direct() as connection:
            write_setting(connection, _CHALLENGE, known)
    return known


def extend_lease(store: Store, staff_id: UUID, now: datetime, code: str) -> None:
    """Have this laptop used for as many weeks as the code says, from now on. The trail says that this member of staff
    did, or tried. Raises KnownError lease_code_wrong.
    """

    def look(session: Session) -> tuple[Lease | None, Contact | None]:
        connection = session.connection()
        return read_lease(connection), read_setting(connection, _CONTACT, Contact)

    lease, contact = store.read(look)
    challenge = challenge_of(store)
    weeks = None
    if lease is not None and contact is not None:
        weeks = weeks_of(decode_bytes(lease.secret), lease.device_id, challenge, code)
    with store.direct() as connection:
        deed = NOT_EXTENDED if weeks is None else EXTENDED
        audit.append(connection, [audit.Entry(now, staff_id, deed, "staff_member", staff_id)])
        if weeks is not None and contact is not None:
            present = max(now, contact.latest)
            extended = msgspec.structs.replace(contact, latest=present, until=present + timedelta(weeks=weeks))
            write_setting(connection, _CONTACT, extended)
            forget_setting(connection, _CHALLENGE)
    if weeks is None:
        raise KnownError("lease_code_wrong")


def refuse_overdue(store: Store, now: datetime) -> None:
    """Raise KnownError `lease_over` (`days`, `number` to read to the centre) when this laptop has been without the
    centre for longer than it may be used so. Remembers how late it has become.
    """
    standing = look_at_lease(store, now)
    if standing is not None and standing.is_over:
        number = challenge_of(store)
        raise KnownError("lease_over", days=standing.days_alone, number=f"{number[:4]} {number[4:]}")
