"""The directory of offers: what partners and the landlord's suppliers who recruit propose, readable without network."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class OfferFields(SQLModel):
    """What can be written of an offer."""

    organisation_id: UUID = reference("organisation", index=True)
    title: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    kind: str = code("offer_kind")
    theme: str | None = code("service_theme", default=None)
    place: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    contract: str | None = code("contract_kind", default=None)
    hours_a_week: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=1, le=60)
    starts_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    valid_until: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    requirements: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=280)
    contact: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)


class Offer(SyncedRow, OfferFields, table=True):
    """A post, a training place, an immersion, a service."""

    __tablename__ = "offer"
