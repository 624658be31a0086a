"""What holds for every row, and what each word of the file stands for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from intake_app.domain.reference import entries
from intake_app.services.imports.choices import Word
from ui import formats
from ui.imports import words
from ui.imports.imports_vm import ImportPage, ImportsVm
from ui.imports.step_page import StepPage
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel

_MOST_SHOWN = 200


class WordsPage(StepPage):
    """A thin view on the words of MatchingVm."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__(vm, ImportPage.WORDS, parent)
        self._matching = vm.matching
        self._fill_all_card()
        self._card = Card(self.tr("Que veulent dire ces mots\u202f?"))
        self.blank_button = SecondaryButton(self.tr("Laisser vides tous les autres"), size="small")
        self.blank_button.clicked.connect(vm.matching.leave_others_blank)
        self._card.add_to_header(self.blank_button)
        self._grid_box = QWidget()
        self._card.body.addWidget(self._grid_box)
        self.word_fields: dict[tuple[str, str], ChoiceField] = {}
        self._shown: tuple[tuple[str, str], ...] = ()
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        vm.matching.table_changed.connect(self._show_all)
        vm.matching.fields_changed.connect(self._show_all)
        vm.matching.words_changed.connect(self._show_words)
        self._show_all()
        self._show_words()

    def enter(self) -> None:
        first = next((field for field in self.word_fields.values() if not field.value()), None)
        (self.neighbourhood_field if self._matching.lacks_place else first or self.next_button).setFocus()

    def _fill_all_card(self) -> None:
        card = Card(self.tr("Pour toutes les lignes"))
        self.neighbourhood_field = ChoiceField()
        self.how_met_field = ChoiceField()
        self.no_phone_box = CheckBox(self.tr("Une ligne sans numéro veut dire «\u202fpas de téléphone\u202f»"))
        self.complete_box = CheckBox(self.tr("Compléter les cases vides des fiches déjà connues"))
        place = LabelledField(self.tr("Quartier, quand la ligne ne le dit pas"), self.neighbourhood_field)
        met = LabelledField(self.tr("Comment rencontrées, quand la ligne ne le dit pas"), self.how_met_field)
        for part in (place, met, self.no_phone_box, self.complete_box):
            card.body.addWidget(part)
        self.neighbourhood_field.value_changed.connect(self._choose_for_all)
        self.how_met_field.value_changed.connect(self._choose_for_all)
        self.no_phone_box.clicked.connect(self._choose_for_all)
        self.complete_box.clicked.connect(lambda: self._matching.choose_completing(self.complete_box.isChecked()))
        self.body.addWidget(card)

    def _choose_for_all(self) -> None:
        place, met = self.neighbourhood_field.value(), self.how_met_field.value()
        self._matching.choose_for_all(
            neighbourhood_id=None if place in ("", words.NOT_TAKEN) else UUID(place),
            how_met=None if met in ("", words.NOT_TAKEN) else met,
            takes_no_phone=self.no_phone_box.isChecked(),
        )

    def _show_all(self) -> None:
        choices, language = self._matching.choices, formats.language()
        nothing = Choice(words.NOT_TAKEN, self.tr("Non précisé"))
        places = (Choice(str(one.id), one.name) for one in self._matching.places.neighbourhoods)
        self.neighbourhood_field.set_choices((nothing, *places))
        self.neighbourhood_field.set_value(str(choices.neighbourhood_id or words.NOT_TAKEN))
        self.how_met_field.set_choices(
            (nothing, *(Choice(one.code, one.label(language)) for one in entries("how_met")))
        )
        self.how_met_field.set_value(choices.how_met or words.NOT_TAKEN)
        self.no_phone_box.setChecked(choices.takes_no_phone)
        self.complete_box.setChecked(choices.completes)
        self._show_ready()

    def _show_words(self) -> None:
        shown = self._matching.words[:_MOST_SHOWN]
        keys = tuple((word.field, word.word) for word in shown)
        # a word just decided stays where it is: the list is made anew only when other words are asked about
        if set(keys) != set(self._shown):
            self._fill_grid(shown)
            self._shown = keys
        for word in shown:
            value = words.NOT_TAKEN if word.code == "" else word.code or ""
            self.word_fields[word.field, word.word].set_value(value)
        self._card.setVisible(bool(shown))
        self._show_ready()

    def _fill_grid(self, shown: Sequence[Word]) -> None:
        self._card.body.removeWidget(self._grid_box)
        self._grid_box.hide()
        self._grid_box.deleteLater()
        self._grid_box, self.word_fields = QWidget(), {}
        grid = QGridLayout(self._grid_box)
        self._card.body.addWidget(self._grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        before: QWidget = self.blank_button
        for place, word in enumerate(shown):
            field = self._field(word)
            quoted = self.tr("«\u202f%1\u202f»").replace("%1", word.word)
            counted = self.tr("%Ln ligne(s)", "", word.count)
            grid.addWidget(TextLabel(" · ".join((quoted, words.field(word.field), counted))), place, 0)
            grid.addWidget(field, place, 1)
            QWidget.setTabOrder(before, field)
            before = field
        for button in (self.back_button, self.next_button):
            QWidget.setTabOrder(before, button)
            before = button

    def _field(self, word: Word) -> ChoiceField:
        choices = words.codes_to_choose(word.field, self._matching.places)
        field = ChoiceField(choices, self.tr("À choisir"))
        said = self.tr("Ce que veut dire %1").replace("%1", word.word)
        field.setAccessibleName(said)
        field.value_changed.connect(
            lambda: self._matching.choose_word(word, "" if field.value() == words.NOT_TAKEN else field.value())
        )
        self.word_fields[word.field, word.word] = field
        return field

    def _show_ready(self) -> None:
        matching = self._matching
        self.blank_button.setVisible(matching.undecided > 1)
        self.next_button.setEnabled(not matching.undecided and not matching.lacks_place)
        if matching.lacks_place:
            self.advice.setText(self.tr("Indiquez le quartier où vivent ces personnes."))
        else:
            counted = self.tr("%Ln mot(s) à choisir.", "", matching.undecided)
            self.advice.setText(counted if matching.undecided else "")
