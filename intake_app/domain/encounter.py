"""A first meeting (repérage): with somebody known, or with somebody who prefers not to give a name."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Encounter(SyncedRow, table=True):
    """Somebody was met. Without `resident_id` it is anonymous and only counted."""

    __tablename__ = "encounter"

    resident_id: UUID | None = reference("resident", optional=True, index=True)
    neighbourhood_id: UUID = reference("neighbourhood")
    site_id: UUID | None = reference("site", optional=True)
    channel: str = code("encounter_channel", merge=Merge.APPEND_ONLY)
    outcome: str = code("encounter_outcome", merge=Merge.APPEND_ONLY)
    met_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
