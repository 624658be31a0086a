"""The month of workshops beside their list: its squares, and in words what happens on the day one is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import formats
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.workshops.month import month_words
from ui.workshops.month.day_list import DayList
from ui.workshops.month.month_grid import MonthGrid
from ui.workshops.month.month_vm import MonthVm

PLAN_KEY = "N"


class MonthView(Card):
    """A thin view on MonthVm. `opened(row)` is the half-day to open, `plan_wished(day)` a workshop on that day."""

    opened = Signal(object)
    plan_wished = Signal(object)

    def __init__(self, vm: MonthVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.vm = vm
        self.setAccessibleName(self.tr("Calendrier des séances"))
        self._month = TextLabel("", "strong")
        self.grid = MonthGrid(vm, self.tr("Calendrier des séances"))
        self._day = TextLabel("", "strong")
        self._nothing = TextLabel(self.tr("Aucune séance ce jour-là."), "soft")
        self.list = DayList(self.tr("Séances de ce jour"), vm.desk.today)
        self.list.row_activated.connect(self.opened)
        self.plan = SecondaryButton(self.tr("Prévoir ce jour-là"), "plus", "small", shortcut_hint=PLAN_KEY)
        self.body.addLayout(self._head())
        for widget in (self.grid, self._day, self.list, self._nothing):
            self.body.addWidget(widget)
        self.body.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        self.grid.day_activated.connect(self._open)
        self.grid.plan_wished.connect(lambda: self.plan_wished.emit(vm.day))
        self.plan.clicked.connect(lambda: self.plan_wished.emit(vm.day))
        vm.month_changed.connect(self._show)
        vm.day_changed.connect(self._show)
        self._show()

    def enter(self) -> None:
        """Give the keyboard to the squares."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        before = IconButton("chevron-left", self.tr("Mois précédent"))
        before.clicked.connect(lambda: self.vm.step_months(-1))
        after = IconButton("chevron-right", self.tr("Mois suivant"))
        after.clicked.connect(lambda: self.vm.step_months(1))
        line = QHBoxLayout()
        line.addWidget(before)
        line.addWidget(self._month, 1, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(after)
        return line

    def _open(self) -> None:
        rows = self.vm.rows_of(self.vm.day)
        if len(rows) == 1:
            self.opened.emit(rows[0])
        elif rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        vm, today = self.vm, self.vm.desk.today()
        rows = vm.rows_of(vm.day)
        self._month.setText(formats.sentence_case(formats.month_year(vm.day)))
        self._day.setText(month_words.heading(vm.day, today, vm.holiday_of(vm.day)))
        self.list.show_workshops(rows)
        self._nothing.setVisible(not rows)
