"""« Cet ordinateur a été vidé »: by order of the centre, which is told as soon as it can be reached."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import Language, sentence_for
from sync.client.premises import Premises
from ui.jobs import Lane
from ui.shell.door_page import DoorPage, door_card
from ui.widgets.buttons import PrimaryButton
from ui.widgets.text_label import TextLabel

AGAIN_MS = 60_000


class EmptiedView(DoorPage):
    """Tells the centre, again and again until it has heard. `begun_anew` leads to the first start."""

    begun_anew = Signal()

    def __init__(self, premises: Premises, lane: Lane, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._premises, self._lane = premises, lane
        sentence = sentence_for(KnownError("laptop_emptied"), language)
        self.state = TextLabel(self.tr("Le centre n’en a pas encore le reçu\u202f: reliez l’ordinateur au réseau."))
        self.begin_button = PrimaryButton(self.tr("Relier cet ordinateur de nouveau"))
        self.begin_button.clicked.connect(self.begun_anew)
        self.begin_button.hide()
        card = door_card()
        card.body.addWidget(TextLabel(sentence.what, "section"))
        card.body.addWidget(TextLabel(sentence.why, "soft"))
        card.body.addWidget(self.state)
        card.body.addWidget(TextLabel(sentence.next, "soft"))
        card.body.addWidget(self.begin_button)
        self.stand(card)
        self.setFocusProxy(self.begin_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Try to tell the centre now."""
        self._lane.put(
            self, self._premises.tell_emptied, lambda _none: self._on_told(), lambda _error: None, self._plan
        )

    def _plan(self) -> None:
        self._timer.start()

    def _on_told(self) -> None:
        self._timer.stop()
        self.state.setText(self.tr("Le centre en a le reçu."))
        self.begin_button.show()
        self.begin_button.setFocus()
