"""What this laptop has saved and the centre has not yet received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlmodel import col

from intake_app.storage.tables import ChangeState, OutboxChange


@dataclass(frozen=True)
class OutboxSummary:
    """Counts of records, not of operations: « 3 fiches seulement sur cet ordinateur »."""

    pending_records: int
    pending_changes: int
    to_review: int
    oldest_at: datetime | None


def summary(connection: Connection) -> OutboxSummary:
    """How much is only here, since when, and how much asks for somebody's eyes."""
    pending = select(
        func.count(func.distinct(col(OutboxChange.record_id))), func.count(), func.min(col(OutboxChange.recorded_at))
    ).where(col(OutboxChange.state) == ChangeState.PENDING)
    records, changes, oldest = connection.execute(pending).one()
    reviewed = (ChangeState.QUARANTINED, ChangeState.CONFLICT)
    to_review = connection.execute(
        select(func.count(func.distinct(col(OutboxChange.record_id)))).where(col(OutboxChange.state).in_(reviewed))
    ).scalar_one()
    return OutboxSummary(records, changes, to_review, oldest)


def last_number(connection: Connection) -> int:
    """The highest operation number ever given on this laptop, 0 when none: what the high-water mark watches."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'").scalar()
    return int(found or 0)
