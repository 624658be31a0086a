"""A resident's file: everything known of one person, and the thread of what happened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.likeness import Bond
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.services import notices, privacy, residents
from intake_app.services.access import Deed, may
from intake_app.services.disputed_files import DisputedFile, list_disputed_files
from intake_app.services.lookalikes import Lookalike, find_lookalikes
from intake_app.services.notices import NoticeGiven
from intake_app.services.path.overview import PathOverview, read_path
from intake_app.services.portraits import portrait_of
from intake_app.services.registers.hours import ActionHours, read_hours_of
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.resident_merges import undo_merge
from intake_app.services.timeline_entries import TimelineEntry
from intake_app.services.timelines import read_timeline
from ui.desk import Desk, ViewModel
from ui.navigation import Place

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session

LETTER: Final = "referral_letter"
"""Not a step: the letter of a referral."""
_Hours = tuple[ActionHours, ...]
_Read = tuple[ResidentFile, tuple[TimelineEntry, ...], DisputedFile | None, tuple[Lookalike, ...], PathOverview, _Hours]
_ELSEWHERE: Final = frozenset({"staff_member", "organisation", "programme", "operation", "action"})


class ResidentFileVm(ViewModel):
    """Shows one person at a time. The opening is written in the trail before anything is read."""

    shown_changed = Signal()
    openings_read = Signal(object)
    """Who opened the file on this computer, newest first: a list of Opening."""
    archived = Signal(object)
    """The id of the resident whose file was put away."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.resident_id: UUID | None = None
        self.file: ResidentFile | None = None
        self.timeline: tuple[TimelineEntry, ...] = ()
        self.disputed: DisputedFile | None = None
        """What two people wrote differently of this person."""
        self.path = PathOverview()
        self.hours: _Hours = ()
        """The hours attended, action by action."""
        self.resembling: tuple[Lookalike, ...] = ()
        """Who may be the same person."""
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def may(self, deed: Deed) -> bool:
        """Whether whoever is at the desk may do it."""
        return may(self.desk.actor.role, deed)

    def open_file(self, resident_id: UUID) -> None:
        """Show somebody's file."""
        self.resident_id = resident_id
        self._forget()
        self.desk.write(self, lambda _none: self.refresh(), self._fail, privacy.record_opening, resident_id)

    def refresh(self) -> None:
        """Read the file shown again."""
        if self.resident_id is not None:
            shown = partial(self._show, self.resident_id)
            self.desk.read(self, shown, _read_all, self.desk.actor, self.resident_id, self.desk.today())

    def edit(self) -> None:
        """Correct what is known."""
        if self.resident_id is not None:
            self.desk.navigation.draft_wished.emit(self.resident_id)

    def go_on(self, kind: str = "", record_id: UUID | None = None) -> None:
        """Open the form of a step of the path; without a kind, what can be added."""
        if kind == LETTER:
            self.desk.navigation.letter_wished.emit(record_id)
        elif self.resident_id is not None and kind:
            self.desk.navigation.step_wished.emit(self.resident_id, kind, record_id)
        elif self.resident_id is not None:
            self.desk.navigation.add_step_wished.emit(self.resident_id)

    def settle_conflicts(self) -> None:
        """Choose between the two versions of this file."""
        if self.disputed is not None:
            self.desk.navigation.open_conflicts(self.disputed.file_id, self.resident_id)

    def compare(self, other_id: UUID) -> None:
        """Look at this file beside that of somebody who may be the same person."""
        if self.resident_id is not None:
            self.desk.navigation.compare(self.resident_id, other_id)

    def take_apart(self, merge_id: UUID) -> None:
        """Show a joined file apart again."""
        self.desk.write(self, lambda _id: None, None, undo_merge, merge_id)

    def ask_erasure(self) -> None:
        """Go to where the person can be erased."""
        if self.resident_id is not None:
            self.desk.navigation.erasure_wished.emit(self.resident_id)

    def confirm_notice(self, language: str) -> None:
        """The written notice has now been handed over, in this language."""
        if self.resident_id is not None:
            given = NoticeGiven("paper", CURRENT_VERSION, language)
            self.desk.write(self, lambda _id: None, None, notices.deliver_notice, self.resident_id, given)

    def read_openings(self) -> None:
        """Find who opened this file."""
        if self.resident_id is not None:
            self.desk.read(self, self.openings_read.emit, privacy.list_openings, self.resident_id)

    def archive(self) -> None:
        """Put the file away; `take_out` within ten seconds undoes it."""
        if self.resident_id is not None:
            resident_id = self.resident_id
            self.desk.write(self, self._on_archived, self._fail, residents.archive_resident, resident_id)

    def go_to_list(self) -> None:
        """Back to the list of residents."""
        self.desk.navigation.go(Place.RESIDENTS)

    def _show(self, resident_id: UUID, read: _Read | None) -> None:
        if resident_id != self.resident_id:
            return
        if read is None:
            self._forget()
            self.go_to_list()
            return
        self.resident_id = read[0].id
        if read != (self.file, self.timeline, self.disputed, self.resembling, self.path, self.hours):
            self.file, self.timeline, self.disputed, self.resembling, self.path, self.hours = read
            self.shown_changed.emit()

    def _forget(self) -> None:
        self.file, self.timeline, self.disputed, self.resembling = None, (), None, ()
        self.path, self.hours = PathOverview(), ()
        self.shown_changed.emit()

    def _on_archived(self, resident_id: UUID) -> None:
        self.go_to_list()
        self.archived.emit(resident_id)

    def _fail(self, error: KnownError) -> None:
        self.fail(error)
        if error.key == "record_gone":
            self.go_to_list()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.file is not None and record_types - _ELSEWHERE:
            self.refresh()


def take_out(desk: Desk, resident_id: UUID) -> None:
    """Take a file out again and open it: what undoes `archive`, whatever page is shown meanwhile."""
    desk.write(
        desk, lambda _id: desk.navigation.open_resident(resident_id), None, residents.restore_resident, resident_id
    )


def _read_all(session: Session, actor: Actor, resident_id: UUID, today: Day) -> _Read | None:
    """Everything the page shows; None when the person is here no more (erased, or moved elsewhere)."""
    try:
        file = read_resident(session, resident_id, today)
    except KnownError:
        return None
    disputed = (one for one in list_disputed_files(session, actor) if one.file_id in file.members)
    person = file.fields
    found = find_lookalikes(session, portrait_of(person), besides=file.id) if may(actor.role, Deed.JOIN_FILES) else ()
    resembling = tuple(one for one in found if one.bond is Bond.SAME_PERSON)
    path = read_path(session, actor, resident_id, today)
    timeline = tuple(read_timeline(session, resident_id, path.referrals))
    return file, timeline, next(disputed, None), resembling, path, read_hours_of(session, file.id)
