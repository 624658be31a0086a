"""Closing a workshop: who did not come, who had let us know, and whom to call back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text_label import TextLabel
from ui.workshops import words
from ui.workshops.roll_sheet import RollLine
from ui.workshops.roll_vm import RollVm

_EXCUSED = "absent_excused"


class ClosingView(Card):
    """A card over the roll; `left` when one goes on calling it, or when it is closed."""

    left = Signal()

    def __init__(self, vm: RollVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, tone="warn")
        self._vm = vm
        self._boxes: dict[UUID, CheckBox] = {}
        self._explanation = TextLabel("", "small")
        self._people = QWidget()
        self._flow = FlowLayout(self._people, gap=20, line_gap=0)
        self.confirm = PrimaryButton()
        self.confirm.clicked.connect(vm.close)
        go_on = SecondaryButton(self.tr("Continuer l’appel"))
        go_on.clicked.connect(self.leave)
        buttons = QWidget()
        line = FlowLayout(buttons, gap=12)
        line.addWidget(self.confirm)
        line.addWidget(go_on)
        for widget in (self._explanation, self._people, buttons):
            self.body.addWidget(widget)
        vm.marks.lines_changed.connect(self._count)
        vm.closed.connect(lambda _closing: self.leave())
        self.hide()

    def enter(self) -> None:
        """Show who is missing; whoever let us know can be ticked, the others will be called back."""
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        missing = [line for line in self._vm.marks.sheet.lines() if line.is_on_roll and not line.is_present]
        self._boxes = {line.resident_id: self._box(line) for line in missing}
        self._people.setVisible(bool(missing))
        self._count()
        self.show()
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Hide the card."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _box(self, line: RollLine) -> CheckBox:
        box = CheckBox(self.tr("%1 a prévenu").replace("%1", words.full_name(line)))
        box.setChecked(line.status == _EXCUSED or line.has_declined)
        box.setDisabled(line.has_declined)
        box.clicked.connect(
            lambda is_ticked, who=line.resident_id: self._vm.mark(who, _EXCUSED if is_ticked else "expected")
        )
        self._flow.addWidget(box)
        return box

    def _count(self) -> None:
        absent = len(self._vm.marks.sheet.absentees())
        if absent:
            self.set_title(self.tr("%n absent(s) à recontacter", "", absent))
            self._explanation.setText(
                self.tr(
                    "Un rappel sera prévu dans les suivis pour chacun. Cochez qui avait prévenu\u202f: pas de rappel."
                )
            )
        else:
            self.set_title(self.tr("Tout le monde est pointé"))
            self._explanation.setText(self.tr("Personne ne sera à recontacter."))
        self.confirm.setText(self.tr("Clore la séance"))
