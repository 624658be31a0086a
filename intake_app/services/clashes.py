"""What speaks against two files being one person's: both were there at one time, or take part in one operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import CAME

_ATTENDANCE, _SLOT, _WORKSHOP = (table_of(name) for name in ("attendance", "slot", "workshop"))
_ENROLMENT, _OPERATION = (table_of(name) for name in ("enrolment", "operation"))
_IDS: Final[Any] = bindparam("ids", expanding=True)
_PRESENCES: Final[Select[Any]] = (
    select(_ATTENDANCE.c.resident_id, _SLOT.c.id, _WORKSHOP.c.title, _SLOT.c.held_on)
    .join(_SLOT, _SLOT.c.id == _ATTENDANCE.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_ATTENDANCE.c.resident_id.in_(_IDS), _ATTENDANCE.c.status.in_(CAME), _ATTENDANCE.c.archived_at.is_(None))
    .order_by(_SLOT.c.held_on.desc())
)
_ENROLMENTS: Final[Select[Any]] = (
    select(_ENROLMENT.c.resident_id, _OPERATION.c.id, _OPERATION.c.name, _ENROLMENT.c.entered_on)
    .join(_OPERATION, _OPERATION.c.id == _ENROLMENT.c.operation_id)
    .where(_ENROLMENT.c.resident_id.in_(_IDS), _ENROLMENT.c.archived_at.is_(None))
    .order_by(_ENROLMENT.c.entered_on.desc())
)


class ClashKind(StrEnum):
    """What must be seen before two files are joined."""

    SAME_SLOT = "same_slot"
    """Both were there."""
    SAME_OPERATION = "same_operation"
    """Both are enrolled."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Where both files are; `title` is the workshop's or the operation's, `on` the day of the first file."""

    kind: ClashKind
    title: str
    on: Day


class Clashes:
    """Where each of these files was present or enrolled."""

    def __init__(self, session: Session, resident_ids: Iterable[UUID]) -> None:
        ids = list(resident_ids)
        self._places: dict[UUID, dict[tuple[ClashKind, UUID], Clash]] = {}
        for kind, query in ((ClashKind.SAME_SLOT, _PRESENCES), (ClashKind.SAME_OPERATION, _ENROLMENTS)):
            for resident_id, place_id, title, on in session.connection().execute(query, {"ids": ids}) if ids else ():
                self._places.setdefault(resident_id, {})[kind, place_id] = Clash(kind, title, on)

    def between(self, members: Sequence[UUID], others: Sequence[UUID]) -> Iterator[Clash]:
        """What both families have in common."""
        mine, theirs = self._of(members), self._of(others)
        return (clash for place, clash in mine.items() if place in theirs)

    def _of(self, members: Sequence[UUID]) -> dict[tuple[ClashKind, UUID], Clash]:
        return {place: clash for one in members for place, clash in self._places.get(one, {}).items()}
