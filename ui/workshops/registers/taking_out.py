"""Taking something out: asks for what and to whom, then where to write it, and shows its passphrase once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.domain.leaving import Leaving
from ui.leaving.leaving_card import LeavingCard
from ui.leaving.passphrase_card import PassphraseCard
from ui.widgets.page import PageScaffold
from ui.workshops.registers import register_words as words
from ui.workshops.registers.registers_vm import RegistersVm

Ask = Callable[[str, str, str], str]
"""Asks where to write: title, proposed name, kinds of files; the path, or "" when the person thinks better of it."""


class TakingOut(QObject):
    """`leaving` and `passphrase` are cards for the page to show; the keyboard comes back to the button pressed."""

    def __init__(self, vm: RegistersVm, page: PageScaffold) -> None:
        super().__init__(page)
        self.vm, self._page = vm, page
        self.ask: Ask = self._choose_target
        self.leaving, self.passphrase = LeavingCard(), PassphraseCard()
        self._save: Callable[[Leaving], None] | None = None
        self._asked_by: QWidget | None = None
        self.leaving.confirmed.connect(self._go_on)
        for signal in (self.leaving.left, self.passphrase.forgotten):
            signal.connect(self._come_back)
        vm.work.finished.connect(self._say_saved)
        vm.work.stopped.connect(self._say_stopped)

    def ask_register(self, button: QWidget, ending: str) -> None:
        """Have the register leave, as XLSX or CSV by `ending`."""
        self._ask(button, self.tr("Registre"), partial(self._save_register, ending), has_names=self.vm.has_names)

    def ask_sheets(self, button: QWidget) -> None:
        """Have the sealed sheets leave."""
        self._ask(button, self.tr("Feuilles scellées"), self._save_sheets, has_names=True)

    def ask_certificates(self, button: QWidget) -> None:
        """Have the certificates leave."""
        save, what = self._save_certificates, self.tr("Attestations")
        self._ask(button, what, save, has_names=True, may_be_handed=True)

    def _ask(
        self,
        button: QWidget,
        what: str,
        save: Callable[[Leaving], None],
        *,
        has_names: bool,
        may_be_handed: bool = False,
    ) -> None:
        """Ask for what and to whom it leaves, then where to write it."""
        self._asked_by, self._save = button, save
        self.passphrase.forget()
        self.leaving.ask(what, has_names=has_names, may_be_handed=may_be_handed)
        self._page.show_widget(self.leaving)

    def _go_on(self, leaving: Leaving) -> None:
        if self._save is not None:
            self._save(leaving)

    def _save_register(self, ending: str, leaving: Leaving) -> None:
        is_encrypted = leaving.is_encrypted(self.vm.has_names)
        kinds = words.archives() if is_encrypted else words.workbooks() if ending == ".xlsx" else words.csv_files()
        written = ".zip" if is_encrypted else ending
        path = self.ask(self.tr("Enregistrer le registre"), words.register_name(written[1:]), kinds)
        if path:
            self.vm.save_register(_ending_in(path, written[1:]), leaving, ending)

    def _save_sheets(self, leaving: Leaving) -> None:
        path = self.ask(self.tr("Enregistrer les feuilles scellées"), words.sheets_name(), words.archives())
        if path:
            self.vm.save_sheets(_ending_in(path, "zip"), leaving)

    def _save_certificates(self, leaving: Leaving) -> None:
        ending, kinds = ("pdf", words.pdf_files()) if leaving.is_handed_over else ("zip", words.archives())
        path = self.ask(self.tr("Enregistrer les attestations"), words.certificates_name(ending), kinds)
        if path:
            self.vm.save_certificates(_ending_in(path, ending), leaving)

    def _choose_target(self, title: str, proposed: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self._page, title, proposed, kinds)[0]

    def _say_saved(self, steps: object) -> None:
        self._come_back()
        passphrase = str(getattr(steps, "passphrase", ""))
        self.vm.desk.navigation.told.emit(words.saved(steps, is_encrypted=bool(passphrase)))
        if passphrase:
            self.passphrase.show_once(passphrase)
            self._page.show_widget(self.passphrase)

    def _say_stopped(self) -> None:
        self._come_back()
        self.vm.desk.navigation.told.emit(self.tr("Arrêté. Rien n’a été écrit."))

    def _come_back(self) -> None:
        """The keyboard goes back to where it was before the work."""
        if self._asked_by is not None and self._page.isVisible() and self._asked_by.isEnabled():
            self._asked_by.setFocus(Qt.FocusReason.OtherFocusReason)


def _ending_in(path: str, ending: str) -> Path:
    return Path(path if path.lower().endswith(f".{ending}") else f"{path}.{ending}")
