"""Who was expected at a slot and who came. One row per slot and resident, on whichever laptop it was ticked."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from intake_app.domain.base import Audience, Merge, SyncedRow, code, loose_reference, moment, reference, synced

_ATTENDANCES: Final = UUID("5b0f3b5e-0c7a-4d57-9a5d-3f9d0a4f4c11")


def attendance_id(slot_id: UUID, resident_id: UUID) -> UUID:
    """The id (UUIDv5) of a person's attendance of a slot: two laptops ticking one person make one fact."""
    return uuid5(_ATTENDANCES, f"{slot_id}|{resident_id}")


class Attendance(SyncedRow, table=True):
    """A resident's attendance of a slot: expected, then present, late, absent… Who is `waiting` has no place yet, is
    neither expected nor absent; whoever was put there first is first.
    """

    __tablename__ = "attendance"

    slot_id: UUID = reference("slot", index=True)
    resident_id: UUID = reference("resident", index=True)
    status: str = code("attendance_status", default="expected")
    invited_by: str | None = code("invitation_means", default=None)
    """How they were told of it; None as long as nobody told them."""
    # who told them first is a fact: two laptops that both did make no conflict
    inviter_id: UUID | None = loose_reference()
    invited_at: datetime | None = moment(Merge.APPEND_ONLY)
    answer: str | None = code("invitation_answer", default=None)
    is_without_place: bool | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    """True from being put on the waiting list until a place is given, also while ticked as present."""
    is_walk_in: bool = synced(Merge.APPEND_ONLY, Audience.FIELD, default=False)
    # two laptops that tick one person note two arrival times: the first stands, and that is no conflict
    arrived_at: datetime | None = moment(Merge.APPEND_ONLY)
    left_at: datetime | None = moment(Merge.APPEND_ONLY)
