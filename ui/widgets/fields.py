"""What one writes in or chooses from. Every field has `value()`, `set_value(...)` (which emits nothing) and the signal
`value_changed`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPlainTextEdit, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets.field_spec import Choice


class TextField(QLineEdit):
    """One line of text. `max_length` characters at most, 0 for no limit."""

    value_changed = Signal()

    def __init__(self, placeholder: str = "", max_length: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if max_length:
            self.setMaxLength(max_length)
        self.textEdited.connect(self._on_edited)

    def value(self) -> str:
        """The text without the spaces around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Show this text from its beginning."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(96), super().minimumSizeHint().height())

    def _on_edited(self, _typed: str) -> None:
        self.value_changed.emit()


class NoteField(QPlainTextEdit):
    """Several lines of text, `lines` of them visible; Tab leaves the field."""

    value_changed = Signal()

    def __init__(
        self, placeholder: str = "", max_length: int = 0, lines: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._max_length = max_length
        self._is_being_set = False
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> str:
        """The text without the spaces around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Show this text."""
        if value != self.toPlainText():
            self._is_being_set = True
            self.setPlainText(value)
            self._is_being_set = False

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def _on_text_changed(self) -> None:
        if self._is_being_set:
            return
        if self._max_length and len(self.toPlainText()) > self._max_length:
            cursor = self.textCursor()
            place = min(cursor.position(), self._max_length)
            self.set_value(self.toPlainText()[: self._max_length])
            cursor.setPosition(place)
            self.setTextCursor(cursor)
        self.value_changed.emit()


class PhoneField(TextField):
    """A phone number; ten French digits are grouped two by two while typing (« 06 12 34 56 78 »), anything else is
    left as typed.
    """

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, 24, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)

    def set_value(self, value: str) -> None:
        """Show this number, grouped."""
        super().set_value(group_digits(value))

    def _on_edited(self, typed: str) -> None:
        grouped = group_digits(typed)
        if grouped != typed:
            digits_before = sum(letter.isdigit() for letter in typed[: self.cursorPosition()])
            self.setText(grouped)
            self.setCursorPosition(_after_digits(grouped, digits_before))
        super()._on_edited(grouped)


class ChoiceField(QComboBox):
    """One answer out of a list. The wheel does nothing: scrolling the page must not change an answer."""

    value_changed = Signal()

    def __init__(self, choices: Sequence[Choice] = (), placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(QListView(self))
        self.setPlaceholderText(placeholder)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.set_choices(choices)
        self.activated.connect(lambda _index: self.value_changed.emit())

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the answers; the one chosen stays chosen if it is still offered."""
        kept = self.value()
        self.clear()
        for place, choice in enumerate(choices):
            self.addItem(choice.label, choice.code)
            if choice.hint:
                self.setItemData(place, choice.hint, Qt.ItemDataRole.ToolTipRole)
        self.set_value(kept)

    def value(self) -> str:
        """The chosen code, or "" when nothing is chosen."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose this code: "" is the answer that has none, where there is one. Nothing for one that is not offered."""
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        in_force = theme.current()
        side = in_force.px(16)
        painter = QPainter(self)
        place = QRectF(self.width() - side - 12, (self.height() - side) / 2, side, side)
        icons.paint_icon(
            painter, "chevron-down", in_force.colour("text_soft" if self.isEnabled() else "text_disabled"), place
        )
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


def group_digits(typed: str) -> str:
    """« 0612345678 » as « 06 12 34 56 78 »; what is not a French national number comes back untouched."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    has_only_digits = all(letter.isdigit() or letter in " .-\u00a0\u202f" for letter in typed)
    if not has_only_digits or not digits.startswith("0") or digits.startswith("00") or len(digits) > 10:
        return typed
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


def _after_digits(text: str, count: int) -> int:
    """The place just after the `count`-th digit of `text`."""
    for place, letter in enumerate(text):
        if count == 0:
            return place
        count -= letter.isdigit()
    return len(text)
