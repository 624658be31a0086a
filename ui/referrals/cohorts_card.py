"""Beside the directory: the cohorts of certified trainings. Enter on one corrects it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.services.path.enrolment_lists import CohortRow
from ui import formats
from ui.referrals.cohorts_vm import CohortsVm
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel


class CohortsCard(Card):
    """A thin view on CohortsVm; hidden from those who keep nothing."""

    def __init__(self, vm: CohortsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", parent=parent)
        self.vm = vm
        self.set_title(self.tr("Promotions"))
        self.add_button = SecondaryButton(self.tr("Nouvelle promotion"), "plus", size="small")
        self.add_button.clicked.connect(lambda _is: vm.add())
        self._model: RowsModel[CohortRow] = RowsModel(
            [Column("name", "", lambda row: row.name, second=self._qualification, is_strong=True)], lambda row: row.id
        )
        self.list = RowsView(self._model, self.tr("Promotions"), fits_content=True)
        self.list.row_activated.connect(vm.correct)
        self._calm = TextLabel(self.tr("Aucune promotion pour l’instant."), "small-soft")
        for part in (self.list, self._calm, self.add_button):
            self.body.addWidget(part)
        self.setVisible(vm.may_keep)
        vm.rows_changed.connect(self._show)
        self._show()

    def _qualification(self, row: CohortRow) -> str:
        days = [formats.numeric_day(day) for day in (row.starts_on, row.ends_on) if day is not None]
        return " · ".join((row.qualification, *([" – ".join(days)] if days else ())))

    def _show(self) -> None:
        self._model.set_rows(self.vm.rows)
        self.list.setVisible(bool(self.vm.rows))
        self._calm.setVisible(not self.vm.rows)
