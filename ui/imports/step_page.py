"""What the pages of an import share: where one is among its steps, and the two buttons at the foot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.imports.imports_vm import STEPS, ImportPage, ImportsVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.page import PageScaffold
from ui.widgets.step_track import Step, StepTrack
from ui.widgets.text_label import TextLabel


class StepPage(PageScaffold):
    """`page` is the step it stands for. Going back never loses what was chosen."""

    def __init__(self, vm: ImportsVm, page: ImportPage, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._page = page
        self.set_title(self.tr("Importer un fichier"))
        self.body.addWidget(StepTrack(self._steps()))
        self.advice = TextLabel("", "small-soft")
        self.back_button = SecondaryButton(self.tr("Retour"), "chevron-left")
        self.back_button.clicked.connect(vm.back)
        self.next_button = PrimaryButton(self.tr("Continuer"))
        self.next_button.clicked.connect(vm.next)
        self.add_to_footer(self.back_button)
        self.add_to_footer(self.advice, stretch=1)
        self.add_to_footer(self.next_button)

    def enter(self) -> None:
        """Take the keyboard."""
        self.setFocus()

    def _steps(self) -> list[Step]:
        names = {
            ImportPage.FILE: self.tr("Fichier"),
            ImportPage.COLUMNS: self.tr("Colonnes"),
            ImportPage.WORDS: self.tr("Valeurs"),
            ImportPage.INFORMATION: self.tr("Information"),
            ImportPage.CHECK: self.tr("Vérification"),
        }
        here = STEPS.index(self._page)
        return [
            Step(names[step], "", "done" if place < here else "current" if place == here else "to_come")
            for place, step in enumerate(STEPS)
        ]
