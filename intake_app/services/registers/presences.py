"""Who was on the roll of which half-day, and for how long: the one place that counts minutes. Registers, certificates
and the hours on a resident's file are sums of these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.hours import time_attended
from intake_app.services.attendances import CAME, WAITING
from intake_app.services.families import read_families

_ATTENDANCE, _SLOT, _WORKSHOP = table_of("attendance"), table_of("slot"), table_of("workshop")
_ACTION, _OPERATION = table_of("action"), table_of("operation")
_SHEET, _SIGNATURE = table_of("sheet"), table_of("signature")
_AT_ONCE: Final = 5_000
"""Residents of one question: databases limit how many values one may carry."""
_IS_SEALED: Final = exists().where(
    _SHEET.c.workshop_id == _SLOT.c.workshop_id,
    _SHEET.c.held_on == _SLOT.c.held_on,
    _SHEET.c.opened_at.is_(None),
    _SHEET.c.archived_at.is_(None),
)
_HAS_SIGNED: Final = exists().where(
    _SIGNATURE.c.slot_id == _ATTENDANCE.c.slot_id,
    _SIGNATURE.c.resident_id == _ATTENDANCE.c.resident_id,
    _SIGNATURE.c.archived_at.is_(None),
)
_ALL: Final[Select[Any]] = (
    select(
        _ATTENDANCE.c.resident_id,
        _ATTENDANCE.c.status,
        _ATTENDANCE.c.is_walk_in,
        _ATTENDANCE.c.arrived_at,
        _ATTENDANCE.c.left_at,
        _SLOT.c.id.label("slot_id"),
        _SLOT.c.workshop_id,
        _SLOT.c.held_on,
        _SLOT.c.half_day,
        _SLOT.c.start_time,
        _SLOT.c.end_time,
        _WORKSHOP.c.action_id,
        _HAS_SIGNED.label("has_signed"),
        _IS_SEALED.label("is_sealed"),
    )
    .join(_SLOT, _SLOT.c.id == _ATTENDANCE.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_ATTENDANCE.c.archived_at.is_(None), _ATTENDANCE.c.status != WAITING)
)

_PER_DAY: Final[Select[Any]] = (
    select(_SLOT.c.held_on, func.count())
    .select_from(_ATTENDANCE)
    .join(_SLOT, _SLOT.c.id == _ATTENDANCE.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_ATTENDANCE.c.archived_at.is_(None), _ATTENDANCE.c.status != WAITING)
    .group_by(_SLOT.c.held_on)
    .order_by(_SLOT.c.held_on)
)
_OF_A_PART: Final = 1_000


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; whatever is None is no condition. Days are included at both ends; `funder` is a code."""

    first_on: Day | None = None
    last_on: Day | None = None
    action_id: UUID | None = None
    funder: str | None = None
    workshop_id: UUID | None = None
    resident_ids: tuple[UUID, ...] | None = None

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """The query, which reads slots and their workshops, with these conditions; nothing put away or cancelled."""
        query = query.where(
            _SLOT.c.archived_at.is_(None), _WORKSHOP.c.archived_at.is_(None), _WORKSHOP.c.status != "cancelled"
        )
        if self.first_on is not None:
            query = query.where(_SLOT.c.held_on >= self.first_on)
        if self.last_on is not None:
            query = query.where(_SLOT.c.held_on <= self.last_on)
        return of_offer(query, self)


def of_offer(query: Select[Any], selection: Selection) -> Select[Any]:
    """The query, which reads workshops, with what is asked of these, their action and who pays for it."""
    for column, wanted in (
        (_WORKSHOP.c.action_id, selection.action_id),
        (_WORKSHOP.c.id, selection.workshop_id),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    if selection.funder is not None:
        paid = select(_ACTION.c.id).join(_OPERATION, _OPERATION.c.id == _ACTION.c.operation_id)
        query = query.where(_WORKSHOP.c.action_id.in_(paid.where(_OPERATION.c.funder == selection.funder)))
    return query


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody on the roll of a half-day, under the file that is shown. Nobody is there twice, whatever their files."""

    resident_id: UUID
    slot_id: UUID
    workshop_id: UUID
    action_id: UUID | None
    held_on: Day
    half_day: str
    start_time: str
    end_time: str
    status: str
    is_walk_in: bool
    minutes: int
    is_uncertain: bool
    """Whether somebody came late or left early and nobody noted when."""
    has_signed: bool
    is_sealed: bool
    """Whether the sheet of the day is, and stands."""

    @property
    def has_come(self) -> bool:
        """Whether they were there."""
        return self.status in CAME


def read_presences(session: Session, selection: Selection) -> list[Presence]:
    """Everybody on the rolls of these half-days, who has a place, by day, time and person."""
    query = selection.narrow(_ALL)
    if selection.resident_ids is not None:
        query = query.where(_ATTENDANCE.c.resident_id.in_(selection.resident_ids))
    rows = session.connection().execute(query).all()
    roots = roots_of(session, {row.resident_id for row in rows})
    best: dict[tuple[UUID, UUID], Presence] = {}
    signed: set[tuple[UUID, UUID]] = set()
    for found in (_presence(row, roots[row.resident_id]) for row in rows):
        key = found.slot_id, found.resident_id
        signed |= {key} if found.has_signed else set()
        if key not in best or _weight(found) > _weight(best[key]):
            best[key] = found
    return sorted((_signed(one, signed) for one in best.values()), key=_order)


def parts_of(session: Session, selection: Selection) -> list[Selection]:
    """The selection as several, day after day, each of about a thousand rows: what is saved meanwhile waits for one of
    them, not for all.
    """
    parts: list[Selection] = []
    first_on, count = None, 0
    for held_on, of_day in session.connection().execute(selection.narrow(_PER_DAY)):
        first_on, count = first_on or held_on, count + of_day
        if count >= _OF_A_PART:
            parts.append(replace(selection, first_on=first_on, last_on=held_on))
            first_on, count = None, 0
    if first_on is not None:
        parts.append(replace(selection, first_on=first_on))
    return parts


def roots_of(session: Session, resident_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The file under which each of these residents is shown."""
    found: dict[UUID, UUID] = {}
    ids = sorted(resident_ids)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        families = read_families(session, some)
        found |= {one: families.root(one) for one in some}
    return found


def _presence(row: Any, root: UUID) -> Presence:
    attended = time_attended(
        row.held_on,
        row.start_time,
        row.end_time,
        row.status,
        arrived_at=row.arrived_at and row.arrived_at.astimezone(),
        left_at=row.left_at and row.left_at.astimezone(),
    )
    return Presence(
        root,
        row.slot_id,
        row.workshop_id,
        row.action_id,
        row.held_on,
        row.half_day,
        row.start_time,
        row.end_time,
        row.status,
        row.is_walk_in,
        attended.minutes,
        attended.is_uncertain,
        row.has_signed,
        row.is_sealed,
    )


def _weight(one: Presence) -> tuple[bool, int, bool]:
    return one.has_come, one.minutes, not one.is_uncertain


def _signed(one: Presence, signed: set[tuple[UUID, UUID]]) -> Presence:
    return replace(one, has_signed=(one.slot_id, one.resident_id) in signed)


def _order(one: Presence) -> tuple[Day, str, UUID, UUID]:
    return one.held_on, one.start_time, one.slot_id, one.resident_id
