"""Repeating a workshop: how often, and the days this gives, each of which may be left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.rules.repetition import Occurrence
from ui import formats
from ui.widgets.check_mark import CheckBox
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_view import FormView
from ui.widgets.text_label import TextLabel
from ui.workshops import words
from ui.workshops.workshop_content import EVERY, TIMES


class RepetitionView(QWidget):
    """`changed` when the form was, `flipped(day)` when a day is to be left out, or planned all the same."""

    changed = Signal()
    flipped = Signal(object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.form = FormView(self._specs())
        self.form.values_changed.connect(self.changed)
        self.boxes: dict[date, CheckBox] = {}
        self._days = QWidget()
        self._flow = FlowLayout(self._days, gap=22, line_gap=2)
        self.summary = TextLabel("", "small-soft")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        for widget in (self.form, self._days, self.summary):
            body.addWidget(widget)
        self.show_occurrences((), frozenset())

    def show_fields(self, fields: Mapping[str, str]) -> None:
        """Show what is typed."""
        self.form.set_values({name: fields[name] for name in (EVERY, TIMES)})
        self.form.box(TIMES).setVisible(bool(fields[EVERY]))

    def come_after(self, before: QWidget) -> None:
        """Have Tab go from there through the fields, then through the days."""
        fields = [self.form.field(name) for name in (EVERY, TIMES)]
        for stop in (*(field.focusProxy() or field for field in fields), *self.boxes.values()):
            QWidget.setTabOrder(before, stop)
            before = stop

    def show_occurrences(self, occurrences: tuple[Occurrence, ...], chosen: frozenset[date]) -> None:
        """Show the days, ticked where a workshop is planned."""
        if list(self.boxes) != [one.held_on for one in occurrences]:
            self._rebuild(occurrences)
        for one in occurrences:
            box, is_chosen = self.boxes[one.held_on], one.held_on in chosen
            box.setChecked(is_chosen)
            box.setText(self._said(one, is_chosen))
        self._days.setVisible(bool(occurrences))
        self.summary.setVisible(bool(occurrences))
        self.summary.setText(self._summed(occurrences, chosen))

    def _rebuild(self, occurrences: tuple[Occurrence, ...]) -> None:
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes = {one.held_on: CheckBox(parent=self._days) for one in occurrences}
        for day, box in self.boxes.items():
            box.clicked.connect(lambda _is, day=day: self.flipped.emit(day))
            self._flow.addWidget(box)
            box.show()
        last = self.form.field(TIMES)
        for box in self.boxes.values():
            QWidget.setTabOrder(last.focusProxy() or last, box)
            last = box

    def _said(self, one: Occurrence, is_chosen: bool) -> str:
        day = formats.sentence_case(words.dated(one.held_on, self._today()))
        if one.holiday is None:
            return day if is_chosen else self.tr("%1\u202f: sauté").replace("%1", day)
        said = self.tr("%1\u202f: férié (%2)") if is_chosen else self.tr("%1\u202f: férié (%2), sauté")
        return said.replace("%1", day).replace("%2", one.holiday)

    def _summed(self, occurrences: tuple[Occurrence, ...], chosen: frozenset[date]) -> str:
        left_out = len(occurrences) - len(chosen)
        parts = [self.tr("%n séance(s) à prévoir", "", len(chosen))]
        if left_out:
            parts.append(self.tr("%n date(s) sautée(s)", "", left_out))
        return ", ".join(parts) + "."

    def _specs(self) -> tuple[FieldSpec, ...]:
        often = (
            Choice("", self.tr("Une seule fois")),
            Choice("1", self.tr("Toutes les semaines")),
            Choice("2", self.tr("Toutes les deux semaines")),
        )
        return (
            FieldSpec(EVERY, self.tr("Répéter"), "choice", often, weight=6),
            FieldSpec(TIMES, self.tr("Nombre de séances"), placeholder=self.tr("de 2 à 52"), max_length=2, weight=6),
        )
