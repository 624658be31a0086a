"""The first start on a computer: three short steps, then the records arrive. The person never sees a key or a port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.sentences import Language, sentence_for
from ui.recovery.sheet_panel import SheetPanel
from ui.shell.door_page import DoorPage, door_card
from ui.shell.first_run_vm import FirstRunVm
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.fields import TextField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from sync.protocol.joining import Invitation


class FirstRunView(DoorPage):
    """A thin view on FirstRunVm. `language_wished` rebuilds the window in another language."""

    language_wished = Signal(str)

    def __init__(
        self, vm: FirstRunVm, language: Language, invitation: tuple[str, str] = ("", ""), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.vm = vm
        self._language = language
        self._join_error = TextLabel("", "error")
        self._choose_error = TextLabel("", "error")
        self._join = self._join_step(*invitation)
        self._choose = self._passphrase_step()
        self._keep = door_card()
        self.sheet: SheetPanel | None = None
        self.stand(self._join, self._choose, self._keep)
        for hidden in (self._choose, self._keep, self._join_error, self._choose_error):
            hidden.hide()
        vm.invited.connect(self._greet)
        vm.created.connect(self._offer_sheet)
        vm.refused.connect(self._refuse)
        vm.busy_changed.connect(self._set_busy)
        self.setFocusProxy(self.code if invitation[0] else self.address)

    def error(self) -> str:
        """What is said to have gone wrong in the step shown, or ""."""
        return self._error_label().text()

    def _join_step(self, address: str, code: str) -> Card:
        card = door_card()
        languages = ChipGroup((Choice("fr", "Français"), Choice("en", "English")))
        languages.set_value(self._language)
        languages.name_for_readers(self.tr("Langue"))
        languages.value_changed.connect(lambda: self._wish_language(languages))
        self.address = TextField("https://palier.exemple.fr", 200)
        self.address.set_value(address)
        self.code = TextField("XXXX-XXXX-XXXX-XXXX", 40)
        self.code.set_value(code)
        self.address.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self._ask)
        self.go_on = PrimaryButton(self.tr("Continuer"))
        self.go_on.clicked.connect(self._ask)
        card.body.addWidget(languages)
        card.body.addWidget(TextLabel(self.tr("Relier cet ordinateur"), "section"))
        card.body.addWidget(
            TextLabel(
                self.tr("Votre responsable vous a donné une adresse et un code. Ils ne servent qu’une fois."), "soft"
            )
        )
        card.body.addWidget(LabelledField(self.tr("Adresse du centre"), self.address))
        card.body.addWidget(LabelledField(self.tr("Code d’invitation"), self.code))
        card.body.addWidget(self._join_error)
        card.body.addWidget(self.go_on)
        return card

    def _passphrase_step(self) -> Card:
        card = door_card()
        self._hello = TextLabel("", "section")
        self._where = TextLabel("", "soft")
        self.new = NewPassphrase(self.vm.passphrase_choice, self._language)
        self.new.submitted.connect(self._protect)
        self.protect = PrimaryButton(self.tr("Protéger cet ordinateur"))
        self.protect.clicked.connect(self._protect)
        warning = self.tr("Notez-la et gardez-la loin de l’ordinateur\u202f: personne ne peut la retrouver pour vous.")
        card.body.addWidget(self._hello)
        card.body.addWidget(self._where)
        card.body.addWidget(TextLabel(self.tr("Choisissez la phrase de passe qui ouvrira les fiches."), "body"))
        card.body.addWidget(self.new)
        card.body.addWidget(TextLabel(warning, "small-soft"))
        card.body.addWidget(self._choose_error)
        card.body.addWidget(self.protect)
        return card

    def _wish_language(self, languages: ChipGroup) -> None:
        if languages.value() and languages.value() != self._language:
            self.language_wished.emit(str(languages.value()))

    def _ask(self) -> None:
        self._say(self._join_error, "")
        self.vm.ask(self.address.value(), self.code.value())

    def _greet(self, invitation: Invitation) -> None:
        self._hello.setText(self.tr("Bonjour %1").replace("%1", invitation.staff_first_name))
        role = label("role", invitation.staff_role, self._language)
        self._where.setText(f"{role} · {invitation.space_name}")
        self._join.hide()
        self._choose.show()
        self.new.choice = self.vm.passphrase_choice
        self.setFocusProxy(self.new)
        self.new.setFocus()

    def _protect(self) -> None:
        problem = self.new.problem()
        self.new.set_error(problem)
        if not problem:
            self._say(self._choose_error, "")
            self.vm.choose(self.new.text())

    def _offer_sheet(self) -> None:
        """The vault is made and the laptop has joined: what would open it again, should she forget."""
        sheet = self.vm.sheet()
        self.sheet = SheetPanel(sheet, self._language)
        self.sheet.put_off.connect(self.vm.finish)
        sheet.kept.connect(self.vm.finish)
        self._keep.body.addWidget(TextLabel(self.tr("Votre feuille de secours"), "section"))
        self._keep.body.addWidget(self.sheet)
        self._choose.hide()
        self._keep.show()
        sheet.draw()
        self.setFocusProxy(self.sheet)
        self.sheet.setFocus()

    def _refuse(self, error: KnownError) -> None:
        self._say(self._error_label(), sentence_for(error, self._language).in_one())

    def _error_label(self) -> TextLabel:
        return self._choose_error if self._join.isHidden() else self._join_error

    def _say(self, shown: TextLabel, sentence: str) -> None:
        shown.setText(sentence)
        shown.setVisible(bool(sentence))

    def _set_busy(self, is_busy: bool) -> None:
        self.go_on.setEnabled(not is_busy)
        self.protect.setEnabled(not is_busy)
        self.protect.setText(self.tr("Un instant…") if is_busy else self.tr("Protéger cet ordinateur"))
