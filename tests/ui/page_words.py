"""The words of a window as people meet them: all that is said on it, and those that do not fit in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QTableView, QWidget

from ui import theme
from ui.shell.navigation_rail import SLIM, RailPlace
from ui.widgets.check_mark import CheckBox
from ui.widgets.chips import Chip
from ui.widgets.pill import Pill, pill_width
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_field import SearchField
from ui.widgets.version_pair import VersionTile

DISPLAY, SPOKEN = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
RAIL_SIDES, RAIL_NUMBER = 50, 34
"""What the drawing of a place on the rail takes from its words, and the number of things that wait there."""
BUTTON_SIDES = 24
"""The least room beside the words of a button in a list, logical pixels at 100 %."""


def visible(window: QWidget) -> Iterator[QWidget]:
    """The widgets that can be seen, or scrolled to."""
    yield from (part for part in (window, *window.findChildren(QWidget)) if part.isVisible())


def said_on(window: QWidget) -> set[str]:
    """Every text shown on the window or told of it, what stands in fields left out: people have typed that."""
    found: set[str] = set()
    for part in visible(window):
        found |= {part.toolTip(), part.accessibleName(), part.accessibleDescription()}
        if isinstance(part, QLabel | QAbstractButton):
            found.add(part.text())
        elif isinstance(part, QLineEdit):
            found.add(part.placeholderText())
        elif isinstance(part, QComboBox):
            found |= {part.itemText(place) for place in range(part.count())} | {part.placeholderText()}
        elif isinstance(part, QTableView):
            found |= set(_cells(part))
    return found - {""}


def _cells(view: QTableView) -> Iterator[str]:
    model = view.model()
    for column in range(model.columnCount()):
        yield model.headerData(column, Qt.Orientation.Horizontal, DISPLAY) or ""
        for row in range(model.rowCount()):
            yield from (model.data(model.index(row, column), role) or "" for role in (DISPLAY, SPOKEN))


def clipped_on(window: QWidget) -> list[str]:
    """The texts that do not fit: labels and buttons too small, placeholders cut, pages wider than their window."""
    return sorted({f"{type(part).__name__}: {words}" for part in visible(window) for words in _cut(part)})


def clipped_in_lists_on(window: QWidget) -> list[str]:
    """The headings, pills and buttons of lists that are cut. Names and notes may be cut there: their row opens."""
    return sorted({words for part in visible(window) if isinstance(part, QTableView) for words in _cut_cells(part)})


def _cut(part: QWidget) -> Iterator[str]:
    if isinstance(part, QScrollArea):
        inner = part.widget()
        if inner is not None and inner.width() > part.viewport().width():
            yield f"scrolls sideways by {inner.width() - part.viewport().width()} px"
    elif isinstance(part, QLineEdit) and not isinstance(part, SearchField):
        # the advice in a large search field gives way to the buttons beside it: « Retrouver quelqu’un : nom, té… »
        margins = part.textMargins()
        room = part.contentsRect().width() - margins.left() - margins.right()
        if not part.text() and part.fontMetrics().horizontalAdvance(part.placeholderText()) > room:
            yield part.placeholderText()
    elif isinstance(part, RailPlace):
        has_number = part.accessibleName() != part.text()
        room = part.width() - theme.current().gap(RAIL_SIDES) - (RAIL_NUMBER if has_number else 0)
        if part.width() > SLIM and theme.current().metrics("body", 500).horizontalAdvance(part.text()) > room:
            yield part.text()
    elif isinstance(part, QLabel | QAbstractButton) and not _fits(part):
        yield part.text()


def _fits(part: QLabel | QAbstractButton) -> bool:
    if not part.text():
        return True
    if isinstance(part, VersionTile | Chip | CheckBox):
        # their words go on at the next line
        return part.heightForWidth(part.width()) <= part.height()
    if not isinstance(part, QLabel) or isinstance(part, Pill) or not part.wordWrap():
        return part.width() >= part.sizeHint().width() and part.height() >= part.minimumSizeHint().height()
    longest = max(part.fontMetrics().horizontalAdvance(word) for word in re.split("[ \u200b]", part.text()))
    return longest <= part.width() and part.heightForWidth(part.width()) <= part.height()


def _cut_cells(view: QTableView) -> Iterator[str]:
    model = view.model()
    if not isinstance(model, RowsModel):
        return
    header = view.horizontalHeader()
    for place, column in enumerate(model.columns()):
        width = view.columnWidth(place)
        if view.isColumnHidden(place):
            continue
        if header.isVisible() and header.fontMetrics().horizontalAdvance(column.title) > width:
            yield column.title
        for row in range(model.rowCount()):
            cell = model.cell(row, place)
            pill = cell.text if cell.kind == "pill" else cell.second if cell.kind == "button" and not cell.text else ""
            if pill and pill_width(pill) > width:
                yield pill
            if cell.kind == "button" and _button_width(cell.text) > width:
                yield cell.text


def _button_width(text: str) -> int:
    in_force = theme.current()
    return in_force.metrics("small", 600).horizontalAdvance(text) + in_force.px(BUTTON_SIDES) if text else 0
