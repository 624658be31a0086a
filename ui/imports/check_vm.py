"""The dry run: every row read and judged, a few at a time, and what somebody decides of those that resemble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.imports.known import JudgedRow, Twin, TwinFinder, Verdict, judge_rows, read_imported
from intake_app.services.imports.rows import ReadRow, RowReader
from intake_app.services.imports.runs import KNOWN, LEFT_OUT, REFUSED, REPEATED, SAME_ROW, SettledRow
from ui.desk import Desk, ViewModel
from ui.imports.matching_vm import MatchingVm

_READ_AT_ONCE: Final = 200
_JUDGED_AT_ONCE: Final = 50


class Decision(StrEnum):
    """What somebody says of a row that resembles somebody."""

    SAME = "same"
    OTHER = "other"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Task:
    """A row that will write something: somebody new, or (`resident_id`) somebody to complete. `others` resemble them
    and were said to be other people, `twin` is the number of a row that does.
    """

    row: ReadRow
    resident_id: UUID | None = None
    others: tuple[UUID, ...] = ()
    twin: int | None = None


class CheckVm(ViewModel):
    """Begins anew each time the choices changed. Rows not decided are left out."""

    progressed = Signal()
    judged = Signal()
    decided = Signal(int)
    """The number of the row."""
    many_decided = Signal()

    def __init__(self, desk: Desk, matching: MatchingVm, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._matching = matching
        self.rows: tuple[JudgedRow, ...] = ()
        self.decisions: dict[int, tuple[Decision, UUID | None]] = {}
        self.is_running = False
        self._turn = 0
        self._read: list[ReadRow] = []
        self._judged: list[JudgedRow] = []
        self._twins: dict[int, Twin] = {}
        self._imported: Mapping[int, UUID] = {}

    @property
    def share(self) -> float:
        """How much of the work is done, from 0.0 to 1.0."""
        total = max(1, len(self._matching.table.rows))
        return (len(self._read) + 3 * len(self._judged)) / (4 * total)

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many rows have each verdict."""
        return Counter(row.verdict for row in self.rows)

    @property
    def undecided(self) -> int:
        """How many rows wait for somebody to decide."""
        return sum(map(self.is_waiting, self.rows))

    def is_waiting(self, row: JudgedRow) -> bool:
        """Whether somebody has still to say who this row is."""
        return row.verdict is Verdict.TO_CHECK and row.row.number not in self.decisions

    @property
    def odd_addresses(self) -> tuple[int, ...]:
        """The numbers of the rows that wait for nothing but a look at their address."""
        return tuple(row.row.number for row in self.rows if self.is_waiting(row) and not row.resembles)

    def take_odd_addresses(self) -> None:
        """Take all of these as they are."""
        self.decisions.update(dict.fromkeys(self.odd_addresses, (Decision.OTHER, None)))
        self.many_decided.emit()

    def begin(self) -> None:
        """Read and judge every row."""
        self._turn += 1
        matching = self._matching
        reader = RowReader(matching.table, matching.choices, matching.places, matching.memory, self.desk.today())
        self.rows, self.decisions, self._read, self._judged, self._twins = (), {}, [], [], {}
        self.is_running = True
        self.progressed.emit()
        self._read_some(reader, TwinFinder(), self._turn)

    def stop(self) -> None:
        """Give it up."""
        self._turn += 1
        self.is_running = False

    def decide(self, number: int, decision: Decision | None, resident_id: UUID | None = None) -> None:
        """Say what a row to check is; `resident_id` is who it is when SAME. None takes the decision back."""
        if decision is None:
            self.decisions.pop(number, None)
        else:
            self.decisions[number] = (decision, resident_id)
        self.decided.emit(number)

    def tasks(self) -> list[Task]:
        """The rows that will write something."""
        tasks = []
        for row in self.rows:
            decision, resident_id = self._standing(row)
            if row.verdict is Verdict.NEW:
                tasks.append(Task(row.row))
            elif decision is Decision.OTHER:
                others = tuple(one.resident.id for one in row.alike)
                tasks.append(Task(row.row, others=others, twin=row.twin))
            elif resident_id is not None and self._matching.choices.completes:
                tasks.append(Task(row.row, resident_id))
        return tasks

    def settled(self) -> list[SettledRow]:
        """The rows that will write nothing, and why."""
        writing = {task.row.number for task in self.tasks()}
        return [self._settled(row) for row in self.rows if row.row.number not in writing]

    def _settled(self, row: JudgedRow) -> SettledRow:
        number = row.row.number
        _decision, resident_id = self._standing(row)
        if row.verdict is Verdict.REFUSED:
            problem = row.row.problems[0]
            return SettledRow(number, REFUSED, reason=f"{problem.field}:{problem.key}")
        if row.verdict is Verdict.REPEATED:
            return SettledRow(number, REPEATED, reason=f"{SAME_ROW}:{row.twin}")
        return SettledRow(number, KNOWN if resident_id else LEFT_OUT, resident_id)

    def _standing(self, row: JudgedRow) -> tuple[Decision | None, UUID | None]:
        if row.verdict is Verdict.KNOWN:
            return Decision.SAME, self._imported.get(row.row.number) or row.alike[0].resident.id
        return self.decisions.get(row.row.number, (None, None))

    def _read_some(self, reader: RowReader, finder: TwinFinder, turn: int) -> None:
        start = len(self._read)
        rows = self._matching.table.rows[start : start + _READ_AT_ONCE]

        def read() -> list[tuple[ReadRow, Twin | None]]:
            return [(row, finder.find(row)) for row in map(reader.read, rows)]

        self.desk.work(self, lambda found: self._take_read(reader, finder, turn, found), read)

    def _take_read(
        self, reader: RowReader, finder: TwinFinder, turn: int, found: list[tuple[ReadRow, Twin | None]]
    ) -> None:
        if turn != self._turn:
            return
        self._read += [row for row, _twin in found]
        self._twins.update((row.number, twin) for row, twin in found if twin is not None)
        self.progressed.emit()
        if len(self._read) < len(self._matching.table.rows):
            self._read_some(reader, finder, turn)
            return
        mark = self._matching.mark
        self.desk.read(
            self, lambda imported: self._take_imported(turn, imported), read_imported, mark.sha256, mark.sheet_place
        )

    def _take_imported(self, turn: int, imported: Mapping[int, UUID]) -> None:
        self._imported = imported
        self._take_judged(turn, [])

    def _take_judged(self, turn: int, judged: list[JudgedRow]) -> None:
        if turn != self._turn:
            return
        self._judged += judged
        self.progressed.emit()
        start = len(self._judged)
        if start < len(self._read):
            some = self._read[start : start + _JUDGED_AT_ONCE]
            self.desk.read(
                self, lambda more: self._take_judged(turn, more), judge_rows, some, self._twins, self._imported
            )
            return
        self.rows, self.is_running = tuple(self._judged), False
        self.judged.emit()
