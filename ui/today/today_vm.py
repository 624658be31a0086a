"""The first page: what is to come, whom to call back, what was left unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.base import Day
from intake_app.services.sheets.open_days import OpenDay
from intake_app.services.today import TodayPage, read_today
from intake_app.services.workshop_lists import WorkshopRow, list_upcoming
from ui.desk import Desk, ViewModel
from ui.navigation import Place

_SHOWN: Final = frozenset(
    {
        *("workshop", "slot", "attendance", "headcount", "sheet", "follow_up", "resident"),
        *("staff_member", "site", "neighbourhood"),
    }
)
_AHEAD: Final = 20
"""How many slots are looked at to find the next: more than one day ever holds."""


class TodayVm(ViewModel):
    """Reads itself again when something it shows has changed, or the page comes back in sight."""

    page_changed = Signal()
    """The page was read again: even when nothing differs, time has passed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.page: TodayPage | None = None
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def refresh(self) -> None:
        """Read everything again."""
        self.desk.read(self, self._take, read_today, self.desk.today(), self.desk.actor.staff_id)

    def begin_resident(self) -> None:
        """Open the form of a new person."""
        self.desk.navigation.new_resident_wished.emit(None)

    def begin_roll(self) -> None:
        """Open the roll of the next workshop, today's before later ones; plan one when there is none."""
        self.desk.read(self, self._open_next, list_upcoming, self.desk.today(), limit=_AHEAD)

    def plan_workshop(self) -> None:
        """Open the form of a new workshop."""
        self.desk.navigation.new_workshop_wished.emit()

    def open_workshop(self, workshop_id: UUID) -> None:
        """Open a workshop's roll."""
        self.desk.navigation.open_workshop(workshop_id)

    def close_day(self, day: OpenDay) -> None:
        """Open the sheet that is left to close, or the roll that was never called."""
        navigation = self.desk.navigation
        (navigation.sheet_wished if day.has_come or day.is_changed else navigation.roll_wished).emit(day.slot_id)

    def show_workshops(self) -> None:
        """Go to all workshops."""
        self.desk.navigation.go(Place.WORKSHOPS)

    def open_resident(self, resident_id: UUID) -> None:
        """Open somebody's file."""
        self.desk.navigation.open_resident(resident_id)

    def show_follow_ups(self) -> None:
        """Go to everything that is due."""
        self.desk.navigation.go(Place.FOLLOW_UPS)

    def resume_draft(self, record_id: UUID) -> None:
        """Take up an unfinished form."""
        self.desk.navigation.draft_wished.emit(record_id)

    def search(self, text: str) -> None:
        """Go on searching where everybody is."""
        self.desk.navigation.search_wished.emit(text)

    def _open_next(self, rows: list[WorkshopRow]) -> None:
        found = next_workshop(rows, self.desk.today(), self.desk.now().strftime("%H:%M"))
        if found is None:
            self.plan_workshop()
        else:
            self.open_workshop(found.workshop_id)

    def _take(self, page: TodayPage) -> None:
        self.page = page
        self.page_changed.emit()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.is_in_sight and record_types & _SHOWN:
            self.refresh()


def next_workshop(rows: Sequence[WorkshopRow], today: Day, time: str) -> WorkshopRow | None:
    """The workshop whose roll is to be called at `time` (« 14:05 »): the one of today not over yet, else the last of
    today, else the next to come. Those closed are done with. `rows` are in order of time.
    """
    waiting = [row for row in rows if row.status != "closed"]
    of_today = [row for row in waiting if row.held_on == today]
    going_on = [row for row in of_today if row.end_time >= time]
    return next(iter(going_on or of_today[-1:] or waiting), None)
