"""The person one is calling: their number in large figures, how they are told, what they answer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import entries, label
from intake_app.services.attendances import EXPECTED
from intake_app.services.invitations.lists import InvitationRow
from ui import formats
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel
from ui.workshops.invitations import invitation_words as words
from ui.workshops.invitations.invitations_vm import InvitationsVm


class CallingCard(Card):
    """A thin view on one row of InvitationsVm. `answered(row, code)`, `removal_wished(row)`."""

    answered = Signal(object, str)
    removal_wished = Signal(object)

    def __init__(self, vm: InvitationsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "phone", parent=parent)
        self._vm = vm
        self._row: InvitationRow | None = None
        self._phone = TextLabel("", "heading")
        self._told = TextLabel("", "small-soft")
        self.means = ChipGroup([Choice(one.code, words.means_label(one.code)) for one in entries("invitation_means")])
        self.means.name_for_readers(self.tr("Comment"))
        self.means.value_changed.connect(self._tell)
        self.answers: dict[str, SecondaryButton] = {}
        buttons = QWidget()
        line = FlowLayout(buttons, gap=8)
        for key, code in words.answer_keys().items():
            said = label("invitation_answer", code, formats.language())
            button = SecondaryButton(said, size="small", shortcut_hint=key)
            button.clicked.connect(partial(self._answer, code))
            self.answers[code] = button
            line.addWidget(button)
        self.all_dates = CheckBox(self.tr("Pour toutes les dates à venir"))
        self.all_dates.toggled.connect(vm.concern_all_dates)
        self.remove = LinkButton(self.tr("Ne plus inviter"), "trash")
        self.remove.clicked.connect(lambda: self.removal_wished.emit(self._row))
        asked = TextLabel(self.tr("Prévenue par"), "small-strong")
        for widget in (self._phone, self._told, asked, self.means, buttons, self.all_dates, self.remove):
            self.body.addWidget(widget)
        vm.changed.connect(self._show)
        self._show()

    def show_row(self, row: InvitationRow | None) -> None:
        """Show this person; nobody with None."""
        self._row = row
        self._show()

    def _show(self) -> None:
        row, vm = self._row, self._vm
        self.setVisible(row is not None and vm.is_editable)
        self.all_dates.setVisible(len(vm.dates) > 1)
        self.all_dates.setChecked(vm.is_for_all)
        if row is None:
            return
        self.means.set_value(row.means or vm.means)
        self.set_title(words.name(row))
        self._phone.setText(words.phone(row))
        self._told.setText(formats.sentence_case(words.told(row, vm.desk.today())))
        for code, button in self.answers.items():
            button.setEnabled(row.status == EXPECTED)
            button.set_icon_name("check" if row.answer == code else "")
        self.remove.setEnabled(row.status == EXPECTED)

    def _tell(self) -> None:
        if self._row is not None:
            # the one that was chosen, pressed again, is taken back
            self._vm.tell(self._row, str(self.means.value()) or self._row.means or self._vm.means)

    def _answer(self, code: str) -> None:
        if self._row is not None:
            self.answered.emit(self._row, code)
