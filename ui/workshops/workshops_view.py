"""The screen of the workshops: its list, the form of one, the roll of a slot, its invitations, a scan joined to it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.workshops.actions.actions_page import ActionsPage
from ui.workshops.attachment_page import AttachmentPage
from ui.workshops.invitations.invitations_page import InvitationsPage
from ui.workshops.registers.registers_page import RegistersPage
from ui.workshops.roll_view import PRIVACY_KEY, RollView
from ui.workshops.sheets.sheet_page import SheetPage
from ui.workshops.workshop_form_view import WorkshopFormView
from ui.workshops.workshop_list_view import WorkshopListView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

Page = (
    WorkshopListView
    | WorkshopFormView
    | RollView
    | AttachmentPage
    | SheetPage
    | RegistersPage
    | InvitationsPage
    | ActionsPage
)


class WorkshopsView(QStackedWidget):
    """Shows the page that WorkshopsVm says."""

    def __init__(self, vm: WorkshopsVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self.list = WorkshopListView(vm.list, self)
        self.form = WorkshopFormView(vm.form, self)
        self.roll = RollView(vm.roll, self)
        self.attachment = AttachmentPage(vm.roll.attachments, self)
        self.sheet = SheetPage(vm.sheet, self)
        self.registers = RegistersPage(vm.registers, self)
        self.invitations = InvitationsPage(vm.invitations, self)
        self.kept_actions = ActionsPage(vm.actions, self)
        self._pages: dict[WorkshopPage, Page] = {
            WorkshopPage.LIST: self.list,
            WorkshopPage.FORM: self.form,
            WorkshopPage.ROLL: self.roll,
            WorkshopPage.ATTACHMENT: self.attachment,
            WorkshopPage.SHEET: self.sheet,
            WorkshopPage.REGISTERS: self.registers,
            WorkshopPage.INVITATIONS: self.invitations,
            WorkshopPage.ACTIONS: self.kept_actions,
        }
        for page in self._pages.values():
            self.addWidget(page)
        self._connect()
        self._show(vm.page)

    def _connect(self) -> None:
        vm = self.vm
        self.list.opened.connect(lambda row: vm.open_slot(row.slot_id))
        self.list.plan_wished.connect(vm.plan)
        self.list.registers_wished.connect(vm.registers.open)
        self.registers.back_wished.connect(vm.open_list)
        self.list.keep_actions.setVisible(vm.actions.may_keep)
        self.list.keep_actions.clicked.connect(vm.actions.open)
        self.kept_actions.back_wished.connect(vm.open_list)
        self.roll.back_wished.connect(vm.open_list)
        self.roll.edit_wished.connect(vm.form.edit)
        self.roll.sheet_wished.connect(vm.open_sheet)
        self.roll.invitations_wished.connect(vm.invitations.open)
        self.invitations.back_wished.connect(vm.back_to_roll)
        QShortcut(QKeySequence(PRIVACY_KEY), self.invitations, vm.hide_names)
        self.sheet.back_wished.connect(vm.leave_sheet)
        QShortcut(QKeySequence(PRIVACY_KEY), self.sheet, vm.hide_sheet)
        self.form.back_wished.connect(vm.leave_form)
        self.attachment.back_wished.connect(self._leave_attachment)
        QShortcut(QKeySequence(PRIVACY_KEY), self.attachment, vm.hide_names)
        vm.page_changed.connect(self._show)
        vm.nothing_found.connect(self._say_nothing)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 240)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._pages[self.vm.page].enter()

    def _show(self, page: WorkshopPage) -> None:
        self.setCurrentWidget(self._pages[page])
        self.setFocusProxy(self._pages[page])
        self._pages[page].enter()

    def _leave_attachment(self) -> None:
        row = self.vm.roll.attachments.shown
        self.vm.back_to_roll()
        if row is not None:
            self.roll.side.attachments.enter(row.attachment_id)

    def _say_nothing(self) -> None:
        self.vm.desk.navigation.told.emit(self.tr("Aucune séance n’est prévue. Prévoyez-en une\u202f: Ctrl N."))
