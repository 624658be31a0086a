"""Letters typed where nobody writes: the beginning of a name, or a scanner reading a badge."""

from __future__ import annotations

from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from intake_app.domain.badge import is_badge

_PAUSE_S: Final = 1.0
"""A scanner types faster: after such a pause another reading begins."""
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


class BadgeKeys(QObject):
    """Listens to a list and to the buttons and choices of a page; letters go on to the field where one searches.

    While `is_private`, letters are gathered out of sight, and `scanned(code)` comes with the Enter that ends a badge:
    it must not tick whoever the list is on.
    """

    scanned = Signal(str)

    def __init__(self, page: QWidget, field: QLineEdit, listed: QWidget) -> None:
        super().__init__(page)
        self._field = field
        self.is_private = False
        self._gathered = ""
        self._at = 0.0
        for widget in (listed, *page.findChildren(QAbstractButton), *page.findChildren(QComboBox)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._end()
        letter = event.text()
        if not letter.isalpha() or event.modifiers() not in _PLAIN:
            return False
        if self.is_private:
            self._gather(letter)
        elif self._field.isEnabled():
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.insert(letter)
        return True

    def _gather(self, letter: str) -> None:
        now = monotonic()
        self._gathered = letter if now - self._at > _PAUSE_S else self._gathered + letter
        self._at = now

    def _end(self) -> bool:
        gathered, self._gathered = self._gathered, ""
        if not is_badge(gathered) or monotonic() - self._at > _PAUSE_S:
            return False
        self.scanned.emit(gathered)
        return True
