"""« Le centre demande de retirer 40 fiches sur 120 »: asked before, never after; work goes on meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.sync_status.removal_vm import RemovalVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel


class RemovalQuestion(QWidget):
    """A thin view on RemovalVm: the question, or what was answered and how to change one's mind."""

    def __init__(self, vm: RemovalVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self.card = Card("", "warning", tone="bad")
        self._why = TextLabel("")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=10, line_gap=8)
        self.keep_button = SecondaryButton(self.tr("Ne rien retirer pour l’instant"), "check")
        self.keep_button.clicked.connect(vm.put_off)
        self.accept_button = SecondaryButton(self.tr("Retirer ces fiches"), "trash", is_danger=True)
        self.accept_button.clicked.connect(vm.accept)
        flow.addWidget(self.keep_button)
        flow.addWidget(self.accept_button)
        self.card.body.addWidget(self._why)
        self.card.body.addWidget(buttons)
        self.kept = Banner("info", "")
        self.kept.action_clicked.connect(vm.reconsider)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.card, 1)
        line.addWidget(self.kept, 1)
        self.hide()

    def stops(self) -> list[QWidget]:
        """The buttons, in the order of the Tab key."""
        return [self.keep_button, self.accept_button, self.kept.action()]

    def show_asked(self, *, is_busy: bool) -> None:
        """Show what is asked, unless an exchange is going on."""
        asked = self._vm.asked
        self.setVisible(asked is not None and not is_busy)
        if asked is None:
            return
        count, total = asked
        title = self.tr("Le centre demande de retirer %n fiche(s)", "", count)
        share = self.tr("sur les %n de cet ordinateur.", "", total)
        self.card.set_title(f"{title} {share}")
        self._why.setText(self._words())
        self.card.setVisible(not self._vm.is_put_off)
        self.kept.setVisible(self._vm.is_put_off)
        self.kept.set_message("info", self.tr("Rien n’a été retiré."), f"{title} {share}", self.tr("Répondre"))

    def _words(self) -> str:
        if self._vm.is_after_restore:
            return self.tr(
                "Le centre a été remis en état à partir d’une sauvegarde, et d’autres ordinateurs ne lui ont "
                "peut-être pas encore tout renvoyé. Attendez quelques jours, et demandez à votre responsable avant de "
                "retirer quoi que ce soit. Vous pouvez continuer à travailler."
            )
        return self.tr(
            "C’est beaucoup d’un coup. Si votre secteur a changé, c’est normal. Sinon, demandez d’abord à votre "
            "responsable. Rien n’est encore retiré, et vous pouvez continuer à travailler."
        )
