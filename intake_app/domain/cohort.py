"""A group that begins and ends a certified training together (CAP gardien d'immeuble)."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, reference, synced


class CohortFields(SQLModel):
    """What can be written of a cohort: of which certified action, and the qualification it prepares for."""

    action_id: UUID = reference("action", index=True)
    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=120, min_length=1)
    qualification: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    certifier: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    register_code: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=20)
    """Its number in the national register: RNCP in France, Ofqual in England."""
    starts_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    ends_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)


class Cohort(SyncedRow, CohortFields, table=True):
    """A cohort of a certified action."""

    __tablename__ = "cohort"
