"""An orientation of a resident to a partner, from the draft to what became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, code_set, moment, reference, synced


class ReferralFields(SQLModel):
    """What is written when a referral is drafted."""

    organisation_id: UUID = reference("organisation", index=True)
    offer_id: UUID | None = reference("offer", optional=True)
    theme: str | None = code("service_theme", default=None)
    reasons: list[str] = code_set("referral_reason", audience=Audience.ADVISER)
    urgency: str | None = code("referral_urgency", default=None)
    contact_preference: str | None = code("contact_preference", default=None)
    available_from: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    channel: str | None = code("referral_channel", default=None)
    consent_id: UUID | None = reference("consent", optional=True)


class Referral(SyncedRow, ReferralFields, table=True):
    """A referral: draft → sent → acknowledged → appointment made → met → accepted → finished, or ended before."""

    __tablename__ = "referral"

    resident_id: UUID = reference("resident", index=True)
    status: str = code("referral_status", default="draft")
    sent_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    acknowledged_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    appointment_at: datetime | None = moment(Merge.SCALAR)
    met_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    accepted_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    closed_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    refusal_reason: str | None = code("referral_refusal", default=None, audience=Audience.ADVISER)
