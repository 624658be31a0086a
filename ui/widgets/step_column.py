"""The words under one circle of a track; pressed, or reached by the keyboard, they tell what shows the step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text_label import TextLabel

CIRCLE: Final = 28
_KEYS: Final = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -99,
    Qt.Key.Key_End: 99,
}  # fmt: skip
_BY_KEY: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class StepColumn(QAbstractButton):
    """`stepped(by)` on an arrow, `asked` when somebody wishes to know why: pressed, or reached by the keyboard. `said`
    names the step and its state; without a reason it is words and no button.
    """

    stepped = Signal(int)
    asked = Signal()

    def __init__(self, title: str, detail: str, said: str, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = reason
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(1)
        for label in (TextLabel(title, "small-strong"), TextLabel(detail, "small-soft")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setMinimumWidth(1)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._lines.addWidget(label)
        self._lines.addStretch(1)
        self.setAccessibleName(f"{said}, {detail}" if detail else said)
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)
        self.clicked.connect(self.asked)
        self._fit()

    def set_stop(self, *, is_stop: bool) -> None:
        """Make it the one that the Tab key reaches."""
        if self.reason:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def take_focus(self) -> None:
        """Take the keyboard from the step beside it."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _KEYS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the track draws the circle, the labels the words."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._fit()

    def _fit(self) -> None:
        self._lines.setContentsMargins(0, theme.current().px(CIRCLE) + 10, 0, 0)
