"""« Déjà connu ? »: the people in the files who resemble the one being typed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.likeness.likeness import STRONG, Bond
from intake_app.services.lookalikes import Lookalike
from ui import formats
from ui.residents import words
from ui.residents.lookalikes_vm import LookalikesVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel

SHOWN = 3


class LookalikesCard(Card):
    """`recognised(resident_id)` on « C’est elle ». People of one home are told below, at most. The card is away while
    nobody resembles.
    """

    recognised = Signal(object)

    def __init__(self, vm: LookalikesVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", tone="warn", parent=parent)
        self.vm = vm
        self._shown: list[QWidget] = []
        self.buttons: list[QWidget] = []
        vm.rows_changed.connect(self._show_rows)
        vm.told_apart.connect(self._offer_again)
        self._show_rows()

    def _show_rows(self) -> None:
        for widget in self._shown:
            self.body.removeWidget(widget)
            widget.deleteLater()
        self.buttons = []
        alike = [row for row in self.vm.rows if row.bond is Bond.SAME_PERSON][:SHOWN]
        home = [row for row in self.vm.rows if row.bond is Bond.HOUSEHOLD][:SHOWN]
        self.set_title(self.tr("Déjà connu\u202f?") if alike else self.tr("Même foyer\u202f?"))
        self._shown = [TextLabel(self._lead(alike), "small")] if alike else []
        self._shown += [self._portrait(row) for row in alike]
        if home:
            lead = (
                self.tr("Du même foyer, peut-être\u202f:")
                if alike
                else self.tr("Une autre personne, sans doute\u202f:")
            )
            self._shown.append(TextLabel(lead, "small"))
            self._shown += [self._neighbour(row) for row in home]
        for widget in self._shown:
            self.body.addWidget(widget)
        self.setVisible(bool(self._shown))

    def _lead(self, alike: Sequence[Lookalike]) -> str:
        if len(alike) > 1:
            return self.tr("Ces fiches ressemblent\u202f:")
        is_strong = alike[0].score >= STRONG
        return self.tr("Une fiche ressemble beaucoup\u202f:") if is_strong else self.tr("Une fiche ressemble\u202f:")

    def _portrait(self, row: Lookalike) -> QWidget:
        portrait, lines = self._described(row)
        name = formats.person_name(row.resident.first_name, row.resident.family_name)
        same = PrimaryButton(words.is_the_one(row.gender), size="small")
        same.setAccessibleDescription(name)
        same.clicked.connect(lambda: self.recognised.emit(row.resident.id))
        other = SecondaryButton(words.is_another(row.gender), size="small")
        other.setAccessibleDescription(name)
        other.clicked.connect(lambda: self.vm.hide(row.resident.id))
        self.buttons += [same, other]
        buttons = FlowLayout(gap=8, line_gap=6)
        buttons.addWidget(same)
        buttons.addWidget(other)
        lines.addSpacing(4)
        lines.addLayout(buttons)
        return portrait

    def _neighbour(self, row: Lookalike) -> QWidget:
        """Somebody of one home: said, and nothing to decide."""
        return self._described(row)[0]

    def _described(self, row: Lookalike) -> tuple[QWidget, QVBoxLayout]:
        resident, desk = row.resident, self.vm.desk
        portrait = QWidget(self)
        lines = QVBoxLayout(portrait)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        lines.addWidget(TextLabel(formats.person_name(resident.first_name, resident.family_name), "strong"))
        registered = words.registered(row, desk.actor.staff_id)
        for line in (words.particulars(resident, desk.today()), registered, words.reasons(row.reasons)):
            if line:
                lines.addWidget(TextLabel(line, "small-soft"))
        return portrait, lines

    def _offer_again(self, record_id: UUID, resident_id: UUID) -> None:
        undo = partial(self.vm.show_again, record_id, resident_id)
        self.vm.desk.navigation.undo_offered.emit(self.tr("Noté\u202f: ce sont deux personnes."), undo)
