"""Somebody close to a resident, by whom they can be reached six months later, if both agreed."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, reference, synced


class TrustedContact(SyncedRow, table=True):
    """A first name and a number, and nothing else; kept only while the resident's consent `trusted_contact` stands."""

    __tablename__ = "trusted_contact"

    resident_id: UUID = reference("resident", index=True)
    first_name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=80, min_length=1)
    phone: str = synced(Merge.SCALAR, Audience.FIELD, max_length=20, min_length=1)
