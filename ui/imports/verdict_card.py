"""Beside the list of rows: what one row says, whom it resembles, and the decision to take."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.imports.known import JudgedRow, Verdict
from intake_app.services.imports.rows import RowProblem
from ui.imports import words
from ui.imports.check_vm import CheckVm, Decision
from ui.widgets.address_field import doubt_words
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel


class VerdictCard(Card):
    """`decided` follows each answer; the buttons are made anew for each row."""

    decided = Signal()

    def __init__(self, vm: CheckVm, headers: dict[int, str], parent: QWidget | None = None) -> None:
        super().__init__("", "person", parent=parent)
        self._vm = vm
        self.headers = headers
        self.row: JudgedRow | None = None
        self.buttons: list[SecondaryButton | LinkButton] = []
        self._inside: QWidget | None = None
        self._parts: list[QWidget] = []

    def show_row(self, row: JudgedRow | None) -> None:
        """Show a row, or nothing."""
        self.row = row
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.buttons = [], []
        self.setVisible(row is not None)
        if row is None:
            return
        self.set_title(words.line_number(row.row.number).capitalize())
        self._add(TextLabel(words.who(row.row.resident), "strong"))
        self._add(TextLabel(words.details(row.row.resident), "small-soft"))
        if row.verdict is Verdict.REFUSED:
            self._show_problems(row.row.problems)
        elif row.verdict is Verdict.TO_CHECK:
            self._ask(row)
        else:
            self._explain(row)

    def _show_problems(self, problems: tuple[RowProblem, ...]) -> None:
        for problem in problems:
            said = words.sentence(problem.key)
            self._add(TextLabel(self._place_of(problem), "small-strong"))
            self._add(TextLabel(said.in_one(), "small"))
        again = self.tr("Corrigez la ligne dans le tableur, puis choisissez de nouveau le fichier.")
        self._add(TextLabel(again, "small-soft"))

    def _place_of(self, problem: RowProblem) -> str:
        header = self.headers.get(problem.column) if problem.column is not None else None
        if header is None:
            return words.field(problem.field)
        return self.tr("Colonne «\u202f%1\u202f»").replace("%1", header)

    def _ask(self, row: JudgedRow) -> None:
        decision, chosen = self._vm.decisions.get(row.row.number, (None, None))
        if row.row.doubt is not None:
            self._add(TextLabel(doubt_words(row.row.doubt), "small"))
        if not row.resembles:
            self._ask_of_address(decision)
            return
        for one in row.alike:
            who = {"first_name": one.resident.first_name, "family_name": one.resident.family_name}
            self._add(TextLabel(self.tr("Ressemble à\u202f:"), "small-strong"))
            self._add(TextLabel(f"{words.who(who)}\n{words.resident_details(one.resident)}", "small"))
            is_chosen = decision is Decision.SAME and chosen == one.resident.id
            self._button(self.tr("C’est la même personne"), Decision.SAME, is_chosen, one.resident.id)
        if row.twin is not None:
            text = self.tr("Ressemble à la ligne %1 du fichier.").replace("%1", str(row.twin))
            self._add(TextLabel(text, "small"))
        self._button(self.tr("C’est une autre personne"), Decision.OTHER, decision is Decision.OTHER)
        self._button(self.tr("Laisser cette ligne de côté"), Decision.LEAVE, decision is Decision.LEAVE)

    def _ask_of_address(self, decision: Decision | None) -> None:
        self._button(self.tr("Reprendre la ligne telle quelle"), Decision.OTHER, decision is Decision.OTHER)
        self._button(self.tr("Laisser cette ligne de côté"), Decision.LEAVE, decision is Decision.LEAVE)
        count = len(self._vm.odd_addresses)
        if count > 1:
            text = self.tr("%Ln ligne(s) à vérifier pour leur adresse seulement.", "", count)
            self._add(TextLabel(text, "small"))
            every = SecondaryButton(self.tr("Les reprendre toutes"), size="small")
            every.clicked.connect(self._take_odd_addresses)
            self.buttons.append(every)
            self._add(every)

    def _take_odd_addresses(self) -> None:
        self._vm.take_odd_addresses()
        self.decided.emit()

    def _explain(self, row: JudgedRow) -> None:
        if row.was_imported:
            self._add(TextLabel(self.tr("Cette ligne a déjà été reprise."), "small"))
        elif row.verdict is Verdict.KNOWN:
            self._add(TextLabel(self.tr("Cette personne a déjà une fiche\u202f:"), "small-strong"))
            self._add(TextLabel(words.resident_details(row.alike[0].resident), "small"))
        elif row.twin is not None:
            text = self.tr("Même personne que la ligne %1\u202f: reprise une seule fois.").replace("%1", str(row.twin))
            self._add(TextLabel(text, "small"))
        else:
            self._add(TextLabel(self.tr("Une fiche sera ouverte à ce nom."), "small"))

    def _button(self, text: str, decision: Decision, is_chosen: bool, resident_id: UUID | None = None) -> None:
        button = SecondaryButton(text, "check" if is_chosen else "", size="small")
        if is_chosen:
            button.setAccessibleName(self.tr("%1, choisi").replace("%1", text))
        button.clicked.connect(lambda: self._decide(decision, resident_id))
        self.buttons.append(button)
        self._add(button)

    def _decide(self, decision: Decision, resident_id: UUID | None) -> None:
        if self.row is not None:
            self._vm.decide(self.row.row.number, decision, resident_id)
            self.decided.emit()

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self.body.addWidget(part)
        part.show()  # at once, for it may be given the keyboard
