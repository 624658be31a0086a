"""Handing the follow-up being dealt with over to a colleague."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.follow_ups.dealing_vm import DealingVm
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.text_label import TextLabel


class AssigningCard(Card):
    """Whom to, and the button. Whoever has it now stands first, chosen."""

    def __init__(self, vm: DealingVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", parent=parent)
        self.vm = vm
        self.set_title(self.tr("Confier"))
        self.colleague = ChoiceField((), self.tr("Un collègue"))
        self.colleague.setAccessibleName(self.tr("Confier à"))
        self.button = SecondaryButton(self.tr("Confier"), size="small")
        self.button.setAccessibleName(self.tr("Confier à ce collègue"))
        self.button.clicked.connect(self.assign)
        self.problem = TextLabel("", "small-strong")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.colleague, 1)
        line.addWidget(self.button)
        self.body.setSpacing(6)
        self.body.addLayout(line)
        self.body.addWidget(self.problem)
        vm.colleagues_changed.connect(self._show_colleagues)
        vm.problems_changed.connect(self._show_problem)
        self._show_colleagues()
        self._show_problem()

    def clear(self) -> None:
        """Choose nobody, for another follow-up."""
        self.colleague.set_value("")
        self._show_colleagues()

    def assign(self) -> None:
        """Hand it over to whoever is chosen."""
        self.vm.assign(self.colleague.value())

    def _show_colleagues(self) -> None:
        has_it = self.vm.row.assigned_to if self.vm.row is not None else None
        now = self.tr("%1, en ce moment")
        self.colleague.set_choices(
            [
                Choice(str(one.id), now.replace("%1", one.short_name) if one.id == has_it else one.short_name)
                for one in self.vm.colleagues
            ]
        )
        if not self.colleague.value() and any(one.id == has_it for one in self.vm.colleagues):
            self.colleague.set_value(str(has_it))
        self.setVisible(any(one.id != has_it for one in self.vm.colleagues))

    def _show_problem(self) -> None:
        key = self.vm.problems.get("assigned_to", "")
        self.problem.setVisible(bool(key))
        if key:
            self.problem.setText(sentence_for(KnownError(key), formats.language()).in_one())
            self.colleague.setFocus()
