"""Dated facts from which it follows whether somebody is "invisible" to the services; never the word itself."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Visibility(SyncedRow, table=True):
    """What somebody said, on a day, of the job centre and of whoever else follows them."""

    __tablename__ = "visibility"

    resident_id: UUID = reference("resident", index=True)
    as_of: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    is_registered: str = code("answer", merge=Merge.APPEND_ONLY)
    """Registered with the job centre (France Travail, Jobcentre Plus)."""
    category: str | None = code("job_centre_category", default=None, merge=Merge.APPEND_ONLY)
    lack_reason: str | None = code("registration_lack", default=None, merge=Merge.APPEND_ONLY)
    last_contact: str | None = code("last_contact", default=None, merge=Merge.APPEND_ONLY)
    last_contact_on: Day | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    """Day of the last real contact with a service that follows them, when `last_contact` says that it is known."""
    other_follow_up: str | None = code("other_follow_up", default=None, merge=Merge.APPEND_ONLY)
