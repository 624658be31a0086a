"""« Invitations »: whom one invites to a workshop, the round of calls, and the list to print."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.reference import entries, label
from intake_app.services.attendances import EXPECTED
from intake_app.services.invitations.inviting import Invited
from intake_app.services.invitations.lists import InvitationRow
from ui import formats
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel
from ui.workshops import words as workshop_words
from ui.workshops.candidates_view import CandidatesView
from ui.workshops.invitations import invitation_words as words
from ui.workshops.invitations.calling_card import CallingCard
from ui.workshops.invitations.gathering_card import GatheringCard
from ui.workshops.invitations.invitations_table import InvitationsTable
from ui.workshops.invitations.invitations_vm import InvitationsVm
from ui.workshops.invitations.papers_button import PapersButton
from ui.workshops.invitations.shown import Shown


class InvitationsPage(PageScaffold):
    """A thin view on InvitationsVm. `back_wished` leads to the roll."""

    back_wished = Signal()

    def __init__(self, vm: InvitationsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._head()
        self.search = SearchField(self.tr("Inviter quelqu’un\u202f: tapez son nom"), is_large=True)
        self.search.set_hint(self.tr("Entrée\u202f: inviter"))
        self.closed = Banner("info", self.tr("Les invitations sont closes"), "")
        self.gathering = GatheringCard(vm.gathering)
        self.columns = TwoColumns(side_width=320, stack_below=640)
        self.columns.main.addWidget(self._list(), 1)
        self.calling = CallingCard(vm)
        self.columns.side.addWidget(self.calling)
        self.columns.side.addStretch(1)
        for widget in (self.search, self.closed, self.gathering):
            self.body.addWidget(widget)
        self.body.addWidget(self.columns, 1)
        self.candidates = CandidatesView(vm.candidates, self.search, self, self.table)
        self.candidates.can_invite = False
        self._connect()

    def enter(self) -> None:
        """Give the keyboard to the search field; to the list once nobody can be invited any more."""
        place = self.search if self.search.isEnabled() else self.table
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> None:
        back = IconButton("chevron-left", self.tr("Revenir à l’appel"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.gather = SecondaryButton(self.tr("Inviter plusieurs personnes"), "people", "small")
        self.gather.clicked.connect(self._gather)
        self.papers = PapersButton(self.vm, self)
        for action in (self.gather, self.papers):
            self.add_action(action)

    def _list(self) -> Card:
        card = Card()
        self.shown = ChipGroup([Choice(one, words.shown_label(one, None)) for one in Shown])
        self.shown.name_for_readers(self.tr("Montrer"))
        self.shown.value_changed.connect(lambda: self.vm.show(Shown(str(self.shown.value()) or Shown.ALL)))
        self.table = InvitationsTable(self.vm.desk.today)
        self.empty = EmptyState(
            "people",
            self.tr("Personne n’est encore invité"),
            self.tr("Tapez un nom ci-dessus, ou reprenez les personnes de la séance précédente."),
            self.tr("Inviter plusieurs personnes"),
        )
        self.empty.action_clicked.connect(self._gather)
        self._nobody = TextLabel(self.tr("Personne dans cette liste."), "soft")
        self._hint = TextLabel("", "small-soft")
        for widget in (self.shown, self.table, self.empty, self._nobody, self._hint):
            card.body.addWidget(widget, 1 if widget in (self.table, self.empty) else 0)
        return card

    def _connect(self) -> None:
        vm, table = self.vm, self.table
        self.search.searched.connect(vm.candidates.search)
        self.search.submitted.connect(lambda _text: vm.candidates.enter())
        self.search.left_downwards.connect(self.candidates.enter)
        vm.candidates.candidates_changed.connect(lambda: None if vm.candidates.text else self.search.clear())
        self.candidates.newcomer_wished.connect(self._register)
        table.row_chosen.connect(self.calling.show_row)
        table.answered.connect(self._answer)
        table.told.connect(vm.tell)
        table.removal_wished.connect(vm.take_off)
        table.menu_wished.connect(self._show_menu)
        self.calling.answered.connect(self._answer)
        self.calling.removal_wished.connect(vm.take_off)
        vm.gathering.left.connect(self._end_gathering)
        vm.opened.connect(self._show_opened)
        vm.changed.connect(self._show)
        vm.invited.connect(self._say_invited)
        vm.taken_off.connect(self._say_taken_off)
        stops = (self.search, self.shown, table, self.calling.means, *self.calling.answers.values())
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # ------------------------------------------------------------ showing

    def _end_gathering(self) -> None:
        for part in (self.search, self.columns):
            part.show()
        if self.isVisible():
            self.enter()

    def _show_opened(self) -> None:
        self.gathering.hide()
        self._end_gathering()
        self.search.clear()

    def _show(self) -> None:
        vm = self.vm
        if vm.listed is None:
            return
        roll = vm.listed.roll
        self.set_title(self.tr("Invitations\u202f: %1").replace("%1", roll.title))
        self.set_subtitle(workshop_words.heading(roll, vm.desk.today()))
        for widget in (self.search, self.gather):
            widget.setEnabled(vm.is_editable)
        self.closed.setHidden(vm.is_editable)
        self.closed.set_message("info", self.tr("Les invitations sont closes"), self.tr("La liste se lit encore."))
        self.papers.setEnabled(bool(vm.listed.rows))
        self.shown.set_choices([Choice(one, words.shown_label(one, vm.listed)) for one in Shown])
        self.shown.set_value(vm.shown)
        self.table.show_rows(vm.rows)
        parts: tuple[tuple[QWidget, bool], ...] = (
            (self.shown, bool(vm.listed.rows)),
            (self.table, bool(vm.rows)),
            (self._hint, bool(vm.rows) and vm.is_editable),
            (self.empty, not vm.listed.rows),
            (self._nobody, bool(vm.listed.rows) and not vm.rows),
        )
        for part, is_shown in parts:
            part.setVisible(is_shown)
        self.empty.setEnabled(vm.is_editable)
        keys = {code: key for key, code in words.answer_keys().items()}
        said = self.tr("%1 viendra · %2 ne viendra pas · %3 sans réponse · 1, 2… comment · Entrée\u202f: tout le reste")
        self._hint.setText(said.replace("%1", keys["yes"]).replace("%2", keys["no"]).replace("%3", keys["none"]))
        if self.table.current_row() is None and vm.rows:
            self.table.choose(vm.rows[0].resident.id)
        self.calling.show_row(self.table.current_row())

    def _show_menu(self, row: InvitationRow, place: QPoint) -> None:
        vm, language = self.vm, formats.language()
        menu = QMenu(self)
        if vm.is_editable and row.status == EXPECTED:
            for one in entries("invitation_answer"):
                action = menu.addAction(one.label(language), partial(self._answer, row, one.code))
                action.setCheckable(True)
                action.setChecked(row.answer == one.code)
            menu.addSeparator()
            for one in entries("invitation_means"):
                action = menu.addAction(label("invitation_means", one.code, language), partial(vm.tell, row, one.code))
                action.setCheckable(True)
                action.setChecked(row.means == one.code)
            menu.addSeparator()
            menu.addAction(self.tr("Ne plus inviter"), partial(vm.take_off, row))
        menu.addAction(
            self.tr("Ouvrir la fiche"), partial(vm.desk.navigation.open_resident, row.resident.id)
        )  # fmt: skip
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # ------------------------------------------------------------ doing

    def _gather(self) -> None:
        for part in (self.search, self.columns):
            part.hide()
        self.gathering.enter()

    def _answer(self, row: InvitationRow, code: str) -> None:
        is_taken_back = row.answer == code
        self.vm.answer(row, code)
        if not is_taken_back and self.vm.shown in (Shown.ALL, Shown.TO_REACH):
            self.table.go_on()

    def _register(self, _typed: str) -> None:
        self.search.clear()
        if self.vm.listed is not None:
            self.vm.desk.navigation.new_resident_wished.emit(self.vm.listed.roll.slot_id)

    # ------------------------------------------------------------ saying

    def _say_invited(self, invited: Invited) -> None:
        said = [self.tr("%n personne(s) invitée(s).", "", invited.expected)] if invited.expected else []
        if invited.waiting:
            said.append(self.tr("Complet\u202f: %n personne(s) en attente d’une place.", "", invited.waiting))
        if said:
            self.vm.desk.navigation.told.emit(" ".join(said))

    def _say_taken_off(self, row: InvitationRow) -> None:
        said = self.tr("%1 n’est plus sur la liste.").replace("%1", words.name(row))
        self.vm.desk.navigation.undo_offered.emit(said, partial(self.vm.invite_all, (row.resident.id,)))
