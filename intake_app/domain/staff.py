"""The people who do the work: caretakers, outreach workers, advisers, programme officers."""

from __future__ import annotations

from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, code, reference, synced


class StaffMember(SyncedRow, table=True):
    """A member of a partner's staff. Named on screens by first name and initial."""

    __tablename__ = "staff_member"

    family_name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=80)
    first_name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=80)
    role: str = code("role")
    organisation_id: UUID | None = reference("organisation", optional=True)
    site_id: UUID | None = reference("site", optional=True)
    is_active: bool = synced(Merge.SCALAR, Audience.FIELD, default=True)
