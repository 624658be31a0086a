"""Bringing the rows in, one after the other, until the last one or until somebody stops it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.imports.runs import complete_resident, finish_import, import_row, refuse_row, start_import
from intake_app.services.imports.traces import resident_of_row
from ui.desk import Desk, ViewModel
from ui.imports.check_vm import CheckVm, Task
from ui.imports.matching_vm import MatchingVm


class RunVm(ViewModel):
    """Each row is saved for good before the next one is begun."""

    progressed = Signal()
    finished = Signal(object)
    """The id of the import."""
    failed = Signal()
    """It could not begin."""

    def __init__(self, desk: Desk, matching: MatchingVm, check: CheckVm, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._matching, self._check = matching, check
        self._tasks: list[Task] = []
        self._run_id: UUID | None = None
        self._is_stopping = False
        self.is_running = False
        self.done = 0

    @property
    def total(self) -> int:
        """How many rows are to be written."""
        return len(self._tasks)

    def begin(self) -> None:
        """Bring in what the dry run says. A second press does nothing."""
        if self.is_running:
            return
        self._tasks, self.done = self._check.tasks(), 0
        self.is_running, self._is_stopping = True, False
        matching = self._matching
        self.progressed.emit()
        self.desk.write(
            self, self._take_started, self._give_up, start_import, matching.mark, matching.information,
            matching.table, matching.choices, self._check.settled(),
        )  # fmt: skip

    def stop(self) -> None:
        """Stop after the row in hand; what is written stays, and can be taken back."""
        self._is_stopping = True

    def _take_started(self, run_id: UUID) -> None:
        self._run_id = run_id
        self._next()

    def _next(self) -> None:
        self.progressed.emit()
        if self._run_id is None:
            return
        if self._is_stopping or self.done == len(self._tasks):
            self.desk.write(self, self._finish, self._give_up, finish_import, self._run_id)
            return
        task, run_id = self._tasks[self.done], self._run_id
        row, done, failed = task.row, self._take_row, self._refuse
        if task.resident_id is not None:
            self.desk.write(self, done, failed, complete_resident, run_id, row.number, task.resident_id, row.resident)
            return
        others = (*task.others, *((resident_of_row(run_id, task.twin),) if task.twin else ()))
        self.desk.write(self, done, failed, import_row, run_id, row.number, row.resident, row.situation, others)

    def _take_row(self, _resident_id: object) -> None:
        self.done += 1
        self._next()

    def _refuse(self, error: KnownError) -> None:
        """A row that the rules refuse now is noted, and the next one begun; a full disk ends it all."""
        if isinstance(error, InvalidFields):
            reason = f"{error.problems[0].field}:{error.problems[0].key}"
        elif error.key == "record_gone":
            reason = f"family_name:{error.key}"
        else:
            self._give_up(error)
            return
        if self._run_id is not None:
            number = self._tasks[self.done].row.number
            self.desk.write(self, self._take_row, self._give_up, refuse_row, self._run_id, number, reason)

    def _finish(self, run_id: UUID) -> None:
        self.is_running, self._run_id = False, None
        self.finished.emit(run_id)

    def _give_up(self, error: KnownError) -> None:
        self.fail(error)
        self.is_running = False
        run_id, self._run_id = self._run_id, None
        if run_id is None:
            self.failed.emit()
        else:
            self.finished.emit(run_id)
