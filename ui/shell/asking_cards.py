"""The three cards of somebody who asks the organisation to let her in: a new passphrase, the request, the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.sentences import Language
from ui.shell.asking_vm import AskingVm
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text_label import TextLabel

LONGEST_ANSWER = 4000


class AskingCard(Card):
    """One of the three. `given_up` leads back to the lock screen."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_margins(30, 20)
        self.title = TextLabel("", "section")
        self.wrong = TextLabel("", "error")
        self.back = LinkButton(self.tr("Revenir"))
        self.back.clicked.connect(self.given_up)
        self.body.addWidget(self.title)
        self.say_wrong("")

    def say_wrong(self, sentence: str) -> None:
        """Say what went wrong, above the button; an empty sentence takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def fill(self, *parts: QWidget, links: tuple[LinkButton, ...] = ()) -> None:
        """Put these under the title, then the lesser ways on one line."""
        foot = QWidget()
        line = FlowLayout(foot, gap=18)
        for link in (*links, self.back):
            line.addWidget(link)
        for part in (*parts, foot):
            self.body.addWidget(part)


class PrepareCard(AskingCard):
    """A new passphrase, and what it is for."""

    def __init__(self, vm: AskingVm, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("%1, votre organisme peut vous aider").replace("%1", vm.name))
        told = self.tr(
            "Choisissez d’abord votre nouvelle phrase de passe. Elle servira quand la réponse arrivera\u202f: "
            "retenez-la bien."
        )
        self.new = NewPassphrase(vm.passphrase_choice, language, self.tr("Nouvelle phrase de passe"))
        self.prepare = PrimaryButton(self.tr("Préparer ma demande"))
        self.has_sheet = LinkButton(self.tr("J’ai ma feuille de secours"))
        self.fill(TextLabel(told, "soft"), self.new, self.wrong, self.prepare, links=(self.has_sheet,))
        self.setFocusProxy(self.new)


class SendCard(AskingCard):
    """The request in a file, and what is read out when the organisation calls back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("Votre demande est prête"))
        first = self.tr(
            "1. Enregistrez-la, puis envoyez ce fichier à votre responsable, par courriel ou sur une clé USB. Il ne "
            "contient aucune fiche."
        )
        self.save = SecondaryButton(self.tr("Enregistrer la demande…"), "download")
        self.saved = TextLabel("", "small-strong", "good")
        second = self.tr("2. On vous rappelle. Lisez alors ces seize signes, à une voix que vous connaissez\u202f:")
        self.spoken = TextLabel("", "section")
        self.spoken.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        third = self.tr("3. La réponse vient dans un fichier. Vous pouvez fermer Palier en l’attendant.")
        self.answered = PrimaryButton(self.tr("J’ai la réponse"))
        self.anew = LinkButton(self.tr("Refaire une demande"))
        self.saved.hide()
        steps = (TextLabel(first), self.save, self.saved, TextLabel(second), self.spoken, TextLabel(third), self.wrong)
        self.fill(*steps, self.answered, links=(self.anew,))
        self.setFocusProxy(self.save)

    def say_saved(self, sentence: str) -> None:
        """Say that the file is there; an empty sentence takes it away."""
        self.saved.setText(sentence)
        self.saved.setVisible(bool(sentence))


class AnswerCard(AskingCard):
    """The answer, and the passphrase that was chosen for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title.setText(self.tr("La réponse de votre organisme"))
        self.read = SecondaryButton(self.tr("Choisir le fichier de la réponse…"), "upload")
        self.answer = TextField("PALIER-ANSWERS-1…", LONGEST_ANSWER)
        hint = self.tr("Le fichier le remplit\u202f; vous pouvez aussi y coller le texte reçu, en entier.")
        self.answer_box = LabelledField(self.tr("Réponse"), self.answer, hint)
        chosen = self.tr("Phrase de passe choisie avec la demande")
        self.passphrase = PassphraseField(chosen)
        self.passphrase_box = LabelledField(chosen, self.passphrase)
        self.open = PrimaryButton(self.tr("Ouvrir"))
        self.request = LinkButton(self.tr("Revoir ma demande"))
        self.answer.returnPressed.connect(self.passphrase.setFocus)
        self.fill(self.read, self.answer_box, self.passphrase_box, self.open, links=(self.request,))
        self.setFocusProxy(self.read)
