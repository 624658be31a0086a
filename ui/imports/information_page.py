"""Where the file comes from, and how its people were informed: asked once, for everybody in it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from intake_app.domain.day_reading import read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from ui import formats
from ui.imports import words
from ui.imports.imports_vm import ImportPage, ImportsVm
from ui.imports.step_page import StepPage
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.date_field import DateField
from ui.widgets.field_spec import Choice, ParsedDay
from ui.widgets.labelled_field import LabelledField
from ui.widgets.text_label import TextLabel


class InformationPage(StepPage):
    """A thin view on the information of MatchingVm."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__(vm, ImportPage.INFORMATION, parent)
        self._matching = vm.matching
        language = formats.language()
        self.origins = ChipGroup([Choice(one.code, one.label(language)) for one in entries("import_origin")])
        self.modes = ChipGroup([Choice(one.code, one.label(language)) for one in entries("notice_mode")])
        self.day = DateField(self._parse, _written, self.tr("10/11, hier, 10 novembre…"))
        hint = self.tr("Lue à voix haute seulement, elle est à remettre par écrit sous 30 jours.")
        self.boxes = {
            "origin": LabelledField(self.tr("D’où vient ce fichier\u202f?"), self.origins),
            "notice": LabelledField(self.tr("Comment ont-elles été informées\u202f?"), self.modes, hint),
            "informed_on": LabelledField(self.tr("Quel jour\u202f?"), self.day),
        }
        first = Card(self.tr("Le fichier"), "document")
        first.body.addWidget(self.boxes["origin"])
        second = Card(self.tr("L’information des personnes"), "eye")
        said = self.tr(
            "Chaque personne du fichier doit savoir ce qui est écrit d’elle, pour quoi, et comment s’y opposer. "
            "Sans cela, rien n’est enregistré."
        )
        second.body.addWidget(TextLabel(said, "small"))
        second.body.addWidget(self.boxes["notice"])
        second.body.addWidget(self.boxes["informed_on"])
        for part in (first, second):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for field in (self.origins, self.modes, self.day):
            field.value_changed.connect(self._inform)
        vm.matching.information_changed.connect(self._show)
        self._show()

    def enter(self) -> None:
        self.origins.setFocus()

    def _inform(self) -> None:
        understood = self.day.understood()
        self._matching.inform(
            origin=str(self.origins.value()),
            mode=str(self.modes.value()),
            informed_on=date.fromisoformat(understood.edtf) if understood else None,
        )

    def _show(self) -> None:
        matching = self._matching
        if not matching.origin and not matching.mode and matching.informed_on is None and not self.day.line.hasFocus():
            self.origins.set_value("")
            self.modes.set_value("")
            self.day.set_value("")
        problems = {problem.field: problem.key for problem in matching.problems}
        answered = {"origin": matching.origin, "notice": matching.mode, "informed_on": self.day.line.value()}
        for name, box in self.boxes.items():
            key = problems.get(name, "") if answered[name] else ""
            key = "day_not_understood" if name == "informed_on" and not self.day.is_acceptable() else key
            box.set_error(words.sentence(key).in_one() if key else "")
        self.next_button.setEnabled(not problems)
        self.advice.setText(self.tr("Trois réponses, une seule fois pour tout le fichier.") if problems else "")

    def _parse(self, typed: str) -> ParsedDay | None:
        try:
            day = read_day(typed, self._matching.desk.today())
        except KnownError:
            return None
        return ParsedDay(day.isoformat(), formats.long_day(day)) if day else None


def _written(value: str) -> str:
    try:
        return formats.numeric_day(date.fromisoformat(value))
    except ValueError:
        return value
