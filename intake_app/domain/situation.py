"""A dated snapshot of where somebody stands: at entry, at each update, at exit, six months after. Never overwritten
by the next one.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, code_set, reference, synced


class SituationFields(SQLModel):
    """What is asked of a situation. Everything is optional: « ne souhaite pas répondre » is a code of each list."""

    labour_status: str | None = code("labour_status", default=None)
    unemployment_duration: str | None = code("unemployment_duration", default=None)
    education_level: str | None = code("education_level", default=None)
    barriers: list[str] = code_set("barrier")
    interests: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=280)


class Situation(SyncedRow, SituationFields, table=True):
    """One snapshot. `stage` tells at which step of the path, `as_of` the day it describes."""

    __tablename__ = "situation"

    resident_id: UUID = reference("resident", index=True)
    stage: str = code("situation_stage", default="entry")
    as_of: Day = synced(Merge.SCALAR, Audience.FIELD)
