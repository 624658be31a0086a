"""Six weeks as squares, for the keyboard first: arrows, Page up and down, Home, End; Enter opens, N plans."""

from __future__ import annotations

from datetime import date
from typing import Any

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

from ui import formats, theme
from ui.workshops.month import month_words
from ui.workshops.month.month_vm import WEEKS, MonthVm

_HEIGHT = 46
_HEADER = 26
Place = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class MonthModel(QAbstractTableModel):
    """The six weeks of MonthVm. A day says itself whole to screen readers."""

    def __init__(self, vm: MonthVm, parent: QObject) -> None:
        super().__init__(parent)
        self.vm = vm

    def rowCount(self, parent: Place = _NOWHERE) -> int:
        return WEEKS

    def columnCount(self, parent: Place = _NOWHERE) -> int:
        return 7

    def day(self, index: Place) -> date:
        """The day of a square."""
        return self.vm.day_at(index.row(), index.column())

    def data(self, index: Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return month_words.told(day, self.vm.desk.today(), self.vm.rows_of(day), self.vm.holiday_of(day))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return formats.long_day(self.vm.day_at(0, section)).split(" ", 1)[0][:3]

    def flags(self, index: Place) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class MonthGrid(QTableView):
    """`day_activated` on Enter or a double click, `plan_wished` on N: both about the day of the view-model."""

    day_activated = Signal()
    plan_wished = Signal()

    def __init__(self, vm: MonthVm, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self._model = MonthModel(vm, self)
        self.setModel(self._model)
        self.setItemDelegate(_DayPainter(self))
        self.setAccessibleName(name)
        self._dress()
        self.clicked.connect(lambda index: vm.go_to(self._model.day(index)))
        self.doubleClicked.connect(lambda _index: self.day_activated.emit())
        vm.month_changed.connect(self._show_month)
        vm.day_changed.connect(self._show_day)
        self._show_day()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        vm, key = self.vm, Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            vm.step_days(steps[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            vm.step_months(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            vm.go_to_edge(key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_activated.emit()
        elif key == Qt.Key.Key_N and not event.modifiers():
            self.plan_wished.emit()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        return QSize(7 * in_force.px(52), in_force.px(_HEADER) + WEEKS * max(_HEIGHT, in_force.px(_HEIGHT)) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 40, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._measure()

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._measure()

    def _measure(self) -> None:
        in_force = theme.current()
        self.horizontalHeader().setMinimumSectionSize(40)
        self.horizontalHeader().setFixedHeight(in_force.px(_HEADER))
        self.verticalHeader().setDefaultSectionSize(max(_HEIGHT, in_force.px(_HEIGHT)))
        self.setFixedHeight(self.sizeHint().height())

    def _show_month(self) -> None:
        corners = self._model.index(0, 0), self._model.index(WEEKS - 1, 6)
        self._model.dataChanged.emit(*corners)
        self.viewport().update()
        self._show_day()

    def _show_day(self) -> None:
        self.setCurrentIndex(self._model.index(*self.vm.place_of(self.vm.day)))


class _DayPainter(QStyledItemDelegate):
    """A square: the day, how many workshops, « férié » or « annulée »; a frame around today."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        vm, in_force = self._grid.vm, theme.current()
        day = vm.day_at(index.row(), index.column())
        rows, place = vm.rows_of(day), QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, place, day)
        is_other_month = day.month != vm.day.month
        inner = place.adjusted(6, 3, -6, -3)
        painter.setPen(in_force.colour("text_soft" if is_other_month else "text"))
        painter.setFont(in_force.font("body", 700 if day == vm.desk.today() else 400))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(day.day))
        if rows:
            self._count(painter, inner, len(rows))
        mark = month_words.mark(rows, vm.holiday_of(day))
        painter.setPen(in_force.colour("text_soft"))
        painter.setFont(in_force.font("tiny"))
        shown = in_force.metrics("tiny").elidedText(mark, Qt.TextElideMode.ElideRight, round(inner.width()) + 6)
        painter.drawText(inner.adjusted(0, 0, 6, 0), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def _ground(self, painter: QPainter, place: QRectF, day: date) -> None:
        vm, in_force = self._grid.vm, theme.current()
        if day == vm.day:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(in_force.colour("selected"))
            painter.drawRoundedRect(place, 8, 8)
        if day == vm.desk.today():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(in_force.colour("outline"), 1.4))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)
        if day == vm.day and self._grid.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(in_force.colour("focus"), 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 8, 8)

    def _count(self, painter: QPainter, inner: QRectF, count: int) -> None:
        in_force = theme.current()
        side = in_force.px(20)
        pill = QRectF(inner.right() - side + 3, inner.top(), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force.colour("info_soft"))
        painter.drawRoundedRect(pill, side / 2, side / 2)
        painter.setPen(in_force.colour("info"))
        painter.setFont(in_force.font("small", 600))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(count))
