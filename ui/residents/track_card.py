"""The tracks of a path at the head of a file: the latest first, then what came before each return."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.rules.track import OF_A_STAY
from intake_app.domain.rules.track import Step as PathStep
from intake_app.services.path.overview import PathOverview
from ui.residents.track_words import TrackTeller
from ui.widgets.card import Card
from ui.widgets.step_track import StepTrack
from ui.widgets.text_label import TextLabel

_FIRST_OF_A_STAY = list(PathStep).index(OF_A_STAY[0]) + 1


class TrackCard(Card):
    """One line of steps for each stay; with more than one, each says which operation it is of. Under them, what shows
    the step that was pressed: it stays there, so that nothing moves under the pointer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tracks: list[StepTrack] = []
        self.captions: list[TextLabel] = []
        self.reason = TextLabel("", "small")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(self.body.spacing())
        self.body.addLayout(self._lines)
        self.body.addWidget(self.reason)
        self.forget()

    def forget(self) -> None:
        """Another file: nothing is asked yet."""
        self._tell("")

    def show_path(self, path: PathOverview, teller: TrackTeller) -> None:
        """Show these tracks."""
        while len(self.tracks) < len(path.tracks):
            self.captions.append(TextLabel("", "small-strong"))
            self.tracks.append(StepTrack())
            self.tracks[-1].reason_asked.connect(self._tell)
            self._lines.addWidget(self.captions[-1])
            self._lines.addWidget(self.tracks[-1])
        for place, (caption, shown) in enumerate(zip(self.captions, self.tracks, strict=True)):
            is_used = place < len(path.tracks)
            shown.setVisible(is_used)
            caption.setVisible(is_used and len(path.tracks) > 1)
            if is_used:
                track = path.tracks[place]
                caption.setText(teller.caption(track))
                shown.set_steps(teller.steps(track), start=1 if teller.is_whole(track) else _FIRST_OF_A_STAY)

    def _tell(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
