"""The first page: what is to come, whom to call back, what was left unfinished."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services import drafts
from intake_app.services.today import TodayPage, read_today
from intake_app.services.workshop_lists import WorkshopRow, list_upcoming
from ui.desk import Desk, ViewModel
from ui.navigation import Place

_SHOWN: Final = frozenset(
    {"workshop", "slot", "attendance", "follow_up", "resident", "staff_member", "site", "neighbourhood"}
)
RESIDENT_FORM: Final = "resident"


class TodayVm(ViewModel):
    """Reads itself again when something it shows has changed, or the page comes back in sight."""

    page_changed = Signal()

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
        self.desk.read(self, self._open_next, list_upcoming, self.desk.today(), limit=1)

    def plan_workshop(self) -> None:
        """Open the form of a new workshop."""
        self.desk.navigation.new_workshop_wished.emit()

    def open_workshop(self, workshop_id: UUID) -> None:
        """Open a workshop's roll."""
        self.desk.navigation.open_workshop(workshop_id)

    def open_resident(self, resident_id: UUID) -> None:
        """Open somebody's file."""
        self.desk.navigation.open_resident(resident_id)

    def show_follow_ups(self) -> None:
        """Go to everything that is due."""
        self.desk.navigation.go(Place.FOLLOW_UPS)

    def resume_draft(self, record_id: UUID) -> None:
        """Take up an unfinished form."""
        self.desk.navigation.draft_wished.emit(record_id)

    def discard_draft(self, form: str, record_id: UUID) -> None:
        """Throw an unfinished form away."""
        self.desk.write(self, lambda _none: self.refresh(), None, drafts.discard_draft, form, record_id)

    def search(self, text: str) -> None:
        """Go on searching where everybody is."""
        self.desk.navigation.search_wished.emit(text)

    def _open_next(self, rows: list[WorkshopRow]) -> None:
        if rows:
            self.open_workshop(rows[0].workshop_id)
        else:
            self.plan_workshop()

    def _take(self, page: TodayPage) -> None:
        if page != self.page:
            self.page = page
            self.page_changed.emit()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if record_types & _SHOWN:
            self.refresh()
