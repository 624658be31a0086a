"""Where somebody chooses a passphrase: typed twice, with a meter that follows, or seven words drawn at random."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from ui.widgets.buttons import LinkButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.strength_meter import StrengthMeter
from ui.widgets.text_label import TextLabel

DIFFER: Final = "passphrases_differ"


class PassphraseJudge(Protocol):
    """Who judges a passphrase, and draws one."""

    def problems(self, passphrase: str) -> list[str]:
        """Keys of what is wrong with it; none when it will do."""
        ...

    def score(self, passphrase: str) -> int:
        """How strong, from 0 to 4."""
        ...

    def suggest(self, language: Language) -> str:
        """A good one."""
        ...


class NewPassphrase(QWidget):
    """`submitted` comes with Enter in the second field; `problem()` then says what keeps it from being accepted."""

    submitted = Signal()

    def __init__(
        self, choice: PassphraseJudge, language: Language, label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choice = choice
        self._language: Language = language
        name = label or self.tr("Phrase de passe")
        again = self.tr("La même, encore une fois")
        self.passphrase, self.repeated = PassphraseField(name), PassphraseField(again)
        self.passphrase.textEdited.connect(lambda _text: self._judge())
        self.passphrase.returnPressed.connect(self.repeated.setFocus)
        self.repeated.returnPressed.connect(self.submitted)
        hint = self.tr("Au moins 15 caractères\u202f: quelques mots sans rapport entre eux se retiennent bien.")
        self.first_box = LabelledField(name, self.passphrase, hint)
        self.again_box = LabelledField(again, self.repeated)
        self._meter = StrengthMeter()
        self._strength = TextLabel("", "small-strong")
        self._lay_out()
        self.setFocusProxy(self.passphrase)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What was typed."""
        return self.passphrase.text()

    def problem(self) -> str:
        """Key of the first thing that is wrong with what was typed, or ""."""
        problems = self.choice.problems(self.text())
        if problems:
            return problems[0]
        return "" if self.text() == self.repeated.text() else DIFFER

    def set_error(self, key: str) -> None:
        """Say what is wrong under the field it is about; "" takes it away."""
        said = sentence_for(KnownError(key), self._language).in_one() if key else ""
        boxes = (self.first_box, self.again_box)
        wrong = self.again_box if key == DIFFER else self.first_box
        for box in boxes:
            box.set_error(said if box is wrong else "")
        if key:
            wrong.field.setFocus()

    def forget(self) -> None:
        """Empty both fields."""
        for field in (self.passphrase, self.repeated):
            field.forget()
        self.set_error("")
        self._judge()

    def _suggest(self, language: Language) -> None:
        self.passphrase.setText(self.choice.suggest(language))
        self.passphrase.set_shown(True)
        self.repeated.clear()
        self._judge()
        self.repeated.setFocus()

    def _judge(self) -> None:
        """Say while typing whether it will do."""
        typed = self.text()
        self._meter.setVisible(bool(typed))
        self._strength.setVisible(bool(typed))
        if not typed:
            return
        problems = self.choice.problems(typed)
        self._meter.set_score(self.choice.score(typed) if not problems else min(3, self.choice.score(typed)))
        self._strength.set_tone("warn" if problems else "good")
        good = self.tr("Bonne phrase de passe.")
        self._strength.setText(sentence_for(KnownError(problems[0]), self._language).what if problems else good)

    def _lay_out(self) -> None:
        words = QWidget()
        line = FlowLayout(words, gap=12)
        languages: tuple[tuple[Language, str], ...] = (
            ("fr", self.tr("Proposer sept mots français")),
            ("en", self.tr("Proposer sept mots anglais")),
        )
        for language, text in languages:
            suggest = LinkButton(text)
            suggest.clicked.connect(lambda _is=False, language=language: self._suggest(language))
            line.addWidget(suggest)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for widget in (self.first_box, self._meter, self._strength, words, self.again_box):
            lines.addWidget(widget)
        self._meter.hide()
        self._strength.hide()
