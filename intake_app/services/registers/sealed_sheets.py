"""The sealed sheets of a period and a funder, amended ones and their amendments among them, by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.services.registers.presences import Selection, of_offer
from intake_app.services.workshop_frames import WorkshopFrame, read_frames

_SHEET, _WORKSHOP = table_of("sheet"), table_of("workshop")
_SHEETS: Final[Select[Any]] = (
    select(_SHEET).join(_WORKSHOP, _WORKSHOP.c.id == _SHEET.c.workshop_id).where(_SHEET.c.archived_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A sealed sheet to take out. `opened_at`, `opened_for` (a code of `sheet_amendment_reason`): it was corrected."""

    sheet_id: UUID
    held_on: Day
    sealed_at: datetime
    attachment_id: UUID
    pdf_sha256: str
    amends_id: UUID | None
    opened_at: datetime | None
    opened_for: str | None
    frame: WorkshopFrame

    @property
    def name(self) -> str:
        """What its file is called: its day, and the end of its number. Names nobody, as titles of workshops may."""
        return f"{self.held_on.isoformat()}-{self.sheet_id.hex[-8:]}.pdf"


def list_sealed_sheets(session: Session, selection: Selection) -> list[SheetFile]:
    """The sheets, those of workshops that were put away since too: a sealed sheet is proof for ever."""
    rows = session.connection().execute(_narrow(_SHEETS, selection)).all()
    frames = read_frames(session, [row.workshop_id for row in rows])
    found = [
        SheetFile(
            row.id, row.held_on, row.sealed_at, row.attachment_id, row.pdf_sha256, row.amends_id,
            row.opened_at, row.opened_for, frames[row.workshop_id],
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.held_on, one.sealed_at, one.sheet_id))


def count_sealed_sheets(session: Session, selection: Selection) -> int:
    """How many they are."""
    query = _narrow(_SHEETS, selection).with_only_columns(func.count(_SHEET.c.id))
    return int(session.connection().execute(query).scalar_one())


def _narrow(query: Select[Any], selection: Selection) -> Select[Any]:
    if selection.first_on is not None:
        query = query.where(_SHEET.c.held_on >= selection.first_on)
    if selection.last_on is not None:
        query = query.where(_SHEET.c.held_on <= selection.last_on)
    return of_offer(query, selection)
