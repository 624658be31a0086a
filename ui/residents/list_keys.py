"""One keyboard for a search and its list: arrows move in the list while one types, letters typed in the list go to the
search.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.rows_view import RowsView

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ListKeys(QObject):
    """Lives with the search field that it watches."""

    def __init__(self, search_field: QLineEdit, rows: RowsView) -> None:
        super().__init__(search_field)
        self._search_field = search_field
        self._rows = rows
        search_field.installEventFilter(self)
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self._search_field:
            return self._from_search(event)
        return self._from_list(event)

    def _from_search(self, event: QKeyEvent) -> bool:
        if event.key() in _MOVES and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            QCoreApplication.sendEvent(self._rows, event)
            return True
        return False

    def _from_list(self, event: QKeyEvent) -> bool:
        is_typing = event.text().isprintable() and event.text().strip() != ""
        if is_typing or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            self._search_field.setFocus()
            self._search_field.end(False)
            QCoreApplication.sendEvent(self._search_field, event)
            return True
        return False
