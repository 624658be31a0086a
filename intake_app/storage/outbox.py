"""What this laptop has saved and the centre has not yet received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, select

from intake_app.domain.base import LAPTOP
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.storage.tables import ChangeState

OUTBOX = LAPTOP.tables["outbox_change"]


@dataclass(frozen=True)
class OutboxSummary:
    """`pending_files` and `to_review` count files as people see them (fiches): somebody with all that was written
    of her, a workshop with its roll. `pending_changes` counts operations.
    """

    pending_files: int
    pending_changes: int
    to_review: int
    oldest_at: datetime | None


def summary(connection: Connection) -> OutboxSummary:
    """How much is only here, since when, and how much asks for somebody's eyes."""
    files, changes, oldest = connection.execute(_count(ChangeState.PENDING)).one()
    to_review = connection.execute(_count(ChangeState.QUARANTINED, ChangeState.CONFLICT)).one()[0]
    return OutboxSummary(files, changes, to_review, oldest)


def _count(*states: ChangeState) -> Select[int, int, datetime]:
    source, file_id = files_of_changes()
    found = select(func.count(func.distinct(file_id)), func.count(), func.min(OUTBOX.c.recorded_at))
    return found.select_from(source).where(OUTBOX.c.state.in_(states))


@cache
def files_of_changes() -> tuple[FromClause, ColumnElement[str]]:
    """The outbox joined to what its records belong to, and the id of the file each change is part of.

    A mark on a roll is part of the workshop, a situation or a notice of the resident; anything else is a file itself.
    """
    source: FromClause = OUTBOX
    owners = []
    for record_type in RECORD_TYPES:
        table = table_of(record_type)
        names = [name for name in ("slot_id", "workshop_id", "survivor_id", "resident_id") if name in table.c]
        if not names:
            continue
        part = table.alias(f"part_{record_type}")
        of_type = and_(OUTBOX.c.record_type == record_type, part.c.id == OUTBOX.c.record_id)
        source = source.outerjoin(part, of_type)
        if names[0] == "slot_id":
            slot = table_of("slot").alias("part_slot_of_roll")
            source = source.outerjoin(slot, slot.c.id == part.c.slot_id)
            owners.append(slot.c.workshop_id)
        else:
            owners += [part.c[name] for name in names]
    return source, func.coalesce(*owners, OUTBOX.c.record_id)


def last_number(connection: Connection) -> int:
    """The highest operation number ever given on this laptop, 0 when none: what the high-water mark watches."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'").scalar()
    return int(found or 0)
