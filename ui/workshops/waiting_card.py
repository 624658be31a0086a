"""Beside the roll of a workshop to come: its places, who waits for one, and whom a free one is proposed to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.services.rolls import RollRow
from ui import formats
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel
from ui.workshops.waiting_vm import WaitingVm

_OFF = "off"


class WaitingCard(Card):
    """A thin view on WaitingVm, away while nothing is limited and nobody waits."""

    def __init__(self, vm: WaitingVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._vm = vm
        self._is_private = False
        self.set_title(self.tr("Places"))
        self._count = TextLabel("", "body")
        self.give = SecondaryButton("", "check")
        self.give.clicked.connect(self._give)
        self.model: RowsModel[RollRow] = RowsModel(self._columns(), key=lambda row: row.resident_id, parent=self)
        self.list = RowsView(self.model, self.tr("Liste d’attente"), fits_content=True)
        self.list.row_activated.connect(lambda row: vm.give_place(row.resident_id))
        self.list.button_clicked.connect(lambda _key, row: vm.take_off(row.resident_id))
        for widget in (self._count, self.give, self.list):
            self.body.addWidget(widget)
        vm.changed.connect(self._show)
        self._show()

    def set_private(self, is_private: bool) -> None:
        """Hide the names, or show them again."""
        self._is_private = is_private
        self._show()

    def _columns(self) -> tuple[Column[RollRow], ...]:
        return (
            Column("name", self.tr("En attente"), self._name, strong=lambda row: row.family_name.upper(), weight=4),
            Column(_OFF, "", lambda _row: self.tr("Retirer"), kind="button", width=92),
        )

    def _name(self, row: RollRow) -> str:
        place = self._vm.waiting.index(row) + 1
        return f"{place}. {_named(row)}"

    def _show(self) -> None:
        vm = self._vm
        self.setVisible(vm.is_ahead and (vm.capacity is not None or bool(vm.waiting)))
        self._count.setText(self._counted())
        self.model.set_rows(vm.waiting)
        first = vm.waiting[0] if vm.waiting else None
        for widget in (self.give, self.list):
            widget.setVisible(first is not None and not self._is_private)
        if first is not None:
            # the name stands below, however long it is
            self.give.setText(self.tr("Donner une place") if vm.free != 0 else self.tr("Donner une place de plus"))
            self.give.setAccessibleName(f"{self.give.text()}\u202f: {_named(first)}")

    def _counted(self) -> str:
        vm = self._vm
        if vm.capacity is None:
            return ""
        if vm.expected > vm.capacity:
            over = self.tr("%n personne(s) inscrite(s)", "", vm.expected)
            return over + " " + self.tr("pour %n place(s).", "", vm.capacity)
        free = vm.free or 0
        if not free:
            return self.tr("Complet\u202f: la prochaine personne attendra qu’une place se libère.")
        return self.tr("%n place(s) libre(s).", "", free)

    def _give(self) -> None:
        first = self._vm.waiting[0] if self._vm.waiting else None
        if first is not None:
            self._vm.give_place(first.resident_id)


def _named(row: RollRow) -> str:
    return formats.person_name(row.first_name, row.family_name, is_family_first=True)
