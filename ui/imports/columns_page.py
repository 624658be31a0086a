"""What each column holds: its title, its first values, and the field it goes to."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from intake_app.domain.reference import label
from intake_app.services.imports.reports import ImportSummary
from intake_app.services.imports.tables import Column
from intake_app.services.imports.targets import NEVER_LIST
from ui import formats
from ui.imports import words
from ui.imports.imports_vm import ImportPage, ImportsVm
from ui.imports.step_page import StepPage
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel


class ColumnsPage(StepPage):
    """A thin view on the columns of MatchingVm."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__(vm, ImportPage.COLUMNS, parent)
        self._matching = vm.matching
        self.earlier = Banner("warn", "")
        self.sheet_field = ChoiceField()
        self._sheet_box = LabelledField(self.tr("Feuille du classeur"), self.sheet_field)
        self.sheet_field.value_changed.connect(lambda: vm.matching.choose_sheet(int(self.sheet_field.value())))
        self._card = Card(self.tr("Que contient chaque colonne\u202f?"))
        self._where = TextLabel("", "small-soft")
        self._card.body.addWidget(self._where)
        self._grid_box: QWidget | None = None
        self.fields: dict[int, ChoiceField] = {}
        for part in (self.earlier, self._sheet_box, self._card):
            self.body.addWidget(part)
        self.body.addStretch(1)
        vm.matching.table_changed.connect(self._show_table)
        vm.matching.fields_changed.connect(self._show_fields)
        self._show_table()

    def enter(self) -> None:
        first = next((field for field in self.fields.values() if not field.value()), None)
        (first or next(iter(self.fields.values()), self.next_button)).setFocus()

    def _show_table(self) -> None:
        matching = self._matching
        sheets = matching.file.source.sheets if matching.file else ()
        self.sheet_field.set_choices([Choice(str(place), sheet.name) for place, sheet in enumerate(sheets)])
        self.sheet_field.set_value(str(matching.sheet_place))
        self._sheet_box.setVisible(len(sheets) > 1)
        self._show_earlier(matching.file.earlier if matching.file else ())
        table = matching.table
        counted = self.tr("%Ln ligne(s) sous les titres,", "", len(table.rows))
        titles = self.tr("trouvés à la ligne %1.").replace("%1", str(table.header_row))
        self._where.setText(f"{counted} {titles}")
        self._fill_grid()
        self._show_fields()

    def _show_earlier(self, earlier: tuple[ImportSummary, ...]) -> None:
        standing = [one for one in earlier if one.undone_at is None]
        self.earlier.setVisible(bool(standing))
        if standing:
            day = formats.long_day(standing[0].started_at.astimezone().date())
            title = self.tr("Ce fichier a déjà été importé le %1.").replace("%1", day)
            text = self.tr("Les lignes déjà reprises seront reconnues\u202f: personne ne sera en double.")
            self.earlier.set_message("warn", title, text)

    def _fill_grid(self) -> None:
        if self._grid_box is not None:
            self._card.body.removeWidget(self._grid_box)
            self._grid_box.hide()
            self._grid_box.deleteLater()
        self._grid_box = QWidget()
        grid = QGridLayout(self._grid_box)
        self._card.body.addWidget(self._grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.fields = {}
        before: QWidget = self.sheet_field
        for place, column in enumerate(self._matching.table.columns):
            grid.addWidget(self._said(column), place, 0)
            answer = self._answer(place, column)
            grid.addWidget(answer, place, 1)
            QWidget.setTabOrder(before, answer)
            before = answer
        for button in (self.back_button, self.next_button):
            QWidget.setTabOrder(before, button)
            before = button

    def _said(self, column: Column) -> QWidget:
        title = column.header or self.tr("Colonne sans titre")
        samples = " · ".join(column.samples) or self.tr("vide")
        box = QWidget()
        lines = QGridLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(1)
        lines.addWidget(TextLabel(title, "strong"), 0, 0)
        lines.addWidget(TextLabel("" if column.never else samples, "small-soft"), 1, 0)
        return box

    def _answer(self, place: int, column: Column) -> QWidget:
        if column.never is not None:
            why = label(NEVER_LIST, column.never, formats.language())
            return Pill(self.tr("Jamais repris\u202f: %1").replace("%1", why), "neutral", "lock")
        field = ChoiceField(words.fields_to_choose())
        field.setMinimumContentsLength(16)
        field.setAccessibleName(self.tr("Contenu de la colonne %1").replace("%1", column.header))
        field.value_changed.connect(lambda: self._choose(place, field))
        self.fields[place] = field
        return field

    def _choose(self, place: int, field: ChoiceField) -> None:
        chosen = field.value()
        self._matching.choose_field(place, "" if chosen == words.NOT_TAKEN else chosen)

    def _show_fields(self) -> None:
        for place, field in self.fields.items():
            field.set_value(self._matching.choices.fields[place] or words.NOT_TAKEN)
        lacks = self._matching.lacks_name
        self.next_button.setEnabled(not lacks)
        self.advice.setText(self.tr("Indiquez la colonne du nom de famille.") if lacks else "")
