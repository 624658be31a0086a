"""What is copied out of the window: marked to be kept out of histories, gone after ten seconds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.shell import clipboard_guard
from ui.shell.clipboard_guard import MARKS, ClipboardGuard


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit("06 39 98 01 23")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    return field


def copy_all(field: QLineEdit) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_what_is_copied_bears_the_marks_and_can_be_pasted(qapp: QApplication, field: QLineEdit) -> None:
    guard = ClipboardGuard(qapp)
    copy_all(field)
    there = qapp.clipboard().mimeData()
    assert {name: bytes(there.data(name).data()) for name in MARKS} == MARKS
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "06 39 98 01 23"
    guard.clear()


def test_it_is_gone_after_a_while(
    qapp: QApplication, field: QLineEdit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clipboard_guard.KEPT_MS == 10_000
    monkeypatch.setattr(clipboard_guard, "KEPT_MS", 50)
    guard = ClipboardGuard(qapp)
    copy_all(field)
    assert qapp.clipboard().text() == "06 39 98 01 23"
    qtbot.waitUntil(lambda: qapp.clipboard().text() == "", timeout=2000)
    assert guard is not None


def test_what_another_program_copied_stays(
    qapp: QApplication, field: QLineEdit, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = ClipboardGuard(qapp)
    copy_all(field)
    # off screen there is no other program: it is as if the clipboard were no longer ours
    monkeypatch.setattr(guard, "_owns", lambda _mode: False)
    guard.clear()
    assert qapp.clipboard().text() == "06 39 98 01 23"
    monkeypatch.undo()
    guard.clear()
    assert qapp.clipboard().text() == ""
