"""Something to do for somebody by a day: call back, ask six months after, remind."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, loose_reference, moment, reference, synced


class FollowUp(SyncedRow, table=True):
    """A follow-up: due, then done with a result in one line."""

    __tablename__ = "follow_up"

    resident_id: UUID = reference("resident", index=True)
    assigned_to: UUID | None = reference("staff_member", optional=True)
    purpose: str = code("follow_up_purpose")
    due_on: Day = synced(Merge.SCALAR, Audience.FIELD, index=True)
    medium: str | None = code("follow_up_medium", default=None)
    result: str | None = code("follow_up_result", default=None)
    done_at: datetime | None = moment(Merge.SCALAR)
    about_id: UUID | None = loose_reference("enrolment", "referral", "follow_up")
    """The record that calls for it (a referral, an enrolment, a workshop): what happens there may settle it."""
    note: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=280)
