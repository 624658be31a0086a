"""« Phrase oubliée »: the code of the recovery sheet, and a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from intake_app.storage.recovery_sheet import tidy_code
from ui.shell.door_page import DoorPage, door_card
from ui.shell.recovery_vm import RecoveryVm
from ui.shell.unlock_vm import DAMAGES
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.text_label import TextLabel


class RecoveryView(DoorPage):
    """A thin view on RecoveryVm. `given_up` leads back to the lock screen, `sheet_lost` to another way in."""

    given_up = Signal()
    sheet_lost = Signal()

    def __init__(
        self, vm: RecoveryVm, language: Language, *, may_ask: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.vm = vm
        self._language: Language = language
        self.code = TextField("XXXX XXXX XXXX XXXX XXXX XXXX", 60)
        hint = self.tr("Les six groupes, avec ou sans espaces.")
        self.code_box = LabelledField(self.tr("Code de votre feuille de secours"), self.code, hint)
        self.new = NewPassphrase(vm.passphrase_choice, language, self.tr("Nouvelle phrase de passe"))
        self.open_button = PrimaryButton(self.tr("Ouvrir"))
        self.open_button.clicked.connect(self._submit)
        back = LinkButton(self.tr("Revenir"))
        back.clicked.connect(self.given_up)
        self.lost = LinkButton(self.tr("Je n’ai plus ma feuille"))
        if not may_ask:
            self.lost.hide()
        self.lost.clicked.connect(self.sheet_lost)
        foot = QWidget()
        links = FlowLayout(foot, gap=18)
        links.addWidget(self.lost)
        links.addWidget(back)
        self.code.returnPressed.connect(self.new.setFocus)
        self.new.submitted.connect(self._submit)
        card = door_card()
        card.body.addWidget(TextLabel(self.tr("%1, votre feuille de secours").replace("%1", vm.name), "section"))
        told = self.tr("Elle ouvre cet ordinateur une fois que vous avez choisi une nouvelle phrase de passe.")
        card.body.addWidget(TextLabel(told, "soft"))
        card.body.addWidget(self.code_box)
        card.body.addWidget(self.new)
        card.body.addWidget(self.open_button)
        card.body.addWidget(foot)
        self.stand(card)
        self.setFocusProxy(self.code)
        vm.refused.connect(self._refuse)
        vm.busy_changed.connect(self._set_busy)

    def error(self) -> str:
        """What is said to have gone wrong, or ""."""
        return self.code_box.error() or self.new.first_box.error() or self.new.again_box.error()

    def _submit(self) -> None:
        try:
            tidy_code(self.code.value())
        except KnownError as error:
            self._refuse(error)
            return
        self.code_box.set_error("")
        problem = self.new.problem()
        self.new.set_error(problem)
        if not problem:
            self.vm.open(self.code.value(), self.new.text())

    def _refuse(self, error: KnownError) -> None:
        self.code_box.set_error(sentence_for(error, self._language).in_one())
        self.code.setFocus()
        if error.key in DAMAGES:
            self.open_button.setText(self.tr("Réparer"))

    def _set_busy(self, is_busy: bool) -> None:
        self.open_button.setEnabled(not is_busy)
        self.open_button.setText(self.tr("Ouverture…") if is_busy else self.tr("Ouvrir"))
