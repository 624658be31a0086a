"""« Demander à votre organisme »: for whoever has neither passphrase nor recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from ui.shell.asking_cards import AnswerCard, AskingCard, PrepareCard, SendCard
from ui.shell.asking_vm import AskingVm
from ui.shell.door_page import DoorPage
from ui.shell.unlock_vm import DAMAGES
from ui.sticks import stick_folder

_ABOUT_PASSPHRASE = frozenset({"recovery_phrase_wrong", "too_many_tries", "passphrase_too_short"})


class AskingView(DoorPage):
    """A thin view on AskingVm: one of three cards. `ask_target` and `ask_source` give a path, empty when the person
    thinks better of it.
    """

    given_up = Signal()
    sheet_found = Signal()

    def __init__(
        self, vm: AskingVm, language: Language, *, has_sheet: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.vm = vm
        self._language: Language = language
        self.ask_target: Callable[[], str] = self._choose_target
        self.ask_source: Callable[[], str] = self._choose_source
        self.preparing, self.sending, self.answering = PrepareCard(vm, language), SendCard(), AnswerCard()
        self._cards: tuple[AskingCard, ...] = (self.preparing, self.sending, self.answering)
        self.stand(*self._cards)
        self.preparing.has_sheet.setVisible(has_sheet)
        self._connect()
        self._begin(self.sending if vm.request is not None else self.preparing)

    def error(self) -> str:
        """What is said to have gone wrong, or ""."""
        new, answering = self.preparing.new, self.answering
        boxes = (new.first_box, new.again_box, answering.answer_box, answering.passphrase_box)
        said = [*(box.error() for box in boxes), *(card.wrong.text() for card in self._cards)]
        return next((sentence for sentence in said if sentence), "")

    def _connect(self) -> None:
        vm, preparing, sending, answering = self.vm, self.preparing, self.sending, self.answering
        preparing.prepare.clicked.connect(self._prepare)
        preparing.new.submitted.connect(self._prepare)
        preparing.has_sheet.clicked.connect(self.sheet_found)
        sending.save.clicked.connect(self._save)
        sending.answered.clicked.connect(lambda: self._begin(answering))
        sending.anew.clicked.connect(lambda: self._begin(preparing))
        answering.read.clicked.connect(self._read)
        answering.open.clicked.connect(self._open)
        answering.passphrase.returnPressed.connect(self._open)
        answering.request.clicked.connect(lambda: self._begin(sending))
        for card in self._cards:
            card.given_up.connect(self.given_up)
        vm.asked.connect(lambda: self._begin(sending))
        vm.saved.connect(self._say_saved)
        vm.answer_read.connect(self._fill_answer)
        vm.refused.connect(self._refuse)
        vm.busy_changed.connect(self._set_busy)

    def _begin(self, shown: AskingCard) -> None:
        self.sending.spoken.setText(self.vm.spoken)
        self.sending.say_saved("")
        for card in self._cards:
            card.say_wrong("")
            card.setVisible(card is shown)
        self.setFocusProxy(shown)
        shown.setFocus()

    def _prepare(self) -> None:
        problem = self.preparing.new.problem()
        self.preparing.new.set_error(problem)
        if not problem:
            self.vm.ask(self.preparing.new.text())

    def _save(self) -> None:
        path = self.ask_target()
        if path:
            self.sending.say_saved("")
            self.vm.save(Path(path))

    def _say_saved(self) -> None:
        self.sending.say_wrong("")
        self.sending.say_saved(self.tr("Le fichier est enregistré."))
        self.sending.answered.setFocus()

    def _read(self) -> None:
        path = self.ask_source()
        if path:
            self.answering.answer_box.set_error("")
            self.vm.read(Path(path))

    def _fill_answer(self, text: str) -> None:
        self.answering.answer.set_value(" ".join(text.split()))
        self.answering.answer_box.set_error("")
        self.answering.passphrase.setFocus()

    def _open(self) -> None:
        card = self.answering
        missing = (
            (card.answer_box, card.answer.value(), self.tr("Choisissez le fichier de la réponse.")),
            (card.passphrase_box, card.passphrase.text(), self.tr("Écrivez votre phrase de passe.")),
        )
        for box, typed, said in missing:
            box.set_error("" if typed else said)
        for box, typed, _said in missing:
            if not typed:
                box.field.setFocus()
                return
        self.vm.open(card.answer.value(), card.passphrase.text())

    def _refuse(self, error: KnownError) -> None:
        said = sentence_for(error, self._language).in_one()
        if self.focusProxy() is not self.answering:
            (self.preparing if self.focusProxy() is self.preparing else self.sending).say_wrong(said)
            return
        card = self.answering
        box = card.passphrase_box if error.key in _ABOUT_PASSPHRASE else card.answer_box
        box.set_error(said)
        box.field.setFocus()
        if error.key in DAMAGES:
            card.open.setText(self.tr("Réparer"))

    def _set_busy(self, is_busy: bool) -> None:
        preparing, sending, answering = self.preparing, self.sending, self.answering
        for button in (preparing.prepare, sending.save, answering.read, answering.open):
            button.setEnabled(not is_busy)
        preparing.prepare.setText(self.tr("Un instant…") if is_busy else self.tr("Préparer ma demande"))
        answering.open.setText(self.tr("Ouverture…") if is_busy else self.tr("Ouvrir"))

    def _choose_target(self) -> str:
        # a file name says nothing of whom it is about
        proposed = f"{stick_folder()}/{self.tr('demande-palier.txt')}"
        return QFileDialog.getSaveFileName(self, self.tr("Enregistrer la demande"), proposed, _files())[0]

    def _choose_source(self) -> str:
        return QFileDialog.getOpenFileName(self, self.tr("La réponse de votre organisme"), stick_folder(), _files())[0]


def _files() -> str:
    return "Palier (*.txt);;*"
