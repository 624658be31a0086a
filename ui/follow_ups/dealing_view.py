"""Beside the lists: the follow-up being dealt with, its result in a word and a line, or another day for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.day_reading import FARTHEST, read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.follow_ups import words
from ui.follow_ups.assigning_card import AssigningCard
from ui.follow_ups.dealing_vm import DealingVm, Result
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.field_spec import Choice, FieldSpec, ParsedDay
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_view import FormView
from ui.widgets.text_label import TextLabel

LONGEST_NOTE = 280


class DealingView(QWidget):
    """Three cards. `file_wished` opens the person's file."""

    file_wished = Signal()

    def __init__(self, vm: DealingVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self._purpose = TextLabel("", "body")
        self.facts = TextLabel("", "small-soft")
        self.form = FormView(self._result_specs())
        self.again = FormView(self._again_specs())
        self.next_attempt = TextLabel("", "small-soft")
        self.keeps_words = CheckBox(self.tr("Garder ces mots"))
        self.save = PrimaryButton(self.tr("C’est fait"), "check", shortcut_hint="Ctrl S")
        self.day = FormView(self._day_specs())
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        self._result_card = self._results()
        self._snooze_card = self._days()
        self.assigning = AssigningCard(vm)
        for card in (self._result_card, self._snooze_card, self.assigning):
            lines.addWidget(card)
        lines.addStretch(1)
        self.form.values_changed.connect(self._show_again)
        vm.problems_changed.connect(self._show_problems)
        self.show_row()

    def show_row(self) -> None:
        """Show another follow-up, nothing typed."""
        self.form.set_values({"result": "", "note": "", "medium": (self.vm.row.medium or "") if self.vm.row else ""})
        self.again.set_values({"days": "2"})
        self.day.clear()
        self.assigning.clear()
        self.keeps_words.setChecked(False)
        self._show_again()
        self.show_facts()
        self._show_problems()

    def show_facts(self) -> None:
        """Show whom it is about, what for, and how to reach them."""
        row = self.vm.row
        self.setVisible(row is not None)
        if row is None:
            return
        self._result_card.set_title(words.name(row))
        self._purpose.setText(words.purpose(row))
        phone = formats.phone(row.phone) if row.phone else self.tr("pas de téléphone")
        assigned = self.tr("pour %1").replace("%1", row.assignee) if row.assignee else ""
        self.facts.setText(" · ".join(part for part in (phone, words.due(row), words.attempt(row), assigned) if part))

    def enter(self) -> None:
        """Give the keyboard to the first question."""
        self.form.focus_field("result")

    def _results(self) -> Card:
        card = Card(" ")
        card.body.setSpacing(7)
        opening = LinkButton(self.tr("Ouvrir la fiche"), "person")
        opening.clicked.connect(self.file_wished)
        card.add_to_header(opening)
        self.save.clicked.connect(self.complete)
        for widget in (
            self._purpose,
            self.facts,
            self.form,
            self.again,
            self.next_attempt,
            self.keeps_words,
            self.save,
        ):
            card.body.addWidget(widget)
        return card

    def _days(self) -> Card:
        card = Card(self.tr("Reporter"), "clock")
        quick = QWidget()
        line = FlowLayout(quick, gap=8)
        later = ((1, self.tr("Demain")), (2, self.tr("2 jours")), (7, self.tr("Une semaine")))
        for days, said in later:
            button = SecondaryButton(said, size="small")
            button.clicked.connect(lambda _is, count=days: self.vm.snooze_for(count))
            line.addWidget(button)
        self.snooze = SecondaryButton(self.tr("Reporter"), size="small")
        self.snooze.setAccessibleName(self.tr("Reporter à ce jour"))
        self.snooze.clicked.connect(lambda: self.vm.snooze(str(self.day.values()["due_on"])))
        beside = QVBoxLayout()
        beside.setSpacing(4)
        # as tall as the label of the field, so that the button stands beside the field itself
        beside.addWidget(TextLabel(" ", "small-strong"))
        beside.addWidget(self.snooze)
        beside.addStretch(1)
        other = QHBoxLayout()
        other.setSpacing(8)
        other.addWidget(self.day, 1)
        other.addLayout(beside)
        card.body.setSpacing(6)
        card.body.addWidget(quick)
        card.body.addLayout(other)
        return card

    def _result_specs(self) -> tuple[FieldSpec, ...]:
        language = formats.language()
        results = tuple(Choice(one.code, one.short_label(language)) for one in entries("follow_up_result"))
        media = tuple(Choice(one.code, one.label(language)) for one in entries("follow_up_medium"))
        return (
            FieldSpec("result", self.tr("Résultat"), "chips", results, is_required=True),
            FieldSpec(
                "note",
                self.tr("En une ligne"),
                max_length=LONGEST_NOTE,
                placeholder=self.tr("ce qui a été dit, la suite"),
            ),
            FieldSpec("medium", self.tr("Comment"), "choice", (Choice("", self.tr("Sans précision")), *media)),
        )

    def _again_specs(self) -> tuple[FieldSpec, ...]:
        days = (
            Choice("1", self.tr("Demain")),
            Choice("2", self.tr("Dans 2 jours")),
            Choice("7", self.tr("Dans une semaine")),
        )
        return (FieldSpec("days", self.tr("Réessayer"), "chips", days),)

    def _day_specs(self) -> tuple[FieldSpec, ...]:
        return (
            FieldSpec(
                "due_on", self.tr("Un autre jour"), "date", placeholder=self.tr("mardi, 1/12…"), parse=self._parse
            ),
        )

    def _parse(self, typed: str) -> ParsedDay | None:
        try:
            day = read_day(typed, self.vm.desk.today())
        except KnownError:
            return None
        return ParsedDay(day.isoformat(), formats.long_day(day)) if day else None

    def _result(self) -> Result:
        said = {name: str(value) for name, value in self.form.values().items()}
        days = int(str(self.again.values()["days"]) or 0)
        return Result(said["result"], said["medium"], said["note"], days, self.keeps_words.isChecked())

    def complete(self) -> None:
        """Close the follow-up with what is chosen and typed."""
        self.vm.complete(self._result())

    def _show_again(self) -> None:
        row, may_be_tried_again = self.vm.row, self._result().may_be_tried_again
        is_series = row is not None and row.attempt > 0
        self.again.setVisible(may_be_tried_again and not is_series)
        self.next_attempt.setVisible(may_be_tried_again and is_series)
        if row is not None and is_series:
            self.next_attempt.setText(
                self.tr("C’était le dernier essai\u202f: la personne sera notée injoignable.")
                if words.is_last_attempt(row)
                else self.tr("L’essai suivant se prévoit tout seul, par un autre moyen.")
            )

    def _show_problems(self) -> None:
        said = {
            name: sentence_for(KnownError(key, years=FARTHEST), formats.language()).in_one()
            for name, key in self.vm.problems.items()
        }
        self.form.set_errors(said)
        self.day.set_errors(said)
        self.keeps_words.setVisible(self.vm.is_warned)
        for form in (self.form, self.day):
            wrong = next((name for name in form.values() if name in said), "")
            if wrong:
                form.focus_field(wrong)
