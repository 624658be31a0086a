"""Planning a workshop or changing it: what is typed is kept as a draft at once, and checked when it is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.drafts import discard_draft, save_draft
from intake_app.services.workshops import FORM, cancel_workshop, plan_workshop, restore_workshop, update_workshop
from ui.desk import Desk, ViewModel
from ui.workshops.outlook_vm import OutlookVm
from ui.workshops.workshop_content import SlotText, WorkshopText, checked, from_draft, from_file
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
    cancelled = Signal()
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
        self.record_id = desk.actor.new_id()
        self._is_dirty = False
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

    def plan(self) -> None:
        """Open the form for a new workshop, with what was left unfinished."""
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

    def choose_half_day(self, place: int, half_day: str) -> None:
        """Put the slot at this place on the usual times of a half-day."""
        slots = self.content.slots
        self._fill((*slots[:place], slots[place].on_half_day(half_day), *slots[place + 1 :]))

    def add_slot(self) -> None:
        """Add a slot at the times of the last one, a week later."""
        slots = self.content.slots
        self._fill((*slots, slots[-1].a_week_later()))

    def remove_slot(self, place: int) -> None:
        """Take a slot away; one always remains."""
        slots = self.content.slots
        if len(slots) > 1:
            self._fill((*slots[:place], *slots[place + 1 :]))

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
        if self.is_new:
            self.desk.write(self, self._succeed, self._refuse, plan_workshop, fields, slots, workshop_id=self.record_id)
        else:
            self.desk.write(self, self._succeed, self._refuse, update_workshop, self.record_id, fields, slots)

    def cancel(self, reason: str) -> None:
        """Cancel the workshop for a reason (a code of `workshop_cancel_reason`); `restore` takes it back."""
        self.desk.write(self, lambda _id: self.cancelled.emit(), self.fail, cancel_workshop, self.record_id, reason)

    def restore(self, workshop_id: UUID) -> None:
        """Take a cancellation back."""
        self.desk.write(self, lambda _id: self.restored.emit(), self.fail, restore_workshop, workshop_id)

    def _ask(self, reading: Callable[..., Opening], record_id: UUID | None) -> None:
        self.keep_draft()
        self.desk.read(self, self._open, reading, self.desk.actor.staff_id, record_id)

    def _open(self, opening: Opening) -> None:
        self.opening, self.problems, self.is_saving = opening, {}, False
        self.is_new, self.is_resumed = opening.file is None, opening.typed is not None
        self.focused = ""
        if opening.typed is not None:
            self.record_id, self.focused = opening.typed.record_id, opening.typed.place
            self.content = from_draft(opening.typed.values)
        elif opening.file is not None:
            self.record_id, self.content = opening.file.id, from_file(opening.file)
        else:
            self.record_id, self.content = self.desk.actor.new_id(), first_content(opening)
        self.opened.emit()
        self.outlook.look(self.record_id, self.content)

    def _fill(self, slots: tuple[SlotText, ...]) -> None:
        self.change(WorkshopText(self.content.fields, slots))
        self.content_changed.emit()

    def _succeed(self, workshop_id: UUID) -> None:
        self.is_saving = False
        self.saved.emit(workshop_id, self.is_new)

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
