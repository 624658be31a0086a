"""The register of attendance: a row for each person on the roll of each half-day, with the hours attended, and one for
each half-day to which people came without a name (domain reference §10, R2).

Names only of one's own caseload, or of a funder's file; everybody else is a number of this register alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, may, require
from intake_app.services.registers.presences import Presence, Selection, read_presences
from intake_app.services.workshop_frames import WorkshopFrame, read_frames

_RESIDENT, _SLOT, _WORKSHOP = table_of("resident"), table_of("slot"), table_of("workshop")
_HEADCOUNT = table_of("headcount")
_AT_ONCE: Final = 5_000
_COUNTED: Final[Select[Any]] = (
    select(
        _SLOT.c.id,
        _SLOT.c.workshop_id,
        _SLOT.c.held_on,
        _SLOT.c.half_day,
        _SLOT.c.start_time,
        _SLOT.c.end_time,
        *(_HEADCOUNT.c[name] for name in HeadcountFields.model_fields),
    )
    .select_from(_HEADCOUNT)
    .join(_SLOT, _SLOT.c.id == _HEADCOUNT.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_HEADCOUNT.c.archived_at.is_(None), _HEADCOUNT.c.total > 0)
    .order_by(_SLOT.c.held_on, _SLOT.c.start_time, _SLOT.c.id)
)


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """Somebody in a register: a number of that register alone; names are empty where they may not leave."""

    number: int
    family_name: str = ""
    first_name: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """Somebody at a half-day."""

    person: RegisterPerson
    presence: Presence
    frame: WorkshopFrame


@dataclass(frozen=True, slots=True)
class HeadcountRow:
    """Those who came to a half-day without giving a name."""

    held_on: Day
    half_day: str
    start_time: str
    end_time: str
    counted: HeadcountFields
    frame: WorkshopFrame


@dataclass(frozen=True, slots=True)
class Register:
    """`named` is how many of its people have their names in it."""

    rows: tuple[RegisterRow, ...]
    headcounts: tuple[HeadcountRow, ...]
    named: int = 0


def take_register(session: Session, actor: Actor, selection: Selection, *, with_names: bool = False) -> Register:
    """What is about to leave in a register. Names are given where they may be (see `may_take_names`), and only when
    asked for. Raises KnownError `not_allowed`.
    """
    require(actor, Deed.TAKE_REGISTER)
    return register_of(session, actor, selection, read_presences(session, selection), with_names=with_names)


def register_of(
    session: Session, actor: Actor, selection: Selection, presences: Sequence[Presence], *, with_names: bool
) -> Register:
    """The same, of presences that were read, in order. Raises as `take_register`."""
    require(actor, Deed.TAKE_REGISTER)
    counted = session.connection().execute(selection.narrow(_COUNTED)).all()
    frames = read_frames(session, [*(one.workshop_id for one in presences), *(row.workshop_id for row in counted)])
    people = _people(session, actor, selection, presences, with_names=with_names)
    rows = tuple(RegisterRow(people[one.resident_id], one, frames[one.workshop_id]) for one in presences)
    headcounts = tuple(
        HeadcountRow(
            row.held_on, row.half_day, row.start_time, row.end_time,
            HeadcountFields.model_validate({name: getattr(row, name) for name in HeadcountFields.model_fields}),
            frames[row.workshop_id],
        )
        for row in counted
    )  # fmt: skip
    return Register(rows, headcounts, sum(bool(one.family_name) for one in people.values()))


def may_take_names(role: str, selection: Selection) -> bool:
    """Whether a register of this selection may hold any name: an adviser's caseload, or a funder's file."""
    return may(role, Deed.NAME_CASELOAD) or (selection.funder is not None and may(role, Deed.NAME_FUNDER_FILE))


def names_to_take(session: Session, ids: list[UUID], actor: Actor, selection: Selection) -> dict[UUID, tuple[str, str]]:
    """Family and first names of those of these residents whose names may leave in a file of this selection."""
    if not may_take_names(actor.role, selection):
        return {}
    is_whole = selection.funder is not None and may(actor.role, Deed.NAME_FUNDER_FILE)
    return _names(session, ids, None if is_whole else actor.staff_id)


def _people(
    session: Session, actor: Actor, selection: Selection, presences: Iterable[Presence], *, with_names: bool
) -> dict[UUID, RegisterPerson]:
    ids = sorted({one.resident_id for one in presences})
    numbers = {one: number for number, one in enumerate(_shuffled(ids), 1)}
    names = names_to_take(session, ids, actor, selection) if with_names else {}
    return {one: RegisterPerson(numbers[one], *names.get(one, ("", ""))) for one in ids}


def _shuffled(ids: list[UUID]) -> list[UUID]:
    """In an order that says nothing: ids sort by when people were registered, their last digits are random."""
    return sorted(ids, key=lambda one: one.bytes[::-1])


def _names(session: Session, ids: list[UUID], referent_id: UUID | None) -> dict[UUID, tuple[str, str]]:
    """The names of these residents; with a referent, of those they accompany."""
    columns = _RESIDENT.c
    found: dict[UUID, tuple[str, str]] = {}
    for first in range(0, len(ids), _AT_ONCE):
        query = select(columns.id, columns.family_name, columns.first_name).where(
            columns.id.in_(ids[first : first + _AT_ONCE])
        )
        if referent_id is not None:
            query = query.where(columns.referent_id == referent_id)
        found |= {row.id: (row.family_name, row.first_name) for row in session.connection().execute(query)}
    return found
