"""A person's hands on one window: keys for whatever has the keyboard, clicks on what can be seen and reached.

Events are posted, as a keyboard's are. Qt gives a posted key to its widget alone, so the shortcuts in force are looked
up here, by Qt's own rules: whoever has the keyboard may claim the key first, two shortcuts for one key are a fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QShortcutEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from intake_app.played_day.patience import UnmetError, turn, wait_until
from ui.widgets.rows_view import RowsView

_WRITTEN: Final = {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r", Qt.Key.Key_Tab: "\t"}
_NONE: Final = Qt.KeyboardModifier.NoModifier


class Hands:
    """`keys` counts the keys pressed; a shortcut such as Ctrl+S counts as one."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.keys = 0

    def focus(self) -> QWidget:
        """What has the keyboard in this window. Raises UnmetError when nothing has."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            wait_until(self.window.isActiveWindow, "que la fenêtre soit au premier plan")
        focused: QWidget | None = QApplication.focusWidget()
        if focused is None:
            raise UnmetError("Rien n’a le clavier.")
        return focused

    def type(self, text: str) -> None:
        """Write a text, key by key."""
        for letter in text:
            key = ord(letter.upper()) if letter.isascii() else 0
            self._strike(key, _NONE, letter)

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key, « Tab », or a shortcut, « Ctrl+S », some times."""
        sequence = QKeySequence(keys)
        combination = _combination(sequence)
        for _time in range(times):
            shortcut = self._shortcut(sequence)
            if shortcut is None:
                self._strike(combination.key(), combination.keyboardModifiers(), _WRITTEN.get(combination.key(), ""))
            else:
                self.keys += 1
                QCoreApplication.postEvent(shortcut, QShortcutEvent(sequence, 0))
                turn(0)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of `widget`, after scrolling to it. Raises UnmetError when it cannot be reached."""
        self.bring_into_sight(widget)
        self._click_at(widget, widget.rect().center())

    def click_row(self, rows: RowsView, place: int, column_key: str = "") -> None:
        """Click on a row of a list: on its first column, or at the right end of the column named (its button)."""
        keys = [column.key for column in rows.rows_model().columns()]
        column = keys.index(column_key) if column_key else 0
        index = rows.rows_model().index(place, column)
        rows.scrollTo(index)
        self.bring_into_sight(rows)
        cell = rows.visualRect(index)
        where = QPoint(cell.right() - 30, cell.center().y()) if column_key else cell.center()
        self._click_at(rows.viewport(), where)

    def drop(self, widget: QWidget, file: Path) -> None:
        """Drag a file of this computer over `widget` and let it go there."""
        self.bring_into_sight(widget)
        carried = QMimeData()
        carried.setUrls([QUrl.fromLocalFile(str(file))])
        place, copy = widget.rect().center(), Qt.DropAction.CopyAction
        held = (copy, carried, Qt.MouseButton.LeftButton, _NONE)
        QCoreApplication.sendEvent(widget, QDragEnterEvent(place, *held))
        QCoreApplication.sendEvent(widget, QDropEvent(QPointF(place), *held))
        turn(0)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget, as far as that is needed."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 24, 24)
            above = above.parentWidget()
        turn(0)

    def _strike(self, key: int, modifiers: Qt.KeyboardModifier, text: str) -> None:
        target = self.focus()
        self.keys += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(target, QKeyEvent(kind, key, modifiers, text))
        turn(0)

    def _shortcut(self, sequence: QKeySequence) -> QShortcut | None:
        """The shortcut that this key sets off, if any."""
        focus = self.focus()
        keys = _combination(sequence)
        claim = QKeyEvent(QEvent.Type.ShortcutOverride, keys.key(), keys.keyboardModifiers())
        claim.ignore()
        QCoreApplication.sendEvent(focus, claim)
        if claim.isAccepted():
            return None
        in_force = [
            shortcut
            for shortcut in self.window.findChildren(QShortcut)
            if _is_set_off_by(shortcut, sequence) and _is_in_force(shortcut, focus)
        ]
        if len(in_force) > 1:
            raise UnmetError(f"{len(in_force)} raccourcis se disputent {sequence.toString()}.")
        return in_force[0] if in_force else None

    def _click_at(self, widget: QWidget, place: QPoint) -> None:
        seen = self.window.childAt(widget.mapTo(self.window, place))
        if seen is None or not (seen is widget or widget.isAncestorOf(seen)) or not widget.isEnabled():
            raise UnmetError(f"On ne peut pas cliquer sur « {_called(widget)} ».")
        local, overall = QPointF(seen.mapFrom(widget, place)), QPointF(widget.mapToGlobal(place))
        left, nothing = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, nothing)):
            QCoreApplication.postEvent(seen, QMouseEvent(kind, local, overall, left, held, _NONE))
        turn(0)


def _combination(sequence: QKeySequence) -> QKeyCombination:
    first: QKeyCombination = sequence[0]  # type: ignore[index]
    return first


def _is_set_off_by(shortcut: QShortcut, sequence: QKeySequence) -> bool:
    known = shortcut.keys()
    return sequence in known


def _is_in_force(shortcut: QShortcut, focus: QWidget) -> bool:
    owner = shortcut.parent()
    if not shortcut.isEnabled() or not isinstance(owner, QWidget) or not owner.isVisible() or not owner.isEnabled():
        return False
    if shortcut.context() is Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return owner is focus or owner.isAncestorOf(focus)
    return owner is focus if shortcut.context() is Qt.ShortcutContext.WidgetShortcut else True


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or str(widget.property("text") or type(widget).__name__)
