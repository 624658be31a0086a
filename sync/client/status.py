"""What the sync card says: the worst state wins, and nothing is ever called done after a failure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from intake_app.storage import outbox
from sync.client.enrolment import read_enrolment
from sync.client.place import read_last_success, read_place


class SyncState(StrEnum):
    """From worst to best."""

    NOT_JOINED = "not_joined"
    TO_REVIEW = "to_review"
    ONLY_HERE = "only_here"
    OFFLINE = "offline"
    EXCHANGING = "exchanging"
    ALL_SENT = "all_sent"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """What the laptop knows of itself. Counts are of records (fiches)."""

    pending_files: int
    to_review: int
    oldest_at: datetime | None
    last_success_at: datetime | None
    is_joined: bool
    is_downloaded: bool


def read_sync_status(session: Session) -> SyncStatus:
    """The facts the card is made of."""
    connection = session.connection()
    found = outbox.summary(connection)
    return SyncStatus(
        pending_files=found.pending_files,
        to_review=found.to_review,
        oldest_at=found.oldest_at,
        last_success_at=read_last_success(connection),
        is_joined=read_enrolment(connection) is not None,
        is_downloaded=read_place(connection).cursor is not None,
    )


def worst_state(status: SyncStatus, *, is_exchanging: bool, has_failed: bool) -> SyncState:
    """The state to show. `has_failed`: the last attempt did not reach the centre."""
    if status.to_review:
        return SyncState.TO_REVIEW
    if not status.is_joined:
        return SyncState.NOT_JOINED
    if status.pending_files:
        return SyncState.ONLY_HERE
    if has_failed:
        return SyncState.OFFLINE
    if is_exchanging:
        return SyncState.EXCHANGING
    return SyncState.ALL_SENT if status.last_success_at and status.is_downloaded else SyncState.OFFLINE
