"""What the sync card says: the worst state wins, and nothing is ever called done after a failure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import utc_now
from intake_app.storage import blob_rows, outbox
from intake_app.storage.store import read_clock_offset
from sync.client.enrolment import read_enrolment
from sync.client.lease import LeaseStanding, read_standing_of_lease
from sync.client.place import read_last_success, read_place
from sync.client.receipts import newest_receipt

SMALL_SKEW: Final = 300
"""Seconds by which a clock may be wrong before anybody is told."""


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
    """What the laptop knows of itself. Counts are of records (fiches); `held_files` have reached the centre, which
    waits for another record before it can show them.
    """

    pending_files: int
    to_review: int
    oldest_at: datetime | None
    last_success_at: datetime | None
    is_joined: bool
    is_downloaded: bool
    held_files: int = 0
    received_until: datetime | None = None
    """By the centre's clock: when it last signed for all it had been sent. None: it never did."""
    clock_offset: int = 0
    """Seconds this laptop's clock was ahead of the centre's at the last exchange."""
    attachments_waiting: int = 0
    """Contents of attachments that are only on this laptop."""
    lease: LeaseStanding | None = None
    """How long it has been without the centre, and may be."""

    @property
    def is_clock_wrong(self) -> bool:
        """Whether the clock is so far off that somebody should set it."""
        return abs(self.clock_offset) > SMALL_SKEW


def read_sync_status(session: Session, now: datetime | None = None) -> SyncStatus:
    """The facts the card is made of, at `now` (None: this moment)."""
    connection = session.connection()
    enrolment = read_enrolment(connection)
    found = outbox.summary(connection, UUID(enrolment.staff_id) if enrolment else None)
    receipt = newest_receipt(connection)
    return SyncStatus(
        pending_files=found.pending_files,
        to_review=found.to_review,
        oldest_at=found.oldest_at,
        last_success_at=read_last_success(connection),
        is_joined=enrolment is not None,
        is_downloaded=read_place(connection).cursor is not None,
        held_files=found.held_files,
        received_until=None if receipt is None else datetime.fromisoformat(receipt.received_at),
        clock_offset=read_clock_offset(connection),
        attachments_waiting=blob_rows.count_to_send(connection),
        lease=read_standing_of_lease(connection, now or utc_now()),
    )


def worst_state(status: SyncStatus, *, is_exchanging: bool, has_failed: bool) -> SyncState:
    """The state to show. `has_failed`: the last attempt did not reach the centre."""
    if status.to_review:
        return SyncState.TO_REVIEW
    if not status.is_joined:
        return SyncState.NOT_JOINED
    if status.attachments_waiting or status.pending_files:
        return SyncState.ONLY_HERE
    if has_failed:
        return SyncState.OFFLINE
    if is_exchanging:
        return SyncState.EXCHANGING
    return SyncState.ALL_SENT if status.last_success_at and status.is_downloaded else SyncState.OFFLINE
