"""« Journal de cet ordinateur »: how many lines it has, and whether it is whole."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import formats
from ui.settings.people_vm import PeopleVm
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel, TextTone


class TrailCard(Card):
    """A thin view on PeopleVm."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", "clock", parent=parent)
        self.set_title(self.tr("Journal de cet ordinateur"))
        self.vm = vm
        self.state = Pill(self.tr("Vérification…"), "neutral")
        self._said = TextLabel("", "small-strong", "bad")
        self._said.hide()
        told = self.tr(
            "Il note qui ouvre l’ordinateur, les essais manqués, les fiches ouvertes, imprimées ou copiées. Jamais ce "
            "qu’elles disent."
        )
        self.add_to_header(self.state)
        self.body.addWidget(self._said)
        self.body.addWidget(TextLabel(told, "small-soft"))
        vm.trail_checked.connect(self._show)

    def _show(self) -> None:
        trail = self.vm.trail
        if trail is None:
            return
        if trail.lost and trail.is_whole:
            self.state.set_pill(self.tr("Réparé, %n ligne(s) perdue(s)", "", trail.lost), "warn", "warning")
            self._tell(
                self.tr(
                    "Le fichier a été abîmé, puis réparé\u202f: ces lignes n’ont pas pu être reprises. Les autres sont "
                    "celles que Palier a écrites."
                ),
                "warn",
            )
            return
        if trail.first_broken is None:
            said = self.tr("Intact, %n ligne(s)", "", trail.count)
            self.state.set_pill(said, "good", "check")
            self._said.hide()
            return
        self.state.set_pill(self.tr("Modifié"), "bad", "warning")
        said = self.tr(
            "La ligne %1 n’est plus celle que Palier a écrite. Quelqu’un a touché au fichier\u202f: prévenez votre "
            "référent."
        )
        self._tell(said.replace("%1", formats.number(trail.first_broken)), "bad")

    def _tell(self, said: str, tone: TextTone) -> None:
        self._said.setText(said)
        self._said.set_tone(tone)
        self._said.show()
