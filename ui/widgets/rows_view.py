"""A list of people or things, keyboard first: arrows move, Enter opens, Space ticks, letters jump."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui import theme
from ui.widgets.rows_delegate import RowsDelegate, button_place
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_table import RowsTable
from ui.widgets.rows_words import CHECK, SIDE


class RowsView(RowsTable):
    """`row_activated(row)` on Enter or a click, `box_toggled(row)` on Space or a click on its box, `row_chosen(row)` on
    moving, `button_clicked(key, row)` on a click on a button, or Enter when Left and Right brought the keyboard to it.

    `name` is what a screen reader calls the list. With `fits_content=True` the list is as tall as its rows, which wrap
    their words, and the page scrolls instead: for short lists only.
    """

    row_activated = Signal(object)
    row_chosen = Signal(object)
    box_toggled = Signal(object)
    button_clicked = Signal(str, object)

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        *,
        has_header: bool = False,
        fits_content: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._kept_key: Hashable | None = None
        model.modelAboutToBeReset.connect(self._remember)
        super().__init__(model, has_header, fits_content, parent)
        model.modelReset.connect(self._restore)
        self.setAccessibleName(name)
        self.setItemDelegate(RowsDelegate(self))
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def current_row(self) -> Any | None:
        """The row that the keyboard is on, or None."""
        place = self.currentIndex().row()
        return self._rows_model.row_at(place) if 0 <= place < self._rows_model.rowCount() else None

    def choose(self, key: Hashable) -> bool:
        """Go to the row with this key; False when it is not there."""
        place = self._rows_model.place_of(key)
        if place is None:
            return False
        self.setCurrentIndex(self._rows_model.index(place, 0))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            column = self._rows_model.columns()[max(0, self.currentIndex().column())]
            if _is_button(column, row):
                self.button_clicked.emit(column.key, row)
            else:
                self.row_activated.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space and self._has_box():
            self.box_toggled.emit(row)
        elif row is not None and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._rows_model.rowCount() - 1 if event.key() == Qt.Key.Key_End else 0
            self.setCurrentIndex(self._rows_model.index(last, self.currentIndex().column()))
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and Right go between the row and its buttons: on the cells between, nothing would be seen to move."""
        row, at = self.current_row(), self.currentIndex()
        step = {QAbstractItemView.CursorAction.MoveRight: 1, QAbstractItemView.CursorAction.MoveLeft: -1}.get(action)
        if row is None or step is None:
            return super().moveCursor(action, modifiers)
        columns = self._rows_model.columns()
        stops = [place for place in self.shown_columns() if place == 0 or _is_button(columns[place], row)]
        beyond = [place for place in stops if (place - at.column()) * step > 0]
        return self._rows_model.index(at.row(), beyond[0 if step > 0 else -1]) if beyond else at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row, column = self._rows_model.row_at(index.row()), self._rows_model.columns()[index.column()]
        inner = QRectF(self.visualRect(index)).adjusted(SIDE, 0, -SIDE, -1)
        if _is_button(column, row) and button_place(inner, column.text(row)).contains(event.position()):
            self.button_clicked.emit(column.key, row)
        elif column.is_checked and event.position().x() < inner.left() + theme.current().gap(CHECK) + SIDE:
            self.box_toggled.emit(row)
        else:
            self.row_activated.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows_model.rowCount():
            self.setCurrentIndex(self._rows_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _has_box(self) -> bool:
        return any(column.is_checked for column in self._rows_model.columns())

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def _on_current_changed(self, now: QModelIndex) -> None:
        self.viewport().update()
        if now.isValid():
            self.row_chosen.emit(self._rows_model.row_at(now.row()))

    def _remember(self) -> None:
        row = self.current_row()
        self._kept_key = None if row is None else self._rows_model.key_of(row)

    def _restore(self) -> None:
        self._hovered = -1
        if self._kept_key is not None:
            self.choose(self._kept_key)
        self._fit()


def _is_button(column: Column[Any], row: Any) -> bool:
    return column.kind == "button" and bool(column.text(row))
