"""Bringing the rows in, some at a time, until the last one or until somebody stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.imports.runs import complete_resident, finish_import, import_row, refuse_row, start_import
from intake_app.services.imports.traces import resident_of_row
from ui.desk import Desk, ViewModel
from ui.imports.check_vm import CheckVm, Task
from ui.imports.matching_vm import MatchingVm

if TYPE_CHECKING:
    from intake_app.storage.store import Step

ROWS_AT_ONCE: Final = 10
"""Rows of one commit; somebody who stops, or saves meanwhile, waits no longer than for these."""


class RunVm(ViewModel):
    """Some rows are saved for good together, each whole, before the next ones are begun. Where one of them is refused,
    they are taken one by one.
    """

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
        self._one_by_one_until = 0
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
        self._tasks, self.done, self._one_by_one_until = self._check.tasks(), 0, 0
        self.is_running, self._is_stopping = True, False
        matching = self._matching
        self.progressed.emit()
        self.desk.write(
            self, self._take_started, self._give_up, start_import, matching.mark, matching.information,
            matching.table, matching.choices, self._check.settled(),
        )  # fmt: skip

    def stop(self) -> None:
        """Stop after the rows in hand; what is written stays, and can be taken back."""
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
        self.desk.write_all(self, self._take_rows, self._refuse, [self._step(task) for task in self._in_hand()])

    def _in_hand(self) -> list[Task]:
        count = 1 if self.done < self._one_by_one_until else ROWS_AT_ONCE
        return self._tasks[self.done : self.done + count]

    def _step(self, task: Task) -> Step:
        row, run_id = task.row, self._run_id
        if task.resident_id is not None:
            return complete_resident, (run_id, row.number, task.resident_id, row.resident)
        twins = (resident_of_row(run_id, task.twin),) if task.twin and run_id else ()
        return import_row, (run_id, row.number, row.resident, row.situation, (*task.others, *twins))

    def _take_rows(self, written: list[object]) -> None:
        self.done += len(written)
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
        rows = self._in_hand()
        if len(rows) > 1:
            self._one_by_one_until = self.done + len(rows)
            self._next()
        elif self._run_id is not None:
            step = refuse_row, (self._run_id, rows[0].row.number, reason)
            self.desk.write_all(self, self._take_rows, self._give_up, [step])

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
