"""A day as people say it: `12/3/84`, `1984`, `vers 1984`; it may be empty, and it says back what it understood while
one types.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.field_spec import DayParser, DayWriter, ParsedDay
from ui.widgets.fields import TextField
from ui.widgets.text_label import TextLabel


class DateField(QWidget):
    """`parse` reads what is typed, `write` shows a stored EDTF text in the way one types it.

    Not a QDateEdit, which cannot be empty, starts at 1 January 2000 and takes three stops of the Tab key.
    """

    value_changed = Signal()

    def __init__(
        self, parse: DayParser, write: DayWriter | None = None, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parse = parse
        self._write = write or (lambda edtf: edtf)
        self.line = TextField(placeholder, 40)
        self._echo = TextLabel("", "understood")
        self._echo.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self.line)
        lines.addWidget(self._echo)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _text: self._say_back())
        self.line.value_changed.connect(self.value_changed)

    def value(self) -> str:
        """EDTF when what is typed was understood, else what is typed, else "": a draft never loses what was written."""
        understood = self.understood()
        return understood.edtf if understood else self.line.value()

    def understood(self) -> ParsedDay | None:
        """What is understood, or None (also when empty)."""
        typed = self.line.value()
        return self._parse(typed) if typed else None

    def is_acceptable(self) -> bool:
        """True when empty or understood."""
        return not self.line.value() or self.understood() is not None

    def set_value(self, value: str) -> None:
        """Show a stored EDTF text, or what had been typed."""
        self.line.set_value(self._write(value) if value else "")
        self._say_back()

    def said_back(self) -> str:
        """The sentence under the field, or an empty one."""
        return self._echo.text()

    def setAccessibleName(self, name: str) -> None:
        """Name the line that one types in, for the field around it says nothing."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the line that one types in."""
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def setPlaceholderText(self, text: str) -> None:
        """What the empty field shows."""
        self.line.setPlaceholderText(text)

    def _say_back(self) -> None:
        understood = self.understood()
        self._echo.setText(understood.sentence if understood else "")
        self._echo.setVisible(understood is not None)
        self.line.setAccessibleDescription(understood.sentence if understood else self.accessibleDescription())
