"""What this laptop has saved and the centre has not yet received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select, union

from intake_app.domain.base import LAPTOP
from intake_app.domain.record_types import table_of
from intake_app.storage.tables import ChangeState

OUTBOX = LAPTOP.tables["outbox_change"]
_OPEN_TYPES: Final = "SELECT DISTINCT record_type FROM outbox_change WHERE state IN ('pending', 'held', 'quarantined')"


@dataclass(frozen=True)
class OutboxSummary:
    """`pending_files` and `to_review` count files as people see them (fiches): somebody with all that was written
    of her, a workshop with its roll. `held_files` are those the centre has received and cannot show yet, for want of
    another record. `pending_changes` counts operations.
    """

    pending_files: int
    pending_changes: int
    to_review: int
    oldest_at: datetime | None
    held_files: int = 0


def summary(connection: Connection, staff_id: UUID | None = None) -> OutboxSummary:
    """How much is only here, since when, and how much asks for somebody's eyes: what was refused, and the two versions
    that concern `staff_id` or whoever has written on this laptop.
    """
    types = open_types(connection)
    files, changes, oldest = connection.execute(_count(ChangeState.PENDING, types)).one()
    held = connection.execute(_count(ChangeState.HELD, types)).one()[0]
    source, file_id = files_of_changes(types)
    refused = select(file_id).select_from(source).where(OUTBOX.c.state == ChangeState.QUARANTINED)
    reviewed = union(refused, _disputed_files(staff_id)).subquery()
    to_review = connection.execute(select(func.count()).select_from(reviewed)).scalar_one()
    return OutboxSummary(files, changes, to_review, oldest, held)


def _count(state: ChangeState, types: tuple[str, ...]) -> Select[int, int, datetime]:
    source, file_id = files_of_changes(types)
    found = select(func.count(func.distinct(file_id)), func.count(), func.min(OUTBOX.c.recorded_at))
    return found.select_from(source).where(OUTBOX.c.state == state)


def _disputed_files(staff_id: UUID | None) -> Select[str]:
    """The files with a field that two people wrote apart, one of them or the referent being `staff_id` or having
    written here; where there is no referent, it is for everybody to look.
    """
    conflict, resident = table_of("conflict"), table_of("resident").alias("disputed")
    people = (conflict.c.standing_author_id, conflict.c.other_author_id, resident.c.referent_id)
    wrote_here = exists(select(1).where(OUTBOX.c.author_id.in_(people)).correlate_except(OUTBOX))
    return (
        select(func.coalesce(conflict.c.workshop_id, conflict.c.resident_id, conflict.c.record_id))
        .select_from(conflict.outerjoin(resident, resident.c.id == conflict.c.resident_id))
        .where(
            is_open_conflict(),
            or_(resident.c.referent_id.is_(None), wrote_here, *(person == staff_id for person in people if staff_id)),
        )
    )


def is_open_conflict() -> ColumnElement[bool]:
    """Whether nobody has chosen yet between the two values of a row of `conflict`."""
    conflict = table_of("conflict")
    return and_(conflict.c.chosen_value.is_(None), conflict.c.archived_at.is_(None))


def open_types(connection: Connection) -> tuple[str, ...]:
    """The types of the records with changes that are only here, wait at the centre, or were refused."""
    return tuple(sorted(connection.exec_driver_sql(_OPEN_TYPES).scalars()))


@lru_cache(maxsize=256)
def files_of_changes(record_types: tuple[str, ...]) -> tuple[FromClause, ColumnElement[str]]:
    """The outbox joined to what its records of these types belong to, and the id of the file each change is part of.
    (Joined to all types, it takes four times as long.)

    What is said of a half-day is part of the workshop, a situation or a notice of the resident; anything else is a file
    itself.
    """
    source: FromClause = OUTBOX
    owners = []
    for record_type in record_types:
        table = table_of(record_type)
        names = [name for name in ("slot_id", "workshop_id", "survivor_id", "resident_id") if name in table.c]
        if not names:
            continue
        part = table.alias(f"part_{record_type}")
        of_type = and_(OUTBOX.c.record_type == record_type, part.c.id == OUTBOX.c.record_id)
        source = source.outerjoin(part, of_type)
        if names[0] == "slot_id":
            slot = table_of("slot").alias(f"slot_of_{record_type}")
            source = source.outerjoin(slot, slot.c.id == part.c.slot_id)
            owners.append(slot.c.workshop_id)
        else:
            owners += [part.c[name] for name in names]
    return source, func.coalesce(*owners, OUTBOX.c.record_id) if owners else OUTBOX.c.record_id


def last_number(connection: Connection) -> int:
    """The highest operation number ever given on this laptop, 0 when none: what the high-water mark watches."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'").scalar()
    return int(found or 0)


def count_after(connection: Connection, number: int) -> int:
    """How many changes are kept whose number is higher than that."""
    found = connection.exec_driver_sql("SELECT count(*) FROM outbox_change WHERE device_seq > ?", (number,))
    return int(found.scalar_one())
