"""Offres: what partners and the landlord's suppliers propose, found as one types; the one chosen is told of beside."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import entries
from intake_app.services.path.offers import OfferRow
from ui import formats
from ui.referrals import words
from ui.referrals.cohorts_card import CohortsCard
from ui.referrals.cohorts_vm import CohortsVm
from ui.referrals.offer_card import OfferCard
from ui.referrals.offers_vm import OffersVm
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField


class OffersView(PageScaffold):
    """A thin view on OffersVm. Enter on an offer leads to what can be done with it."""

    def __init__(self, vm: OffersVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Offres"))
        self.add_button = PrimaryButton(self.tr("Ajouter une offre"), "plus")
        self.add_button.clicked.connect(lambda _is: vm.add())
        self.add_button.setVisible(vm.may_keep)
        self.add_action(self.add_button)
        self.body.addWidget(self._filters())
        model: RowsModel[OfferRow] = RowsModel(self._columns(), lambda row: row.id)
        self.list = RowsView(model, self.tr("Offres"), fits_content=True)
        self.list.row_chosen.connect(vm.choose)
        self.list.row_activated.connect(self._deal_with)
        self._listed, self._calm = Card(), Card()
        self._listed.body.addWidget(self.list)
        self._empty = EmptyState("search", "", "")
        self._calm.body.addWidget(self._empty)
        self.columns = TwoColumns(side_width=360, stack_below=700)
        for card in (self._listed, self._calm):
            self.columns.main.addWidget(card)
        self.columns.main.addStretch(1)
        self.card = OfferCard(vm)
        self.columns.side.addWidget(self.card)
        self.cohorts = CohortsCard(CohortsVm(vm.desk, vm))
        self.columns.side.addWidget(self.cohorts)
        self.body.addWidget(self.columns, 1)
        vm.rows_changed.connect(self._show)
        vm.chosen_changed.connect(self._show_chosen)
        vm.closed.connect(self._offer_back)
        for before, after in pairwise((self.add_button, self.search, self.kind, self.theme, self.list)):
            QWidget.setTabOrder(before, after)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.vm.refresh()
        self.cohorts.vm.refresh()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filters(self) -> QWidget:
        box = QWidget()
        line = FlowLayout(box, gap=12)
        self.search = SearchField(self.tr("Métier, partenaire, lieu"))
        self.search.searched.connect(self.vm.search)
        self.search.left_downwards.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.search.submitted.connect(lambda _text: self.card.enter())
        self.kind = _choices("offer_kind", self.tr("Toutes les offres"))
        self.kind.setAccessibleName(self.tr("Nature"))
        self.kind.value_changed.connect(lambda: self.vm.choose_kind(self.kind.value()))
        self.theme = _choices("service_theme", self.tr("Tous les besoins"))
        self.theme.setAccessibleName(self.tr("Besoin"))
        self.theme.value_changed.connect(lambda: self.vm.choose_theme(self.theme.value()))
        for widget in (self.search, self.kind, self.theme):
            line.addWidget(widget)
        line.fill_with(self.search)
        return box

    def _columns(self) -> tuple[Column[OfferRow], ...]:
        return (
            Column("title", "", lambda row: row.title, second=_where, is_strong=True, weight=5),
            Column("until", "", words.offer_until, kind="soft", width=150, hide_below=560),
            Column(
                "kind",
                "",
                lambda row: words.labelled("offer_kind", row.kind),
                kind="pill",
                tone=lambda row: "accent" if row.is_supplier else "info",
                width=160,
                is_right_aligned=True,
            ),
        )

    def _deal_with(self, row: OfferRow) -> None:
        self.vm.choose(row)
        self.card.enter()

    def _show(self) -> None:
        rows = self.vm.rows
        self.list.rows_model().set_rows(rows)
        self.set_subtitle(self.tr("%n offre(s), les fournisseurs du bailleur d’abord", "", len(rows)) if rows else "")
        self._listed.setVisible(bool(rows))
        self._calm.setVisible(self.vm.is_read and not rows)
        if self.vm.is_filtered:
            self._empty.set_words(
                self.tr("Aucune offre ne répond"), self.tr("Essayez moins de mots, ou un autre choix.")
            )
        else:
            self._empty.set_words(
                self.tr("Aucune offre pour l’instant"),
                self.tr("Celles que vos collègues notent paraissent ici, même sans réseau."),
            )
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.vm.chosen
        if row is None or not self.list.choose(row.id):
            self.list.setCurrentIndex(QModelIndex())

    def _offer_back(self, row: OfferRow, undo: Callable[[], None]) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.vm.desk.navigation.undo_offered.emit(self.tr("%1\u202f: offre retirée.").replace("%1", row.title), undo)


def _choices(list_name: str, everything: str) -> ChoiceField:
    language = formats.language()
    known = tuple(Choice(one.code, one.label(language)) for one in entries(list_name))
    return ChoiceField((Choice("", everything), *known), everything)


def _where(row: OfferRow) -> str:
    return " · ".join(part for part in (words.offer_partner(row), row.place or "") if part)
