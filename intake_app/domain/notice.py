"""What a person was told about their particulars, and what they agreed to. Facts: a later one supersedes, none is
overwritten.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from intake_app.domain.base import Audience, Merge, SyncedRow, code, moment, reference, synced


class NoticeDelivery(SyncedRow, table=True):
    """The information notice (GDPR art. 13) was read aloud or handed over: which version, in which language, how."""

    __tablename__ = "notice_delivery"

    resident_id: UUID = reference("resident", index=True)
    notice_version: str = synced(Merge.APPEND_ONLY, Audience.FIELD, max_length=20)
    language: str = synced(Merge.APPEND_ONLY, Audience.FIELD, default="fr", max_length=8)
    mode: str = code("notice_mode", merge=Merge.APPEND_ONLY)
    delivered_at: datetime = moment(Merge.APPEND_ONLY, optional=False)


class Consent(SyncedRow, table=True):
    """One answer to one purpose. Withdrawing always wins over giving, whatever the order of arrival."""

    __tablename__ = "consent"

    resident_id: UUID = reference("resident", index=True)
    purpose: str = code("consent_purpose", merge=Merge.APPEND_ONLY)
    organisation_id: UUID | None = reference("organisation", optional=True)
    state: str = code("consent_state", merge=Merge.RATCHET)
    evidence: str = code("consent_evidence", merge=Merge.APPEND_ONLY)
    decided_at: datetime = moment(Merge.APPEND_ONLY, optional=False)
