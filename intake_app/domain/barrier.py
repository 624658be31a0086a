"""What stands between somebody and work, told by its effect, never by its cause."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Barrier(SyncedRow, table=True):
    """A barrier of a resident, from the day it was noted until it is lifted."""

    __tablename__ = "barrier"

    resident_id: UUID = reference("resident", index=True)
    theme: str = code("barrier", merge=Merge.APPEND_ONLY)
    effect: str | None = code("barrier_effect", default=None)
    state: str = code("barrier_state", default="identified")
    noted_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    closed_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
