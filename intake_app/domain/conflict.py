"""One field that two people wrote apart: which value stands, which one waits, and who settled it how."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column

from intake_app.domain.base import Audience, Merge, SyncedRow, TextId, loose_reference, moment, reference, synced


class Conflict(SyncedRow, table=True):
    """Made by the centre when it merges, settled by whoever decides, on any laptop and without network.

    It belongs to a resident's file or to a workshop, so that it travels with them. Values are JSON texts of the wire
    form (`"06 12 34 56 78"`, `null`): the field may be of any kind. `chosen_value` is null until somebody decides;
    two people deciding differently make a new conflict.
    """

    __tablename__ = "conflict"

    resident_id: UUID | None = reference("resident", optional=True, index=True)
    workshop_id: UUID | None = reference("workshop", optional=True, index=True)
    record_type: str = synced(Merge.APPEND_ONLY, Audience.FIELD, max_length=40)
    # any type of record: no reference can be declared
    record_id: UUID = synced(Merge.APPEND_ONLY, Audience.FIELD, column=Column(TextId(), nullable=False, index=True))
    field: str = synced(Merge.APPEND_ONLY, Audience.FIELD, max_length=60)
    circle: str = synced(Merge.APPEND_ONLY, Audience.FIELD, max_length=20)
    """The audience of the field: a laptop of a narrower one never receives this row."""
    base_value: str | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    standing_value: str | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    standing_author_id: UUID | None = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="staff_member", default=None)
    standing_at: datetime | None = moment(Merge.APPEND_ONLY)
    other_value: str | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    other_author_id: UUID | None = synced(Merge.APPEND_ONLY, Audience.FIELD, refers_to="staff_member", default=None)
    other_at: datetime | None = moment(Merge.APPEND_ONLY)
    chosen_value: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    # as created_by: whoever signs may not be here yet
    settled_by: UUID | None = loose_reference()
    settled_at: datetime | None = moment(Merge.APPEND_ONLY)
