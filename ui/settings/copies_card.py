"""« Copies de sécurité »: how many there are, and since when."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.settings.copies_vm import CopiesVm
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel


class CopiesCard(Card):
    """A thin view on CopiesVm."""

    def __init__(self, vm: CopiesVm, parent: QWidget | None = None) -> None:
        super().__init__("", "check", parent=parent)
        self.set_title(self.tr("Copies de sécurité"))
        self.vm = vm
        self.state = TextLabel("", "small-strong")
        self.problem = TextLabel("", "small-strong", "warn")
        told = self.tr(
            "Palier copie vos fiches chaque jour, chiffrées, sur cet ordinateur, et essaie aussitôt chaque copie. Les "
            "sept dernières sont gardées\u202f; les pièces jointes n’en font pas partie."
        )
        self.make_button = SecondaryButton(self.tr("Faire une copie maintenant"))
        self.make_button.clicked.connect(vm.make)
        for widget in (self.state, self.problem, TextLabel(told, "small-soft")):
            self.body.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.make_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.receipt_link = LinkButton("")
        self.receipt_link.clicked.connect(lambda _is: vm.desk.navigation.loss_receipt_wished.emit())
        self.body.addWidget(self.receipt_link)
        vm.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        vm = self.vm
        self.make_button.setEnabled(not vm.is_busy)
        self.problem.setVisible(vm.error is not None)
        if vm.error is not None:
            self.problem.setText(sentence_for(vm.error, formats.language()).in_one())
        self.receipt_link.setVisible(vm.repaired_at is not None)
        if vm.repaired_at is not None:
            day = formats.numeric_day(vm.repaired_at.astimezone().date())
            self.receipt_link.setText(self.tr("Réparé le %1\u202f: voir le reçu").replace("%1", day))
        self.state.set_tone("good" if vm.moments else "")
        self.state.setText(self._said())

    def _said(self) -> str:
        moments = self.vm.moments
        if self.vm.is_busy:
            return self.tr("Copie en cours… Vous pouvez continuer à travailler.")
        if moments is None:
            return ""
        if not moments:
            return self.tr("Aucune copie encore\u202f: la première se fait toute seule dans un instant.")
        last = formats.relative_moment(moments[0], self.vm.desk.now())
        said = self.tr("%n copie(s). La dernière\u202f: %1, essayée.", "", len(moments))
        return said.replace("%1", last)
