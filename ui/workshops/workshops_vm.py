"""The workshops: their list, a form, a roll, its day’s sheet, its invitations, a scan, the registers. One is shown at
a time.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.workshop_lists import WorkshopRow, list_upcoming
from ui.desk import Desk, ViewModel
from ui.workshops.actions.actions_vm import ActionsVm
from ui.workshops.invitations.invitations_vm import InvitationsVm
from ui.workshops.registers.registers_vm import RegistersVm
from ui.workshops.roll_vm import RollVm
from ui.workshops.sheets.sheet_vm import SheetVm
from ui.workshops.workshop_form_vm import WorkshopFormVm
from ui.workshops.workshop_list_vm import WorkshopListVm


class WorkshopPage(StrEnum):
    """What the screen shows."""

    LIST = "list"
    FORM = "form"
    ROLL = "roll"
    ATTACHMENT = "attachment"
    SHEET = "sheet"
    REGISTERS = "registers"
    INVITATIONS = "invitations"
    ACTIONS = "actions"


class WorkshopsVm(ViewModel):
    """Say where to go; `page_changed` tells once it is there to be shown."""

    page_changed = Signal(object)
    nothing_found = Signal()
    """F3 was pressed and no workshop is planned."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.page = self._before_form = WorkshopPage.LIST
        self.list = WorkshopListVm(desk, self)
        self.form = WorkshopFormVm(desk, self)
        self.roll = RollVm(desk, self)
        self.sheet = SheetVm(desk, self)
        self.registers = RegistersVm(desk, self)
        self.invitations = InvitationsVm(desk, self)
        self.actions = ActionsVm(desk, self)
        self.form.opened.connect(self._open_form)
        self.roll.opened.connect(lambda: self._go(WorkshopPage.ROLL))
        self.roll.attachments.opened.connect(lambda: self._go(WorkshopPage.ATTACHMENT))
        self.roll.attachments.removed.connect(self._leave_removed)
        self.sheet.opened.connect(lambda: self._go(WorkshopPage.SHEET))
        self.registers.opened.connect(lambda: self._go(WorkshopPage.REGISTERS))
        self.actions.opened.connect(lambda: self._go(WorkshopPage.ACTIONS))
        self.invitations.opened.connect(lambda: self._go(WorkshopPage.INVITATIONS))
        self.form.saved.connect(self._leave_saved)
        self.form.cancelled.connect(lambda _ids: self.open_list())

    def open_list(self) -> None:
        """Show the list. What was typed in the form stays in its draft."""
        self.form.keep_draft()
        self.registers.leave()
        self.invitations.leave()
        self.actions.leave()
        self.list.refresh()
        self._go(WorkshopPage.LIST)

    @property
    def slot_shown(self) -> UUID | None:
        """The half-day whose roll is shown, or, of the sheet that is, the one whose roll was, else the first."""
        roll, sheet = self.roll.roll, self.sheet.reading
        if self.page is WorkshopPage.SHEET and sheet is not None:
            slots = [slot.slot_id for slot in sheet.content.slots]
            return roll.slot_id if roll is not None and roll.slot_id in slots else slots[0]
        is_of_roll = self.page in (WorkshopPage.ROLL, WorkshopPage.INVITATIONS)
        return roll.slot_id if roll is not None and is_of_roll else None

    def open_roll(self, workshop_id: UUID) -> None:
        """Show the roll of a workshop's slot of today, else of the nearest."""
        self.roll.open_workshop(workshop_id)

    def open_slot(self, slot_id: UUID) -> None:
        """Show the roll of a slot."""
        self.roll.open_slot(slot_id)

    def call_roll(self) -> None:
        """Show the roll to call now (F3): today's, else the next one."""
        self.desk.read(self, self._call, list_upcoming, self.desk.today(), limit=20)

    def plan(self, on: date | None = None) -> None:
        """Show the form of a new workshop, on a day if one is given."""
        self.form.plan(on)

    def resume(self, record_id: UUID) -> None:
        """Show the form that was left unfinished for this record."""
        self.form.resume(record_id)

    def _call(self, rows: list[WorkshopRow]) -> None:
        chosen = roll_to_call(rows, self.desk.now())
        if chosen is None:
            self.nothing_found.emit()
        else:
            self.open_slot(chosen.slot_id)

    def leave_form(self) -> None:
        """Back to where the form was opened from. What was typed stays in its draft."""
        if self._before_form is WorkshopPage.ROLL and not self.form.is_new:
            self.form.keep_draft()
            self.open_roll(self.form.record_id)
        else:
            self.open_list()

    def open_sheet(self) -> None:
        """Show the sheet of the day whose roll is shown."""
        if self.roll.roll is not None:
            self.sheet.open(self.roll.roll.workshop_id, self.roll.roll.held_on)

    def leave_sheet(self) -> None:
        """To the roll, from its day's sheet."""
        slot_id, is_same = self.slot_shown, self._is_on_roll
        self.sheet.leave()
        if is_same:
            self.roll.refresh()
            self._go(WorkshopPage.ROLL)
        elif slot_id is not None:
            self.open_slot(slot_id)

    def hide_sheet(self) -> None:
        """The same because the screen is turned to somebody: the names of the roll are hidden too."""
        if self._is_on_roll:
            self.leave_sheet()
            self.roll.set_private(True)
        else:
            self.sheet.leave()
            self.open_list()

    @property
    def _is_on_roll(self) -> bool:
        """Whether the roll behind the sheet is one of its day's."""
        return self.roll.roll is not None and self.roll.roll.slot_id == self.slot_shown

    def back_to_roll(self) -> None:
        """Back to the roll, from its invitations or a scan joined to its workshop."""
        self.invitations.leave()
        self.roll.attachments.leave()
        self.roll.refresh()
        self._go(WorkshopPage.ROLL)

    def _leave_removed(self, _attachment_id: UUID) -> None:
        if self.page is WorkshopPage.ATTACHMENT:
            self.back_to_roll()

    def hide_names(self) -> None:
        """The same because the screen is turned to somebody: the names of the roll are hidden too."""
        self.back_to_roll()
        self.roll.set_private(True)

    def _leave_saved(self, workshop_id: UUID, _is_new: bool) -> None:
        self.leave_form()
        self.list.go_to(workshop_id)

    def _open_form(self) -> None:
        if self.page is not WorkshopPage.FORM:
            self._before_form = self.page
        self._go(WorkshopPage.FORM)

    def _go(self, page: WorkshopPage) -> None:
        self.page = page
        self.page_changed.emit(page)


def roll_to_call(rows: list[WorkshopRow], now: datetime) -> WorkshopRow | None:
    """Of the slots to come by day: the one going on or the next of today, else today's last, else the next."""
    today = [row for row in rows if row.held_on == now.date()]
    going_on = [row for row in today if row.end_time >= f"{now:%H:%M}" and row.status != "closed"]
    return next(iter(going_on or today[-1:] or rows), None)
