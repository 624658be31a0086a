"""« Trousseau de l’ordinateur »: a second key beside the passphrase, kept by the system. Only where there is one."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.settings.people_panels import Panel
from ui.settings.people_vm import RING, PeopleVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel


class RingCard(Card):
    """A thin view on PeopleVm."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", "lock", parent=parent)
        self.set_title(self.tr("Trousseau de l’ordinateur"))
        self.vm = vm
        self._was_asked = False
        self.state = TextLabel("", "small-strong")
        told = self.tr(
            "Une deuxième clé, gardée par ce système. Qui copie le dossier de Palier ne peut plus essayer des phrases "
            "sur un autre ordinateur. Si elle disparaît, votre feuille de secours ou votre organisme ouvrent sans elle."
        )
        self.begin_button = SecondaryButton("")
        self.begin_button.clicked.connect(self._begin)
        self.asking = Panel("")
        self.asking.title.hide()
        self.confirm = PrimaryButton("")
        self.confirm.clicked.connect(self._ask)
        self.asking.authority.returnPressed.connect(self._ask)
        self.asking.finish(self.confirm)
        self.asking.setFocusProxy(self.asking.authority)
        line = QHBoxLayout()
        line.addWidget(self.begin_button)
        line.addStretch(1)
        self.body.addWidget(self.state)
        self.body.addWidget(TextLabel(told, "small-soft"))
        self.body.addLayout(line)
        self.body.addWidget(self.asking)
        self._close()
        self.hide()
        vm.ring_looked_at.connect(self._fill)
        vm.refused.connect(self._refuse)
        vm.busy_changed.connect(lambda is_busy: self.confirm.setEnabled(not is_busy))
        self.asking.given_up.connect(self._close)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._close()

    def _fill(self) -> None:
        ring = self.vm.ring
        if ring is None:
            return
        is_on = ring.is_used and not ring.is_lost
        said = self.tr("Il n’est pas utilisé.")
        if ring.is_used:
            said = (
                self.tr("Il est utilisé.")
                if is_on
                else self.tr("Il ne répond plus\u202f: la phrase suffit de nouveau.")
            )
        self.state.setText(said)
        self.state.set_tone("good" if is_on else "warn" if ring.is_lost else "")
        self.begin_button.setText(self.tr("Ne plus l’utiliser…") if is_on else self.tr("L’utiliser…"))
        self.confirm.setText(self.tr("Ne plus l’utiliser") if is_on else self.tr("L’utiliser"))
        self._close()
        self.setVisible(ring.is_offered or ring.is_used)
        if self._was_asked:
            self._was_asked = False
            self.begin_button.setFocus()

    def _begin(self) -> None:
        self.asking.authority.forget()
        self.asking.authority_box.set_error("")
        self.begin_button.hide()
        self.asking.show()
        self.asking.setFocus()

    def _ask(self) -> None:
        ring = self.vm.ring
        if ring is not None and self.confirm.isEnabled() and self.asking.has_authority():
            self._was_asked = True
            self.vm.set_ring(self.asking.authority.text(), is_wanted=not ring.is_used or ring.is_lost)

    def _refuse(self, wanted: str, error: KnownError) -> None:
        if wanted == RING:
            self._was_asked = False
            self.asking.authority_box.set_error(sentence_for(error, formats.language()).in_one())
            self.asking.authority.setFocus()

    def _close(self) -> None:
        self.asking.hide()
        self.begin_button.show()
