"""The lock screen: who are you, and your passphrase. It knows only the people it is given, and opens nothing itself.

It is the first thing painted, so it imports Qt, the theme and a handful of widgets only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.focus_ring import install_focus_ring
from ui.widgets.logo import Logo
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text_label import TextLabel, restyle

CARD_WIDTH = 430
TICK = 1000


class UnlockCard(Card):
    """A card of one width, which grows with the text."""

    def __init__(self) -> None:
        super().__init__()
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().gap(CARD_WIDTH))
        self.set_margins(30, 24)


class UnlockView(QWidget):
    """`unlock_requested(person id, passphrase)`, `forgotten_requested()`, `question_accepted()` (see `ask`)."""

    unlock_requested = Signal(str, str)
    forgotten_requested = Signal()
    question_accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_focus_ring(cast("QApplication", QApplication.instance()))
        self._tiles: dict[str, ChoiceTile] = {}
        self._seconds_left = 0
        self._is_busy = False
        self.timer = QTimer(self)
        self.timer.setInterval(TICK)
        self.timer.timeout.connect(self._tick)
        self.passphrase = PassphraseField(self.tr("Phrase de passe"))
        self.passphrase.returnPressed.connect(self._submit)
        self.passphrase.textEdited.connect(self._on_typed)
        self.open_button = PrimaryButton(self.tr("Ouvrir"))
        self.open_button.clicked.connect(self._submit)
        self._error = TextLabel("", "error")
        self._yes = SecondaryButton("", size="small")
        self._yes.clicked.connect(self.question_accepted)
        self._footer = TextLabel("", "small", "rail-soft")
        self._lay_out()
        self.set_error("")
        self.setFocusProxy(self.passphrase)

    def set_people(self, people: Sequence[tuple[str, str, str]], chosen_id: str = "") -> None:
        """Offer these people (id, short name, role in words); `chosen_id`, else the first, is chosen."""
        for tile in self._tiles.values():
            self._people.removeWidget(tile)
            tile.deleteLater()
        self._tiles = {}
        for place, (person_id, name, role) in enumerate(people):
            tile = ChoiceTile(name, role, is_centred=True, parent=self._people_box)
            tile.clicked.connect(self.passphrase.setFocus)
            self._people.addWidget(tile, place // 2, place % 2)
            self._tiles[person_id] = tile
        chosen = self._tiles.get(chosen_id) or next(iter(self._tiles.values()), None)
        if chosen is not None:
            chosen.setChecked(True)
        self._people_box.setVisible(bool(self._tiles))

    def chosen_person(self) -> str:
        """The id of the person chosen, or ""."""
        return next((person_id for person_id, tile in self._tiles.items() if tile.isChecked()), "")

    def set_error(self, sentence: str) -> None:
        """Say what went wrong, above the button; an empty sentence takes it away."""
        self._show_error(sentence)
        if sentence:
            self.passphrase.selectAll()
            self.passphrase.setFocus()

    def error(self) -> str:
        """What is said to have gone wrong, or ""."""
        return self._error.text()

    def ask(self, sentence: str, action_text: str) -> None:
        """Ask before going on: `question_accepted` is emitted when the person presses `action_text`."""
        self.set_error(sentence)
        self._yes.setText(action_text)
        self._yes.show()

    def set_busy(self, is_busy: bool, doing: str = "") -> None:
        """Say that the workplace is being opened, or what else is being done; nothing can be pressed twice."""
        self._is_busy = is_busy
        self._yes.setEnabled(not is_busy)
        self.open_button.setText((doing or self.tr("Ouverture…")) if is_busy else self.tr("Ouvrir"))
        self._allow()

    def start_wait(self, seconds: int) -> None:
        """Count `seconds` down before the next try is allowed."""
        self._seconds_left = max(0, seconds)
        self._say_wait()
        if self._seconds_left:
            self.timer.start()

    def seconds_left(self) -> int:
        """How long before the next try."""
        return self._seconds_left

    def set_footer(self, text: str) -> None:
        """The line under the card (« Tout fonctionne sans connexion · 12 modifications à envoyer »): never a name."""
        self._footer.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("rail"))
        painter.end()

    def _on_typed(self, _text: str) -> None:
        if not self._seconds_left:
            self._show_error("")

    def _show_error(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        self._yes.hide()
        if self.passphrase.property("hasError") != bool(sentence):
            self.passphrase.setProperty("hasError", bool(sentence))
            restyle(self.passphrase)
        self.passphrase.setAccessibleDescription(sentence or self._help.text())

    def _submit(self) -> None:
        if self._is_busy or self._seconds_left:
            return
        if not self.passphrase.text():
            self.set_error(self.tr("Écrivez votre phrase de passe."))
            return
        self.set_error("")
        self.unlock_requested.emit(self.chosen_person(), self.passphrase.text())

    def _tick(self) -> None:
        self._seconds_left = max(0, self._seconds_left - 1)
        self._say_wait()

    def _say_wait(self) -> None:
        if self._seconds_left:
            minutes, seconds = divmod(self._seconds_left, 60)
            left = self.tr("%1 min %2 s").replace("%1", str(minutes)) if minutes else self.tr("%2 s")
            self._show_error(
                self.tr("Trop d’essais. Patientez encore %1.").replace("%1", left.replace("%2", str(seconds)))
            )
        else:
            self.timer.stop()
            self._show_error("")
        self._allow()

    def _allow(self) -> None:
        is_allowed = not self._is_busy and not self._seconds_left
        self.open_button.setEnabled(is_allowed)
        self.passphrase.setReadOnly(self._is_busy)

    def _lay_out(self) -> None:
        card = self._card()
        column = QVBoxLayout()
        column.setSpacing(18)
        column.addStretch(1)
        column.addWidget(Logo(28, is_centred=True))
        # stretches rather than an alignment: the texts must wrap at the card's own width
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        self._footer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._footer)
        column.addStretch(1)
        body = QWidget()
        body.setObjectName("scroll_body")
        body.setLayout(column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _card(self) -> Card:
        card = UnlockCard()
        self._people_box = QWidget()
        self._people = QGridLayout(self._people_box)
        self._people.setContentsMargins(0, 0, 0, 0)
        self._people.setSpacing(10)
        label = TextLabel(self.tr("Phrase de passe"), "small-strong", wraps=False)
        label.setBuddy(self.passphrase)
        self._help = TextLabel(
            self.tr("Cet ordinateur est chiffré. Sans elle, personne ne peut lire les fiches."), "small-soft"
        )
        forgotten = LinkButton(self.tr("Phrase oubliée\u202f?"))
        forgotten.clicked.connect(self.forgotten_requested)
        card.body.addWidget(TextLabel(self.tr("Qui êtes-vous\u202f?"), "section"))
        card.body.addSpacing(4)
        card.body.addWidget(self._people_box)
        card.body.addSpacing(8)
        card.body.addWidget(label)
        card.body.addWidget(self.passphrase)
        card.body.addWidget(self._help)
        card.body.addWidget(self._error)
        line = QHBoxLayout()
        line.addWidget(self._yes)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addSpacing(6)
        card.body.addWidget(self.open_button)
        card.body.addWidget(forgotten, 0, Qt.AlignmentFlag.AlignHCenter)
        return card
