"""« Registre et attestations »: what was held over a period, and the files to take out of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.services.access import Deed
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.text_label import TextLabel
from ui.workshops.registers import register_words as words
from ui.workshops.registers.logos_card import LogosCard
from ui.workshops.registers.period_form import PeriodForm
from ui.workshops.registers.registers_vm import RegistersVm
from ui.workshops.registers.work_card import WorkCard

Ask = Callable[[str, str, str], str]
"""Asks where to write: title, proposed name, kinds of files; the path, or "" when the person thinks better of it."""


class RegistersPage(PageScaffold):
    """A thin view on RegistersVm. `back_wished` leads back to the list of workshops."""

    back_wished = Signal()

    def __init__(self, vm: RegistersVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.ask: Ask = self._choose_target
        self.set_title(self.tr("Registre et attestations"))
        self.set_subtitle(self.tr("Ce qui a été fait sur une période, à donner à un financeur ou aux personnes."))
        back = IconButton("chevron-left", self.tr("Revenir aux séances"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.form = PeriodForm(vm.desk.today)
        self.form.values_changed.connect(self._choose)
        asked = Card()
        asked.body.addWidget(self.form)
        self.progress = WorkCard(vm.work)
        self.nothing = Banner("info", self.tr("Aucune présence sur cette période."), self.tr("Changez les dates."))
        self.columns = TwoColumns(side_width=340, stack_below=640)
        self._overview = Card(self.tr("Ce qui a été fait"))
        self._told = TextLabel("", "strong")
        self._by_action = TextLabel("", "body")
        for label in (self._told, self._by_action):
            self._overview.body.addWidget(label)
        for card in (self._overview, self._certificates()):
            self.columns.main.addWidget(card)
        self.columns.main.addStretch(1)
        for card in (self._register(), self._sheets()):
            self.columns.side.addWidget(card)
        self.columns.side.addStretch(1)
        for part in (asked, self.progress, self.nothing):
            self.body.addWidget(part)
        self.logos = LogosCard(vm.logos)
        self.body.addWidget(self.columns)
        self.body.addWidget(self.logos)
        self.body.addStretch(1)
        stops = (self.names, self.register, self.register_csv, self.sheets, self.certificates, self.logos.add)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        vm.opened.connect(self._show_opened)
        vm.changed.connect(self._show)
        vm.work.finished.connect(self._say_saved)
        vm.work.stopped.connect(self._say_stopped)

    def enter(self) -> None:
        """Give the keyboard to the first date."""
        self.form.focus_field("first_on")

    def _register(self) -> Card:
        card = Card(self.tr("Registre de présence"), "document")
        said = self.tr("Une ligne par personne et par demi-journée, avec les heures.")
        self.names = CheckBox(self.tr("Avec les noms"))
        self.names.toggled.connect(self.vm.name_people)
        self._about_names = TextLabel("", "small-soft")
        self.register = SecondaryButton(self.tr("Registre (Excel)…"), "download")
        self.register.clicked.connect(lambda: self._save_register("xlsx", words.workbooks()))
        self.register_csv = SecondaryButton(self.tr("Registre (CSV)…"), "download")
        self.register_csv.clicked.connect(lambda: self._save_register("csv", words.csv_files()))
        for widget in (TextLabel(said, "small"), self.names, self._about_names, self.register, self.register_csv):
            card.body.addWidget(widget)
        return card

    def _sheets(self) -> Card:
        self._sheets_card = Card(self.tr("Feuilles scellées"), "check")
        said = self.tr("Toutes, avec leurs avenants, un manifeste, et de quoi vérifier que rien n’a changé.")
        self._about_sheets = TextLabel("", "small-soft")
        self.sheets = SecondaryButton(self.tr("Feuilles (ZIP)…"), "download")
        self.sheets.clicked.connect(self._save_sheets)
        for widget in (TextLabel(said, "small"), self._about_sheets, self.sheets):
            self._sheets_card.body.addWidget(widget)
        return self._sheets_card

    def _certificates(self) -> Card:
        card = Card(self.tr("Attestations de présence"), "person")
        self._about_certificates = TextLabel("", "small")
        self.certificates = SecondaryButton(self.tr("Attestations (PDF)…"), "download")
        self.certificates.clicked.connect(self._save_certificates)
        for widget in (self._about_certificates, self.certificates):
            card.body.addWidget(widget)
        return card

    # ------------------------------------------------------------ showing

    def _show_opened(self) -> None:
        self.form.offer(self.vm.actions)
        self.form.show_selection(self.vm.selection)

    def _show(self) -> None:
        vm = self.vm
        self.nothing.setVisible(vm.overview.is_empty)
        self.columns.setVisible(not vm.overview.is_empty)
        self._told.setText(words.overview(vm.overview))
        self._by_action.setText("\n".join(words.action_line(one) for one in vm.overview.actions))
        may_ever = vm.may(Deed.NAME_CASELOAD) or vm.may(Deed.NAME_FUNDER_FILE)
        self.names.setVisible(may_ever)
        self.names.setEnabled(vm.may_name)
        self._about_names.setText(words.about_names(vm))
        for button in (self.register, self.register_csv):
            button.setEnabled(vm.is_ready)
        self._about_certificates.setText(words.about_certificates(vm))
        self.certificates.setEnabled(vm.is_ready and vm.may_name and bool(vm.overview.hours.residents))
        self._sheets_card.setVisible(vm.may(Deed.TAKE_SHEETS))
        self._about_sheets.setText(words.about_sheets(vm))
        self.sheets.setEnabled(vm.is_ready and vm.may_take_sheets and bool(vm.overview.sheets))

    # ------------------------------------------------------------ doing

    def _choose(self) -> None:
        if self.form.not_understood():
            return
        self.vm.choose_period(self.form.day("first_on"), self.form.day("last_on"))
        self.vm.choose(funder=str(self.form.values()["funder"]), action_id=self.form.chosen_action())

    def _save_register(self, ending: str, kinds: str) -> None:
        path = self.ask(self.tr("Enregistrer le registre"), words.register_name(ending), kinds)
        if path:
            self.vm.save_register(_ending_in(path, ending))

    def _save_sheets(self) -> None:
        path = self.ask(self.tr("Enregistrer les feuilles scellées"), words.sheets_name(), words.archives())
        if path:
            self.vm.save_sheets(_ending_in(path, "zip"))

    def _save_certificates(self) -> None:
        path = self.ask(self.tr("Enregistrer les attestations"), words.certificates_name(), words.pdf_files())
        if path:
            self.vm.save_certificates(_ending_in(path, "pdf"))

    def _choose_target(self, title: str, proposed: str, kinds: str) -> str:
        return QFileDialog.getSaveFileName(self, title, proposed, kinds)[0]

    def _say_saved(self, steps: object) -> None:
        self._come_back()
        self.vm.desk.navigation.told.emit(words.saved(steps))

    def _say_stopped(self) -> None:
        self._come_back()
        self.vm.desk.navigation.told.emit(self.tr("Arrêté. Rien n’a été écrit."))

    def _come_back(self) -> None:
        """The keyboard goes back to where it was before the work."""
        if self.isVisible() and self.register.isEnabled():
            self.register.setFocus(Qt.FocusReason.OtherFocusReason)


def _ending_in(path: str, ending: str) -> Path:
    return Path(path if path.lower().endswith(f".{ending}") else f"{path}.{ending}")
