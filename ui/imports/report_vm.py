"""What became of each row of an import, and taking the whole of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.imports.reports import ImportSummary, ReportRow, list_imports, read_report
from intake_app.services.imports.undoing import Obstacle, UndoPreview, finish_undo, preview_undo, undo_row
from ui.desk import Desk, ViewModel
from ui.imports.run_vm import ROWS_AT_ONCE

if TYPE_CHECKING:
    from intake_app.storage.store import Session

_SHOWN: Final = frozenset({"resident"})


class ReportVm(ViewModel):
    """`preview` is what taking it back would do, once somebody asked."""

    changed = Signal()
    progressed = Signal()
    undone = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.run_id: UUID | None = None
        self.summary: ImportSummary | None = None
        self.rows: tuple[ReportRow, ...] = ()
        self.preview: UndoPreview | None = None
        self.is_undoing = False
        self.done = 0
        self._numbers: tuple[int, ...] = ()

    @property
    def can_undo(self) -> bool:
        """Whether something of it is still there to take back."""
        return self.summary is not None and self.summary.count("added", "completed") > 0 and not self.is_undoing

    @property
    def total(self) -> int:
        """How many rows are being taken back."""
        return len(self._numbers)

    def open(self, run_id: UUID) -> None:
        """Show an import."""
        self.run_id, self.summary, self.rows, self.preview, self.is_undoing = run_id, None, (), None, False
        self.refresh()

    def refresh(self) -> None:
        """Read it again."""
        if self.run_id is not None:
            self.desk.read(self, self._take, _read, self.run_id)

    def open_resident(self, resident_id: UUID) -> None:
        """Open somebody's file."""
        self.desk.navigation.open_resident(resident_id)

    def ask_undo(self) -> None:
        """Look at what taking it back would do; nothing is done yet."""
        if self.can_undo and self.run_id is not None:
            self._look_at((), (), 0)

    def leave_undo(self) -> None:
        """Do not take it back."""
        self.preview = None
        self.changed.emit()

    def undo(self) -> None:
        """Take it back, some rows in one commit; those that cannot be are noted with the reason."""
        if self.preview is None or self.is_undoing:
            return
        kept = tuple(one.number for one in self.preview.obstacles)
        self._numbers, self.done, self.is_undoing, self.preview = (*self.preview.numbers, *kept), 0, True, None
        self.changed.emit()
        self._next()

    def _next(self) -> None:
        self.progressed.emit()
        if self.run_id is None:
            return
        if self.done == len(self._numbers):
            self.desk.write(self, self._finish, self._fail, finish_undo, self.run_id)
        else:
            some = self._numbers[self.done : self.done + ROWS_AT_ONCE]
            steps = [(undo_row, (self.run_id, number, some)) for number in some]
            self.desk.write_all(self, self._take_rows, self._fail, steps)

    def _take_rows(self, states: list[str]) -> None:
        self.done += len(states)
        self._next()

    def _finish(self, _run_id: UUID) -> None:
        self.is_undoing = False
        self.refresh()
        self.undone.emit()

    def _fail(self, error: KnownError) -> None:
        self.is_undoing = False
        self.fail(error)
        self.refresh()

    def _take(self, answer: tuple[ImportSummary | None, list[ReportRow]]) -> None:
        self.summary, self.rows = answer[0], tuple(answer[1])
        self.changed.emit()

    def _look_at(self, numbers: tuple[int, ...], obstacles: tuple[Obstacle, ...], after: int) -> None:
        """Look at some more rows, then show what all of them would become."""
        run_id = self.run_id

        def take(preview: UndoPreview) -> None:
            if run_id != self.run_id:
                return
            found = (*numbers, *preview.numbers), (*obstacles, *preview.obstacles)
            if preview.later is not None:
                self._look_at(*found, preview.later)
                return
            self.preview = UndoPreview(*found)
            self.changed.emit()

        if run_id is not None:
            self.desk.read(self, take, preview_undo, run_id, after)


def _read(session: Session, run_id: UUID) -> tuple[ImportSummary | None, list[ReportRow]]:
    summary = next((one for one in list_imports(session) if one.id == run_id), None)
    return summary, read_report(session, run_id)
