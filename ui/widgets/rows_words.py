"""How much room the words of a list take: shared by what measures the rows and what paints them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from ui import theme
from ui.widgets.rows_model import Cell

SIDE = 8
CHECK, AVATAR = 30, 34
ROW_HEIGHT, ROW_HEIGHT_TWO_LINES = 51, 56
WRAPPED = int(Qt.TextFlag.TextWordWrap)


def leading_width(cell: Cell) -> int:
    """The room that a box and an avatar take before the words, in logical pixels."""
    in_force = theme.current()
    box = in_force.gap(CHECK) + in_force.gap(22) if cell.is_checked is not None else 0
    return box + (in_force.gap(AVATAR) + in_force.gap(12) if cell.initials else 0)


def words_heights(cell: Cell, width: int, *, wraps: bool) -> tuple[int, int]:
    """The heights of the text and of the line under it (0 without one) in `width` logical pixels."""
    in_force = theme.current()
    first = in_force.metrics("body", 600 if cell.strong else 400)
    second = in_force.metrics("small")
    if not wraps:
        return first.height(), second.height() if cell.second else 0
    return _wrapped(first, cell.text, width), _wrapped(second, cell.second, width) if cell.second else 0


def are_words_cut(cell: Cell, width: int) -> bool:
    """True when the words do not fit on one line each of `width` logical pixels."""
    in_force = theme.current()
    first = in_force.metrics("body", 600 if cell.strong else 400).horizontalAdvance(cell.text)
    return max(first, in_force.metrics("small").horizontalAdvance(cell.second)) > width


def _wrapped(metrics: QFontMetrics, words: str, width: int) -> int:
    return max(metrics.height(), metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), WRAPPED, words).height())
