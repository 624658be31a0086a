"""The dry run: every row with what would become of it, and those for somebody to look at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.services.imports.known import JudgedRow, Verdict
from ui import formats
from ui.imports import words
from ui.imports.check_vm import Decision
from ui.imports.imports_vm import ImportPage, ImportsVm
from ui.imports.step_page import StepPage
from ui.imports.verdict_card import VerdictCard
from ui.palette import Tone
from ui.widgets.address_field import doubt_words
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.counter import ProgressBar
from ui.widgets.field_spec import Choice
from ui.widgets.page import TwoColumns
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

_LEAST_HEIGHT, _FEW = 240, 4
QWIDGETSIZE_MAX = 16_777_215


class CheckPage(StepPage):
    """A thin view on CheckVm. Enter on a row to check goes to its answers; an answer goes on to the next row."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__(vm, ImportPage.CHECK, parent)
        self._check = vm.check
        self.bar = ProgressBar(self.tr("Lecture des lignes"))
        self.filter = ChipGroup()
        self.filter.name_for_readers(self.tr("Lignes montrées"))
        self.filter.value_changed.connect(self._show_rows)
        self.model: RowsModel[JudgedRow] = RowsModel(self._columns(), key=lambda row: row.row.number, parent=self)
        self.list = RowsView(self.model, self.tr("Lignes du fichier"))
        self.card = VerdictCard(vm.check, {})
        self.card.decided.connect(self._go_on)
        self.list.row_chosen.connect(self.card.show_row)
        self.list.row_activated.connect(self._answer)
        self._columns_box = TwoColumns(stack_below=700)
        rows = Card()
        rows.set_margins(10, 8)
        rows.body.addWidget(self.list, 1)
        rows.body.addStretch(0)
        self._columns_box.main.addWidget(rows, 1)
        self._columns_box.side.addWidget(self.card)
        self._columns_box.side.addStretch(1)
        self._reading = TextLabel(self.tr("Lecture et comparaison de chaque ligne…"), "small-soft")
        for part in (self._reading, self.bar, self.filter):
            self.body.addWidget(part)
        self.body.addWidget(self._columns_box, 1)
        vm.check.progressed.connect(self._show_progress)
        vm.check.judged.connect(self._show_judged)
        vm.check.decided.connect(self._on_decided)
        vm.check.many_decided.connect(self._on_many_decided)
        self._show_progress()

    def enter(self) -> None:
        (self.list if self._check.rows else self.back_button).setFocus()

    def _columns(self) -> list[Column[JudgedRow]]:
        return [
            Column("name", "", lambda row: words.who(row.row.resident) or words.line_number(row.row.number),
                   second=self._second, weight=4),
            Column("verdict", "", self._standing, "pill", tone=self._tone, width=160),
        ]  # fmt: skip

    def _second(self, row: JudgedRow) -> str:
        number = words.line_number(row.row.number)
        if row.verdict is Verdict.REFUSED:
            problem = row.row.problems[0]
            return f"{number} · {words.reason(f'{problem.field}:{problem.key}')}"
        odd = row.row.doubt if row.verdict is Verdict.TO_CHECK and not row.resembles else None
        told = doubt_words(odd) if odd else words.details(row.row.resident)
        return " · ".join(part for part in (number, told) if part)

    def _standing(self, row: JudgedRow) -> str:
        decision, _resident_id = self._check.decisions.get(row.row.number, (None, None))
        answers = {
            Decision.SAME: self.tr("même personne"),
            Decision.OTHER: self.tr("nouvelle"),
            Decision.LEAVE: self.tr("laissée de côté"),
        }
        return answers[decision] if decision else words.verdict(row.verdict)

    def _tone(self, row: JudgedRow) -> Tone:
        decision, _resident_id = self._check.decisions.get(row.row.number, (None, None))
        tones: dict[Decision, Tone] = {Decision.SAME: "info", Decision.OTHER: "good", Decision.LEAVE: "neutral"}
        return tones[decision] if decision else words.VERDICT_TONES[row.verdict]

    def _show_progress(self) -> None:
        is_running = self._check.is_running
        self.bar.set_share(self._check.share)
        self._reading.setVisible(is_running)
        self.bar.setVisible(is_running)
        self.filter.setVisible(not is_running)
        self._columns_box.setVisible(not is_running)
        self._show_ready()

    def _show_judged(self) -> None:
        counts = self._check.counts
        self.card.headers = {column.place: column.header for column in self.vm.matching.table.columns if column.header}
        everything = self.tr("Toutes (%1)").replace("%1", formats.number(len(self._check.rows)))
        counted = {one: f"{words.verdict(one)} ({formats.number(counts[one])})" for one in Verdict if counts[one]}
        self.filter.set_choices([Choice("", everything), *(Choice(one, said) for one, said in counted.items())])
        self.filter.set_value(Verdict.TO_CHECK if counts[Verdict.TO_CHECK] else "")
        self._show_progress()
        self._show_rows()
        self.enter()

    def _show_rows(self) -> None:
        shown = str(self.filter.value())
        rows = [row for row in self._check.rows if not shown or row.verdict == shown]
        self.model.set_rows(rows)
        # a short list leaves the answers in sight, on a small screen where they stand below it
        tall = len(rows) * self.list.row_height()
        self.list.setMinimumHeight(min(tall, _LEAST_HEIGHT))
        self.list.setMaximumHeight(tall if len(rows) <= _FEW else QWIDGETSIZE_MAX)
        if rows:
            self.list.choose(rows[0].row.number)
        self.card.show_row(rows[0] if rows else None)

    def _answer(self, row: JudgedRow) -> None:
        self.card.show_row(row)
        if self.card.buttons:
            self.card.buttons[0].setFocus()
            self.show_widget(self.card.buttons[-1])

    def _on_decided(self, number: int) -> None:
        row = next((one for one in self.model.rows() if one.row.number == number), None)
        if row is not None:
            self.model.replace_row(row)
        self._show_ready()

    def _on_many_decided(self) -> None:
        self.model.set_rows(self.model.rows())
        self._show_ready()

    def _go_on(self) -> None:
        """After an answer: to the next row that waits for one."""
        rows = self.model.rows()
        here = self.model.place_of(self.card.row.row.number) if self.card.row else None
        later = rows[(here or 0) + 1 :] + rows[: here or 0]
        row = next((one for one in later if self._check.is_waiting(one)), self.card.row)
        if row is not None:
            self.list.choose(row.row.number)
            self.card.show_row(row)
        self.list.setFocus()
        self.show_widget(self.list)

    def _show_ready(self) -> None:
        tasks = [] if self._check.is_running else self._check.tasks()
        new = sum(task.resident_id is None for task in tasks)
        self.next_button.setEnabled(bool(tasks))
        self.next_button.setText(self.tr("Importer %Ln ligne(s)", "", len(tasks)) if tasks else self.tr("Importer"))
        said = [self.tr("%Ln nouvelle(s) personne(s)", "", new)] if tasks else []
        if len(tasks) > new:
            said.append(self.tr("%Ln fiche(s) à compléter", "", len(tasks) - new))
        if self._check.undecided and not self._check.is_running:
            said.append(self.tr("%Ln ligne(s) à vérifier, laissée(s) de côté sans réponse", "", self._check.undecided))
        self.advice.setText(" · ".join(said))
