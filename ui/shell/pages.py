"""The wishes that lead from one screen to another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from intake_app.services.access import Deed, may
from intake_app.services.distinctions import carry_over_distinctions
from intake_app.services.workshops import FORM as WORKSHOP_FORM
from ui.desk import Desk
from ui.navigation import Place
from ui.path.step_content import FORM as STEP
from ui.path.step_form_vm import ask_situation
from ui.residents.resident_form_vm import take_up_waiting
from ui.residents.residents_vm import show_filtered
from ui.settings.copies_vm import CopiesVm
from ui.settings.people_vm import PeopleVm
from ui.shell.host import Host
from ui.shell.screens import Screens
from ui.shell.where import (
    ADD_STEP,
    CONFLICTS,
    ERASURE,
    FILE,
    FORM,
    IMPORTS,
    LETTER,
    MERGE,
    OFFERS,
    PAIRS,
    RAIL_OF,
    REFERRALS,
    REPAIRED,
    ROLL,
    SHEET,
    Where,
)
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.workshops.workshops_vm import WorkshopPage


class Pages(Screens):
    """The screens, and the ways between them: they do not know one another, what they wish for is done here."""

    def __init__(
        self, host: Host, desk: Desk, sync: SyncStatusVm, people: PeopleVm, copies: CopiesVm, parent: QObject
    ) -> None:
        super().__init__(host, desk, sync, people, copies, parent)
        self._frame = host.frame
        self._shown: str = Place.TODAY
        self.settings.preferences_changed.connect(host.follow)
        self._connect(desk)

    def _connect(self, desk: Desk) -> None:
        navigation = desk.navigation
        navigation.went.connect(self.go)
        navigation.new_resident_wished.connect(self.open_new_resident)
        navigation.draft_wished.connect(self.resume)
        navigation.resident_wished.connect(self.open_resident)
        navigation.workshop_wished.connect(self.open_workshop)
        navigation.roll_wished.connect(partial(self._lead_to, Place.WORKSHOPS, self.workshops.open_slot))
        navigation.sheet_wished.connect(partial(self._lead_to, Place.WORKSHOPS, self.workshops.sheet.open_of_slot))
        navigation.new_workshop_wished.connect(self.plan_workshop)
        navigation.conflicts_wished.connect(self.open_conflicts)
        navigation.merge_wished.connect(self.compare)
        navigation.imports_wished.connect(partial(self._lead_to, IMPORTS, self.imports.open))
        navigation.pairs_wished.connect(partial(self._lead_to, PAIRS, None))
        self.pairs.count_changed.connect(self.residents.tell_resembling)
        self.residents.typed.connect(self.pairs.search.rest)
        navigation.erasure_wished.connect(partial(self._lead_to, ERASURE, self.erasure.open))
        navigation.add_step_wished.connect(partial(self._lead_to, ADD_STEP, self.add_step.open))
        navigation.step_wished.connect(self.open_step)
        navigation.actions_wished.connect(partial(self._lead_to, Place.WORKSHOPS, self.workshops.actions.open))
        navigation.referrals_wished.connect(partial(self._lead_to, REFERRALS, None))
        navigation.offers_wished.connect(partial(self._lead_to, OFFERS, None))
        navigation.referral_wished.connect(
            lambda resident, offer: self._lead_to(STEP, self.step.open, resident, "referral", None, offer)
        )
        navigation.letter_wished.connect(partial(self._lead_to, LETTER, self.letter.open))
        navigation.situation_wished.connect(partial(self._lead_to, STEP, partial(ask_situation, self.step)))
        self.repaired.found.connect(partial(self._lead_to, REPAIRED, None))
        navigation.loss_receipt_wished.connect(partial(self._lead_to, REPAIRED, self.repaired.open))
        navigation.search_wished.connect(self.search)
        navigation.filtered_wished.connect(partial(show_filtered, self.residents))
        navigation.filtered_wished.connect(lambda _filters: self.go(Place.RESIDENTS))
        if may(desk.actor.role, Deed.TELL_APART):
            desk.write(self, lambda _none: None, None, carry_over_distinctions)
        self.follow_ups.count_changed.connect(partial(self._frame.rail.set_badge, Place.FOLLOW_UPS))
        self.follow_ups.plan()
        self.workshops.registers.taken.tidy()
        self.follow_ups.refresh()

    def go(self, place: Place) -> None:
        """Show a page of the rail, up to date."""
        self.flush_drafts()
        refresh: dict[Place, Callable[[], None]] = {
            Place.TODAY: self.today.refresh,
            Place.RESIDENTS: self.residents.refresh,
            Place.WORKSHOPS: self.workshops.open_list,
            Place.FOLLOW_UPS: self.follow_ups.refresh,
            Place.SYNC_STATUS: self.sync.refresh,
            Place.SETTINGS: self.settings.refresh,
        }
        self._show(place)
        if place in (Place.TODAY, Place.FOLLOW_UPS):
            self.follow_ups.plan()
        refresh.get(place, lambda: None)()
        if place is Place.RESIDENTS:
            self.pairs.refresh()

    def open_new_resident(self, slot_id: UUID | None = None) -> None:
        """The short form of somebody new, to be added to that slot's roll."""
        self._show(FORM, Place.RESIDENTS)
        self.form.open_new(slot_id)

    def begin_resident(self) -> None:
        """The short form of somebody new (F2); from a roll, somebody to be added to it. Pressed again, the one left
        unfinished.
        """
        if self._shown == FORM and take_up_waiting(self.form):
            return
        roll = self.workshops.roll.roll
        is_calling = self._shown == Place.WORKSHOPS and self.workshops.page is WorkshopPage.ROLL
        self.open_new_resident(roll.slot_id if is_calling and roll is not None else None)

    def resume(self, record_id: UUID) -> None:
        """The unfinished form of a record."""
        drafts = self.today.page.drafts if self.today.page is not None else ()
        form = next((draft.form for draft in drafts if draft.record_id == record_id), None)
        if form == WORKSHOP_FORM:
            self._show(Place.WORKSHOPS)
            self.workshops.resume(record_id)
            return
        if form == STEP:
            self._lead_to(STEP, self.step.resume, record_id)
            return
        self._show(FORM, Place.RESIDENTS)
        self.form.resume(record_id)

    def open_resident(self, resident_id: UUID) -> None:
        """Somebody's file."""
        self.file.open_file(resident_id)
        self._show(FILE, Place.RESIDENTS)

    def open_step(self, resident_id: UUID | None, kind: str, record_id: UUID | None = None) -> None:
        """The form of a step; from the list of referrals or of offers it leads back there."""
        navigation = self.desk.navigation
        lists = {
            REFERRALS: navigation.referrals_wished.emit,
            OFFERS: navigation.offers_wished.emit,
            Place.WORKSHOPS: navigation.actions_wished.emit,
        }
        way_back = lists.get(self._shown)
        self._lead_to(STEP, self.step.open, resident_id, kind, record_id)
        self.step.way_back = way_back

    def compare(self, resident_id: UUID, other_id: UUID) -> None:
        """Two files that may be one person's."""
        is_of_list = self._shown == PAIRS
        self._show(MERGE, Place.RESIDENTS)
        self.merge.open(resident_id, other_id, is_of_list=is_of_list)

    def open_workshop(self, workshop_id: UUID) -> None:
        """A workshop's roll."""
        self._show(Place.WORKSHOPS)
        self.workshops.open_roll(workshop_id)

    def open_conflicts(self, file_id: UUID | None = None, resident_id: UUID | None = None) -> None:
        """The two versions of a file, else of what waits for longest; `resident_id` is the file one comes from."""
        self._show(CONFLICTS, Place.SYNC_STATUS)
        self.conflicts.open(file_id, resident_id)

    def review(self) -> None:
        """What asks for somebody's eyes: the two versions if there are any, else the page that lists it all."""
        if self.sync.disputed:
            self.open_conflicts()
        else:
            self.go(Place.SYNC_STATUS)

    def plan_workshop(self) -> None:
        """The form of a new workshop."""
        self._show(Place.WORKSHOPS)
        self.workshops.plan()

    def start_roll(self) -> None:
        """The roll to call now (F3)."""
        self._show(Place.WORKSHOPS)
        self.workshops.call_roll()

    def search(self, text: str) -> None:
        """Look somebody up."""
        self._show(Place.RESIDENTS)
        self.residents.begin_search(text)
        page = self._frame.page(Place.RESIDENTS)
        if page is not None:
            page.setFocus()

    def where(self) -> Where:
        """The page shown now."""
        key = self._shown
        if key == FORM:
            return Where(key, self.form.content.record_id)
        if key == Place.WORKSHOPS and (slot_id := self.workshops.slot_shown) is not None:
            return Where(SHEET if self.workshops.page is WorkshopPage.SHEET else ROLL, slot_id)
        ids = {
            ADD_STEP: self.add_step.resident_id,
            STEP: self.step.content.draft_id if self.step.content else None,
            FILE: self.file.resident_id,
            MERGE: self.merge.one_id,
            ERASURE: self.erasure.resident_id,
            LETTER: self.letter.referral_id,
            CONFLICTS: self.conflicts.file.file_id if self.conflicts.file else None,
        }
        return Where(key, ids.get(key))

    def return_to(self, where: Where) -> None:
        """Show that page again; a form comes back with its draft, at the same field."""
        about_one: dict[str, Callable[[UUID], None]] = {
            FORM: self.resume,
            STEP: partial(self._lead_to, STEP, self.step.resume),
            ADD_STEP: partial(self._lead_to, ADD_STEP, self.add_step.open),
            LETTER: partial(self._lead_to, LETTER, self.letter.open),
            ROLL: self.desk.navigation.roll_wished.emit,
            SHEET: self.desk.navigation.sheet_wished.emit,
            **dict.fromkeys((FILE, MERGE, ERASURE), self.open_resident),
        }
        if where.key in about_one and where.record_id is not None:
            about_one[where.key](where.record_id)
        elif where.key in (IMPORTS, PAIRS, REFERRALS, OFFERS):
            self._lead_to(where.key, self.imports.open if where.key == IMPORTS else None)
        elif where.key == CONFLICTS:
            self.open_conflicts(where.record_id)
        elif where.key in set(Place):
            self.go(Place(where.key))
        else:
            self.go(Place.RESIDENTS)

    def flush_drafts(self) -> None:
        """Queue whatever is typed and not yet kept, before the window locks or leaves the page."""
        self.form.flush_draft()
        self.step.flush_draft()
        self.workshops.form.keep_draft()

    def _lead_to(self, key: str, begin: Callable[..., None] | None, *about: object) -> None:
        """A page reached from one of the rail: shown, then told what it is about."""
        self._show(key, RAIL_OF.get(key, Place.RESIDENTS))
        if begin is not None:
            begin(*about)

    def _show(self, key: str, rail_key: str = "") -> None:
        if self._frame.page(key) is None:
            self._frame.add_page(key, self.makers[key]())
        self._frame.show_page(key, rail_key)
        self._shown = key
        for place, view_model in self.of_rail.items():
            view_model.is_in_sight = place == key
