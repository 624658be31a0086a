"""The screen of an import: one page for each of its steps."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.imports.check_page import CheckPage
from ui.imports.columns_page import ColumnsPage
from ui.imports.file_page import FilePage
from ui.imports.imports_vm import ImportPage, ImportsVm
from ui.imports.information_page import InformationPage
from ui.imports.progress_page import ProgressPage
from ui.imports.report_page import ReportPage
from ui.imports.step_page import StepPage
from ui.imports.words_page import WordsPage


class ImportsView(QStackedWidget):
    """Shows the page that ImportsVm says."""

    def __init__(self, vm: ImportsVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        saved = self.tr("Chaque ligne est enregistrée pour de bon. Arrêter garde ce qui est fait.")
        self.file, self.columns, self.words = FilePage(vm), ColumnsPage(vm), WordsPage(vm)
        self.information, self.check, self.report = InformationPage(vm), CheckPage(vm), ReportPage(vm)
        self.run = ProgressPage(self.tr("Import en cours"), saved, vm.run.stop)
        self._pages: dict[ImportPage, StepPage | FilePage | ProgressPage | ReportPage] = {
            ImportPage.FILE: self.file,
            ImportPage.COLUMNS: self.columns,
            ImportPage.WORDS: self.words,
            ImportPage.INFORMATION: self.information,
            ImportPage.CHECK: self.check,
            ImportPage.RUN: self.run,
            ImportPage.REPORT: self.report,
        }
        for page in self._pages.values():
            self.addWidget(page)
        vm.run.progressed.connect(lambda: self.run.show_progress(vm.run.done, vm.run.total))
        vm.report.undone.connect(lambda: vm.desk.navigation.told.emit(self.tr("L’import est annulé.")))
        vm.page_changed.connect(self._show)
        self._show(vm.page)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 240)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self._pages[self.vm.page].enter()

    def _show(self, page: ImportPage) -> None:
        self.setCurrentWidget(self._pages[page])
        self.setFocusProxy(self._pages[page])
        self._pages[page].enter()
