"""« Feuilles à clore »: days of workshops gone by whose roll was never called, whose sheet is not sealed, or is sealed
and says something else than what came in since.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.sheet import DAYS_TO_SEAL
from intake_app.services.attachments import SHEET
from intake_app.services.attendances import CAME
from intake_app.services.sheets.changed_days import find_changed_days

_SLOT, _WORKSHOP, _SITE = table_of("slot"), table_of("workshop"), table_of("site")
_ATTENDANCE, _HEADCOUNT, _SHEET = table_of("attendance"), table_of("headcount"), table_of("sheet")
_ATTACHMENT: Final = table_of("attachment")
_HAS_COME: Final = or_(
    exists().where(
        _ATTENDANCE.c.slot_id == _SLOT.c.id, _ATTENDANCE.c.status.in_(CAME), _ATTENDANCE.c.archived_at.is_(None)
    ),
    exists().where(_HEADCOUNT.c.slot_id == _SLOT.c.id, _HEADCOUNT.c.total > 0, _HEADCOUNT.c.archived_at.is_(None)),
)
_IS_SEALED: Final = exists().where(
    _SHEET.c.workshop_id == _SLOT.c.workshop_id,
    _SHEET.c.held_on == _SLOT.c.held_on,
    _SHEET.c.opened_at.is_(None),
    _SHEET.c.archived_at.is_(None),
)
_IS_ON_PAPER: Final = (_WORKSHOP.c.status == "closed") & exists().where(
    _ATTACHMENT.c.workshop_id == _WORKSHOP.c.id,
    _ATTACHMENT.c.kind == SHEET,
    _ATTACHMENT.c.archived_at.is_(None),
)
"""Closed, and the sheet signed on paper is joined: nothing is left to do."""
_IS_CALLED: Final = _WORKSHOP.c.status.in_(("held", "closed"))
# built once: the first page asks every minute
_DAYS: Final[Select[Any]] = (
    select(
        func.min(_SLOT.c.id),
        _SLOT.c.workshop_id,
        _WORKSHOP.c.title,
        func.coalesce(_WORKSHOP.c.place, _SITE.c.name),
        _SLOT.c.held_on,
        func.max(_HAS_COME),
    )
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .outerjoin(_SITE, _SITE.c.id == _WORKSHOP.c.site_id)
    .where(_SLOT.c.archived_at.is_(None), _WORKSHOP.c.archived_at.is_(None), _WORKSHOP.c.status != "cancelled")
    .group_by(_SLOT.c.workshop_id, _SLOT.c.held_on)
)
_OPEN: Final = _DAYS.where(
    _SLOT.c.held_on < bindparam("today"), or_(_HAS_COME, ~_IS_CALLED), ~_IS_SEALED, ~_IS_ON_PAPER
)
_OF_DAY: Final = _DAYS.where(_SLOT.c.workshop_id == bindparam("workshop_id"), _SLOT.c.held_on == bindparam("held_on"))


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day of a workshop, by one of its half-days. `has_come` is whether anybody did: else its roll was not called."""

    slot_id: UUID
    workshop_id: UUID
    title: str
    place: str | None
    held_on: Day
    has_come: bool
    is_changed: bool = False
    """Whether its sheet is sealed, and says something else."""

    def is_late(self, today: Day) -> bool:
        """Whether its sheet should be sealed by now."""
        return (today - self.held_on).days >= DAYS_TO_SEAL


def list_open_days(session: Session, today: Day) -> list[OpenDay]:
    """Every day that is left to close, the latest first; of `today` and after only those already sealed."""
    connection = session.connection()
    days = [OpenDay(*row) for row in connection.execute(_OPEN, {"today": today})]
    for workshop_id, held_on in find_changed_days(session):
        rows = connection.execute(_OF_DAY, {"workshop_id": workshop_id, "held_on": held_on})
        days += [replace(OpenDay(*row), is_changed=True) for row in rows]
    return sorted(days, key=lambda day: (day.held_on, day.slot_id), reverse=True)
