"""The passphrase of a file that has just left: shown once, to be told by another way than the file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel


def _say(words: str) -> str:
    return QCoreApplication.translate("PassphraseCard", words)


class PassphraseCard(Card):
    """`forgotten` once the person says that they have noted it: nothing of it is left on the screen then."""

    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "lock", tone="warn", parent=parent)
        self.set_title(_say("La phrase de passe de ce fichier"))
        about = _say(
            "Elle ne sera plus jamais affichée. Dites-la par téléphone, ou envoyez-la par un autre chemin que le"
            " fichier. Le destinataire l’ouvre avec 7-Zip."
        )
        self.phrase = TextLabel("", "heading")
        self.phrase.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.noted = PrimaryButton(_say("Je l’ai notée"), "check", "small")
        self.noted.clicked.connect(self.forget)
        self.copy = SecondaryButton(_say("Copier"), size="small")
        self.copy.clicked.connect(self._copy)
        foot = QWidget()
        line = FlowLayout(foot, gap=12)
        for button in (self.noted, self.copy):
            line.addWidget(button)
        for widget in (TextLabel(about, "small"), self.phrase, foot):
            self.body.addWidget(widget)
        self.hide()

    def show_once(self, passphrase: str) -> None:
        """Show it until it is noted."""
        self.phrase.setText(passphrase)
        self.show()
        self.noted.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show it no more, also not where it was copied to."""
        if self.isHidden():
            return
        clipboard = QGuiApplication.clipboard()
        if clipboard.text() == self.phrase.text():
            clipboard.clear()
        self.phrase.setText("")
        self.hide()
        self.forgotten.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.phrase.text())
