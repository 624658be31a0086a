"""A dated snapshot of where somebody stands: at entry, at each update, at exit, six months after. Never overwritten
by the next one.
"""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, code_set, loose_reference, reference, synced


class SituationFields(SQLModel):
    """What is asked of a situation. Everything is optional: « ne souhaite pas répondre » is a code of each list."""

    labour_status: str | None = code("labour_status", default=None)
    unemployment_duration: str | None = code("unemployment_duration", default=None)
    education_level: str | None = code("education_level", default=None)
    barriers: list[str] = code_set("barrier")
    interests: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=280)
    unemployed_since: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=11)
    """As far as known (EDTF): 2024-03, 2024."""
    is_in_education: str | None = code("answer", default=None)
    household: str | None = code("household", default=None, audience=Audience.ADVISER)
    dependent_children: int | None = synced(Merge.SCALAR, Audience.ADVISER, default=None, ge=0, le=20)
    housing_status: str | None = code("housing_status", default=None, audience=Audience.ADVISER)
    benefits: list[str] = code_set("benefit", audience=Audience.ADVISER, is_late=True)
    mobility: list[str] = code_set("mobility", is_late=True)
    has_driving_licence: str | None = code("answer", default=None)
    language_level: str | None = code("language_level", default=None)
    """Of the country's language."""
    digital_autonomy: str | None = code("digital_autonomy", default=None)


class Situation(SyncedRow, SituationFields, table=True):
    """One snapshot. `stage` tells at which step of the path, `as_of` the day it describes."""

    __tablename__ = "situation"

    resident_id: UUID = reference("resident", index=True)
    stage: str = code("situation_stage", default="entry")
    as_of: Day = synced(Merge.SCALAR, Audience.FIELD)
    enrolment_id: UUID | None = loose_reference("enrolment")
    mode: str | None = code("collection_mode", default=None, merge=Merge.APPEND_ONLY)
    amends_id: UUID | None = loose_reference("situation")
    """The snapshot that this one amends: an entry is locked after thirty days, and both stay."""
    amendment_reason: str | None = code("amendment_reason", default=None, merge=Merge.APPEND_ONLY)
