"""What was held in a selection: hours of each action, people who gave no name, sealed sheets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.services.registers.hours import ActionHours, Hours, hours_by_action, sum_hours
from intake_app.services.registers.presences import Selection, read_presences
from intake_app.services.registers.sealed_sheets import count_sealed_sheets

_SLOT, _WORKSHOP, _HEADCOUNT = (table_of(name) for name in ("slot", "workshop", "headcount"))
_UNNAMED: Final = (
    select(func.coalesce(func.sum(_HEADCOUNT.c.total), 0))
    .select_from(_HEADCOUNT)
    .join(_SLOT, _SLOT.c.id == _HEADCOUNT.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_HEADCOUNT.c.archived_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Overview:
    """`rows` of the register, `unnamed` people counted without a name, `sheets` sealed, amended ones among them."""

    actions: tuple[ActionHours, ...] = ()
    hours: Hours = field(default_factory=Hours)
    rows: int = 0
    unnamed: int = 0
    sheets: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was held."""
        return not (self.rows or self.unnamed or self.sheets)


def read_overview(session: Session, selection: Selection) -> Overview:
    """What was held in this selection."""
    presences = read_presences(session, selection)
    return Overview(
        hours_by_action(session, presences),
        sum_hours(presences),
        len(presences),
        int(session.connection().execute(selection.narrow(_UNNAMED)).scalar_one()),
        count_sealed_sheets(session, selection),
    )
