"""The whole window handed to one person to sign: their own name, no other, and a box to sign in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.sentences import sentence_for
from intake_app.services.sheets.signatures import LONGEST_NAME
from ui import formats
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel
from ui.workshops.sheets.signature_pad import SignaturePad
from ui.workshops.sheets.signing_vm import SigningVm


class SigningView(QWidget):
    """Covers the window while `vm` has a signer, and forgets everything when it is hidden."""

    def __init__(self, vm: SigningVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._vm = vm
        self._what = TextLabel("", "small-soft")
        self._name = TextLabel("", "title")
        self.name = TextField(max_length=LONGEST_NAME)
        self._asked = LabelledField(self.tr("Nom de la personne qui anime"), self.name)
        self.pad = SignaturePad()
        self._problem = TextLabel("", "error")
        self.accept = PrimaryButton(self.tr("Valider la signature"))
        self.clear = SecondaryButton(self.tr("Effacer"))
        self.paper = SecondaryButton(self.tr("Déjà signé sur papier"))
        self.cancel = SecondaryButton(self.tr("Annuler"))
        self._lay_out()
        self._connect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._vm.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.accept.isEnabled():
            self._accept()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pad.clear()
        for words in (self._what, self._name, self._problem):
            words.setText("")
        self.name.set_value("")

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(32, 20, 32, 16)
        lines.setSpacing(12)
        for widget in (self._what, self._name, self._asked):
            lines.addWidget(widget)
        lines.addWidget(self.pad, 1)
        lines.addWidget(self._problem)
        buttons = QWidget()
        line = FlowLayout(buttons, gap=12)
        for button in (self.accept, self.clear, self.paper, self.cancel):
            line.addWidget(button)
        # with large words they take two lines, which the pad must leave them
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        lines.addWidget(buttons)
        self._problem.hide()

    def _connect(self) -> None:
        vm = self._vm
        vm.opened.connect(self._show)
        vm.refused.connect(self._refuse)
        self.pad.changed.connect(self._follow)
        self.accept.clicked.connect(self._accept)
        self.clear.clicked.connect(self.pad.clear)
        self.paper.clicked.connect(lambda: vm.accept_paper(self.name.value()))
        self.cancel.clicked.connect(vm.leave)

    def _show(self) -> None:
        signer = self._vm.signer
        if signer is None:
            return
        self.pad.clear()
        is_resident = signer.resident_id is not None
        self._what.setText(signer.what)
        self._name.setText(signer.name if is_resident else self.tr("Signature de la personne qui anime"))
        self._asked.setVisible(not is_resident)
        self.name.set_value("" if is_resident else signer.name)
        self._problem.hide()
        self._follow()

    def _follow(self) -> None:
        self.accept.setEnabled(self.pad.is_signed())
        self.clear.setEnabled(bool(self.pad.strokes()))

    def _accept(self) -> None:
        self._vm.accept(self.pad.strokes(), self.pad.means, self.name.value())

    def _refuse(self, error: KnownError) -> None:
        if isinstance(error, InvalidFields):
            error = KnownError(error.problems[0].key)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._problem.setText(sentence_for(error, formats.language()).in_one())
        self._problem.show()
