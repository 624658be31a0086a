"""Beside a person's timeline: who may be the same person, and the files that were joined to this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.lookalikes import Lookalike
from intake_app.services.resident_merges import JoinedFile
from ui import formats
from ui.residents import words
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel

SHOWN = 3
_LEFT = Qt.AlignmentFlag.AlignLeft


class _ListCard(Card):
    """A card rebuilt from rows; away while there are none."""

    def _show_lines(self, portraits: Sequence[Sequence[QWidget]]) -> None:
        while (entry := self.body.takeAt(0)) is not None:
            gone = entry.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for portrait in portraits:
            for part in portrait:
                is_button = not isinstance(part, TextLabel)
                self.body.addWidget(part, 0, _LEFT) if is_button else self.body.addWidget(part)
        self.setVisible(bool(portraits))


class ResemblingCard(_ListCard):
    """`compare_wished(resident_id)` for somebody who resembles the person of the file."""

    compare_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "people", tone="warn", parent=parent)
        self.set_title(self.tr("Même personne\u202f?"))
        self.buttons: list[PrimaryButton] = []

    def show_rows(self, rows: Sequence[Lookalike], today: date) -> None:
        """Show those who resemble, the most alike first."""
        self.buttons = []
        self._show_lines([self._portrait(row, today) for row in rows[:SHOWN]])

    def _portrait(self, row: Lookalike, today: date) -> list[QWidget]:
        name = formats.person_name(row.resident.first_name, row.resident.family_name)
        button = PrimaryButton(self.tr("Comparer les fiches"), size="small")
        button.setAccessibleDescription(name)
        button.clicked.connect(lambda: self.compare_wished.emit(row.resident.id))
        self.buttons.append(button)
        lines = (words.particulars(row.resident, today), words.reasons(row.reasons))
        return [TextLabel(name, "strong"), *(TextLabel(line, "small-soft") for line in lines if line), button]


class JoinedCard(_ListCard):
    """`apart_wished(merge_id)` takes a joined file out again, while that can be done."""

    apart_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "people", parent=parent)
        self.set_title(self.tr("Fiches réunies"))
        self.buttons: dict[UUID, SecondaryButton] = {}

    def show_rows(self, rows: Sequence[JoinedFile], today: date, *, may_take_apart: bool) -> None:
        """Show what each joined file says of the person, when and by whom it was joined."""
        self.buttons = {}
        self._show_lines([self._portrait(row, today, may_take_apart) for row in rows])

    def _portrait(self, row: JoinedFile, today: date, may_take_apart: bool) -> list[QWidget]:
        name = formats.person_name(row.resident.first_name, row.resident.family_name)
        joined = self.tr("Réunie le %1 par %2") if row.joined_by else self.tr("Réunie le %1")
        joined = joined.replace("%1", formats.numeric_day(row.joined_on)).replace("%2", row.joined_by)
        lines = [words.particulars(row.resident, today), joined]
        if row.undo_until is None:
            lines.append(self.tr("Ne peut plus être séparée."))
        parts: list[QWidget] = [TextLabel(name, "strong"), *(TextLabel(line, "small-soft") for line in lines if line)]
        if row.undo_until is not None and may_take_apart:
            until = self.tr("Séparer (jusqu’au %1)").replace("%1", formats.numeric_day(row.undo_until))
            button = SecondaryButton(until, "undo", size="small")
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda: self.apart_wished.emit(row.merge_id))
            self.buttons[row.merge_id] = button
            parts.append(button)
        return parts
