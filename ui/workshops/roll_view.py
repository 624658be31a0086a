"""The roll-call page: names to tick, a field to find anybody by name, and what stands beside them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.reference import entries
from intake_app.services.attendances import EXPECTED, WAITING
from intake_app.services.rolls import Roll
from intake_app.services.workshops import Closing
from ui import formats
from ui.badges.badge_keys import BadgeKeys
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel
from ui.workshops import planning_words, words
from ui.workshops.candidates_view import CandidatesView
from ui.workshops.closing_view import ClosingView
from ui.workshops.newcomer_view import NewcomerView
from ui.workshops.roll_sheet import RollLine
from ui.workshops.roll_side_view import RollSideView
from ui.workshops.roll_table import RollTable
from ui.workshops.roll_vm import RollVm
from ui.workshops.sheets import doubt_words
from ui.workshops.sheets.signing_view import SigningView

PRIVACY_KEY = "F8"


class RollView(PageScaffold):
    """A thin view on RollVm. `back_wished`, `edit_wished(workshop_id)` and `sheet_wished` lead to the other pages of
    workshops, as `invitations_wished(slot_id)` does.
    """

    back_wished = Signal()
    edit_wished = Signal(object)
    sheet_wished = Signal()
    invitations_wished = Signal(object)

    def __init__(self, vm: RollVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._covered: list[Card] = []
        self._head()
        self.body.addWidget(self._finding())
        self.banner = Banner("info", "")
        self.banner.hide()
        self.newcomer = NewcomerView(vm.newcomer)
        self.closing = ClosingView(vm)
        for widget in (self.banner, self.newcomer, self.closing):
            self.body.addWidget(widget)
        self.side = RollSideView(vm)
        self.columns = TwoColumns(side_width=self.side.wanted_width(), stack_below=640)
        self.columns.main.addWidget(self._list(), 1)
        self.columns.side.addWidget(self.side)
        self.body.addWidget(self.columns, 1)
        self.candidates = CandidatesView(vm.candidates, self.search, self, self.table)
        self.signing = SigningView(vm.signing)
        self.destroyed.connect(self.signing.deleteLater)
        self.badge_keys = BadgeKeys(self, self.search, self.table)
        self._connect()

    def enter(self) -> None:
        """Give the keyboard to the search field: a name, then Enter; to the list when nobody can be added any more."""
        place = self.search if self.search.isEnabled() else self.table
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> None:
        back = IconButton("chevron-left", self.tr("Toutes les séances"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.slots = ChoiceField()
        self.slots.setMinimumContentsLength(18)
        self.slots.setAccessibleName(self.tr("Autres dates de la séance"))
        self.slots.value_changed.connect(lambda: self.vm.open_slot(UUID(self.slots.value())))
        self.private = SecondaryButton(self.tr("Masquer les noms"), "eye-off", "small", shortcut_hint=PRIVACY_KEY)
        self.private.clicked.connect(self._turn_screen)
        self.edit = SecondaryButton(self.tr("Modifier"), "pencil", "small")
        self.edit.clicked.connect(lambda: self.edit_wished.emit(self.vm.roll.workshop_id if self.vm.roll else None))
        self.sheet = SecondaryButton(self.tr("Feuille d’émargement"), "document", "small")
        self.sheet.clicked.connect(self.sheet_wished)
        self.invitations = SecondaryButton(self.tr("Invitations"), "phone", "small")
        self.invitations.clicked.connect(
            lambda: self.invitations_wished.emit(self.vm.roll.slot_id if self.vm.roll else None)
        )
        for action in (self.slots, self.private, self.edit, self.invitations, self.sheet):
            self.add_action(action)
        QShortcut(QKeySequence(PRIVACY_KEY), self, self._turn_screen)

    def _finding(self) -> QWidget:
        self.search = SearchField(self.tr("Ajouter quelqu’un\u202f: tapez son nom"), is_large=True)
        self.search.searched.connect(self.vm.candidates.search)
        self.search.submitted.connect(lambda _text: self.vm.candidates.enter())
        self.new_resident = PrimaryButton(self.tr("Nouvelle personne"), "plus", "large")
        self.new_resident.clicked.connect(
            lambda: self.vm.desk.navigation.new_resident_wished.emit(self.vm.roll.slot_id if self.vm.roll else None)
        )
        bar = QWidget()
        line = FlowLayout(bar, gap=16, line_gap=12)
        line.addWidget(self.search)
        line.addWidget(self.new_resident)
        line.fill_with(self.search)
        return bar

    def _list(self) -> Card:
        card = Card()
        self.table = RollTable()
        self.table.toggled.connect(lambda line: self.vm.toggle(line.resident_id))
        self.table.menu_wished.connect(self._show_menu)
        self.table.signing_wished.connect(self.vm.signing.hand_to)
        self.empty = EmptyState(
            "people",
            self.tr("Personne n’est encore sur la liste"),
            self.tr("Tapez un nom ci-dessus pour ajouter quelqu’un, ou inscrivez une personne que vous rencontrez."),
        )
        self.saved = TextLabel("", "small-soft", wraps=False)
        self._hint = TextLabel(
            self.tr("Retard, absence prévenue : clic droit ou touche Menu"), "small-soft", wraps=False
        )
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.empty, 1)
        foot = QWidget()
        words_line = FlowLayout(foot, gap=24, line_gap=2)
        words_line.addWidget(self.saved)
        words_line.addWidget(self._hint)
        card.body.addWidget(foot)
        return card

    def _connect(self) -> None:
        vm = self.vm
        self.search.left_downwards.connect(self.candidates.enter)
        self.candidates.invited.connect(vm.invite)
        self.candidates.newcomer_wished.connect(self._welcome)
        vm.candidates.nobody_found.connect(self._welcome)
        vm.candidates.candidates_changed.connect(self._empty_search)
        self.badge_keys.scanned.connect(vm.candidates.scan)
        self.newcomer.left.connect(self.enter)
        self.closing.left.connect(self.enter)
        self.side.closing_wished.connect(self.closing.enter)
        self.banner.action_clicked.connect(vm.reopen)
        vm.opened.connect(self._show_opened)
        vm.roll_changed.connect(self._show_roll)
        vm.marks.lines_changed.connect(self._show_lines)
        vm.marks.save_changed.connect(self._show_saved)
        vm.privacy_changed.connect(self._show_privacy)
        vm.marked.connect(self._say_marked)
        vm.newcomer.registered.connect(self._say_registered)
        vm.signing.opened.connect(lambda: vm.desk.navigation.covered.emit(self.signing))
        vm.signing.left.connect(self._take_back)
        vm.closed.connect(self._say_closed)

    def _welcome(self, typed: str) -> None:
        self.search.clear()
        self.newcomer.enter(typed)

    def _turn_screen(self) -> None:
        self.vm.set_private(not self.vm.is_private)

    def _empty_search(self) -> None:
        if not self.vm.candidates.text:
            self.search.clear()

    def _show_opened(self) -> None:
        self._covered = []
        self.newcomer.hide()
        self.closing.hide()
        workshop, roll = self.vm.workshop, self.vm.roll
        slots = workshop.slots if workshop and roll else ()
        today = self.vm.desk.today()
        self.slots.set_choices(
            [
                Choice(str(slot.slot_id), f"{words.day(slot.held_on, today)}, {words.clock(slot.start_time)}")
                for slot in slots
            ]
        )
        self.slots.set_value(str(roll.slot_id) if roll else "")
        self.slots.setVisible(len(slots) > 1)
        self.scroll_area().verticalScrollBar().setValue(0)
        self.enter()

    def _show_roll(self) -> None:
        roll = self.vm.roll
        if roll is None:
            return
        self.set_title(roll.title)
        self.set_subtitle(words.heading(roll, self.vm.desk.today()))
        enters = (
            self.tr("Entrée\u202f: inscrire")
            if self.vm.is_ahead
            else self.tr("Entrée\u202f: ajouter et marquer présente")
        )
        self.search.set_hint(enters)
        self.candidates.can_invite = not self.vm.is_ahead
        for widget in (self.search, self.new_resident):
            widget.setEnabled(self.vm.is_editable and not self.vm.is_private)
        self.table.set_can_sign(self.vm.signing.can_sign)
        self._show_banner(roll)

    def _take_back(self) -> None:
        self.vm.desk.navigation.uncovered.emit(self.signing)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_banner(self, roll: Roll) -> None:
        status = roll.status
        if self.vm.is_changed:
            self.banner.set_message("warn", *doubt_words.changed())
        elif roll.is_sealed:
            text = self.tr("Pour corriger une erreur, ouvrez la feuille en disant pourquoi.")
            self.banner.set_message("good", self.tr("Feuille scellée"), text)
        elif status == "closed":
            text = self.tr("Rien n’est perdu\u202f: rouvrez l’appel pour le corriger.")
            self.banner.set_message("good", self.tr("Séance close"), text, self.tr("Rouvrir l’appel"))
        elif status == "cancelled":
            text = self.tr("Pour la rétablir, passez par «\u202fModifier\u202f».")
            self.banner.set_message("warn", planning_words.cancelled(roll.cancel_reason), text)
        else:
            text = self.tr("D’ici là, inscrivez les personnes attendues. L’appel se fera le jour de la séance.")
            self.banner.set_message("info", self.tr("Séance à venir"), text)
        self.banner.setVisible(self.vm.is_ahead or not self.vm.is_editable)

    def _show_lines(self) -> None:
        lines = self.vm.marks.sheet.lines()
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._hint.setVisible(bool(lines) and self.vm.is_editable)
        self.empty.setVisible(not lines)

    def _show_saved(self) -> None:
        marks, parts = self.vm.marks, []
        if marks.has_failed:
            parts = [self.tr("Non enregistré\u202f: la dernière coche a été retirée.")]
        elif marks.saved_at is not None:
            parts = [self.tr("Enregistré à %1").replace("%1", formats.clock_time(marks.saved_at))]
        if self.vm.is_only_here:
            parts.append(self.tr("seulement sur cet ordinateur"))
        self.saved.set_role("error" if marks.has_failed else "small-soft")
        self.saved.setText(formats.sentence_case(" · ".join(parts)))

    def _show_privacy(self, is_private: bool) -> None:
        self.private.setText(self.tr("Montrer les noms") if is_private else self.tr("Masquer les noms"))
        self.private.set_icon_name("eye" if is_private else "eye-off")
        self.table.set_private(is_private)
        self.badge_keys.is_private = is_private
        for widget in (self.search, self.new_resident):
            widget.setEnabled(self.vm.is_editable and not is_private)
        if is_private:
            self._covered = [card for card in (self.newcomer, self.closing) if not card.isHidden()]
        for card in self._covered:
            card.setHidden(is_private)

    def _show_menu(self, line: RollLine, place: QPoint) -> None:
        menu = QMenu(self)
        for one in entries("attendance_status"):
            is_offered = one.mapping["attended"] is not None and not (self.vm.is_ahead and one.mapping["attended"])
            if is_offered or (one.code == EXPECTED and line.status != EXPECTED):
                action = menu.addAction(one.label(formats.language()))
                action.setCheckable(True)
                action.setChecked(line.status == one.code)
                action.triggered.connect(lambda _is, status=one.code: self.vm.mark(line.resident_id, status))
        if self.vm.waiting.is_ahead and line.is_on_roll:
            menu.addAction(self.tr("Retirer de la liste")).triggered.connect(
                lambda: self.vm.waiting.take_off(line.resident_id)
            )
        menu.addSeparator()
        if self.vm.signing.can_sign and line.is_present and not self.vm.is_private:
            menu.addAction(self.tr("Faire signer")).triggered.connect(lambda: self.vm.signing.hand_to(line))
        opening = menu.addAction(self.tr("Ouvrir la fiche"))
        opening.triggered.connect(lambda: self.vm.desk.navigation.open_resident(line.resident_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _say_marked(self, line: RollLine, status: str) -> None:
        said = self.tr("%1 est sur la liste.") if status == EXPECTED else self.tr("%1 est là.")
        if status == WAITING:
            said = self.tr("Complet\u202f: %1 attend une place.")
        if self.vm.is_private:
            # the screen is turned to somebody: no name on it
            said = self.tr("C’est noté.")
        self.vm.desk.navigation.told.emit(said.replace("%1", words.full_name(line)))

    def _say_registered(self, family_name: str, first_name: str) -> None:
        name = formats.person_name(first_name, family_name, is_family_first=True)
        self.vm.desk.navigation.told.emit(self.tr("%1 est là, et sa fiche est ouverte.").replace("%1", name))

    def _say_closed(self, closing: Closing) -> None:
        count = len(closing.follow_up_ids)
        called = self.tr("%n personne(s) à recontacter.", "", count) if count else self.tr("Personne à recontacter.")
        closed = self.tr("Séance close.")
        self.vm.desk.navigation.told.emit(f"{closed} {called}")
