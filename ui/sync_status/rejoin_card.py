"""« Le centre ne connaît plus cet ordinateur »: what that means, and the place to type a new code."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.sync_status.rejoin_vm import RejoinVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel


class RejoinCard(Card):
    """A thin view on RejoinVm."""

    def __init__(self, vm: RejoinVm, parent: QWidget | None = None) -> None:
        super().__init__("", "warning", tone="bad", parent=parent)
        self._vm = vm
        self._why = TextLabel("")
        self.open_button = PrimaryButton(self.tr("Saisir un code d’invitation"))
        self.open_button.clicked.connect(self._open)
        self.code = TextField("XXXX-XXXX-XXXX-XXXX", 40)
        self.code.returnPressed.connect(self._join)
        self._field = LabelledField(
            self.tr("Code d’invitation"), self.code, self.tr("Le centre vous le donne. Il ne sert qu’une fois.")
        )
        self.join_button = PrimaryButton(self.tr("Relier cet ordinateur"))
        self.join_button.clicked.connect(self._join)
        self.close_button = SecondaryButton(self.tr("Annuler"))
        self.close_button.clicked.connect(self._close)
        self._error = TextLabel("", "error")
        self._first, self._second = _line(self.open_button), _line(self.join_button, self.close_button)
        for part in (self._why, self._first, self._field, self._error, self._second):
            self.body.addWidget(part)
        vm.changed.connect(self._show_step)
        self.hide()

    def stops(self) -> list[QWidget]:
        """The field and the buttons, in the order of the Tab key."""
        return [self.open_button, self.code, self.join_button, self.close_button]

    def show_reason(self, *, is_busy: bool) -> None:
        """Show why the centre turns this laptop away, unless an exchange is going on."""
        reason = self._vm.reason
        self.setVisible(reason is not None and not is_busy)
        if reason is not None:
            sentence = sentence_for(reason, formats.language())
            self.set_title(sentence.what)
            self._why.setText(" ".join(part for part in (sentence.why, sentence.next) if part))
            self._show_step()

    def _show_step(self) -> None:
        vm = self._vm
        self._first.setVisible(not vm.is_open)
        self._field.setVisible(vm.is_open)
        self._second.setVisible(vm.is_open)
        # never disabled: the keyboard would jump elsewhere; a second press does nothing
        self.join_button.setText(self.tr("Un instant…") if vm.is_busy else self.tr("Relier cet ordinateur"))
        self._error.setText("" if vm.error is None else sentence_for(vm.error, formats.language()).in_one())
        self._error.setVisible(vm.error is not None)

    def _open(self) -> None:
        self._vm.open()
        self.code.setFocus()

    def _close(self) -> None:
        self._vm.close()
        self.open_button.setFocus()

    def _join(self) -> None:
        self._vm.join(self.code.value())


def _line(*buttons: QWidget) -> QWidget:
    line = QWidget()
    flow = FlowLayout(line, gap=10, line_gap=8)
    for button in buttons:
        flow.addWidget(button)
    return line
