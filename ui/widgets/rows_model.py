"""One table model for every list: frozen rows and a description of the columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.palette import Tone

RowT = TypeVar("RowT")
ColumnKind = Literal["text", "soft", "pill", "button"]
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column. The first one names the person or thing of the row: screen readers announce the row by it.

    `second` is a smaller line under the text; in a column of buttons, the pill shown when there is no button. `strong`
    gives the beginning of the text to write in bold (a surname), `is_strong` makes all of it bold. `tone` colours a
    pill. `is_checked` puts a box before the text, `initials` an avatar. `weight` shares the width out, unless `width`
    (logical pixels at 100 % text) fixes it; the column disappears when the list is narrower than `hide_below` px.
    """

    key: str
    title: str
    text: Callable[[RowT], str]
    kind: ColumnKind = "text"
    second: Callable[[RowT], str] | None = None
    strong: Callable[[RowT], str] | None = None
    is_strong: bool = False
    tone: Callable[[RowT], Tone] | None = None
    is_checked: Callable[[RowT], bool] | None = None
    initials: Callable[[RowT], str] | None = None
    weight: int = 1
    width: int = 0
    hide_below: int = 0
    is_right_aligned: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is painted in one place of the list."""

    text: str
    kind: ColumnKind
    second: str
    strong: str
    tone: Tone
    is_checked: bool | None
    initials: str
    is_right_aligned: bool


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """`key` gives what makes a row the same after a refresh (its id); `row_tone` may tint a row (None: no tint).

    A list that was cut says so by `set_more(True)`: `more_wished` comes when a view has come to its end, once for each
    time it is said.
    """

    more_wished = Signal()

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        key: Callable[[RowT], Hashable] | None = None,
        row_tone: Callable[[RowT], Tone | None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._row_tone = row_tone
        self._rows: tuple[RowT, ...] = ()
        self._has_more = False

    def set_rows(self, rows: Sequence[RowT]) -> None:
        """Replace all rows. The view keeps its place when `key` was given."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def append_rows(self, rows: Sequence[RowT]) -> None:
        """Go on with these after the last row: the list stays where it is."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows = (*self._rows, *rows)
            self.endInsertRows()

    def set_more(self, has_more: bool) -> None:
        """Say whether the list goes on after its last row."""
        self._has_more = has_more

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wished.emit()

    def replace_row(self, row: RowT) -> bool:
        """Put `row` in the place of the one with the same key, without moving the list; False if it is not there."""
        place = self.place_of(self.key_of(row))
        if place is None:
            return False
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))
        return True

    def rows(self) -> tuple[RowT, ...]:
        """The rows, in the order shown."""
        return self._rows

    def columns(self) -> tuple[Column[RowT], ...]:
        """The columns, hidden ones included."""
        return self._columns

    def row_at(self, place: int) -> RowT:
        """The row at this place, from 0. Raises IndexError."""
        return self._rows[place]

    def key_of(self, row: RowT) -> Hashable:
        """What makes this row the same after a refresh: itself, when no key was given."""
        return self._key(row) if self._key else row

    def place_of(self, key: Hashable) -> int | None:
        """Where the row with this key is, or None."""
        return next((place for place, row in enumerate(self._rows) if self.key_of(row) == key), None)

    def tone_at(self, place: int) -> Tone | None:
        """The tint of a row, or None."""
        return self._row_tone(self._rows[place]) if self._row_tone else None

    def cell(self, place: int, column_place: int) -> Cell:
        """All that is painted there, in one call: a delegate asking role by role would cross into Python nine times."""
        row, column = self._rows[place], self._columns[column_place]
        text = column.text(row)
        return Cell(
            text,
            column.kind,
            column.second(row) if column.second else "",
            column.strong(row) if column.strong else text if column.is_strong else "",
            column.tone(row) if column.tone else "neutral",
            column.is_checked(row) if column.is_checked else None,
            column.initials(row) if column.initials else "",
            column.is_right_aligned,
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].text(self._rows[index.row()])
        return self._said(self.cell(index.row(), index.column()))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _said(self, cell: Cell) -> str:
        """What a screen reader says of a cell: every line of it, and whether its box is ticked."""
        box = "" if cell.is_checked is None else self.tr("coché") if cell.is_checked else self.tr("non coché")
        return ", ".join(part for part in (cell.text, cell.second, box) if part)


_ANSWERED = frozenset({int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)})
