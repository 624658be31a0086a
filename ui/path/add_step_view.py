"""« Ajouter une étape »: what can be added to somebody's path, one large button each."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.path.overview import StepChoices, read_step_choices
from ui import formats
from ui.desk import Desk, ViewModel
from ui.path.step_form_vm import offered_kinds
from ui.path.step_kind import Moment, StepKind
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold


class AddStepVm(ViewModel):
    """What may be added for one resident, by whoever is at the desk."""

    opened = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.resident_id: UUID | None = None
        self.kinds: list[StepKind] = []
        self.name = ""
        """Whose path it is."""

    def open(self, resident_id: UUID) -> None:
        """Find what may be added for somebody."""
        self.resident_id = resident_id
        self.desk.read(
            self, partial(self._show, resident_id), read_step_choices, self.desk.actor, resident_id, self.desk.today()
        )

    def choose(self, kind: StepKind) -> None:
        """Open the form of a step."""
        if self.resident_id is not None:
            self.desk.navigation.step_wished.emit(self.resident_id, kind.key, None)

    def leave(self) -> None:
        """Back to the file."""
        if self.resident_id is not None:
            self.desk.navigation.open_resident(self.resident_id)

    def _show(self, resident_id: UUID, choices: StepChoices) -> None:
        if resident_id == self.resident_id:
            role = self.desk.actor.role
            moment = Moment(resident_id, None, choices, self.desk.today(), role)
            self.kinds = offered_kinds(role, moment)
            person = choices.person
            self.name = formats.person_name(person.first_name, person.family_name) if person else ""
            self.opened.emit()


class AddStepView(PageScaffold):
    """A thin view on AddStepVm."""

    def __init__(self, vm: AddStepVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Ajouter une étape"))
        self.buttons: list[SecondaryButton] = []
        self._box = QWidget()
        self._flow = FlowLayout(self._box, gap=12, line_gap=12)
        card = Card()
        card.body.addWidget(self._box)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.back_button = SecondaryButton(self.tr("Retour"), "chevron-left")
        self.back_button.clicked.connect(vm.leave)
        self.add_to_footer(self.back_button)
        self.add_to_footer(QWidget(), stretch=1)
        vm.opened.connect(self._show)
        self._show()

    def _show(self) -> None:
        said = self.tr("Ce qui s’est passé, ou ce qui vient d’être dit.")
        self.set_subtitle(" · ".join(part for part in (self.vm.name, said) if part))
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(kind) for kind in self.vm.kinds]
        before: QWidget = self
        for button in self.buttons:
            self._flow.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        if self.buttons:
            self.buttons[0].setFocus()

    def _button(self, kind: StepKind) -> SecondaryButton:
        button = SecondaryButton(kind.title(), kind.icon, size="large")
        button.clicked.connect(partial(self.vm.choose, kind))
        return button
