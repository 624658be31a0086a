"""A person's file: who they are, how far they have come, what happened, what comes next."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtWidgets import QWidget

from intake_app.domain.names import initials
from intake_app.services.access import Deed
from intake_app.services.resident_files import ResidentFile
from ui import formats, labels
from ui.residents import words
from ui.residents.file_cards import NextStepCard, RecordsCard, SituationCard
from ui.residents.joined_cards import JoinedCard, ResemblingCard
from ui.residents.path_cards import PathCards
from ui.residents.resident_file_vm import ResidentFileVm, take_out
from ui.residents.sheet_button import SheetButton
from ui.residents.timeline_words import timeline_row
from ui.residents.track_card import TrackCard
from ui.residents.track_words import TrackTeller
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.pill import Pill
from ui.widgets.timeline import Timeline


class ResidentFileView(PageScaffold):
    """A thin view on ResidentFileVm."""

    def __init__(self, vm: ResidentFileVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.avatar = Avatar("", "", 58, "soft")
        self.set_leading(self.avatar)
        self.state_pill = Pill("")
        self.archive_button = SecondaryButton(self.tr("Archiver"))
        self.archive_button.clicked.connect(vm.archive)
        self.edit_button = SecondaryButton(self.tr("Modifier"), "pencil")
        self.edit_button.clicked.connect(vm.edit)
        self.erase_button = SecondaryButton(self.tr("Effacer…"), is_danger=True)
        self.erase_button.clicked.connect(vm.ask_erasure)
        self.add_button = PrimaryButton(self.tr("Ajouter une étape"), "plus")
        self.add_button.clicked.connect(lambda _checked: vm.go_on())
        self.print_button = SheetButton(vm)
        self.print_button.listen(self)
        buttons = (self.erase_button, self.archive_button, self.print_button, self.edit_button, self.add_button)
        for widget in (self.state_pill, *buttons):
            self.add_action(widget)
        self.disputed = Banner("bad", "")
        self.disputed.action_clicked.connect(vm.settle_conflicts)
        self.track = TrackCard()
        self.timeline = Timeline()
        self.situation = SituationCard()
        self.next_step = NextStepCard()
        self.records = RecordsCard()
        self.resembling = ResemblingCard()
        self.resembling.compare_wished.connect(vm.compare)
        self.path_cards = PathCards(vm)
        self.joined = JoinedCard()
        self.joined.apart_wished.connect(vm.take_apart)
        self._lay_out()
        self.records.notice_confirmed.connect(lambda: vm.confirm_notice(formats.language()))
        self.records.openings_wished.connect(vm.read_openings)
        vm.openings_read.connect(self.records.show_openings)
        vm.shown_changed.connect(self._show_file)
        vm.archived.connect(self._offer_back)
        self._show_file()

    def _lay_out(self) -> None:
        happened = Card(self.tr("Fil du parcours"))
        happened.body.addWidget(self.timeline)
        happened.body.addStretch(1)
        columns = TwoColumns(318)
        columns.main.addWidget(happened, 1)
        cards = (self.resembling, self.situation, self.next_step, self.path_cards, self.records, self.joined)
        for card in cards:
            columns.side.addWidget(card)
        columns.side.addStretch(1)
        self._content_parts = (self.track, columns)
        self.body.addWidget(self.disputed)
        self.body.addWidget(self.track)
        self.body.addWidget(columns, 1)

    def _show_file(self) -> None:
        file = self.vm.file
        for part in (*self._content_parts, self.avatar, self.state_pill):
            part.setVisible(file is not None)
        self.archive_button.setVisible(file is not None and self.vm.may(Deed.ARCHIVE))
        self.edit_button.setVisible(file is not None and self.vm.may(Deed.MEET))
        self.print_button.setVisible(file is not None)
        self.erase_button.setVisible(file is not None and self.vm.may(Deed.ERASE))
        self._show_disputed()
        if file is None:
            self.track.forget()
            self.set_title("")
            self.set_subtitle("")
            return
        today = self.vm.desk.today()
        teller = TrackTeller(self.vm.path, self.vm.timeline, today)
        self._show_head(file, teller)
        self.track.show_path(self.vm.path, teller)
        self.timeline.set_rows([timeline_row(entry, today) for entry in self.vm.timeline])
        for card in (self.situation, self.next_step, self.records):
            card.show_file(file, today)
        self.resembling.show_rows(self.vm.resembling, today)
        self.path_cards.show_path()
        self.joined.show_rows(file.joined, today, may_take_apart=self.vm.may(Deed.JOIN_FILES))
        for before, after in pairwise((self.edit_button, self.disputed.action(), *self.resembling.buttons)):
            QWidget.setTabOrder(before, after)

    def _show_disputed(self) -> None:
        file = self.vm.disputed
        self.disputed.setVisible(file is not None)
        if file is not None:
            fields = labels.enumerate_fields((field.record_type, field.versions.field) for field in file.fields)
            title = self.tr("Cette fiche a deux versions à départager")
            self.disputed.set_message("bad", title, fields, self.tr("Départager"))

    def _show_head(self, file: ResidentFile, teller: TrackTeller) -> None:
        person = file.fields
        name = formats.person_name(person.first_name, person.family_name)
        self.set_title(name)
        self.avatar.set_person(initials(person.family_name, person.first_name), name)
        parts = (
            words.age(person.birth_date, self.vm.desk.today()) if person.birth_date else "",
            formats.phone(person.phone or "") or self.tr("sans téléphone"),
            person.address or "",
            file.building or "",
            file.neighbourhood,
        )
        self.set_subtitle(" · ".join(part for part in parts if part))
        if file.is_archived:
            self.state_pill.set_pill(self.tr("Fiche archivée"), "neutral")
        else:
            self.state_pill.set_pill(*teller.state())

    def _offer_back(self, resident_id: UUID) -> None:
        desk = self.vm.desk
        desk.navigation.undo_offered.emit(self.tr("Fiche archivée."), partial(take_out, desk, resident_id))
