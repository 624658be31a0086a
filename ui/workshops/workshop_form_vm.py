"""Planning a workshop or changing it: what is typed is kept as a draft at once, and checked when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.drafts import discard_draft, save_draft
from intake_app.services.workshop_series import (
    cancel_following,
    plan_series,
    restore_workshops,
    update_following,
)
from intake_app.services.workshops import FORM, cancel_workshop, plan_workshop, update_workshop
from ui.desk import Desk, ViewModel
from ui.workshops.outlook_vm import OutlookVm
from ui.workshops.workshop_content import WorkshopText, checked, from_draft, from_file
from ui.workshops.workshop_opening import IS_NEW, Opening, read_opening, read_resumed
from ui.workshops.workshop_template import first_content, follow_choices

DRAFT_DELAY_MS = 700
"""Between the first key not yet kept and the keeping of all that was typed by then."""


class WorkshopFormVm(ViewModel):
    """`content` is what is typed; `problems` what was wrong with it when it was last saved, by field; `outlook`
    what is worth a second look.
    """

    opened = Signal()
    content_changed = Signal()
    """Something was filled in by itself: the usual times of an action, the neighbourhood of a site."""
    problems_changed = Signal()
    saved = Signal(object, bool)
    """The workshop's id, and whether it is a new one."""
    cancelled = Signal(list)
    """The ids of what was cancelled."""
    restored = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.opening = Opening()
        self.content = WorkshopText()
        self.problems: dict[str, str] = {}
        self.focused = ""
        self.is_new = True
        self.is_resumed = False
        self.is_saving = False
        self.reaches_following = False
        """Whether a change, or a cancellation, is for those that follow in the series too."""
        self.planned = 1
        """How many workshops were planned at once."""
        self.record_id = desk.actor.new_id()
        self._is_dirty = False
        self._wished_day = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_DELAY_MS)
        self._timer.timeout.connect(self.keep_draft)
        self.outlook = OutlookVm(desk, self)
        self.content_changed.connect(lambda: self.outlook.look(self.record_id, self.content))

    @property
    def status(self) -> str:
        """The status of the workshop (a code of `workshop_status`), "" for a new one."""
        return self.opening.file.status if self.opening.file else ""

    def plan(self, on: date | None = None) -> None:
        """Open the form for a new workshop, with what was left unfinished; on this day unless it says another."""
        self._wished_day = on.isoformat() if on else ""
        self._ask(read_opening, None)

    def edit(self, workshop_id: UUID) -> None:
        """Open the form of a workshop."""
        self._ask(read_opening, workshop_id)

    def resume(self, record_id: UUID) -> None:
        """Open the form that was left unfinished for this record."""
        self._ask(read_resumed, record_id)

    def change(self, content: WorkshopText, focused: str = "") -> None:
        """Take what is typed; `focused` is the field that has the keyboard."""
        self.focused = focused or self.focused
        if content == self.content:
            return
        self.content, self._is_dirty = follow_choices(self.opening, self.content, content), True
        # a timer that already runs goes on: typing without a pause is kept too
        if not self._timer.isActive():
            self._timer.start()
        if self.content != content:
            self.content_changed.emit()
        else:
            self.outlook.look(self.record_id, self.content)

    def fill(self, content: WorkshopText) -> None:
        """Take what a button made of what is typed."""
        self.change(content)
        self.content_changed.emit()

    def reach(self, reaches_following: bool) -> None:
        """Say whether a change is for those that follow in the series too."""
        self.reaches_following = reaches_following

    def keep_draft(self) -> None:
        """Keep what is typed on this laptop, now."""
        self._timer.stop()
        if self._is_dirty:
            self._is_dirty = False
            kept = {**self.content.to_draft(), IS_NEW: self.is_new}
            self.desk.write(self, _nothing, self.fail, save_draft, FORM, self.record_id, kept, place=self.focused)

    def discard(self) -> None:
        """Throw away what was typed, and begin again."""
        self._timer.stop()
        self._is_dirty = False
        planned = None if self.is_new else self.record_id
        again = partial(self._ask, read_opening, planned)
        self.desk.write(self, lambda _none: again(), self.fail, discard_draft, FORM, self.record_id)

    def save(self) -> None:
        """Save, or say what is wrong."""
        if self.is_saving:
            return
        fields, slots, problems = checked(self.content, self.desk.today())
        self._tell(problems)
        if problems:
            return
        self._timer.stop()
        self.is_saving, self._is_dirty = True, False
        ends, record_id, repetition = (self._succeed, self._refuse), self.record_id, self.content.repetition
        if not self.is_new:
            change = update_following if self.reaches_following else update_workshop
            self.desk.write(self, *ends, change, record_id, fields, slots)
        elif repetition is None:
            self.desk.write(self, *ends, plan_workshop, fields, slots, workshop_id=record_id)
        else:
            self.desk.write(self, *ends, plan_series, fields, slots, repetition, workshop_id=record_id)

    def cancel(self, reason: str) -> None:
        """Cancel the workshop for a reason (a code of `workshop_cancel_reason`), and those that follow it when they
        are reached; `restore` takes it back.
        """
        record_id, told = self.record_id, self.cancelled.emit
        if self.reaches_following:
            self.desk.write(self, told, self.fail, cancel_following, record_id, reason)
        else:
            self.desk.write(self, lambda done: told([done]), self.fail, cancel_workshop, record_id, reason)

    def restore(self, workshop_ids: Sequence[UUID]) -> None:
        """Take cancellations back."""
        self.desk.write(self, lambda _ids: self.restored.emit(), self.fail, restore_workshops, workshop_ids)

    def _ask(self, reading: Callable[..., Opening], record_id: UUID | None) -> None:
        self.keep_draft()
        self.desk.read(self, self._open, reading, self.desk.actor.staff_id, record_id)

    def _open(self, opening: Opening) -> None:
        self.opening, self.problems, self.is_saving = opening, {}, False
        self.is_new, self.is_resumed = opening.file is None, opening.typed is not None
        self.focused, self.reaches_following = "", False
        if opening.typed is not None:
            self.record_id, self.focused = opening.typed.record_id, opening.typed.place
            self.content = from_draft(opening.typed.values)
        elif opening.file is not None:
            self.record_id, self.content = opening.file.id, from_file(opening.file)
        else:
            self.record_id, self.content = self.desk.actor.new_id(), first_content(opening)
        if self._wished_day and self.is_new and not self.content.slots[0].day:
            first, *others = self.content.slots
            self.content = replace(self.content, slots=(replace(first, day=self._wished_day), *others))
        self._wished_day = ""
        self.opened.emit()
        self.outlook.look(self.record_id, self.content)

    def _succeed(self, done: UUID | list[UUID]) -> None:
        self.is_saving = False
        self.planned = len(done) if isinstance(done, list) else 1
        self.saved.emit(self.record_id, self.is_new)

    def _refuse(self, error: KnownError) -> None:
        # the draft was not forgotten with a record that was not saved
        self.is_saving, self._is_dirty = False, True
        self.keep_draft()
        if isinstance(error, InvalidFields):
            self._tell({problem.field: problem.key for problem in reversed(error.problems)})
        else:
            self.fail(error)

    def _tell(self, problems: dict[str, str]) -> None:
        self.problems = problems
        self.problems_changed.emit()


def _nothing(_result: object) -> None:
    """A draft is kept without a word."""
