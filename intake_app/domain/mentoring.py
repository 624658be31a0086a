"""Former participants who help newcomers, and what residents do together in the collective approach."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced


class Mentoring(SyncedRow, table=True):
    """A tutor or ambassador, a former participant who agreed to it, beside a newcomer."""

    __tablename__ = "mentoring"

    resident_id: UUID = reference("resident", index=True)
    mentor_id: UUID = reference("resident", index=True)
    kind: str = code("mentoring_kind")
    began_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    ended_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)


class CollectiveProjectFields(SQLModel):
    """What can be written of a residents' project."""

    name: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    neighbourhood_id: UUID = reference("neighbourhood", index=True)
    action_id: UUID | None = reference("action", optional=True)
    state: str = code("collective_state", default="idea")
    began_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    ended_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)


class CollectiveProject(SyncedRow, CollectiveProjectFields, table=True):
    """A project that residents carry together: a garden, a repair café, a neighbourhood kitchen."""

    __tablename__ = "collective_project"


class CollectiveRole(SyncedRow, table=True):
    """What a resident does in a collective project."""

    __tablename__ = "collective_role"

    resident_id: UUID = reference("resident", index=True)
    collective_project_id: UUID = reference("collective_project", index=True)
    role: str = code("collective_role", default="volunteer")
    began_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    ended_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
