"""An entry of the thread of a path: what it is, and how the rows of one type are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.services.record_states import Standing, read_standings, sent
from intake_app.services.settled_conflicts import SettledField

_STAFF: Final = table_of("staff_member")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what an entry says: a code of the reference list `list_name`, or a text as it was written (no list)."""

    list_name: str | None
    value: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened. `record_type` tells what (resident = registered); `at` is known when the time is."""

    on: Day
    at: datetime | None
    record_type: str
    record_id: UUID
    parts: tuple[Part, ...]
    author: str
    standing: Standing
    noted_at: datetime | None = None
    """When it was written down, of what is known by its day only."""
    settled: SettledField | None = None
    """Of a conflict: which version was kept, and which was not."""

    @property
    def order(self) -> tuple[Day, str, str]:
        """Sorts entries by when they happened; of one day, by when they were written down on it."""
        noted = self.noted_at.astimezone(UTC) if self.noted_at is not None else None
        is_of_day = noted is not None and noted.astimezone().date() == self.on
        moment = self.at or (noted if is_of_day else None)
        return self.on, str(moment or ""), str(self.record_id)


Told = tuple[Day, datetime | None, list[Part]]
"""The day of an entry, its moment where that is known, what it says."""


def tell_entries(
    session: Session,
    record_type: str,
    query: Select[Any],
    tell: Callable[[Any], Told],
) -> Iterator[TimelineEntry]:
    """The entries of one type. The query must give `id`, `staff_family` and `staff_first` beside what `tell` reads."""
    rows: Sequence[Any] = session.connection().execute(query).all()
    standings = read_standings(session, record_type, [row.id for row in rows])
    for row in rows:
        on, at, parts = tell(row)
        author = short_name(row.staff_family, row.staff_first) if row.staff_family else ""
        said = tuple(part for part in parts if part.value)
        yield TimelineEntry(on, at, record_type, row.id, said, author, standings.get(row.id, sent()), row.noted_at)


def with_author(table: Any, *columns: Any) -> Select[Any]:
    """A query of these columns of a table, with who wrote each row; what was put away is left out."""
    staff = _STAFF.c
    return (
        select(
            table.c.id,
            table.c.created_at.label("noted_at"),
            *columns,
            staff.family_name.label("staff_family"),
            staff.first_name.label("staff_first"),
        )
        .outerjoin(_STAFF, staff.id == table.c.created_by)
        .where(table.c.archived_at.is_(None))
    )


def moment(at: datetime, *parts: Part) -> tuple[Day, datetime, list[Part]]:
    """What is told of something whose moment is known."""
    return at.astimezone().date(), at, list(parts)
