"""Fiches qui se ressemblent: one pair side by side, three answers at the foot, and the pairs that wait below."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.likeness.likeness import STRONG
from intake_app.services.resembling_pairs import ResemblingPair
from ui import formats, theme
from ui.palette import Tone
from ui.residents import pair_words, words
from ui.residents.pair_search import KEPT
from ui.residents.resembling_pairs_vm import ResemblingPairsVm
from ui.residents.resident_merge_vm import take_alike
from ui.residents.told_apart_card import ToldApartCard
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import ColumnHeads, FieldRow, TwoValues
from ui.widgets.page import PageScaffold
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

NOTE_BELOW = 900
"""The width (logical pixels at 100 % text) under which the foot holds its buttons only."""
LISTED = 40


class ResemblingPairsView(PageScaffold):
    """A thin view on ResemblingPairsVm. Enter on a pair of the list shows it; nothing is joined here."""

    def __init__(self, vm: ResemblingPairsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._drawn: ResemblingPair | None = None
        self.set_title(self.tr("Fiches qui se ressemblent"))
        self.clash = Banner("warn", "")
        self._pair_card = self._make_pair_card()
        self.model: RowsModel[ResemblingPair] = RowsModel(self._columns(), key=lambda pair: pair.key, parent=self)
        self.list = RowsView(self.model, self.tr("Paires à regarder"), fits_content=True)
        self._list_card = Card(self.tr("Les autres paires"), "people")
        self._list_card.body.addWidget(self.list)
        self._more = TextLabel("", "small-soft")
        self._list_card.body.addWidget(self._more)
        self._empty = EmptyState("check", "", "", self.tr("Revenir"))
        self._empty.action_clicked.connect(vm.leave)
        self._calm = Card()
        self._calm.body.addWidget(self._empty)
        self.told = ToldApartCard(vm.told)
        for part in (self.clash, self._pair_card, self._list_card, self._calm, self.told):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._add_foot()
        self.list.row_activated.connect(self._show_listed)
        vm.shown_changed.connect(self._show)
        vm.told_apart.connect(self._offer_alike)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.vm.open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.vm.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note.setVisible(self.width() >= theme.current().px(NOTE_BELOW))

    def _make_pair_card(self) -> Card:
        card = Card()
        card.body.setSpacing(0)
        self._why = TextLabel("", "strong")
        self._why.setContentsMargins(8, 0, 8, 8)
        self._heads = ColumnHeads()
        card.body.addWidget(self._why)
        card.body.addWidget(FieldRow(TextLabel("", "small-strong"), self._heads))
        rows = QWidget()
        self._lines = QVBoxLayout(rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        card.body.addWidget(rows)
        return card

    def _add_foot(self) -> None:
        self._note = TextLabel(
            self.tr("Rien n’est réuni sans vous. Vous pourrez revenir sur votre réponse."), "small-soft"
        )
        self.later_button = SecondaryButton(self.tr("Plus tard"))
        self.later_button.clicked.connect(self.vm.put_off)
        self.apart_button = SecondaryButton(self.tr("Pas la même personne"))
        self.apart_button.clicked.connect(self.vm.tell_apart)
        self.same_button = PrimaryButton(self.tr("Même personne…"))
        self.same_button.clicked.connect(self.vm.compare)
        self.add_to_footer(self._note, stretch=1)
        self.add_buttons_to_footer(self.later_button, self.apart_button, self.same_button)
        for before, after in pairwise(
            (self.later_button, self.apart_button, self.same_button, self.list, self.told.list)
        ):
            QWidget.setTabOrder(before, after)

    def _columns(self) -> list[Column[ResemblingPair]]:
        return [
            Column("names", self.tr("Paire"), pair_words.names, second=pair_words.reasons, weight=5),
            Column(
                "strength", self.tr("Ressemblance"), pair_words.strength, "pill", tone=_tone, width=200, hide_below=560
            ),
        ]

    def _show(self) -> None:
        vm, pair = self.vm, self.vm.pair
        self.set_subtitle(self._lead())
        for part in (self._pair_card, self.later_button, self.apart_button, self.same_button):
            part.setVisible(pair is not None)
        self.later_button.setEnabled(len(vm.pairs) > 1)
        self._calm.setVisible(pair is None)
        self._say_calm()
        others = [other for other in vm.pairs if other is not pair]
        if tuple(others[:LISTED]) != self.model.rows():
            self.model.set_rows(others[:LISTED])
        self._list_card.setVisible(bool(others))
        self._more.setText(self.tr("Et %n autre(s), une fois celles-ci décidées.", "", len(others) - LISTED))
        self._more.setVisible(len(others) > LISTED)
        self.clash.setVisible(pair is not None and bool(pair.clashes))
        if pair is not None and pair != self._drawn:
            self._show_pair(pair)
        self._drawn = pair

    def _lead(self) -> str:
        vm = self.vm
        if not vm.pairs:
            return ""
        count = len(vm.pairs)
        words_of = self.tr("%n paire(s) à regarder, la plus ressemblante d’abord.", "", count)
        if vm.is_cut:
            words_of = self.tr("Les %n paires les plus ressemblantes.", "", KEPT)
        return words_of if vm.is_read else self.tr("%1 La recherche continue…").replace("%1", words_of)

    def _say_calm(self) -> None:
        if self.vm.is_read:
            self._empty.set_words(
                self.tr("Aucune fiche à rapprocher"),
                self.tr("Deux fiches qui se ressemblent paraîtront ici\u202f; vous direz si c’est une seule personne."),
            )
        else:
            self._empty.set_words(
                self.tr("Recherche en cours…"), self.tr("Vous pouvez faire autre chose pendant ce temps.")
            )

    def _show_pair(self, pair: ResemblingPair) -> None:
        while (entry := self._lines.takeAt(0)) is not None:
            gone = entry.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        why = self.tr("%1\u202f: %2").replace("%1", pair_words.strength(pair)).replace("%2", pair_words.reasons(pair))
        self._why.setText(why)
        me = self.vm.desk.actor.staff_id
        heads = (
            (formats.person_name(one.resident.first_name, one.resident.family_name), words.registered(one, me))
            for one in (pair.one, pair.other)
        )
        self._heads.set_heads(*heads)
        for line in pair_words.lines(pair.one.resident, pair.other.resident, self.vm.desk.today()):
            values = TwoValues(line.one, line.other, self.tr("pareil") if line.is_same else "")
            self._lines.addWidget(FieldRow(TextLabel(line.name, "small-strong"), values))
        self.clash.set_message("warn", *pair_words.warning(pair.clashes))

    def _show_listed(self, pair: ResemblingPair) -> None:
        self.vm.choose(pair.key)
        self.scroll_area().verticalScrollBar().setValue(0)

    def _offer_alike(self, one_id: UUID, other_id: UUID) -> None:
        undo = partial(take_alike, self.vm.desk, one_id, other_id)
        self.vm.desk.navigation.undo_offered.emit(self.tr("Noté\u202f: ce sont deux personnes."), undo)


def _tone(pair: ResemblingPair) -> Tone:
    return "warn" if pair.one.score >= STRONG else "neutral"
