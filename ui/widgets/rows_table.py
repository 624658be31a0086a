"""The frame of a list: no grid, rows of one height, widths shared by weight, columns that leave when it gets narrow."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui import theme
from ui.widgets.rows_model import RowsModel
from ui.widgets.rows_words import ROW_HEIGHT, ROW_HEIGHT_TWO_LINES, SIDE, leading_width, words_heights


class RowsTable(QTableView):
    """What `RowsView` stands on: looks and measures. It reacts to nothing and emits nothing."""

    def __init__(self, model: RowsModel[Any], has_header: bool, fits_content: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._rows_model = model
        self._fits_content = fits_content
        self._hovered = -1
        self._dress()
        self._dress_headers(has_header)
        self.setModel(model)
        self._fit()

    def rows_model(self) -> RowsModel[Any]:
        """The model given to the constructor."""
        return self._rows_model

    def row_height(self) -> int:
        """The height of a row whose words fit on their lines, in logical pixels."""
        has_second = any(column.second for column in self._rows_model.columns())
        return theme.current().px(ROW_HEIGHT_TWO_LINES if has_second else ROW_HEIGHT)

    def wraps(self) -> bool:
        """True when words go on at the next line instead of being cut short."""
        return self._fits_content

    def shown_columns(self) -> list[int]:
        """The places of the columns that there is room for."""
        return [place for place in range(len(self._rows_model.columns())) if not self.isColumnHidden(place)]

    def hovered_row(self) -> int:
        """The row under the mouse, or -1."""
        return self._hovered

    def is_chosen(self, row: int) -> bool:
        """True for the selected row."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def has_keyboard_on(self, row: int) -> bool:
        """True when the keyboard is in this list, on this row."""
        return self.hasFocus() and self.currentIndex().row() == row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(480, self._full_height() if self._fits_content else min(320, 5 * self.row_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._full_height() if self._fits_content else 3 * self.row_height())

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._fits_content:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)

    def _dress_headers(self, has_header: bool) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setVisible(has_header)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)

    def _fit(self) -> None:
        """Take the measures of the theme in force and of the rows."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._share_width()
        self.updateGeometry()

    def _share_width(self) -> None:
        in_force = theme.current()
        columns = self._rows_model.columns()
        width = self.viewport().width()
        for place, column in enumerate(columns):
            self.setColumnHidden(place, column.hide_below > 0 and width < in_force.px(column.hide_below))
        shown = self.shown_columns()
        fixed = {place: in_force.px(columns[place].width) for place in shown if columns[place].width}
        weights = {place: columns[place].weight for place in shown if place not in fixed}
        left, total = max(0, width - sum(fixed.values())), max(1, sum(weights.values()))
        used = 0
        for place in shown:
            is_last = place == shown[-1]
            share = width - used if is_last else fixed.get(place) or left * weights[place] // total
            self.setColumnWidth(place, max(1, share))
            used += share
        if self._fits_content:
            self._wrap_rows(shown)

    def _wrap_rows(self, shown: list[int]) -> None:
        """Give each row the height that its words need at the widths of the columns."""
        for place in range(self._rows_model.rowCount()):
            tallest = self.row_height()
            for column in shown:
                cell = self._rows_model.cell(place, column)
                if cell.kind in ("text", "soft"):
                    room = self.columnWidth(column) - 2 * SIDE - leading_width(cell)
                    tallest = max(tallest, sum(words_heights(cell, room, wraps=True)) + theme.current().gap(18))
            self.setRowHeight(place, tallest)
        self.updateGeometry()

    def _full_height(self) -> int:
        header = self.horizontalHeader()
        above = 0 if header.isHidden() else header.sizeHint().height()
        return above + self.verticalHeader().length()
