"""The cohorts of certified trainings, for those who keep what is offered."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from intake_app.services.access import Deed, may
from intake_app.services.path.enrolment_lists import CohortRow, list_cohorts
from ui.desk import Desk, ViewModel


class CohortsVm(ViewModel):
    """`rows` are all of them, the latest to begin first."""

    rows_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.may_keep = may(desk.actor.role, Deed.KEEP_OFFERS)
        self.rows: tuple[CohortRow, ...] = ()
        desk.changes.rows_changed.connect(lambda types: self.refresh() if "cohort" in types else None)

    def refresh(self) -> None:
        """Read them again."""
        if self.may_keep:
            self.desk.read(self, self._take, list_cohorts)

    def add(self) -> None:
        """Open a new one."""
        self.desk.navigation.step_wished.emit(None, "cohort", None)

    def correct(self, row: CohortRow) -> None:
        """Correct this one."""
        self.desk.navigation.step_wished.emit(None, "cohort", row.id)

    def _take(self, rows: list[CohortRow]) -> None:
        self.rows = tuple(rows)
        self.rows_changed.emit()
