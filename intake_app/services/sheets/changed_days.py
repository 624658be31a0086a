"""Days sealed on one laptop while another was still ticking: the sheet stands, and what is noted differs from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, exists, or_, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.services.sheets.contents import SheetContent, read_content

_SHEET, _SLOT = table_of("sheet"), table_of("slot")
_OF_A_DAY: Final = tuple(table_of(name) for name in ("attendance", "signature", "headcount"))


def _came_later(table: Table) -> ColumnElement[bool]:
    """Whether the centre accepted something of the day after the sheet: before it everything the sheet says came."""
    return exists().where(
        table.c.slot_id == _SLOT.c.id,
        _SLOT.c.workshop_id == _SHEET.c.workshop_id,
        _SLOT.c.held_on == _SHEET.c.held_on,
        table.c.revision > _SHEET.c.revision,
    )


_STANDING: Final[Select[Any]] = select(_SHEET.c.workshop_id, _SHEET.c.held_on, _SHEET.c.content_sha256).where(
    _SHEET.c.opened_at.is_(None), _SHEET.c.archived_at.is_(None)
)
_MAYBE: Final = _STANDING.where(or_(*map(_came_later, _OF_A_DAY)))


def has_changed(session: Session, content: SheetContent) -> bool:
    """Whether a sheet of that day stands which says something else than what is noted."""
    of_day = _STANDING.where(_SHEET.c.workshop_id == content.workshop_id, _SHEET.c.held_on == content.held_on)
    said = {row.content_sha256 for row in session.connection().execute(of_day)}
    return bool(said - {content.sha256})


def find_changed_days(session: Session) -> Iterator[tuple[UUID, Day]]:
    """The sealed days, by workshop, whose sheet says something else than what is noted."""
    for workshop_id, held_on in {(row.workshop_id, row.held_on) for row in session.connection().execute(_MAYBE)}:
        try:
            content = read_content(session, workshop_id, held_on)
        except KnownError:
            # its half-days were put away: the sheet is all there is
            continue
        if has_changed(session, content):
            yield workshop_id, held_on
