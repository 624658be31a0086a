"""When somebody was last in touch: came, was met, called, informed or asked (rule P10: nothing technical counts)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entries

RETENTION: Final = "retention_review"
"""The purpose of a follow-up about a file that is soon to be erased."""
_CAME: Final = [one.code for one in entries("attendance_status") if one.mapping["attended"]]
_REACHED: Final = [one.code for one in entries("follow_up_result") if one.mapping["contact"]]
_RESIDENT: Final = table_of("resident")
_MERGE: Final = table_of("resident_merge").c


@dataclass(frozen=True, slots=True)
class Contact:
    """Rows of a type that show a contact: whose, on which day (or at which moment), under which conditions."""

    record_type: str
    owner: Any
    day: Any
    conditions: tuple[Any, ...]

    @property
    def id(self) -> Any:
        """The column of the rows' ids."""
        return self.owner.table.c.id


def _contacts() -> Iterator[Contact]:
    slot, attendance, called = (table_of(name).alias().c for name in ("slot", "attendance", "follow_up"))
    at_workshop = (slot.id == attendance.slot_id, attendance.status.in_(_CAME), attendance.archived_at.is_(None))
    # that a file was looked at is no word from the person
    is_word = or_(called.purpose != RETENTION, called.result != "done")
    for record_type, day in (
        ("encounter", "met_on"),
        ("notice_delivery", "delivered_at"),
        ("consent", "decided_at"),
        ("situation", "as_of"),
        ("enrolment", "entered_on"),
    ):
        columns = table_of(record_type).alias().c
        yield Contact(record_type, columns.resident_id, columns[day], (columns.archived_at.is_(None),))
    yield Contact("attendance", attendance.resident_id, slot.held_on, at_workshop)
    reached = (called.result.in_(_REACHED), is_word, called.archived_at.is_(None))
    yield Contact("follow_up", called.resident_id, called.done_at, reached)


CONTACTS: Final = tuple(_contacts())
"""Besides having been registered."""


def is_silent_since(day: Day) -> ColumnElement[bool]:
    """A condition on a row of `resident`: nothing shows a contact on this day or later, in whichever of their files."""

    def is_heard_of(residents: Any) -> ColumnElement[bool]:
        since, own = day.isoformat(), residents.c
        shown = (
            exists(select(1).where(one.owner == own.id, *one.conditions, day_of(one.day) >= since)).correlate(residents)
            for one in CONTACTS
        )
        return or_(day_of(own.created_at) >= since, *shown)

    return ~_in_any_file(is_heard_of)


def has_row(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on a row of `resident`: they have such a row of `table`, in whichever of their files."""

    def has_own(residents: Any) -> ColumnElement[bool]:
        own = (table.c.resident_id == residents.c.id, table.c.archived_at.is_(None))
        return exists(select(1).where(*own, *conditions)).correlate(residents)

    return _in_any_file(has_own)


def last_contact_on() -> ColumnElement[str]:
    """For a row of `resident`, the last day (as text) that shows a contact in this very file."""
    days = (
        select(func.max(day_of(one.day))).where(one.owner == _RESIDENT.c.id, *one.conditions).correlate(_RESIDENT)
        for one in CONTACTS
    )
    # SQLite's max of several values, none of which may be NULL
    return func.max(day_of(_RESIDENT.c.created_at), *(func.coalesce(one.scalar_subquery(), "") for one in days))


def read_last_contact(session: Session, resident_ids: Collection[UUID]) -> Day:
    """The last day on which the person of these files was in touch."""
    query = select(func.max(last_contact_on())).where(_RESIDENT.c.id.in_(resident_ids))
    return Day.fromisoformat(session.connection().execute(query).scalar_one())


def day_of(column: Any) -> ColumnElement[str]:
    """The day of a day or a moment: both are kept as texts that sort (2026-11-22T05:01:02Z, 2026-11-22)."""
    return func.substr(column, 1, 10)


def _in_any_file(of: Callable[[Any], ColumnElement[bool]]) -> ColumnElement[bool]:
    """That this holds of the resident's file, or of one joined to it."""
    own, other = _RESIDENT.c, _RESIDENT.alias()
    touching = or_(
        and_(_MERGE.survivor_id == own.id, _MERGE.merged_id == other.c.id),
        and_(_MERGE.merged_id == own.id, _MERGE.survivor_id == other.c.id),
    )
    joined = select(1).where(_MERGE.undone_at.is_(None), touching, of(other))
    return or_(of(_RESIDENT), exists(joined).correlate(_RESIDENT))
