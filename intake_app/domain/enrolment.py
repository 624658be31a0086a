"""A resident's place in one funded operation: entered, left, come back, with what became of it."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from intake_app.domain.base import Audience, Day, Merge, SyncedRow, code, reference, synced

_ENROLMENTS: Final = UUID("8d0b0f5a-5f0e-4d5b-9a51-6a1f6e0c2b77")


def enrolment_id(operation_id: UUID, resident_id: UUID) -> UUID:
    """The id (UUIDv5) of a person's enrolment in an operation: one person is one participant of it (rule V7), on
    whichever laptop they were enrolled.
    """
    return uuid5(_ENROLMENTS, f"{operation_id}|{resident_id}")


class Enrolment(SyncedRow, table=True):
    """A resident enrolled in an operation. Whoever comes back has the exit moved, never the entry (EnrolmentReturn)."""

    __tablename__ = "enrolment"

    resident_id: UUID = reference("resident", index=True)
    operation_id: UUID = reference("operation", index=True)
    action_id: UUID | None = reference("action", optional=True)
    cohort_id: UUID | None = reference("cohort", optional=True)
    status: str = code("enrolment_status", default="candidate")
    entered_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    exited_on: Day | None = synced(Merge.SCALAR, Audience.FIELD, default=None)
    exit_reason: str | None = code("exit_reason", default=None)
    headline: str | None = code("headline_class", default=None)
    """The one class (job, enterprise, training) under which the enrolment counts among the positive exits: a field,
    so that there can never be two (rule V15).
    """
    prescriber_id: UUID | None = reference("organisation", optional=True)
    """The partner who sent them, if one did."""


class EnrolmentReturn(SyncedRow, table=True):
    """Somebody who had left came back into the same operation: what the exit said until then stays told here."""

    __tablename__ = "enrolment_return"

    enrolment_id: UUID = reference("enrolment", index=True)
    resident_id: UUID = reference("resident", index=True)
    returned_on: Day = synced(Merge.APPEND_ONLY, Audience.FIELD)
    former_exit_on: Day | None = synced(Merge.APPEND_ONLY, Audience.FIELD, default=None)
    former_exit_reason: str | None = code("exit_reason", default=None, merge=Merge.APPEND_ONLY)
    former_status: str | None = code("enrolment_status", default=None, merge=Merge.APPEND_ONLY)
    """Whether that exit was a completion; None of a return noted before this was kept."""
