"""« Pas de réseau ? »: what is only here, on a USB stick; and the receipt that comes back on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from sync.client.parcel import SUFFIX
from ui import formats
from ui.sticks import stick_folder
from ui.sync_status.stick_vm import StickAnswer, StickVm, StickWritten
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel

_FILTER = f"Palier (*{SUFFIX});;*"
_RECEIPTS = f"Palier (*.receipt *{SUFFIX});;*"
"""The centre names the file as it likes; README says `.receipt`."""


class StickCard(Card):
    """A thin view on StickVm. `ask_target(proposed name)` and `ask_source()` give a path, empty when the person
    thinks better of it.
    """

    def __init__(self, vm: StickVm, parent: QWidget | None = None) -> None:
        super().__init__("", "usb", parent=parent)
        self._vm = vm
        self.ask_target: Callable[[str], str] = self._choose_target
        self.ask_source: Callable[[], str] = self._choose_source
        self.set_title(self.tr("Pas de réseau\u202f?"))
        self.body.addWidget(
            TextLabel(
                self.tr(
                    "Copiez ces fiches sur une clé USB et confiez-la à quelqu’un qui va au centre. Elles y sont "
                    "protégées\u202f: seul le centre peut les lire. Elles restent aussi sur cet ordinateur. "
                    "Les pièces jointes attendent le réseau."
                ),
                "small-soft",
            )
        )
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=10, line_gap=8)
        self.write_button = SecondaryButton(self.tr("Copier sur une clé USB…"), "download", "small")
        self.write_button.clicked.connect(self._write)
        self.read_button = SecondaryButton(self.tr("Lire l’accusé de la clé…"), "document", "small")
        self.read_button.clicked.connect(self._read)
        flow.addWidget(self.write_button)
        flow.addWidget(self.read_button)
        self.body.addWidget(buttons)
        self.answer = TextLabel("", "small-strong")
        self.body.addWidget(self.answer)
        vm.changed.connect(self.show_stick)
        self.show_stick()

    def show_stick(self) -> None:
        """Say how the last copy or reading ended."""
        answer = self._vm.answer
        self.answer.setText("" if answer is None else self._said(answer))
        self.answer.set_tone("bad" if isinstance(answer, KnownError) else "good")
        self.answer.setVisible(answer is not None)

    def stops(self) -> list[QWidget]:
        """The buttons, in the order of the Tab key."""
        return [self.write_button, self.read_button]

    def has_keyboard(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        return any(button.hasFocus() for button in self.stops())

    def _said(self, answer: StickAnswer) -> str:
        if isinstance(answer, KnownError):
            return sentence_for(answer, formats.language()).in_one()
        if isinstance(answer, StickWritten):
            copied = self.tr("%n modification(s) copiée(s) dans %1.", "", answer.changes)
            rest = self.tr("Il en reste %n\u202f: faites une deuxième copie.", "", answer.left) if answer.left else ""
            return f"{copied} {rest}".strip().replace("%1", answer.file_name)
        if not answer.settled:
            return self.tr("Cet accusé avait déjà été lu.")
        return self.tr("%n modification(s) reçue(s) par le centre.", "", answer.settled)

    def _write(self) -> None:
        path = self.ask_target(self._vm.file_name())
        if path:
            self._vm.write(path)

    def _read(self) -> None:
        path = self.ask_source()
        if path:
            self._vm.read(path)

    def _choose_target(self, proposed: str) -> str:
        target = f"{stick_folder()}/{proposed}"
        return QFileDialog.getSaveFileName(self, self.tr("Copier sur une clé USB"), target, _FILTER)[0]

    def _choose_source(self) -> str:
        return QFileDialog.getOpenFileName(self, self.tr("Lire l’accusé de la clé"), stick_folder(), _RECEIPTS)[0]
