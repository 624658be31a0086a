"""Who to call back, and by when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.services.attempts import IN_SERIES
from intake_app.services.families import family_of, read_families
from intake_app.services.first_contacts import is_contact_made
from intake_app.services.last_contacts import RETENTION
from intake_app.services.record_states import is_only_here
from intake_app.services.rows import is_erased
from intake_app.services.workshop_reminders import is_needless

_FOLLOW_UP: Final = table_of("follow_up")
_RESIDENT: Final = table_of("resident")
_STAFF: Final = table_of("staff_member")
_WEEK: Final = timedelta(days=7)
_PERSON: Final = ("family_name", "first_name", "phone")


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up still to be done. `days_late` is below zero for those to come."""

    id: UUID
    resident_id: UUID
    family_name: str
    first_name: str
    phone: str | None
    purpose: str
    medium: str | None
    note: str | None
    due_on: Day
    days_late: int
    assigned_to: UUID | None
    assignee: str
    is_only_here: bool
    attempt: int = 0
    """Which of several attempts it is, from 1; 0 when the purpose knows only one."""


@dataclass(frozen=True, slots=True)
class FollowUpGroups:
    """What is late, for today, for the seven days after, and beyond; each by day."""

    late: tuple[FollowUpRow, ...]
    today: tuple[FollowUpRow, ...]
    week: tuple[FollowUpRow, ...]
    later: tuple[FollowUpRow, ...]


@dataclass(frozen=True, slots=True)
class DueCounts:
    """How many follow-ups are late, for today, and for the seven days after."""

    late: int
    today: int
    week: int

    @property
    def total(self) -> int:
        """All three."""
        return self.late + self.today + self.week


def list_follow_ups(
    session: Session, today: Day, *, staff_id: UUID | None = None, resident_id: UUID | None = None
) -> FollowUpGroups:
    """What remains to be done: by everybody, by one staff member (with what is nobody's), or for one resident, in all
    of their files.
    """
    members = None if resident_id is None else family_of(session, resident_id)
    found = session.connection().execute(_query(today, staff_id, members))
    rows = _numbered(session, _under_shown_files(session, [_row(row, today) for row in found]))
    return FollowUpGroups(
        late=tuple(row for row in rows if row.due_on < today),
        today=tuple(row for row in rows if row.due_on == today),
        week=tuple(row for row in rows if today < row.due_on <= today + _WEEK),
        later=tuple(row for row in rows if row.due_on > today + _WEEK),
    )


def count_due(session: Session, today: Day, *, staff_id: UUID | None = None) -> DueCounts:
    """How many are late, for today, for the seven days after."""
    due = _FOLLOW_UP.c.due_on
    pressing = open_rows(select(due, func.count()), today, staff_id).where(due <= today + _WEEK).group_by(due)
    counts = session.connection().execute(pressing).all()
    return DueCounts(
        late=sum(count for day, count in counts if day < today),
        today=sum(count for day, count in counts if day == today),
        week=sum(count for day, count in counts if day > today),
    )


def _query(today: Day, staff_id: UUID | None, members: Collection[UUID] | None) -> Select[Any]:
    columns, resident, staff = _FOLLOW_UP.c, _RESIDENT.c, _STAFF.c
    chosen = select(
        columns.id,
        columns.resident_id,
        resident.family_name,
        resident.first_name,
        resident.phone,
        columns.purpose,
        columns.medium,
        columns.note,
        columns.due_on,
        columns.assigned_to,
        staff.family_name,
        staff.first_name,
        is_only_here(columns.id),
    )
    query = open_rows(chosen, today, staff_id, members).outerjoin(_STAFF, staff.id == columns.assigned_to)
    return query.order_by(columns.due_on, resident.family_name, resident.first_name)


def open_rows(
    chosen: Select[Any], today: Day, staff_id: UUID | None = None, members: Collection[UUID] | None = None
) -> Select[Any]:
    """Follow-ups not done, nor answered by what happened, of residents whose file has not been put away (a file to be
    erased is to be erased all the same).
    """
    columns, resident = _FOLLOW_UP.c, _RESIDENT.c
    query = chosen.select_from(_FOLLOW_UP).join(_RESIDENT, resident.id == columns.resident_id)
    query = query.where(columns.done_at.is_(None), columns.archived_at.is_(None))
    query = query.where(or_(resident.archived_at.is_(None), columns.purpose == RETENTION))
    query = query.where(~is_erased(resident.id), ~is_contact_made(), ~is_needless(today))
    if staff_id is not None:
        query = query.where((columns.assigned_to == staff_id) | columns.assigned_to.is_(None))
    if members is not None:
        query = query.where(columns.resident_id.in_(members))
    return query


def _under_shown_files(session: Session, rows: list[FollowUpRow]) -> list[FollowUpRow]:
    """The rows with the names of the files under which their residents are shown."""
    ids = {row.resident_id for row in rows}
    families = read_families(session, ids)
    shown = {one: root for one in ids if (root := families.root(one)) != one}
    if not shown:
        return rows
    columns = _RESIDENT.c
    query = select(columns.id, columns.family_name, columns.first_name, columns.phone)
    found = session.connection().execute(query.where(columns.id.in_(set(shown.values()))))
    persons: dict[UUID | None, dict[str, Any]] = {
        person.id: {"resident_id": person.id, **{name: getattr(person, name) for name in _PERSON}} for person in found
    }
    return [replace(row, **persons.get(shown.get(row.resident_id), {})) for row in rows]


def _numbered(session: Session, rows: list[FollowUpRow]) -> list[FollowUpRow]:
    """The rows with the number of the attempt that each is."""
    if not any(row.purpose in IN_SERIES for row in rows):
        return rows
    columns = _FOLLOW_UP.c
    series = func.coalesce(columns.about_id, columns.id)
    kept = (columns.purpose.in_(IN_SERIES), columns.archived_at.is_(None))
    made = select(series, func.count(columns.done_at)).where(*kept).group_by(series)
    counts = {row[0]: row[1] for row in session.connection().execute(made)}
    series_of = {row[0]: row[1] for row in session.connection().execute(select(columns.id, series).where(*kept))}
    numbers = {row.id: counts[series_of[row.id]] + 1 for row in rows if row.purpose in IN_SERIES}
    return [replace(row, attempt=numbers.get(row.id, 0)) for row in rows]


def _row(found: Any, today: Day) -> FollowUpRow:
    *head, due_on, assigned_to, staff_family, staff_first, only_here = tuple(found)
    assignee = short_name(staff_family, staff_first) if staff_family else ""
    days_late = (today - due_on).days
    values: tuple[Any, ...] = (*head, due_on, days_late, assigned_to, assignee, only_here)
    return FollowUpRow(*values)
