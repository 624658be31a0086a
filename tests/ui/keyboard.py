"""A person at the keyboard: every key goes to whatever has the keyboard, and is counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
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
            QTest.keyClicks(self.focus(), letter)
            self.keys += 1

    def press(self, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key some times."""
        for _time in range(times):
            QTest.keyClick(self.focus(), key, modifier)
            self.keys += 1

    def tab(self, times: int = 1) -> None:
        """Go to the next field."""
        self.press(Qt.Key.Key_Tab, times)
