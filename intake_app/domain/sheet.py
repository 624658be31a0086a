"""An attendance sheet that was sealed: its PDF for ever, by its SHA-256, and what it said in one hash.

A sheet is a workshop's day. It is never changed: it is opened again for a reason, and the sheet sealed next amends it.
Both are kept.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column

from intake_app.domain.base import (
    Audience,
    Day,
    Merge,
    SyncedRow,
    UtcTime,
    code,
    loose_reference,
    moment,
    reference,
    synced,
)


class Sheet(SyncedRow, table=True):
    """Sealed by `created_by`. `opened_at` is None while it stands."""

    __tablename__ = "sheet"

    workshop_id: UUID = reference("workshop", index=True)
    held_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD, index=True)
    sealed_at: datetime = synced(Merge.APPEND_ONLY, Audience.FIELD, column=Column(UtcTime(), nullable=False))
    attachment_id: UUID = reference("attachment")
    pdf_sha256: str = synced(Merge.APPEND_ONLY, Audience.FIELD, min_length=64, max_length=64, index=True)
    content_sha256: str = synced(Merge.APPEND_ONLY, Audience.FIELD, min_length=64, max_length=64)
    """Over who was there and the hashes of the signatures: whether the roll still says what the sheet says."""
    amends_id: UUID | None = loose_reference()
    """The sheet that was opened to be corrected."""
    opened_at: datetime | None = moment(Merge.APPEND_ONLY)
    """When somebody began to correct it."""
    opened_for: str | None = code("sheet_amendment_reason", default=None, merge=Merge.APPEND_ONLY)
