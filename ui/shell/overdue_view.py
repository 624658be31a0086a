"""« Cet ordinateur attend le centre »: too long without it. The network opens, or a code that is read out there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from ui.shell.door_page import DoorPage, door_card
from ui.shell.unlock_vm import UnlockVm
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.fields import TextField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel


class OverdueView(DoorPage):
    """A thin view on UnlockVm, which knows what was typed before. `given_up` leads back to the lock screen."""

    given_up = Signal()

    def __init__(self, vm: UnlockVm, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        vm.opening.connect(self._begin)
        vm.ended.connect(self._end)
        self._language: Language = language
        self._said = TextLabel("", "soft")
        self.number = TextLabel("", "figure")
        self.number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code = TextField("XXXX XXXX XXXX", 30)
        hint = self.tr("Trois groupes, avec ou sans espaces. Il ne sert qu’une fois.")
        self.code_box = LabelledField(self.tr("Code que le centre vous donne"), self.code, hint)
        self.code.returnPressed.connect(self._submit)
        self.open_button = PrimaryButton(self.tr("Ouvrir"))
        self.open_button.clicked.connect(self._submit)
        self.network_button = SecondaryButton(self.tr("Réessayer avec le réseau"), "sync")
        self.network_button.clicked.connect(self._try_network)
        back = LinkButton(self.tr("Revenir"))
        back.clicked.connect(self.given_up)
        card = door_card()
        card.body.addWidget(TextLabel(self.tr("Cet ordinateur attend le centre"), "section"))
        card.body.addWidget(self._said)
        card.body.addWidget(self.network_button)
        card.body.addWidget(TextLabel(self.tr("Pas de réseau\u202f? Appelez le centre et lisez ce numéro\u202f:")))
        card.body.addWidget(self.number)
        card.body.addWidget(self.code_box)
        card.body.addWidget(self.open_button)
        card.body.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        self.stand(card)
        self.setFocusProxy(self.code)

    def show_error(self, error: KnownError) -> None:
        """Say since when and why, or that the code was not the one."""
        sentence = sentence_for(error, self._language)
        if error.key == "lease_over":
            self._said.setText(f"{sentence.what} {sentence.why}")
            self.number.setText(str(error.details["number"]))
            return
        self.code_box.set_error(sentence.in_one())
        self.code.setFocus()

    def _try_network(self) -> None:
        self.vm.try_again()

    def _begin(self) -> None:
        self._set_busy(True)

    def _end(self) -> None:
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        """Say that it is being tried; nothing can be pressed twice."""
        self.open_button.setText(self.tr("Ouverture…") if is_busy else self.tr("Ouvrir"))
        for button in (self.open_button, self.network_button):
            button.setEnabled(not is_busy)

    def _submit(self) -> None:
        if not self.open_button.isEnabled():
            return
        if not self.code.value().strip():
            self.code_box.set_error(self.tr("Écrivez le code."))
            return
        self.code_box.set_error("")
        self.vm.try_again(self.code.value())
