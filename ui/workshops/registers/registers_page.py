"""« Registre et attestations »: what was held over a period, and the files to take out of it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

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
from ui.workshops.registers.taken_card import TakenCard
from ui.workshops.registers.taking_out import TakingOut
from ui.workshops.registers.work_card import WorkCard


class RegistersPage(PageScaffold):
    """A thin view on RegistersVm. `back_wished` leads back to the list of workshops."""

    back_wished = Signal()

    def __init__(self, vm: RegistersVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
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
        self.out = TakingOut(vm, self)
        self.leaving, self.passphrase = self.out.leaving, self.out.passphrase
        self.nothing = Banner("info", self.tr("Aucune présence sur cette période."), self.tr("Changez les dates."))
        self.columns = TwoColumns(side_width=340, stack_below=640)
        for card in (self._done(), self._certificates()):
            self.columns.main.addWidget(card)
        self.columns.main.addStretch(1)
        for card in (self._register(), self._sheets()):
            self.columns.side.addWidget(card)
        self.columns.side.addStretch(1)
        self.taken = TakenCard(vm.taken)
        for part in (asked, self.leaving, self.progress, self.passphrase, self.nothing):
            self.body.addWidget(part)
        self.logos = LogosCard(vm.logos)
        self.body.addWidget(self.columns)
        self.body.addWidget(self.taken)
        self.body.addWidget(self.logos)
        self.body.addStretch(1)
        stops = (self.names, self.register, self.register_csv, self.sheets, self.certificates, self.logos.add)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        vm.opened.connect(self._show_opened)
        vm.changed.connect(self._show)

    def enter(self) -> None:
        """Give the keyboard to the first date."""
        self.form.focus_field("first_on")

    def _done(self) -> Card:
        card = Card(self.tr("Ce qui a été fait"))
        self._told = TextLabel("", "strong")
        self._by_action = TextLabel("", "body")
        for label in (self._told, self._by_action):
            card.body.addWidget(label)
        return card

    def _register(self) -> Card:
        card = Card(self.tr("Registre de présence"), "document")
        said = self.tr("Une ligne par personne et par demi-journée, avec les heures.")
        self.names = CheckBox(self.tr("Avec les noms"))
        self.names.toggled.connect(self.vm.name_people)
        self._about_names = TextLabel("", "small-soft")
        self.register = SecondaryButton(self.tr("Registre (Excel)…"), "download")
        self.register.clicked.connect(lambda: self.out.ask_register(self.register, ".xlsx"))
        self.register_csv = SecondaryButton(self.tr("Registre (CSV)…"), "download")
        self.register_csv.clicked.connect(lambda: self.out.ask_register(self.register_csv, ".csv"))
        for widget in (TextLabel(said, "small"), self.names, self._about_names, self.register, self.register_csv):
            card.body.addWidget(widget)
        return card

    def _sheets(self) -> Card:
        self._sheets_card = Card(self.tr("Feuilles scellées"), "check")
        said = self.tr("Toutes, avec leurs avenants, un manifeste, et de quoi vérifier que rien n’a changé.")
        self._about_sheets = TextLabel("", "small-soft")
        self.sheets = SecondaryButton(self.tr("Feuilles (ZIP)…"), "download")
        self.sheets.clicked.connect(lambda: self.out.ask_sheets(self.sheets))
        for widget in (TextLabel(said, "small"), self._about_sheets, self.sheets):
            self._sheets_card.body.addWidget(widget)
        return self._sheets_card

    def _certificates(self) -> Card:
        card = Card(self.tr("Attestations de présence"), "person")
        self._about_certificates = TextLabel("", "small")
        self.certificates = SecondaryButton(self.tr("Attestations (PDF)…"), "download")
        self.certificates.clicked.connect(lambda: self.out.ask_certificates(self.certificates))
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

    def hideEvent(self, event: QHideEvent) -> None:
        # shown once: not to whoever comes back to the page
        self.passphrase.forget()
        super().hideEvent(event)
