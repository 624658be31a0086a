"""The roll-call of a slot: who is expected, who came, what was done there, and its closing."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services.attendances import CAME, EXPECTED, PRESENT, WAITING
from intake_app.services.rolls import Roll, RollCandidate
from intake_app.services.workshop_lists import WorkshopFile
from intake_app.services.workshops import Closing, close_workshop, reopen_workshop, tick_step
from ui.desk import Desk, ViewModel
from ui.workshops.attachments_vm import AttachmentsVm
from ui.workshops.candidates_vm import CandidatesVm
from ui.workshops.newcomer_vm import NewcomerVm
from ui.workshops.roll_marks_vm import RollMarksVm
from ui.workshops.roll_reading import RollReading, read_page, read_page_of_workshop
from ui.workshops.roll_sheet import RollLine, RollSheet
from ui.workshops.roll_signing_vm import RollSigningVm
from ui.workshops.waiting_vm import WaitingVm

SHOWN_TYPES = frozenset({"workshop", "slot", "attendance", "resident", "site", "signature", "sheet"})


class RollVm(ViewModel):
    """One slot at a time. `roll` and `workshop` are what the store held last; `marks` holds the lines on the screen."""

    opened = Signal()
    """Another slot is on the page."""
    roll_changed = Signal()
    """Title, day, status, checklist: everything but the lines."""
    marked = Signal(object, str)
    """Somebody found by name (a RollLine) was given this status."""
    privacy_changed = Signal(bool)
    closed = Signal(object)
    """A Closing: how many were absent, whom to call back."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.roll: Roll | None = None
        self.workshop: WorkshopFile | None = None
        self.steps: frozenset[str] = frozenset()
        self.is_private = False
        self.is_changed = False
        """Whether the sheet of the day is sealed, and says something else."""
        self._is_workshop_only_here = False
        self._steps_saving = 0
        self.marks = RollMarksVm(desk, self)
        self.candidates = CandidatesVm(desk, self)
        self.newcomer = NewcomerVm(desk, self)
        self.attachments = AttachmentsVm(desk, self)
        self.signing = RollSigningVm(desk, self)
        self.waiting = WaitingVm(desk, self)
        self.marks.settled.connect(self.refresh)
        self.waiting.moved.connect(lambda _resident_id: self.marks.note_saved())
        self.candidates.chosen.connect(self.add)
        self.newcomer.registered.connect(lambda *_names: self.marks.note_saved())
        self.signing.signed.connect(lambda _signer: self.marks.note_saved())
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & SHOWN_TYPES else None)

    @property
    def is_ahead(self) -> bool:
        """Whether the slot is of a day to come: people are put on its roll, nobody is ticked."""
        return self.roll is not None and self.roll.held_on > self.desk.today()

    @property
    def is_editable(self) -> bool:
        """Whether the roll may still change."""
        return self.roll is not None and self.roll.status not in ("closed", "cancelled") and not self.roll.is_sealed

    @property
    def can_close(self) -> bool:
        """Whether the workshop may be closed: every slot of it is over or of today."""
        days = [slot.held_on for slot in self.workshop.slots] if self.workshop else []
        return self.is_editable and bool(days) and max(days) <= self.desk.today()

    @property
    def is_only_here(self) -> bool:
        """Whether anything of this page is only on this laptop."""
        return self._is_workshop_only_here or self.marks.sheet.is_only_here()

    def open_slot(self, slot_id: UUID) -> None:
        """Show the roll of a slot."""
        self.desk.read(self, self._open, read_page, slot_id)

    def open_workshop(self, workshop_id: UUID) -> None:
        """Show the roll of a workshop's slot of today, else of the nearest."""
        self.desk.read(self, self._open, read_page_of_workshop, workshop_id, self.desk.today())

    def refresh(self) -> None:
        """Read the roll again."""
        if self.roll is not None:
            self.desk.read(self, self._take, read_page, self.roll.slot_id, self.marks.sheet.known())

    def toggle(self, resident_id: UUID) -> None:
        """Tick somebody, or take the tick back."""
        line = self.marks.sheet.line_of(resident_id)
        if line is not None:
            self.mark(resident_id, EXPECTED if line.is_present else PRESENT)

    def mark(self, resident_id: UUID, status: str) -> None:
        """Give somebody another status (a code of `attendance_status`); nobody came before the day."""
        line = self.marks.sheet.line_of(resident_id)
        if line is not None and self.is_editable and not (self.is_ahead and status in CAME):
            self.marks.mark(line, status)

    def add(self, candidate: RollCandidate) -> None:
        """Tick somebody found by name, whether on the roll or not; before the day, put them on it."""
        if self.is_ahead:
            self.invite(candidate)
        elif self.is_editable:
            line = _line_of(self.marks.sheet, candidate)
            if not line.is_present:
                self.marks.mark(line, PRESENT)
            self.marked.emit(line, line.status if line.is_present else PRESENT)

    def invite(self, candidate: RollCandidate) -> None:
        """Put somebody found by name on the roll; on the waiting list when every place is taken."""
        self.candidates.clear()
        line = _line_of(self.marks.sheet, candidate)
        if self.is_editable and not line.is_on_roll and self.waiting.is_full(self.marks.sheet.placed()):
            self.waiting.put(line.resident_id)
            self.marked.emit(line, WAITING)
            return
        if self.is_editable and not line.is_on_roll:
            self.marks.invite(line)
        self.marked.emit(line, EXPECTED)

    def tick_step(self, step: str, is_done: bool) -> None:
        """Tick a step of the checklist (a code of `workshop_step`), or take it back."""
        if self.roll is None or not self.is_editable:
            return
        self.steps = self.steps | {step} if is_done else self.steps - {step}
        self._steps_saving += 1
        self.desk.write(
            self, lambda _id: self._end_step(None), self._end_step, tick_step, self.roll.workshop_id, step, is_done
        )

    def close(self) -> None:
        """Close the workshop: whoever is expected and not ticked is absent, and will be called."""
        if self.roll is not None and self.can_close:
            self.desk.write(self, self._end_closing, self.fail, close_workshop, self.roll.workshop_id)

    def reopen(self) -> None:
        """Open a closed roll again, to correct it."""
        if self.roll is not None:
            self.desk.write(self, lambda _id: self.refresh(), self.fail, reopen_workshop, self.roll.workshop_id)

    def set_private(self, is_private: bool) -> None:
        """Hide the names, because the screen is turned to somebody; or show them again."""
        self.is_private = is_private
        self.candidates.clear()
        self.privacy_changed.emit(is_private)

    def _open(self, reading: RollReading | None) -> None:
        if reading is None:
            return
        self.roll = reading.roll
        self.marks.start(reading.roll.slot_id)
        self.candidates.start(reading.roll.slot_id)
        self.newcomer.start(reading.roll.slot_id, reading.workshop.fields.neighbourhood_id)
        self.attachments.start(reading.roll.workshop_id)
        self.set_private(False)
        self._take(reading)
        self.opened.emit()

    def _take(self, reading: RollReading) -> None:
        if self.roll is None or reading.roll.slot_id != self.roll.slot_id:
            return
        self.roll, self.workshop = reading.roll, reading.workshop
        self.is_changed = reading.is_changed
        self.signing.take(reading.roll)
        self.waiting.take(reading.roll)
        self._is_workshop_only_here = reading.is_workshop_only_here
        if not self._steps_saving:
            self.steps = frozenset(reading.roll.checklist)
        self.roll_changed.emit()
        self.marks.take(reading.roll, reading.unsent)

    def _end_step(self, error: KnownError | None) -> None:
        self._steps_saving -= 1
        if error is None:
            self.marks.note_saved()
        else:
            self.marks.note_failed(error)
        self.refresh()

    def _end_closing(self, closing: Closing) -> None:
        self.closed.emit(closing)
        self.refresh()


def _line_of(sheet: RollSheet, candidate: RollCandidate) -> RollLine:
    """Their line on the screen, or one for somebody who is not on the roll."""
    resident = candidate.resident
    found = sheet.line_of(resident.id)
    return found or RollLine(
        resident.id,
        resident.family_name,
        resident.first_name,
        EXPECTED,
        is_walk_in=candidate.status is None,
        is_on_roll=False,
    )
