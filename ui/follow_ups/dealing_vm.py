"""Dealing with one follow-up: its result, another day for it, and taking either back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from intake_app.domain.day_reading import read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entry
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.colleagues import list_colleagues
from intake_app.services.follow_up_lists import FollowUpRow
from intake_app.services.follow_ups import assign_follow_up, complete_follow_up, reopen_follow_up, snooze_follow_up
from intake_app.services.staff import StaffRow
from ui.desk import Desk, ViewModel

WARNED = "sensitive_words"
"""The problem of a note that holds words one should not write of somebody, unless one means to."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a follow-up: a code of `follow_up_result`, one of `follow_up_medium` or "", a line of text, and in
    how many days to try again (0: not).
    """

    code: str = ""
    medium: str = ""
    note: str = ""
    days_to_next: int = 0
    keeps_words: bool = False

    @property
    def may_be_tried_again(self) -> bool:
        """Whether the result leaves something to try."""
        return bool(self.code) and not entry("follow_up_result", self.code).mapping["settled"]


class DealingVm(ViewModel):
    """`row` is the follow-up being dealt with; `problems` what was wrong with the last attempt, by field."""

    problems_changed = Signal()
    completed = Signal(object, object)
    """The FollowUpRow as it was, and its Result."""
    colleagues_changed = Signal()
    assigned = Signal(object, object)
    """The FollowUpRow as it was, and to whom it was handed over (StaffRow)."""
    snoozed = Signal(object, object)
    """The FollowUpRow as it was, and its new day."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.row: FollowUpRow | None = None
        self.colleagues: tuple[StaffRow, ...] = ()
        self.problems: dict[str, str] = {}
        self.is_saving = False

    def start(self, row: FollowUpRow | None) -> None:
        """Deal with this one."""
        is_another = row is None or self.row is None or row.id != self.row.id
        self.row = row
        if is_another:
            self._tell({})
            self._take_colleagues(None, [])
        self.refresh_colleagues()

    @property
    def is_warned(self) -> bool:
        """Whether the note was held back for its words; they may be kept."""
        return WARNED in self.problems.values()

    def complete(self, result: Result) -> None:
        """Close the follow-up."""
        row = self._begin({} if result.code else {"result": "field_missing"})
        if row is None:
            return
        days = result.days_to_next if result.may_be_tried_again and not row.attempt else 0
        self.desk.write(
            self,
            lambda _id: self._finish(partial(self.completed.emit, row, result)),
            self._refuse,
            complete_follow_up,
            row.id,
            result=result.code,
            medium=result.medium or None,
            note=result.note or None,
            next_due_on=self.desk.today() + timedelta(days=days) if days else None,
            keeps_words=result.keeps_words,
        )

    def snooze(self, typed: str) -> None:
        """Put it off to the day typed: « mardi », « 1/12 », « dans 3 jours »."""
        try:
            day = read_day(typed, self.desk.today())
        except KnownError as refusal:
            self._tell({"due_on": refusal.key})
            return
        if day is None:
            self._tell({"due_on": "field_missing"})
        else:
            self._snooze_to(day)

    def snooze_for(self, days: int) -> None:
        """Put it off to so many days from today."""
        self._snooze_to(self.desk.today() + timedelta(days=days))

    def refresh_colleagues(self) -> None:
        """Read who may be handed the follow-up being dealt with."""
        if self.row is not None:
            taken = partial(self._take_colleagues, self.row)
            self.desk.read(self, taken, list_colleagues, self.row.resident_id, self.row.assigned_to)

    def assign(self, staff_id: str) -> None:
        """Hand it over to a colleague."""
        others = (one for one in self.colleagues if self.row is None or one.id != self.row.assigned_to)
        colleague = next((one for one in others if str(one.id) == staff_id), None)
        row = self._begin({} if colleague is not None else {"assigned_to": "field_missing"})
        if row is not None and colleague is not None:
            told = partial(self.assigned.emit, row, colleague)
            self.desk.write(self, lambda _id: self._finish(told), self._refuse, assign_follow_up, row.id, colleague.id)

    def give_back(self, row: FollowUpRow) -> None:
        """Undo that: whoever it was for has it again."""
        self.desk.write(self, _nothing, self.fail, assign_follow_up, row.id, row.assigned_to)

    def take_back(self, row: FollowUpRow) -> None:
        """Undo a result or a new day: the follow-up is as it was."""
        self.desk.write(self, _nothing, self.fail, reopen_follow_up, row.id, due_on=row.due_on, note=row.note)

    def _take_colleagues(self, row: FollowUpRow | None, staff: list[StaffRow]) -> None:
        if row is None or row == self.row:
            self.colleagues = tuple(staff)
            self.colleagues_changed.emit()

    def _snooze_to(self, day: date) -> None:
        row = self._begin({})
        if row is not None:
            told = partial(self.snoozed.emit, row, day)
            self.desk.write(self, lambda _id: self._finish(told), self._refuse, snooze_follow_up, row.id, day)

    def _begin(self, problems: dict[str, str]) -> FollowUpRow | None:
        """The follow-up to save, None while another save is going on or when something is missing."""
        if self.is_saving or self.row is None:
            return None
        self._tell(problems)
        self.is_saving = not problems
        return self.row if self.is_saving else None

    def _finish(self, tell: Callable[[], None]) -> None:
        self.is_saving = False
        tell()

    def _refuse(self, error: KnownError) -> None:
        self.is_saving = False
        if isinstance(error, InvalidFields):
            self._tell({problem.field: problem.key for problem in reversed(error.problems)})
        else:
            self.fail(error)

    def _tell(self, problems: dict[str, str]) -> None:
        self.problems = problems
        self.problems_changed.emit()


def _nothing(_result: object) -> None:
    """The lists follow by themselves."""
