"""A roll being called, its view-model over an encrypted store; and the same on screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.rolls import RollRow, read_roll
from tests.ui.at_desk import AtDesk
from tests.ui.conftest import Shower
from tests.ui.workshop_scenes import plan_with_people, settle_in
from ui.workshops.roll_sheet import RollLine
from ui.workshops.roll_table import RollTable
from ui.workshops.roll_view import RollView
from ui.workshops.roll_vm import RollVm
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm


class Calling:
    """A roll being called."""

    def __init__(self, desk: AtDesk) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.workshop_id, self.slot_id = plan_with_people(desk, self.people)
        self.vm = RollVm(desk.desk)
        self.open()

    def open(self) -> None:
        self.vm.open_slot(self.slot_id)
        self.desk.settle()

    def line(self, name: str) -> RollLine:
        found = self.vm.marks.sheet.line_of(self.people[name])
        assert found is not None
        return found

    def stored(self, name: str) -> RollRow | None:
        rows = self.desk.store.read(read_roll, self.slot_id).rows
        return next((row for row in rows if row.resident_id == self.people[name]), None)

    def search(self, text: str) -> None:
        self.vm.candidates.search(text)
        self.desk.settle()


class RollPage:
    """The screen of the workshops, on the roll of today's."""

    def __init__(self, desk: AtDesk, show: Shower) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.workshop_id, self.slot_id = plan_with_people(desk, self.people)
        self.screen = WorkshopsView(WorkshopsVm(desk.desk))
        show(self.screen, 1100, 800)
        self.screen.vm.call_roll()
        desk.settle()

    @property
    def view(self) -> RollView:
        return self.screen.roll

    @property
    def table(self) -> RollTable:
        return self.screen.roll.table

    def write(self, text: str) -> None:
        QTest.keyClicks(focused(), text)
        self.desk.settle()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(focused(), key, modifier)
        self.desk.settle()

    def tab_to(self, widget: QWidget) -> None:
        for _stop in range(40):
            if focused() is widget:
                return
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        raise AssertionError("the keyboard does not get there")

    def statuses(self) -> dict[str, str]:
        return {row.family_name: row.status for row in self.desk.store.read(read_roll, self.slot_id).rows}

    def place(self, name: str) -> QPoint:
        row = self.table.rows_model().place_of(self.people[name])
        assert row is not None
        return self.table.visualRect(self.table.rows_model().index(row, 0)).center()


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget
