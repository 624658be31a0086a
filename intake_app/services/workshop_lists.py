"""Workshops to come, workshops held, and which rolls were never called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select, union
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.domain.workshop import Workshop, WorkshopFields
from intake_app.services.attendances import CAME, WAITING
from intake_app.services.families import read_families
from intake_app.services.record_states import Standing, is_only_here, read_standing
from intake_app.services.rows import fetch

_SLOT: Final = table_of("slot")
_WORKSHOP: Final = table_of("workshop")
_SITE: Final = table_of("site")
_ATTENDANCE: Final = table_of("attendance")
_MERGE: Final = table_of("resident_merge")
_CALLED: Final = ("held", "closed", "cancelled")
_JOINED: Final = union(
    *[select(end).where(_MERGE.c.undone_at.is_(None)) for end in (_MERGE.c.merged_id, _MERGE.c.survivor_id)]
)
# built once: every list asks
_OF_JOINED: Final = select(
    _ATTENDANCE.c.slot_id, _ATTENDANCE.c.resident_id, _ATTENDANCE.c.status.in_(CAME).label("came")
).where(
    _ATTENDANCE.c.slot_id.in_(bindparam("slots", expanding=True)),
    _ATTENDANCE.c.archived_at.is_(None),
    _ATTENDANCE.c.status != WAITING,
    _ATTENDANCE.c.resident_id.in_(_JOINED),
)


@dataclass(frozen=True, slots=True)
class WorkshopRow:
    """One slot of a workshop, in a list. `expected` counts everybody on the roll, `present` those who came, `waiting`
    the waiting list: whoever is there under several of their files counts once.
    """

    slot_id: UUID
    workshop_id: UUID
    title: str
    place: str | None
    held_on: Day
    start_time: str
    end_time: str
    status: str
    is_open: bool
    capacity: int | None
    expected: int
    present: int
    is_only_here: bool
    is_roll_missing: bool
    """True for a workshop of a day gone by whose roll was never called."""
    waiting: int = 0
    cancel_reason: str | None = None
    """A code of `workshop_cancel_reason`."""


@dataclass(frozen=True, slots=True)
class WorkshopLists:
    """What is to come (today included) by day, and what has been, latest first."""

    upcoming: tuple[WorkshopRow, ...]
    past: tuple[WorkshopRow, ...]


@dataclass(frozen=True, slots=True)
class WorkshopFile:
    """A workshop, to fill its form: `fields` is a copy."""

    id: UUID
    fields: WorkshopFields
    slots: tuple[SlotFields, ...]
    status: str
    checklist: tuple[str, ...]
    standing: Standing


def list_workshops(session: Session, today: Day, *, limit: int = 100) -> WorkshopLists:
    """The workshops around `today`, those cancelled too: at most `limit` slots each way."""
    return WorkshopLists(
        upcoming=tuple(_rows(session, _query(today, _SLOT.c.held_on >= today).limit(limit))),
        past=tuple(_rows(session, _query(today, _SLOT.c.held_on < today, is_latest_first=True).limit(limit))),
    )


def list_upcoming(session: Session, today: Day, *, limit: int = 100) -> list[WorkshopRow]:
    """The next slots, today's included, without those cancelled."""
    is_ahead = (_SLOT.c.held_on >= today) & (_WORKSHOP.c.status != "cancelled")
    return _rows(session, _query(today, is_ahead).limit(limit))


def list_between(session: Session, today: Day, first: Day, last: Day) -> list[WorkshopRow]:
    """The slots from `first` to `last`, both included, those cancelled too."""
    return _rows(session, _query(today, _SLOT.c.held_on.between(first, last)))


def read_workshop(session: Session, workshop_id: UUID) -> WorkshopFile:
    """A workshop and its slots; KnownError `record_gone` when this laptop does not have it."""
    row = fetch(session, Workshop, workshop_id)
    columns = _SLOT.c
    query = (
        select(columns.held_on, columns.start_time, columns.end_time, columns.id)
        .where(columns.workshop_id == workshop_id, columns.archived_at.is_(None))
        .order_by(columns.held_on, columns.start_time)
    )
    return WorkshopFile(
        id=row.id,
        fields=WorkshopFields.model_validate(row.model_dump(include=set(WorkshopFields.model_fields))),
        slots=tuple(SlotFields(*slot) for slot in session.connection().execute(query)),
        status=row.status,
        checklist=tuple(row.checklist),
        standing=read_standing(session, "workshop", workshop_id),
    )


def _query(today: Day, condition: ColumnElement[bool], *, is_latest_first: bool = False) -> Select[Any]:
    slot, workshop = _SLOT.c, _WORKSHOP.c
    order = (slot.held_on.desc(), slot.start_time.desc()) if is_latest_first else (slot.held_on, slot.start_time)
    return (
        select(
            slot.id,
            slot.workshop_id,
            workshop.title,
            func.coalesce(workshop.place, _SITE.c.name),
            slot.held_on,
            slot.start_time,
            slot.end_time,
            workshop.status,
            workshop.is_open,
            workshop.capacity,
            _count(_ATTENDANCE.c.status != WAITING),
            _count(_ATTENDANCE.c.status.in_(CAME)),
            is_only_here(workshop.id),
            (slot.held_on < today) & workshop.status.not_in(_CALLED),
            _count(_ATTENDANCE.c.status == WAITING),
            workshop.cancel_reason,
        )
        .select_from(_SLOT)
        .join(_WORKSHOP, workshop.id == slot.workshop_id)
        .outerjoin(_SITE, _SITE.c.id == workshop.site_id)
        .where(slot.archived_at.is_(None), workshop.archived_at.is_(None), condition)
        .order_by(*order, slot.id)
    )


def _count(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """How many attendances of the slot there are, or those that meet the conditions."""
    columns = _ATTENDANCE.c
    counted = select(func.count()).where(columns.slot_id == _SLOT.c.id, columns.archived_at.is_(None), *conditions)
    return counted.correlate(_SLOT).scalar_subquery()


def _rows(session: Session, query: Select[Any]) -> list[WorkshopRow]:
    rows = [WorkshopRow(*row) for row in session.connection().execute(query)]
    twice = _counted_twice(session, [row.slot_id for row in rows if row.expected > 1])
    return [
        replace(row, expected=row.expected - twice[row.slot_id][0], present=row.present - twice[row.slot_id][1])
        if row.slot_id in twice
        else row
        for row in rows
    ]


def _counted_twice(session: Session, slot_ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Of the slots where somebody is on the roll under several files: by how many those expected, and those who came,
    are too many.
    """
    found = session.connection().execute(_OF_JOINED, {"slots": slot_ids}).all()
    families = read_families(session, {row.resident_id for row in found})
    came: defaultdict[UUID, defaultdict[UUID, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        came[row.slot_id][families.root(row.resident_id)].append(row.came)
    return {
        slot_id: (
            sum(len(each) - 1 for each in people.values()),
            sum(sum(each) - any(each) for each in people.values()),
        )
        for slot_id, people in came.items()
    }
