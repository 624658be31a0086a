"""A person at the keyboard: every key goes to whatever has the keyboard, and is counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """`keys` counts the keys pressed; a shortcut such as Ctrl+S counts as one."""

    def __init__(self) -> None:
        self.keys = 0

    def focus(self) -> QWidget:
        """What has the keyboard."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        return focused

    def type(self, text: str) -> None:
        """Write a text, key by key."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:  # QTest knows no key for it and would end the process
                event = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter)
                QApplication.sendEvent(self.focus(), event)
            self.keys += 1

    def press(self, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key some times."""
        for _time in range(times):
            QTest.keyClick(self.focus(), key, modifier)
            self.keys += 1

    def tab(self, times: int = 1) -> None:
        """Go to the next field."""
        self.press(Qt.Key.Key_Tab, times)
