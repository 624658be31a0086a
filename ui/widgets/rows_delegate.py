"""Paints the places of a list: one or two lines, a pill, a button, a box to tick, an avatar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import theme
from ui.widgets.avatar import paint_avatar
from ui.widgets.check_mark import paint_check_mark
from ui.widgets.pill import HEIGHT as PILL_HEIGHT
from ui.widgets.pill import paint_pill, pill_width
from ui.widgets.rows_model import Cell
from ui.widgets.rows_table import RowsTable
from ui.widgets.rows_words import AVATAR, CHECK, SIDE, WRAPPED, are_words_cut, leading_width, words_heights

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsDelegate(QStyledItemDelegate):
    """Asks the model once per place and paints everything itself."""

    def __init__(self, view: RowsTable) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.current().px(80), self._view.row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        place = QRectF(option.rect)
        cell = self._view.rows_model().cell(index.row(), index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, place, index)
        inner = place.adjusted(SIDE, 0, -SIDE, -1)
        if cell.kind == "pill":
            self._paint_pill(painter, inner, cell)
        elif cell.kind == "button" and cell.text:
            paint_row_button(painter, button_place(inner, cell.text), cell.text)
        elif cell.kind == "button":
            self._paint_pill(painter, inner, replace(cell, text=cell.second, is_right_aligned=True))
        else:
            self._paint_words(painter, self._paint_leading(painter, inner, cell), cell)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show in a tool tip the words that were cut short."""
        cell = self._view.rows_model().cell(index.row(), index.column())
        room = self._view.columnWidth(index.column()) - 2 * SIDE - leading_width(cell)
        is_cut = not self._view.wraps() and are_words_cut(cell, room)
        words = "\n".join(part for part in (cell.text, cell.second) if part) if is_cut else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def _paint_ground(self, painter: QPainter, place: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        in_force = theme.current()
        row = index.row()
        tone = self._view.rows_model().tone_at(row)
        if self._view.is_chosen(row):
            painter.fillRect(place, in_force.colour("selected"))
        elif self._view.hovered_row() == row:
            painter.fillRect(place, in_force.colour("hover"))
        elif tone is not None:
            tint = QColor(in_force.palette.tone(tone)[1])
            tint.setAlpha(110)
            painter.fillRect(place, tint)
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), in_force.colour("line"))
        if self._view.has_keyboard_on(row):
            self._paint_ring(painter, place, index.column())

    def _paint_ring(self, painter: QPainter, place: QRectF, column: int) -> None:
        painter.setPen(QPen(theme.current().colour("focus"), 2))
        painter.drawLine(place.adjusted(0, 1, 0, 0).topLeft(), place.adjusted(0, 1, 0, 0).topRight())
        painter.drawLine(place.adjusted(0, 0, 0, -1).bottomLeft(), place.adjusted(0, 0, 0, -1).bottomRight())
        shown = self._view.shown_columns()
        if column == shown[0]:
            painter.drawLine(place.adjusted(1, 0, 0, 0).topLeft(), place.adjusted(1, 0, 0, 0).bottomLeft())
        if column == shown[-1]:
            painter.drawLine(place.adjusted(0, 0, -1, 0).topRight(), place.adjusted(0, 0, -1, 0).bottomRight())

    def _paint_leading(self, painter: QPainter, place: QRectF, cell: Cell) -> QRectF:
        """Paint box and avatar; what is left for the words."""
        left = place.left()
        if cell.is_checked is not None:
            side = theme.current().gap(CHECK)
            paint_check_mark(painter, QRectF(left, place.center().y() - side / 2, side, side), cell.is_checked)
            left += side + theme.current().gap(22)
        if cell.initials:
            side = theme.current().gap(AVATAR)
            paint_avatar(painter, QRectF(left, place.center().y() - side / 2, side, side), cell.initials)
            left += side + theme.current().gap(12)
        return place.adjusted(left - place.left(), 0, 0, 0)

    def _paint_pill(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        if not cell.text:
            return
        height, width = theme.current().px(PILL_HEIGHT), min(place.width(), pill_width(cell.text))
        left = place.right() - width if cell.is_right_aligned else place.left()
        paint_pill(painter, QRectF(left, place.center().y() - height / 2, width, height), cell.text, cell.tone)

    def _paint_words(self, painter: QPainter, place: QRectF, cell: Cell) -> None:
        in_force, wraps = theme.current(), self._view.wraps()
        first, second = words_heights(cell, int(place.width()), wraps=wraps)
        top = place.center().y() - (first + second) / 2
        upper = QRectF(place.left(), top, place.width(), first)
        if cell.second:
            painter.setFont(in_force.font("small"))
            painter.setPen(in_force.colour("text_soft"))
            _draw(painter, QRectF(place.left(), top + first, place.width(), second), cell.second, cell, wraps)
        painter.setPen(in_force.colour("text_soft" if cell.kind == "soft" else "text"))
        rest = cell.text
        if cell.strong and cell.text.startswith(cell.strong):
            painter.setFont(in_force.font("body", 600))
            _draw(painter, upper, cell.strong, cell, wraps)
            upper = upper.adjusted(painter.fontMetrics().horizontalAdvance(cell.strong), 0, 0, 0)
            rest = cell.text[len(cell.strong) :]
        if rest:
            painter.setFont(in_force.font("small" if cell.kind == "soft" else "body"))
            _draw(painter, upper, rest, cell, wraps)


def button_place(inner: QRectF, text: str) -> QRectF:
    """Where the button of a row is, inside the padding of its place: at the right end, 40 px tall or more."""
    in_force = theme.current()
    width = min(inner.width(), in_force.metrics("small", 600).horizontalAdvance(text) + 2 * in_force.gap(13))
    height = min(inner.height() - 4, max(40, in_force.px(40)))
    return QRectF(inner.right() - width, inner.center().y() - height / 2, width, height)


def paint_row_button(painter: QPainter, place: QRectF, text: str) -> None:
    """Paint the button of a row, drawn a little smaller than what the mouse can hit."""
    in_force = theme.current()
    drawn = place.adjusted(0, 3, 0, -3)
    painter.setPen(QPen(in_force.colour("outline"), 1))
    painter.setBrush(in_force.colour("card"))
    painter.drawRoundedRect(drawn.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
    painter.setPen(in_force.colour("text"))
    painter.setFont(in_force.font("small", 600))
    painter.drawText(drawn, Qt.AlignmentFlag.AlignCenter, text)


def _draw(painter: QPainter, place: QRectF, text: str, cell: Cell, wraps: bool) -> None:
    side = RIGHT if cell.is_right_aligned else LEFT
    if wraps:
        painter.drawText(place, int(side) | WRAPPED, text)
    else:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()) + 1)
        painter.drawText(place, int(side), shown)
