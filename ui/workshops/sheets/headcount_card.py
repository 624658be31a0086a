"""Counting those who came without giving a name: a total, and what little was noted of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.headcount import MOST, HeadcountFields
from intake_app.domain.rules.headcount import AGES, GENDERS, not_said
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.sentences import sentence_for
from ui import formats, theme
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel

_DIGITS: Final = 3
_WIDTH: Final = 150


class HeadcountCard(Card):
    """The headcount of one half-day. Each number is saved when its field is left; `save` gets (slot, fields)."""

    def __init__(self, save: Callable[[UUID, dict[str, Any]], None], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._save = save
        self._slot_id: UUID | None = None
        self._known = HeadcountFields()
        names = {
            "total": self.tr("Personnes sans nom"),
            "women": self.tr("dont femmes"),
            "men": self.tr("dont hommes"),
            "under_26": self.tr("moins de 26 ans"),
            "from_26_to_49": self.tr("26 à 49 ans"),
            "from_50": self.tr("50 ans et plus"),
        }
        self.fields = {name: LabelledField(words, self._number()) for name, words in names.items()}
        self._rest = TextLabel("", "small-soft")
        box = QWidget()
        line = FlowLayout(box, gap=14, line_gap=8)
        for field in self.fields.values():
            field.setFixedWidth(theme.current().px(_WIDTH))
            line.addWidget(field)
        self.body.addWidget(box)
        self.body.addWidget(self._rest)

    def show_count(self, title: str, slot_id: UUID, known: HeadcountFields, *, is_editable: bool) -> None:
        """Show what was counted; what is being typed stays."""
        is_other = slot_id != self._slot_id
        self._slot_id, self._known = slot_id, known
        self.set_title(title)
        for name, field in self.fields.items():
            entry = self._entry(name)
            if is_other or not entry.hasFocus():
                entry.set_value(_text(getattr(known, name)))
            field.setEnabled(is_editable)
            field.set_error("")
        values = known.model_dump()
        rest = [not_said(values, parts) for parts in (GENDERS, AGES)]
        self._rest.setVisible(known.total > 0)
        said = self.tr("Non communiqué\u202f: %1 pour le sexe, %2 pour l’âge.")
        self._rest.setText(said.replace("%1", str(rest[0])).replace("%2", str(rest[1])))

    def refuse(self, error: KnownError) -> None:
        """Say what is wrong beside its field."""
        for problem in error.problems if isinstance(error, InvalidFields) else ():
            sentence = sentence_for(KnownError(problem.key), formats.language())
            self.fields[problem.field].set_error(sentence.in_one())

    def keep(self) -> None:
        """Save what the fields hold, when it differs."""
        typed = {name: self._entry(name).value() for name in self.fields}
        fields = {name: int(text) if text else None for name, text in typed.items()}
        fields["total"] = fields["total"] or 0
        if self._slot_id is not None and fields != self._known.model_dump():
            self._save(self._slot_id, fields)

    def _entry(self, name: str) -> TextField:
        field = self.fields[name].field
        assert isinstance(field, TextField)
        return field

    def _number(self) -> TextField:
        field = TextField(max_length=_DIGITS)
        field.setValidator(QIntValidator(0, MOST, field))
        field.editingFinished.connect(self.keep)
        return field


def _text(value: int | None) -> str:
    return "" if value is None or value == 0 else str(value)
