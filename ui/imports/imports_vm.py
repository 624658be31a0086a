"""« Importer un fichier »: which step one is at, and what must be settled before the next."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk, ViewModel
from ui.imports.check_vm import CheckVm
from ui.imports.file_vm import FileVm, OpenedFile
from ui.imports.matching_vm import MatchingVm
from ui.imports.report_vm import ReportVm
from ui.imports.run_vm import RunVm
from ui.navigation import Place


class ImportPage(StrEnum):
    """The pages, in the order in which one goes through them."""

    FILE = "file"
    COLUMNS = "columns"
    WORDS = "words"
    INFORMATION = "information"
    CHECK = "check"
    RUN = "run"
    REPORT = "report"


STEPS = (ImportPage.FILE, ImportPage.COLUMNS, ImportPage.WORDS, ImportPage.INFORMATION, ImportPage.CHECK)


class ImportsVm(ViewModel):
    """Holds the view-models of its pages."""

    page_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.page = ImportPage.FILE
        self.file = FileVm(desk, self)
        self.matching = MatchingVm(desk, self)
        self.check = CheckVm(desk, self.matching, self)
        self.run = RunVm(desk, self.matching, self.check, self)
        self.report = ReportVm(desk, self)
        self.file.opened.connect(self._begin)
        self.run.finished.connect(self.open_report)
        self.run.failed.connect(lambda: self._go(ImportPage.CHECK))

    def open(self) -> None:
        """Come to the screen: an import that is running, or the choice of a file."""
        if not self.run.is_running:
            self.file.refresh()
            self._go(ImportPage.FILE)

    def next(self) -> None:
        """Go on to the step after this one, unless something is missing here."""
        if self.page is ImportPage.COLUMNS and not self.matching.lacks_name:
            self._go(ImportPage.WORDS)
        elif self.page is ImportPage.WORDS and not self.matching.undecided and not self.matching.lacks_place:
            self._go(ImportPage.INFORMATION)
        elif self.page is ImportPage.INFORMATION and not self.matching.problems:
            self._go(ImportPage.CHECK)
            self.check.begin()
        elif self.page is ImportPage.CHECK and not self.check.is_running:
            self._go(ImportPage.RUN)
            self.run.begin()

    def back(self) -> None:
        """Go back to the step before; from the first one, to the list of people."""
        if self.page is ImportPage.FILE:
            self.desk.navigation.go(Place.RESIDENTS)
        elif self.page is ImportPage.REPORT:
            self.open()
        elif self.page in STEPS:
            self.check.stop()
            self._go(STEPS[STEPS.index(self.page) - 1])

    def open_report(self, run_id: UUID) -> None:
        """Show what became of an import."""
        self.report.open(run_id)
        self._go(ImportPage.REPORT)

    def _begin(self, file: OpenedFile) -> None:
        self.matching.open(file)
        self._go(ImportPage.COLUMNS)

    def _go(self, page: ImportPage) -> None:
        self.page = page
        self.page_changed.emit(page)
