"""« Est-ce la même personne ? »: who is being registered beside the file that resembles, before anything is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.phone import parse_phone
from intake_app.services.lookalikes import Lookalike
from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.residents import pair_words, words
from ui.residents.form_content import FormContent
from ui.residents.form_fields import known_birth_date
from ui.residents.resident_form_vm import ResidentFormVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_row import ColumnHeads, FieldRow, TwoValues
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel


class SamePersonPage(PageScaffold):
    """Enter takes the known file, Ctrl+S again saves somebody else, Escape goes back to the form."""

    def __init__(self, vm: ResidentFormVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Est-ce la même personne\u202f?"))
        self.set_subtitle(self.tr("Une fiche ressemble beaucoup. Rien n’est encore enregistré."))
        self._why = TextLabel("", "strong")
        self._why.setContentsMargins(8, 0, 8, 8)
        self._heads = ColumnHeads()
        rows = QWidget()
        self._lines = QVBoxLayout(rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        card = Card()
        card.body.setSpacing(0)
        for part in (self._why, FieldRow(TextLabel("", "small-strong"), self._heads), rows):
            card.body.addWidget(part)
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.back_button = SecondaryButton(self.tr("Revenir au formulaire"))
        self.back_button.clicked.connect(vm.same_person.drop)
        self.other_button = SecondaryButton("", shortcut_hint="Ctrl S")
        self.other_button.clicked.connect(vm.save)
        self.same_button = PrimaryButton("", shortcut_hint=self.tr("Entrée"))
        self.same_button.clicked.connect(self._take_known)
        self.add_buttons_to_footer(self.back_button, self.other_button, self.same_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.vm.same_person.drop()
        else:
            super().keyPressEvent(event)

    def show_question(self, known: Lookalike) -> None:
        """Ask about this file, with the keyboard on the answer that opens it."""
        while (entry := self._lines.takeAt(0)) is not None:
            gone = entry.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        desk = self.vm.desk
        typed = _as_typed(self.vm.content, desk.now())
        why = words.reasons(known.reasons)
        self._why.setText(why[:1].upper() + why[1:])
        self._heads.set_heads(
            (formats.person_name(typed.first_name, typed.family_name), self.tr("que vous enregistrez")),
            (
                formats.person_name(known.resident.first_name, known.resident.family_name),
                words.registered(known, desk.actor.staff_id),
            ),
        )
        for line in pair_words.lines(typed, known.resident, desk.today()):
            values = TwoValues(line.one, line.other, self.tr("pareil") if line.is_same else "")
            self._lines.addWidget(FieldRow(TextLabel(line.name, "small-strong"), values))
        self.other_button.setText(self.tr("%1, enregistrer").replace("%1", words.is_another(known.gender)))
        self.same_button.setText(words.is_the_one(known.gender))
        self.scroll_area().verticalScrollBar().setValue(0)
        self.same_button.setFocus()

    def _take_known(self) -> None:
        known = self.vm.same_person.known
        if known is not None:
            self.vm.same_person.drop()
            self.vm.take_known(known.resident.id)


def _as_typed(content: FormContent, now: datetime) -> ResidentRow:
    """The form as a row of a list, as far as it is filled in."""
    said = {name: str(value) for name, value in content.values.items() if isinstance(value, str)}
    places = {str(row.id): row.name for row in content.choices.neighbourhoods}
    buildings = {str(row.id): row.label for row in content.choices.buildings}
    return ResidentRow(
        id=content.record_id,
        family_name=said["family_name"],
        first_name=said["first_name"],
        birth_date=known_birth_date(content.values),
        phone=_e164(said["phone"]),
        address=said["address"] or None,
        neighbourhood=places.get(said["neighbourhood_id"]),
        building=buildings.get(said["building_id"]),
        created_at=now,
        is_only_here=True,
    )


def _e164(typed: str) -> str:
    """The number as files hold it, so that the same one reads the same; as typed when it is not understood."""
    try:
        return parse_phone(typed)
    except KnownError:
        return typed
