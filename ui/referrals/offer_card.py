"""Beside the directory: the offer chosen, and whom to send there."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.services.path.offers import OfferRow
from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.referrals import words
from ui.referrals.offers_vm import OffersVm
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel


class OfferCard(QWidget):
    """A thin view on OffersVm: two cards, the second only while somebody is being chosen."""

    def __init__(self, vm: OffersVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self._shown_id: UUID | None = None
        self._told, self._chooser = self._details(), self._who()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(14)
        for card in (self._told, self._chooser):
            lines.addWidget(card)
        lines.addStretch(1)
        vm.chosen_changed.connect(self._show)
        vm.people_changed.connect(self._show_people)
        self._show()

    def enter(self) -> None:
        """Give the keyboard to what can be done with the offer."""
        first = next((one for one in (self.refer_button, self.correct_button) if one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_whom(self) -> None:
        """Have somebody chosen."""
        self._chooser.show()
        self.person_field.clear()
        self._vm.look_for("")
        self.person_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _details(self) -> Card:
        card = Card(" ")
        card.body.setSpacing(7)
        self._partner, self._supplier = TextLabel("", "strong"), Pill(self.tr("Fournisseur du bailleur"), "accent")
        self._facts, self._asked = TextLabel("", "small-soft"), TextLabel("", "body")
        self._contact = TextLabel("", "body")
        self.refer_button = PrimaryButton(self.tr("Orienter quelqu’un"), "send")
        self.refer_button.clicked.connect(lambda _is: self.ask_whom())
        self.correct_button = SecondaryButton(self.tr("Corriger"), "pencil")
        self.correct_button.clicked.connect(lambda _is: self._vm.correct())
        self.close_button = LinkButton(self.tr("Retirer cette offre"), "close")
        self.close_button.clicked.connect(lambda _is: self._vm.close())
        for widget in (
            self._partner, self._supplier, self._facts, self._asked, self._contact, self.refer_button,
            self.correct_button, self.close_button,
        ):  # fmt: skip
            card.body.addWidget(widget)
        return card

    def _who(self) -> Card:
        card = Card(self.tr("Qui orienter\u202f?"), "person")
        self.person_field = SearchField(self.tr("Nom, téléphone, adresse"))
        self.person_field.searched.connect(self._vm.look_for)
        self.person_field.submitted.connect(lambda _text: self._refer_first())
        model: RowsModel[ResidentRow] = RowsModel(
            (Column("name", "", _name, second=_known_by, strong=lambda row: row.family_name.upper()),),
            lambda row: row.id,
        )
        self.people = RowsView(model, self.tr("Personnes trouvées"), fits_content=True)
        self.people.row_activated.connect(lambda row: self._vm.refer(row.id))
        self.person_field.left_downwards.connect(lambda: self.people.setFocus(Qt.FocusReason.OtherFocusReason))
        self._nobody = TextLabel(self.tr("Personne de ce nom n’est connu ici."), "small-soft")
        for widget in (self.person_field, self.people, self._nobody):
            card.body.addWidget(widget)
        card.hide()
        return card

    def _refer_first(self) -> None:
        # only somebody alone of what is typed: of several, one is chosen in the list
        if len(self._vm.people) == 1 and self._vm.person_text.strip():
            self._vm.refer(self._vm.people[0].id)
        elif self._vm.people:
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        row = self._vm.chosen
        self.setVisible(row is not None)
        if row is None or row.id != self._shown_id:
            self._chooser.hide()
        self._shown_id = row.id if row else None
        if row is None:
            return
        self._told.set_title(row.title)
        self._partner.setText(words.offer_partner(row))
        self._supplier.setVisible(row.is_supplier)
        self._facts.setText(" · ".join(part for part in self._parts(row) if part))
        for label, text in ((self._asked, row.requirements), (self._contact, row.contact)):
            label.setText(text or "")
            label.setVisible(bool(text))
        self.refer_button.setVisible(self._vm.may_refer)
        for button in (self.correct_button, self.close_button):
            button.setVisible(self._vm.may_keep)

    def _parts(self, row: OfferRow) -> tuple[str, ...]:
        hours = self.tr("%n heure(s) par semaine", "", row.hours_a_week) if row.hours_a_week else ""
        begins = self.tr("début le %1").replace("%1", formats.month_day(row.starts_on)) if row.starts_on else ""
        return (
            words.labelled("offer_kind", row.kind),
            words.labelled("service_theme", row.theme),
            row.place or "",
            words.labelled("contract_kind", row.contract),
            hours,
            begins,
            words.offer_until(row),
        )

    def _show_people(self) -> None:
        self.people.rows_model().set_rows(self._vm.people)
        self.people.setVisible(bool(self._vm.people))
        self._nobody.setVisible(not self._vm.people)


def _name(row: ResidentRow) -> str:
    return formats.person_name(row.first_name, row.family_name, is_family_first=True)


def _known_by(row: ResidentRow) -> str:
    """What tells namesakes apart."""
    phone = formats.phone(row.phone) if row.phone else ""
    return " · ".join(part for part in (phone, row.building or row.address or row.neighbourhood or "") if part)
