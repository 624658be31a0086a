"""A dated group event (séance, atelier) and its slots (demi-journées), which are what people sign for."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import SQLModel

from intake_app.domain.base import (
    Audience,
    Day,
    Merge,
    SyncedRow,
    code,
    code_set,
    loose_reference,
    reference,
    synced,
)


class WorkshopFields(SQLModel):
    """What can be written of a workshop."""

    title: str = synced(Merge.SCALAR, Audience.FIELD, max_length=160, min_length=1)
    action_id: UUID | None = reference("action", optional=True)
    site_id: UUID | None = reference("site", optional=True)
    neighbourhood_id: UUID = reference("neighbourhood", index=True)
    place: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    facilitators: str | None = synced(Merge.SCALAR, Audience.FIELD, default=None, max_length=160)
    capacity: int | None = synced(Merge.SCALAR, Audience.FIELD, default=None, ge=1, le=500)
    is_open: bool = synced(Merge.SCALAR, Audience.FIELD, default=False)
    """True where people come without registering."""
    language: str | None = code("language", default="fr")
    """In which it is held; None where it was planned before that was asked."""


class Workshop(SyncedRow, WorkshopFields, table=True):
    """A workshop: planned, then held once its roll is called, then closed, or cancelled."""

    __tablename__ = "workshop"

    status: str = code("workshop_status", default="planned")
    checklist: list[str] = code_set("workshop_step")
    cancel_reason: str | None = code("workshop_cancel_reason", default=None)
    """Why it is cancelled; None for any other."""
    series_id: UUID | None = loose_reference()
    """The same for the workshops planned together by repeating one. It is the id of no record."""


class Slot(SyncedRow, table=True):
    """A half-day of a workshop. Times are the site's civil time, « 14:00 »: a clock change never moves a workshop."""

    __tablename__ = "slot"

    workshop_id: UUID = reference("workshop", index=True)
    held_on: Day = synced(Merge.SCALAR, Audience.FIELD, index=True)
    half_day: str = code("half_day", default="afternoon")
    start_time: str = synced(Merge.SCALAR, Audience.FIELD, max_length=5)
    end_time: str = synced(Merge.SCALAR, Audience.FIELD, max_length=5)
