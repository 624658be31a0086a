"""The roll of a slot, as it is called: who is on it, who came, and who else may be added by typing a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import CAME, DECLINED, EXPECTED, WAITING
from intake_app.services.families import read_families
from intake_app.services.record_states import is_only_here
from intake_app.services.resident_lists import ResidentRow, find_residents, read_resident_rows
from intake_app.services.sealed_days import is_sealed
from intake_app.storage import search_index

_SLOT: Final = table_of("slot")
_WORKSHOP: Final = table_of("workshop")
_SITE: Final = table_of("site")
_ATTENDANCE: Final = table_of("attendance")
_RESIDENT: Final = table_of("resident")
_SIGNATURE: Final = table_of("signature")
_HAS_SIGNED: Final = exists().where(
    _SIGNATURE.c.slot_id == _ATTENDANCE.c.slot_id,
    _SIGNATURE.c.resident_id == _ATTENDANCE.c.resident_id,
    _SIGNATURE.c.archived_at.is_(None),
)


@dataclass(frozen=True, slots=True)
class Invitation:
    """How somebody was told (a code of `invitation_means`), what they answered (of `invitation_answer`), and who told
    them first, when. None where nothing is noted.
    """

    means: str | None = None
    answer: str | None = None
    inviter_id: UUID | None = None
    invited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RollRow:
    """Somebody on the roll. `arrived_at` is None for whoever is not there (any more)."""

    attendance_id: UUID
    resident_id: UUID
    family_name: str
    first_name: str
    status: str
    is_walk_in: bool
    arrived_at: datetime | None
    is_only_here: bool
    has_signed: bool = False
    invitation: Invitation = Invitation()
    waits_otherwise: bool = False
    """Whether they go back to the waiting list when their tick is taken back."""

    @property
    def is_present(self) -> bool:
        """Whether they came."""
        return self.status in CAME

    @property
    def has_declined(self) -> bool:
        """Whether they answered that they will not come, and did not come."""
        return self.status == EXPECTED and self.invitation.answer == DECLINED


@dataclass(frozen=True, slots=True)
class Roll:
    """A slot and everybody on its roll, by name; `waiting` are those without a place, the first in turn first."""

    slot_id: UUID
    workshop_id: UUID
    title: str
    place: str | None
    facilitators: str | None
    held_on: Day
    start_time: str
    end_time: str
    status: str
    is_open: bool
    checklist: tuple[str, ...]
    rows: tuple[RollRow, ...]
    is_sealed: bool = False
    """Whether the sheet of its day is."""
    capacity: int | None = None
    cancel_reason: str | None = None
    """A code of `workshop_cancel_reason`."""
    waiting: tuple[RollRow, ...] = ()

    @property
    def expected(self) -> int:
        """Everybody on the roll."""
        return len(self.rows)

    @property
    def placed(self) -> int:
        """Those who take a place: everybody on the roll but those who said that they will not come."""
        return sum(not row.has_declined for row in self.rows)

    @property
    def present(self) -> int:
        """Those who came."""
        return sum(row.is_present for row in self.rows)

    @property
    def walk_ins(self) -> int:
        """Those who came without being expected."""
        return sum(row.is_present and row.is_walk_in for row in self.rows)


@dataclass(frozen=True, slots=True)
class RollCandidate:
    """Somebody found while a name is typed over the roll; `status` is theirs on it, None when they are not."""

    resident: ResidentRow
    status: str | None


def read_roll(session: Session, slot_id: UUID) -> Roll:
    """The roll of a slot; KnownError `record_gone` when this laptop does not have it."""
    slot, workshop = _SLOT.c, _WORKSHOP.c
    query = (
        select(
            slot.id,
            workshop.id,
            workshop.title,
            func.coalesce(workshop.place, _SITE.c.name),
            workshop.facilitators,
            slot.held_on,
            slot.start_time,
            slot.end_time,
            workshop.status,
            workshop.is_open,
            workshop.checklist,
            workshop.capacity,
            workshop.cancel_reason,
        )
        .select_from(_SLOT)
        .join(_WORKSHOP, workshop.id == slot.workshop_id)
        .outerjoin(_SITE, _SITE.c.id == workshop.site_id)
        .where(slot.id == slot_id)
    )
    found = session.connection().execute(query).first()
    if found is None:
        raise KnownError("record_gone")
    *head, checklist, capacity, cancel_reason = tuple(found)
    sealed = is_sealed(session, found[1], found.held_on)
    rows, waiting = _rows(session, slot_id)
    values: tuple[Any, ...] = (*head, tuple(checklist), rows, sealed, capacity, cancel_reason, waiting)
    return Roll(*values)


def find_for_roll(session: Session, slot_id: UUID, text: str, *, limit: int = 8) -> list[RollCandidate]:
    """Residents whose name begins as typed, to be ticked: those still awaited first, then the waiting list, those
    already there, and everybody else; nobody while nothing is typed.
    """
    if not text.strip():
        return []
    statuses = _statuses(session, slot_id)
    # sought by themselves: among all residents they might stand behind many namesakes
    named = search_index.find_among(session.connection(), text, list(statuses))
    known = read_resident_rows(
        session, sorted(named, key=lambda one: (statuses[one] in CAME, statuses[one] == WAITING))
    )
    # whoever is on the roll may be known by the name of another of their files
    others = [one for one in find_residents(session, text, limit=limit) if one.id not in named]
    return [RollCandidate(resident, statuses.get(resident.id)) for resident in (*known, *others)][:limit]


def status_on_roll(session: Session, slot_id: UUID, resident_id: UUID) -> str | None:
    """The status of somebody on a roll, under the file that is shown; None when they are not on it."""
    return _statuses(session, slot_id).get(resident_id)


def _statuses(session: Session, slot_id: UUID) -> dict[UUID, str]:
    return {row.resident_id: row.status for rows in _rows(session, slot_id) for row in rows}


def _rows(session: Session, slot_id: UUID) -> tuple[tuple[RollRow, ...], tuple[RollRow, ...]]:
    """The roll by name, and the waiting list in its order."""
    columns, resident = _ATTENDANCE.c, _RESIDENT.c
    query = (
        select(
            columns.id,
            columns.resident_id,
            resident.family_name,
            resident.first_name,
            columns.status,
            columns.is_walk_in,
            columns.arrived_at,
            is_only_here(columns.id),
            _HAS_SIGNED,
            columns.is_without_place,
            columns.invited_by,
            columns.answer,
            columns.inviter_id,
            columns.invited_at,
        )
        .join(_RESIDENT, resident.id == columns.resident_id)
        .where(columns.slot_id == slot_id, columns.archived_at.is_(None))
        .order_by(columns.created_at, columns.id)
    )
    rows = [_row(*found) for found in session.connection().execute(query)]
    if not rows:
        return (), ()
    shown = _once_each(session, rows)
    waiting = tuple(row for row in shown if row.status == WAITING)
    return tuple(sorted((row for row in shown if row.status != WAITING), key=_by_name)), waiting


def _by_name(row: RollRow) -> tuple[str, str, UUID]:
    return row.family_name.lower(), row.first_name.lower(), row.attendance_id


def _once_each(session: Session, rows: list[RollRow]) -> list[RollRow]:
    """Whoever is on the roll under several of their files, once, under the one that is shown: as present if any is."""
    families = read_families(session, [row.resident_id for row in rows])
    shown: dict[UUID, RollRow] = {}
    signed = {families.root(row.resident_id) for row in rows if row.has_signed}
    for row in sorted(rows, key=_worth):
        root = families.root(row.resident_id)
        shown.setdefault(root, replace(row, has_signed=root in signed))
    moved = {root for root, row in shown.items() if row.resident_id != root}
    names = {found.id: found for found in read_resident_rows(session, list(moved))}
    return [
        replace(row, resident_id=root, family_name=names[root].family_name, first_name=names[root].first_name)
        if root in names
        else row
        for root, row in shown.items()
    ]


def _worth(row: RollRow) -> tuple[bool, bool, bool, bool]:
    return not row.is_present, row.status == WAITING, row.status == EXPECTED, row.invitation.answer is None


def _row(
    attendance_id: UUID,
    resident_id: UUID,
    family_name: str,
    first_name: str,
    status: str,
    is_walk_in: bool,
    arrived_at: datetime | None,
    only_here: bool,
    has_signed: bool,
    is_without_place: bool | None,
    *invitation: Any,
) -> RollRow:
    arrived, waits = arrived_at if status in CAME else None, bool(is_without_place)
    return RollRow(
        attendance_id, resident_id, family_name, first_name, status, is_walk_in, arrived, only_here, has_signed,
        Invitation(*invitation), waits,
    )  # fmt: skip
