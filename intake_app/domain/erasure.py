"""The order to erase somebody for good: ids and a reason, never a word of who it was."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Column

from intake_app.domain.base import Audience, Merge, SyncedRow, TextId, code, synced


class Erasure(SyncedRow, table=True):
    """Whoever receives it scrubs the person's values everywhere and says so. It is kept for ever and replayed after
    every restore of a backup.
    """

    __tablename__ = "erasure"

    # no reference: a laptop may be told of an erasure of somebody it no longer has
    resident_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, column=Column(TextId(), nullable=False, index=True))
    reason: str = code("erasure_reason", merge=Merge.APPEND_ONLY)
    # written by the centre that accepts it: no change may carry it
    signature: str | None = synced(Merge.DERIVED, Audience.FIELD, default=None, max_length=86)
    """Base64url: proof that the centre accepted it, for the day when a restored centre has forgotten."""
