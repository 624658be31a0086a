"""A month of workshops: which is shown, on which of its days one is, what happens on each."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from intake_app.services.month_calendars import MonthCalendar, read_month
from intake_app.services.workshop_lists import WorkshopRow
from ui import formats
from ui.desk import Desk, ViewModel

SHOWN_TYPES = frozenset({"workshop", "slot", "attendance", "site"})
WEEKS = 6
_DAYS = 7


class MonthVm(ViewModel):
    """`day` is where one is; the month shown is its own."""

    month_changed = Signal()
    """Another month is shown, or something happens on other days of it."""
    day_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.day = desk.today()
        self._content = MonthCalendar()
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & SHOWN_TYPES else None)

    @property
    def first_shown(self) -> date:
        """The Monday on which the six weeks shown begin."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def day_at(self, week: int, weekday: int) -> date:
        """The day at a place: the first week is 0, Monday is 0."""
        return self.first_shown + timedelta(days=_DAYS * week + weekday)

    def day_of_week(self, weekday: int) -> date:
        """A day of the week one is in: Monday is 0. All its days are among those shown."""
        return self.day + timedelta(days=weekday - self.day.weekday())

    def place_of(self, day: date) -> tuple[int, int]:
        """Week and weekday of a day that is shown."""
        return divmod((day - self.first_shown).days, _DAYS)

    def rows_of(self, day: date) -> tuple[WorkshopRow, ...]:
        """The half-days of a day, by their times."""
        return self._content.rows.get(day, ())

    def holiday_of(self, day: date) -> str | None:
        """The name of the holiday that a day is."""
        return self._content.holidays.get(day)

    def refresh(self) -> None:
        """Read the month again."""
        first = self.first_shown
        last = first + timedelta(days=_DAYS * WEEKS - 1)
        staff_id, today = self.desk.actor.staff_id, self.desk.today()
        self.desk.read(
            self, lambda read: self._take(first, read), read_month, staff_id, today, first, last, formats.language()
        )

    def go_to(self, day: date) -> None:
        """Go to a day, in its month."""
        is_elsewhere = (day.year, day.month) != (self.day.year, self.day.month)
        self.day = day
        if is_elsewhere:
            self._content = MonthCalendar()
            self.refresh()
            self.month_changed.emit()
        self.day_changed.emit()

    def step_days(self, days: int) -> None:
        """Go so many days on, or back."""
        self.go_to(self.day + timedelta(days=days))

    def step_months(self, months: int) -> None:
        """Go to the same day of another month, or to its last when it is shorter."""
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = number // 12, number % 12 + 1
        self.go_to(date(year, month, min(self.day.day, monthrange(year, month)[1])))

    def go_to_edge(self, is_last: bool) -> None:
        """Go to the last day of the month, or to its first."""
        self.go_to(self.day.replace(day=monthrange(self.day.year, self.day.month)[1] if is_last else 1))

    def _take(self, first: date, read: MonthCalendar) -> None:
        if first == self.first_shown:
            self._content = read
            self.month_changed.emit()
            self.day_changed.emit()
