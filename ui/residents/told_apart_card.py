"""« Dites différentes »: the pairs that were told apart last, each to be looked at again if need be."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.services.distinctions import ToldApart
from ui import formats
from ui.residents.told_apart_vm import ToldApartVm
from ui.widgets.card import Card
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView


class ToldApartCard(Card):
    """Away while nobody was told apart."""

    def __init__(self, vm: ToldApartVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", parent=parent)
        self.vm = vm
        self.set_title(self.tr("Dites différentes"))
        columns: tuple[Column[ToldApart], ...] = (
            Column("names", self.tr("Personnes"), self._names, second=self._when, weight=5),
            Column("again", "", lambda _told: self.tr("Revoir"), kind="button", width=110),
        )
        self.model: RowsModel[ToldApart] = RowsModel(
            columns, key=lambda told: (told.one.id, told.other.id), parent=self
        )
        self.list = RowsView(self.model, self.tr("Personnes dites différentes"), fits_content=True)
        self.list.row_activated.connect(vm.look_again)
        self.list.button_clicked.connect(lambda _key, told: vm.look_again(told))
        self.body.addWidget(self.list)
        vm.rows_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.model.set_rows(self.vm.rows)
        self.setVisible(bool(self.vm.rows))

    def _names(self, told: ToldApart) -> str:
        people = (told.one, told.other)
        return " — ".join(formats.person_name(one.first_name, one.family_name, is_family_first=True) for one in people)

    def _when(self, told: ToldApart) -> str:
        words = self.tr("Par %2, le %1") if told.told_by else self.tr("Le %1")
        return words.replace("%1", formats.numeric_day(told.told_on)).replace("%2", told.told_by)
