"""Beside the roll: how many came, what was done in the workshop, the scans joined to it, and its closing."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.reference import entries
from ui import formats, theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.counter import BigCounter
from ui.widgets.text_label import TextLabel
from ui.workshops.attachments_card import AttachmentsCard
from ui.workshops.roll_vm import RollVm
from ui.workshops.waiting_card import WaitingCard

CARD_SIDE = 20
"""Room for the margin of a card and its edge, each side."""


class RollSideView(QWidget):
    """Five cards. `closing_wished` when the closing button is pressed."""

    closing_wished = Signal()

    def __init__(self, vm: RollVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self.counter = BigCounter(self.tr("Part des présents"))
        self.steps = {one.code: CheckBox(one.label(formats.language())) for one in entries("workshop_step")}
        self.close_button = PrimaryButton(self.tr("Clore la séance"))
        self._close_words = TextLabel("", "small-soft")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        self._steps_card = self._checklist()
        self._close_card = self._closing()
        self.attachments = AttachmentsCard(vm.attachments)
        self.waiting = WaitingCard(vm.waiting)
        lines.addWidget(self._counted())
        lines.addWidget(self.waiting)
        lines.addWidget(self._steps_card)
        lines.addStretch(1)
        lines.addWidget(self._close_card)
        lines.addWidget(self.attachments)
        vm.roll_changed.connect(self._show)
        vm.privacy_changed.connect(lambda _is_private: self._show())
        vm.privacy_changed.connect(self.waiting.set_private)
        vm.marks.lines_changed.connect(self._count)

    def wanted_width(self) -> int:
        """How wide the cards must be for the longest step to be read, in pixels at 100 % text."""
        longest = max(box.sizeHint().width() for box in self.steps.values()) + 2 * CARD_SIDE
        return ceil(longest / theme.current().gap(100) * 100)

    def _counted(self) -> Card:
        card = Card()
        card.body.addWidget(self.counter)
        return card

    def _checklist(self) -> Card:
        card = Card(self.tr("Atelier"))
        card.body.setSpacing(0)
        for step, box in self.steps.items():
            box.clicked.connect(lambda is_ticked, code=step: self._vm.tick_step(code, is_ticked))
            card.body.addWidget(box)
        return card

    def _closing(self) -> Card:
        card = Card()
        self.close_button.clicked.connect(self.closing_wished)
        card.body.addWidget(self.close_button)
        card.body.addWidget(self._close_words)
        return card

    def _show(self) -> None:
        for step, box in self.steps.items():
            box.setChecked(step in self._vm.steps)
            box.setEnabled(self._vm.is_editable)
        # a scan may show the names that are hidden
        self.attachments.setEnabled(not self._vm.is_private)
        self._close_card.setVisible(self._vm.is_editable)
        self.close_button.setEnabled(self._vm.can_close and not self._vm.is_private)
        self._close_words.setText(
            self.tr("Les absents passent dans «\u202fÀ recontacter\u202f».")
            if self._vm.can_close
            else self.tr("La séance se clôt une fois passée.")
        )

    def _count(self) -> None:
        sheet = self._vm.marks.sheet
        present, expected = sheet.present(), sheet.expected()
        if self._vm.is_ahead:
            self.counter.set_count(str(expected), self.tr("inscrit(s)", "", expected))
            return
        walk_ins = sheet.walk_ins()
        signatures = sheet.signatures()
        parts = [self.tr("%n sans inscription", "", walk_ins)] if walk_ins else []
        parts += [self.tr("%n signature(s)", "", signatures)] if signatures else []
        caption = " · ".join(parts)
        rest = self.tr("/ %1 présents").replace("%1", str(expected))
        self.counter.set_count(str(present), rest, caption, present / expected if expected else 0.0)
