"""A week of workshops, half-days as rows, and in words what happens on the one that one is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.reference import label
from ui import formats
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel
from ui.workshops.month import month_words
from ui.workshops.month.day_list import DayList
from ui.workshops.month.month_vm import MonthVm
from ui.workshops.month.week_grid import HALVES, WeekGrid


class WeekView(Card):
    """A thin view on MonthVm. `opened(row)` is the half-day to open, `plan_wished(day)` a workshop on that day."""

    opened = Signal(object)
    plan_wished = Signal(object)

    def __init__(self, vm: MonthVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.vm = vm
        self.setAccessibleName(self.tr("Semaine de séances"))
        self._week = TextLabel("", "strong")
        self.grid = WeekGrid(vm, self.tr("Semaine de séances"))
        self._half = TextLabel("", "strong")
        self._nothing = TextLabel(self.tr("Aucune séance à ce moment."), "soft")
        self.list = DayList(self.tr("Séances de cette demi-journée"), vm.desk.today)
        self.list.row_activated.connect(self.opened)
        self.plan = SecondaryButton(self.tr("Prévoir ce jour-là"), "plus", "small", shortcut_hint="N")
        self.body.addLayout(self._head())
        for widget in (self.grid, self._half, self.list, self._nothing):
            self.body.addWidget(widget)
        self.body.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        self.grid.half_activated.connect(self._open)
        self.grid.plan_wished.connect(lambda: self.plan_wished.emit(vm.day))
        self.plan.clicked.connect(lambda: self.plan_wished.emit(vm.day))
        for signal in (vm.month_changed, vm.day_changed, self.grid.moved):
            signal.connect(self._show)
        self._show()

    def enter(self) -> None:
        """Give the keyboard to the half-days."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QHBoxLayout:
        before = IconButton("chevron-left", self.tr("Semaine précédente"))
        before.clicked.connect(lambda: self.vm.step_days(-7))
        after = IconButton("chevron-right", self.tr("Semaine suivante"))
        after.clicked.connect(lambda: self.vm.step_days(7))
        line = QHBoxLayout()
        line.addWidget(before)
        line.addWidget(self._week, 1, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(after)
        return line

    def _open(self) -> None:
        rows = self.grid.workshops()
        if len(rows) == 1:
            self.opened.emit(rows[0])
        elif rows:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        vm, rows = self.vm, self.grid.workshops()
        first, last = vm.day_of_week(0), vm.day_of_week(6)
        said = self.tr("Du %1 au %2").replace("%1", formats.month_day(first)).replace("%2", formats.month_day(last))
        self._week.setText(f"{said} {last.year}")
        half = label("half_day", HALVES[self.grid.half], formats.language()).lower()
        named = month_words.heading(vm.day, vm.desk.today(), vm.holiday_of(vm.day))
        self._half.setText(f"{named} · {half}")
        self.list.show_workshops(rows)
        self._nothing.setVisible(not rows)
