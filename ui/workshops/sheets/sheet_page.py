"""The page of a day's sheet: what is missing, the sheet to print, the facilitator's signature, and sealing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPagedPaintDevice, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from intake_app.domain.errors import KnownError
from intake_app.services.registers.presences import Selection
from intake_app.services.sheets.sealing import Likeness, SealedSheet
from ui import formats
from ui.badges.badge_saving import BadgeSaving
from ui.certificates.certificate_saving import CertificateSaving
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.text_label import TextLabel
from ui.workshops.registers.work_card import WorkCard
from ui.workshops.sheets import attendance_sheet_words as words
from ui.workshops.sheets import doubt_words
from ui.workshops.sheets.headcount_card import HeadcountCard
from ui.workshops.sheets.sealed_card import SealedCard
from ui.workshops.sheets.sheet_vm import SheetVm
from ui.workshops.sheets.signing_view import SigningView


class SheetPage(PageScaffold):
    """A thin view on SheetVm. `back_wished` leads back to the roll."""

    back_wished = Signal()

    def __init__(self, vm: SheetVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._heads: list[HeadcountCard] = []
        self._head()
        self.banner = Banner("info", "", can_close=True)
        self.banner.hide()
        self.body.addWidget(self.banner)
        self.certificate_saving = CertificateSaving(vm.desk, self)
        self.certificate_saving.work.moved.connect(self._show)
        self.body.addWidget(WorkCard(self.certificate_saving.work))
        self.changed = Banner("warn", *doubt_words.changed())
        self.body.addWidget(self.changed)
        self.columns = TwoColumns(side_width=340, stack_below=640)
        self._said = Card(self.tr("Ce que dit la feuille"))
        self._told = TextLabel("", "body")
        self._doubts = TextLabel("", "body")
        self._said.body.addWidget(self._told)
        self._missing = Card(self.tr("Avant de sceller"), tone="warn")
        self._missing.body.addWidget(self._doubts)
        for card in (self._said, self._missing):
            self.columns.main.addWidget(card)
        self.columns.main.addStretch(1)
        self.sealed = SealedCard(vm)
        for card in (self._sealing(), self._printing(), self.sealed):
            self.columns.side.addWidget(card)
        self.columns.side.addStretch(1)
        self.body.addWidget(self.columns, 1)
        self.signing = SigningView(vm.signing)
        self.destroyed.connect(self.signing.deleteLater)
        self._connect()

    def enter(self) -> None:
        """Give the keyboard to what comes next: the facilitator's signature, else sealing, else the sealed sheets."""
        wanted = (self.lead, self.seal, self.sealed.compare)
        next(one for one in wanted if one.isEnabled()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> None:
        back = IconButton("chevron-left", self.tr("Revenir à l’appel"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.days = ChoiceField()
        self.days.setMinimumContentsLength(18)
        self.days.setAccessibleName(self.tr("Autres jours de la séance"))
        self.days.value_changed.connect(self._open_day)
        self.add_action(self.days)

    def _sealing(self) -> Card:
        card = Card(self.tr("Signer et sceller"))
        self.lead = SecondaryButton(self.tr("Faire signer la personne qui anime"), "pencil")
        self.lead.clicked.connect(self.vm.have_facilitator_sign)
        self.seal = PrimaryButton(self.tr("Sceller la feuille"))
        self.seal.clicked.connect(self.vm.seal)
        self._seal_words = TextLabel("", "small-soft")
        for widget in (self.lead, self.seal, self._seal_words):
            card.body.addWidget(widget)
        return card

    def _printing(self) -> Card:
        card = Card(self.tr("Sur papier"))
        explained = TextLabel(
            self.tr("Pour signer à la main. Joignez ensuite le scan à la séance, et notez qui a signé."), "small-soft"
        )
        self.print = SecondaryButton(self.tr("Imprimer la feuille à signer…"), "printer")
        self.print.clicked.connect(self._print)
        QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        self.ask_printer: Callable[[], QPagedPaintDevice | None] = self._choose_printer
        self.prefilled = SecondaryButton(self.tr("Feuille à signer (PDF)…"), "download")
        self.prefilled.clicked.connect(lambda: self._save(is_blank=False))
        self.blank = SecondaryButton(self.tr("Feuille vierge (PDF)…"), "download")
        self.blank.clicked.connect(lambda: self._save(is_blank=True))
        self.badges = SecondaryButton(self.tr("Badges (PDF)…"), "download")
        self.badge_saving = BadgeSaving(self.vm.desk, self)
        self.badges.clicked.connect(self._save_badges)
        self.certificates = SecondaryButton(self.tr("Attestations (PDF)…"), "download")
        self.certificates.clicked.connect(self._save_certificates)
        for widget in (self.print, self.prefilled, self.blank, explained, self.badges, self.certificates):
            card.body.addWidget(widget)
        return card

    def _connect(self) -> None:
        vm = self.vm
        vm.opened.connect(self._show_opened)
        vm.changed.connect(self._show)
        vm.refused.connect(self._refuse)
        vm.papers.saved.connect(self._say_saved)
        vm.papers.printed.connect(
            lambda: vm.desk.navigation.told.emit(self.tr("La feuille est partie à l’imprimante."))
        )
        vm.papers.compared.connect(self._say_compared)
        vm.signing.opened.connect(lambda: vm.desk.navigation.covered.emit(self.signing))
        vm.signing.left.connect(self._take_back)

    # ------------------------------------------------------------ showing

    def _show_opened(self) -> None:
        reading = self.vm.reading
        if reading is None:
            return
        self.banner.hide()
        self.days.set_choices(
            [Choice(day.isoformat(), formats.sentence_case(formats.long_day(day))) for day in reading.days]
        )
        self.days.set_value(reading.content.held_on.isoformat())
        self.days.setVisible(len(reading.days) > 1)
        for card in self._heads:
            self.columns.main.removeWidget(card)
            card.deleteLater()
        self._heads = [HeadcountCard(self.vm.count) for _slot in reading.content.slots]
        for place, card in enumerate(self._heads):
            self.columns.main.insertWidget(2 + place, card)
        self._show()

    def _show(self) -> None:
        reading = self.vm.reading
        if reading is None:
            return
        content, is_sealed = reading.content, self.vm.is_sealed
        self.set_title(words.heading())
        day = formats.long_day(content.held_on)
        self.set_subtitle(f"{words.exact_title(content)} · {day} · {content.place}".removesuffix(" · "))
        self._told.setText("\n".join(words.counted(content)))
        self.badges.setEnabled(bool(content.lines))
        has_come = any(mark.is_present for line in content.lines for mark in line.marks)
        self.certificates.setEnabled(has_come and not self.certificate_saving.work.is_busy)
        self._doubts.setText("\n".join(doubt_words.doubt(one, count) for one, count in reading.doubts))
        self._missing.setVisible(bool(reading.doubts) and not is_sealed)
        for card, slot in zip(self._heads, content.slots, strict=True):
            title = self.tr("Sans nom\u202f: %1").replace("%1", " ".join(words.column(slot)).lower())
            card.show_count(title, slot.slot_id, slot.headcount, is_editable=not is_sealed)
        # in this order: the keyboard goes from the one to the other
        self.seal.setEnabled(self._can_seal(content.held_on))
        self.lead.setEnabled(bool(self.vm.unled) and not is_sealed and content.held_on <= self.vm.desk.today())
        self._seal_words.setText(self._about_sealing())
        self.changed.setVisible(reading.is_changed)
        self.sealed.show_sheets(reading.sheets, is_sealed=is_sealed)

    def _can_seal(self, held_on: date) -> bool:
        is_free = not self.vm.is_busy and not self.vm.is_sealed
        return is_free and not self.vm.unled and held_on <= self.vm.desk.today()

    def _about_sealing(self) -> str:
        if self.vm.is_busy:
            return self.tr("La feuille se prépare…")
        if self.vm.is_sealed:
            return self.tr("La feuille de ce jour est scellée\u202f: elle ne change plus.")
        if self.vm.unled:
            return self.tr("La feuille se scelle une fois signée par la personne qui anime.")
        return self.tr("Une fois scellée, la feuille ne se corrige plus que par un avenant.")

    # ------------------------------------------------------------ doing

    def _open_day(self) -> None:
        if self.vm.reading is not None:
            self.vm.open(self.vm.reading.content.workshop_id, date.fromisoformat(self.days.value()))

    def _save(self, *, is_blank: bool) -> None:
        if self.vm.reading is None:
            return
        proposed = words.file_name(self.vm.reading.content.held_on)
        target, _kind = QFileDialog.getSaveFileName(self, self.tr("Enregistrer la feuille à signer"), proposed)
        papers = self.vm.papers
        if target:
            (papers.save_blank if is_blank else papers.save_to_sign)(self.vm.reading.content, Path(target))

    def _print(self) -> None:
        printer = self.ask_printer() if self.vm.reading is not None else None
        if printer is not None and self.vm.reading is not None:
            self.vm.papers.print_to_sign(self.vm.reading.content, printer)

    def _choose_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(words.heading())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Imprimer la feuille à signer"))
        return printer if dialog.exec() else None

    def _save_badges(self) -> None:
        if self.vm.reading is not None:
            self.badge_saving.save([line.resident_id for line in self.vm.reading.content.lines])

    def _save_certificates(self) -> None:
        if self.vm.reading is not None:
            self.certificate_saving.save(Selection(workshop_id=self.vm.reading.content.workshop_id))

    def _take_back(self) -> None:
        self.vm.desk.navigation.uncovered.emit(self.signing)
        self.enter()

    def _refuse(self, error: KnownError) -> None:
        for card in self._heads:
            card.refuse(error)

    def _say_saved(self) -> None:
        said = self.tr("Le PDF est enregistré. Il porte des noms\u202f: supprimez-le après usage.")
        self.vm.desk.navigation.told.emit(said)

    def _say_compared(self, found: Likeness, sheet: SealedSheet | None) -> None:
        self.banner.set_message(*doubt_words.likeness(found, sheet))
        self.banner.show()
        self.scroll_area().verticalScrollBar().setValue(0)
