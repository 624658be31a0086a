"""Two files found to be one person: an alias from one to the other, never a rewriting, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, loose_reference, moment, synced


class ResidentMerge(SyncedRow, table=True):
    """`merged_id` is shown as `survivor_id` from now on. Both keep their own records; undoing it is setting
    `undone_at`, within thirty days.
    """

    __tablename__ = "resident_merge"

    survivor_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="resident", index=True)
    merged_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="resident", index=True)
    replaced: str | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    """JSON: {field of the survivor: [value chosen, value before]}, to put back what the merge changed."""
    undone_at: datetime | None = moment(Merge.RATCHET)
    # as created_by: whoever signs may not be here yet
    undone_by: UUID | None = loose_reference()
