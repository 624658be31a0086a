"""How many people came to a half-day without giving a name: they count, and nothing is kept of who they were."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Merge, SyncedRow, reference, synced

_HEADCOUNTS: Final = UUID("7c0a1f6c-55d0-4e0e-8f57-1d0f4c1b9a20")
MOST: Final = 500


def headcount_id(slot_id: UUID) -> UUID:
    """The id (UUIDv5) of a slot's headcount: there is one, on whichever laptop people were counted."""
    return uuid5(_HEADCOUNTS, str(slot_id))


class HeadcountFields(SQLModel):
    """What can be said of those who gave no name. A part that nobody noted is None; what the parts leave of the total
    is « non communiqué », so that sums are always right.
    """

    total: int = synced(Merge.SCALAR, Audience.FIELD, default=0, ge=0, le=MOST)
    women: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=MOST)
    men: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=MOST)
    under_26: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=MOST)
    from_26_to_49: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=MOST)
    from_50: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=MOST)


class Headcount(SyncedRow, HeadcountFields, table=True):
    """The headcount of a slot, beside its roll: nobody is counted in both."""

    __tablename__ = "headcount"

    slot_id: UUID = reference("slot", index=True)
