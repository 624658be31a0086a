"""What came of the path: a job, an enterprise, a training, a right opened."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class OutcomeFields(SQLModel):
    """What can be written of an outcome."""

    type: str = code("outcome_type")
    happened_on: Day = synced(Merge.SCALAR, Audience.FIELD)
    evidence: str = code("evidence_kind", default="self_declaration")
    """What proves it: the person's word alone is `self_declaration`, everything else counts as evidenced."""
    hours_a_week: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=1, le=60)
    months: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=1, le=120)
    """Length of a contract that ends."""
    employer_id: UUID | None = reference("organisation", optional=True)
    offer_id: UUID | None = reference("offer", optional=True)
    qualification: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    certifier: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    is_sustained_13_weeks: str | None = code("answer", default=None)
    is_sustained_26_weeks: str | None = code("answer", default=None)


class Outcome(SyncedRow, OutcomeFields, table=True):
    """An outcome of an enrolment, or of somebody never enrolled."""

    __tablename__ = "outcome"

    resident_id: UUID = reference("resident", index=True)
    enrolment_id: UUID | None = reference("enrolment", optional=True)
    micro_enterprise_id: UUID | None = reference("micro_enterprise", optional=True)
