"""A field with its label above and, below, what is wrong with it or a word of advice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.card import IconLabel
from ui.widgets.chips import ChipGroup
from ui.widgets.text_label import TextLabel, restyle


class LabelledField(QWidget):
    """`field` gets `label` as its name for screen readers and `hint`, then the error, as its description.

    `is_required` adds « (obligatoire) », `is_optional_shown` adds « (facultatif) » after the label.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        hint: str = "",
        *,
        is_required: bool = False,
        is_optional_shown: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint_text = hint
        self._label = TextLabel(label, "small-strong", wraps=False)
        self._label.setBuddy(field)
        mark = self.tr("(obligatoire)") if is_required else self.tr("(facultatif)") if is_optional_shown else ""
        self._mark = TextLabel(mark, "small-soft", wraps=False)
        self._below = TextLabel(hint, "small-soft")
        self._sign = IconLabel("warning", "bad", 16)
        for part, is_shown in ((self._mark, mark), (self._below, hint), (self._sign, "")):
            if not is_shown:
                part.hide()
        self._lay_out()
        self._name_field(label)

    def label(self) -> str:
        """The words above the field."""
        return self._label.text()

    def set_label(self, label: str) -> None:
        """Ask for something else."""
        self._label.setText(label)
        self._name_field(label)

    def error(self) -> str:
        """The sentence that says what is wrong, or an empty one."""
        return self._below.text() if self._sign.isVisibleTo(self) else ""

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the field; an empty sentence puts the hint back."""
        self._sign.setVisible(bool(sentence))
        self._below.setText(sentence or self._hint_text)
        self._below.set_role("error" if sentence else "small-soft")
        self._below.setVisible(bool(sentence or self._hint_text))
        outlined = self.field.focusProxy() or self.field
        if outlined.property("hasError") != bool(sentence):
            outlined.setProperty("hasError", bool(sentence))
            restyle(outlined)
        self.field.setAccessibleDescription(sentence or self._hint_text)

    def set_hint(self, hint: str) -> None:
        """Change the word of advice."""
        self._hint_text = hint
        if not self.error():
            self.set_error("")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(self._label)
        head.addWidget(self._mark)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(5)
        foot.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._below, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addLayout(head)
        lines.addWidget(self.field)
        lines.addLayout(foot)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _name_field(self, label: str) -> None:
        if isinstance(self.field, ChipGroup):
            self.field.name_for_readers(label)
        else:
            self.field.setAccessibleName(label)
        self.field.setAccessibleDescription(self._hint_text)
