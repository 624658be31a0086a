"""What somebody wishes, what they chose, and the enterprise that may come of it. The evaluation asks how wishes,
interests and chosen project are linked: so a wish names the project it led to.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Project(SyncedRow, table=True):
    """The project somebody chose: a job, a training, a micro-enterprise, volunteering."""

    __tablename__ = "project"

    resident_id: UUID = reference("resident", index=True)
    kind: str = code("project_kind")
    title: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    state: str = code("project_state", default="chosen")
    chosen_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    ended_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)


class Wish(SyncedRow, table=True):
    """A wish or an interest, in the person's own words, and the project it led to."""

    __tablename__ = "wish"

    resident_id: UUID = reference("resident", index=True)
    kind: str = code("wish_kind", default="wish")
    words: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    told_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    project_id: UUID | None = reference("project", optional=True)


class MicroEnterpriseFields(SQLModel):
    """The steps of an enterprise, each by its day, and what it is."""

    trade: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    legal_form: str | None = code("legal_form", default=None)
    registration_number: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=20)
    """SIREN in France, company or UTR-free trading number in England: of the enterprise, never of the person."""
    idea_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    feasibility_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    test_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    created_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    accounts_help_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    trading_checked_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    """The last day on which somebody saw that it is still trading."""
    closed_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    jobs: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=0, le=500)


class MicroEnterprise(SyncedRow, MicroEnterpriseFields, table=True):
    """A micro-enterprise: an idea first, an enterprise only from the day it is registered (rule V14)."""

    __tablename__ = "micro_enterprise"

    resident_id: UUID = reference("resident", index=True)
    project_id: UUID | None = reference("project", optional=True)
