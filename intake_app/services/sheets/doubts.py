"""Finding what makes a funder doubt a sheet: the facts behind `domain.rules.sheet`."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.sheet import Doubt, SlotFacts, doubts_of
from intake_app.domain.signature import ON_PAPER
from intake_app.services.attendances import CAME
from intake_app.services.planning import HolidayOf, holidays_of
from intake_app.services.sealed_days import is_sealed
from intake_app.services.sheets.contents import SheetContent, SheetSlot
from intake_app.services.sheets.signatures import read_signatures

_SLOT, _ATTENDANCE, _WORKSHOP = table_of("slot"), table_of("attendance"), table_of("workshop")
_ELSEWHERE: Final = (
    select(func.count(_ATTENDANCE.c.resident_id.distinct()))
    .join(_SLOT, _SLOT.c.id == _ATTENDANCE.c.slot_id)
    .where(
        _ATTENDANCE.c.resident_id.in_(bindparam("residents", expanding=True)),
        _ATTENDANCE.c.status.in_(CAME),
        _ATTENDANCE.c.archived_at.is_(None),
        _SLOT.c.id != bindparam("slot_id"),
        _SLOT.c.held_on == bindparam("held_on"),
        _SLOT.c.archived_at.is_(None),
        _SLOT.c.start_time < bindparam("end_time"),
        _SLOT.c.end_time > bindparam("start_time"),
    )
)


def find_doubts(session: Session, content: SheetContent, today: Day) -> list[tuple[Doubt, int]]:
    """The doubts about this sheet, the gravest first."""
    sealed = is_sealed(session, content.workshop_id, content.held_on)
    facts = [_facts(session, content, place) for place in range(len(content.slots))]
    holiday = _holiday_of(session, content.workshop_id)(content.held_on)
    return doubts_of(content.held_on, today, facts, is_sealed=sealed, is_holiday=holiday is not None)


def _holiday_of(session: Session, workshop_id: UUID) -> HolidayOf:
    columns = _WORKSHOP.c
    query = select(columns.neighbourhood_id, columns.site_id).where(columns.id == workshop_id)
    return holidays_of(session, *session.connection().execute(query).one(), "fr")


def _facts(session: Session, content: SheetContent, place: int) -> SlotFacts:
    slot = content.slots[place]
    came = [(line.resident_id, line.marks[place]) for line in content.lines if line.marks[place].is_present]
    signed = [one.signed_at.astimezone() for one in read_signatures(session, slot.slot_id) if one.means != ON_PAPER]
    return SlotFacts(
        begins=_at(content.held_on, slot.start_time),
        ends=_at(content.held_on, slot.end_time),
        signed_at=signed,
        unsigned=sum(mark.signed is None for _who, mark in came),
        elsewhere=_elsewhere(session, content.held_on, slot, [who for who, _mark in came]),
        is_led=slot.facilitator is not None,
    )


def _elsewhere(session: Session, held_on: Day, slot: SheetSlot, residents: list[UUID]) -> int:
    values = {
        "residents": residents,
        "slot_id": slot.slot_id,
        "held_on": held_on,
        "start_time": slot.start_time,
        "end_time": slot.end_time,
    }
    return int(session.connection().execute(_ELSEWHERE, values).scalar_one()) if residents else 0


def _at(day: Day, time_of_day: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(time_of_day)).astimezone()
