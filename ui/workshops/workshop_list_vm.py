"""The workshops to come and those that have been, narrowed down while one types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.names import fold
from intake_app.services.sheets.open_days import list_open_days
from intake_app.services.workshop_lists import WorkshopLists, WorkshopRow, list_workshops
from ui.desk import Desk, ViewModel
from ui.workshops.month.month_vm import MonthVm

if TYPE_CHECKING:
    from intake_app.storage.store import Session

SHOWN_TYPES = frozenset({"workshop", "slot", "attendance", "site", "sheet", "headcount", "attachment"})


class WorkshopListVm(ViewModel):
    """`upcoming` by day, today first; `past` latest first; both as narrowed down by `text`."""

    rows_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._lists = WorkshopLists((), ())
        self._left_open: frozenset[tuple[UUID, date]] = frozenset()
        self.month = MonthVm(desk, self)
        self.is_read = False
        self.text = ""
        self.wanted: UUID | None = None
        self._wanted_workshop: UUID | None = None
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & SHOWN_TYPES else None)

    @property
    def upcoming(self) -> tuple[WorkshopRow, ...]:
        """To come, today included."""
        return _matching(self._lists.upcoming, self.text)

    @property
    def past(self) -> tuple[WorkshopRow, ...]:
        """Held, or whose roll was never called."""
        return _matching(self._lists.past, self.text)

    @property
    def is_empty(self) -> bool:
        """Whether no workshop was ever planned, as far as this laptop knows."""
        return self.is_read and not (self._lists.upcoming or self._lists.past)

    def refresh(self) -> None:
        """Read the lists again, and the month."""
        self.month.refresh()
        self.desk.read(self, self._take, _read, self.desk.today())

    def is_left_open(self, row: WorkshopRow) -> bool:
        """Whether the sheet of a workshop's day is still to be closed."""
        return (row.workshop_id, row.held_on) in self._left_open

    def go_to(self, workshop_id: UUID) -> None:
        """Read the lists again, and point at the first slot of a workshop: `wanted`, until the next reading."""
        self._wanted_workshop = workshop_id
        self.refresh()

    def filter(self, text: str) -> None:
        """Show those whose title or place holds every word typed, without regard to accents."""
        self.text = text
        self.rows_changed.emit()

    def _take(self, read: tuple[WorkshopLists, frozenset[tuple[UUID, date]]]) -> None:
        (self._lists, self._left_open), self.is_read = read, True
        wanted = (row.slot_id for row in self.upcoming + self.past if row.workshop_id == self._wanted_workshop)
        self.wanted, self._wanted_workshop = next(wanted, None), None
        self.rows_changed.emit()
        self.wanted = None


def _read(session: Session, today: date) -> tuple[WorkshopLists, frozenset[tuple[UUID, date]]]:
    """The lists, and which days of which workshops are left to close."""
    left_open = frozenset((day.workshop_id, day.held_on) for day in list_open_days(session, today))
    return list_workshops(session, today), left_open


def _matching(rows: Sequence[WorkshopRow], text: str) -> tuple[WorkshopRow, ...]:
    words = fold(text).split()
    return tuple(row for row in rows if all(word in fold(f"{row.title} {row.place or ''}") for word in words))
