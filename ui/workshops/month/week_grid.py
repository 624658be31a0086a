"""A week as half-days, for the keyboard first: arrows, Page up and down, Home, End; Enter opens, N plans."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from intake_app.domain.reference import entries, label
from intake_app.services.days import half_day_of
from intake_app.services.workshop_lists import WorkshopRow
from ui import formats, theme
from ui.workshops import words
from ui.workshops.month import month_words
from ui.workshops.month.month_vm import MonthVm

HALVES: Final = tuple(one.code for one in entries("half_day"))
_DAYS: Final = 7
_HEIGHT: Final = 92
_HEADER: Final = 44
_SIDE: Final = 84
_LINE: Final = 17
Place = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class WeekModel(QAbstractTableModel):
    """The half-days of the week of MonthVm's day. A half-day says itself whole to screen readers."""

    def __init__(self, vm: MonthVm, parent: QObject) -> None:
        super().__init__(parent)
        self.vm = vm

    def rowCount(self, parent: Place = _NOWHERE) -> int:
        return len(HALVES)

    def columnCount(self, parent: Place = _NOWHERE) -> int:
        return _DAYS

    def day(self, index: Place) -> date:
        """The day of a square."""
        return self.vm.day_of_week(index.column())

    def workshops(self, index: Place) -> tuple[WorkshopRow, ...]:
        """What happens on that half-day, by its times."""
        return rows_of_half(self.vm, self.day(index), index.row())

    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            day, half = self.day(index), label("half_day", HALVES[index.row()], formats.language())
            said = month_words.told(day, self.vm.desk.today(), self.workshops(index), self.vm.holiday_of(day))
            return f"{half}, {said}"
        if role == Qt.ItemDataRole.DisplayRole:
            return "\n".join(month_words.workshop(row) for row in self.workshops(index))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return label("half_day", HALVES[section], formats.language())
        day = self.vm.day_of_week(section)
        holiday = self.vm.holiday_of(day)
        named = f"{formats.long_day(day)[:3]} {day.day}"
        return f"{named}\n{month_words.mark((), holiday)}" if holiday else named

    def flags(self, index: Place) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class WeekGrid(QTableView):
    """`half_activated` on Enter or a double click, `plan_wished` on N, `moved` when another half of the day is chosen:
    all about the day of the view-model and `half`.
    """

    half_activated = Signal()
    plan_wished = Signal()
    moved = Signal()

    def __init__(self, vm: MonthVm, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self.half = 0
        self._model = WeekModel(vm, self)
        self.setModel(self._model)
        self.setItemDelegate(_HalfPainter(self))
        self.setAccessibleName(name)
        self._dress()
        self.clicked.connect(self._click)
        self.doubleClicked.connect(lambda _index: self.half_activated.emit())
        vm.month_changed.connect(self.show_week)
        vm.day_changed.connect(self.show_week)
        self.show_week()

    def workshops(self) -> tuple[WorkshopRow, ...]:
        """What happens on the half-day one is on."""
        return rows_of_half(self.vm, self.vm.day, self.half)

    def show_week(self) -> None:
        """Show the week of the day one is on."""
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _DAYS - 1)
        self.viewport().update()
        self.setCurrentIndex(self._model.index(self.half, self.vm.day.weekday()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        vm, key = self.vm, Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -_DAYS, Qt.Key.Key_PageDown: _DAYS}
        if key in steps:
            vm.step_days(steps[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_to_half(self.half + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            vm.go_to(vm.day_of_week(_DAYS - 1 if key == Qt.Key.Key_End else 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.half_activated.emit()
        elif key == Qt.Key.Key_N and not event.modifiers():
            self.plan_wished.emit()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        return QSize(_DAYS * in_force.px(110), in_force.px(_HEADER) + len(HALVES) * in_force.px(_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(_DAYS * 44 + _SIDE, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._measure()

    def _click(self, index: QModelIndex) -> None:
        self._go_to_half(index.row())
        self.vm.go_to(self._model.day(index))

    def _go_to_half(self, half: int) -> None:
        self.half = min(max(half, 0), len(HALVES) - 1)
        self.show_week()
        self.moved.emit()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()

    def _measure(self) -> None:
        in_force = theme.current()
        self.horizontalHeader().setMinimumSectionSize(44)
        self.horizontalHeader().setFixedHeight(in_force.px(_HEADER))
        self.verticalHeader().setFixedWidth(in_force.px(_SIDE))
        self.verticalHeader().setDefaultSectionSize(in_force.px(_HEIGHT))
        self.setFixedHeight(self.sizeHint().height())


class _HalfPainter(QStyledItemDelegate):
    """A half-day: the hours and titles of its workshops, as many as there is room for; a frame around today."""

    def __init__(self, grid: WeekGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        vm, in_force, model = self._grid.vm, theme.current(), self._grid.model()
        assert isinstance(model, WeekModel)
        day, place = model.day(index), QRectF(option.rect).adjusted(2, 2, -2, -2)
        is_here = day == vm.day and index.row() == self._grid.half
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = "focus" if is_here and self._grid.hasFocus() else "outline" if day == vm.desk.today() else "line"
        painter.setPen(QPen(in_force.colour(ring), 2 if ring == "focus" else 1))
        painter.setBrush(in_force.colour("selected" if is_here else "card"))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)
        self._write(painter, place.adjusted(7, 5, -6, -4), model.workshops(index))
        painter.restore()

    def _write(self, painter: QPainter, inner: QRectF, rows: tuple[WorkshopRow, ...]) -> None:
        in_force, line = theme.current(), theme.current().px(_LINE)
        room = max(1, int(inner.height() // (2 * line)))
        top = inner.top()
        for row in rows[: room if len(rows) <= room else room - 1 or 1]:
            is_off = row.status == "cancelled"
            painter.setPen(in_force.colour("text_soft" if is_off else "text"))
            for role, weight, said in (
                ("tiny", 700, words.clock(row.start_time) + (f" · {month_words.mark((row,), None)}" if is_off else "")),
                ("small", 400, row.title),
            ):
                painter.setFont(in_force.font(role, weight))
                shown = in_force.metrics(role, weight).elidedText(said, Qt.TextElideMode.ElideRight, int(inner.width()))
                painter.drawText(QRectF(inner.left(), top, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, shown)
                top += line
        if len(rows) > room:
            painter.setFont(in_force.font("tiny", 600))
            more = month_words.more(len(rows) - (room - 1 or 1))
            painter.drawText(QRectF(inner.left(), top, inner.width(), line), Qt.AlignmentFlag.AlignVCenter, more)


def rows_of_half(vm: MonthVm, day: date, half: int) -> tuple[WorkshopRow, ...]:
    """The workshops of a half of a day (0 for the first), by their times."""
    return tuple(row for row in vm.rows_of(day) if half_day_of(row.start_time) == HALVES[half])
