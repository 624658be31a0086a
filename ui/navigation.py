"""Where one can go, said by screens, done by the window: screens do not know one another."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal


class Place(StrEnum):
    """The pages of the navigation rail, and those reached from them."""

    TODAY = "today"
    RESIDENTS = "residents"
    WORKSHOPS = "workshops"
    FOLLOW_UPS = "follow_ups"
    FIGURES = "figures"
    SYNC_STATUS = "sync_status"
    SETTINGS = "settings"


class Navigation(QObject):
    """Wishes of screens. `went` names a page of the rail; the others open a page about one thing."""

    went = Signal(object)
    new_resident_wished = Signal(object)
    """A new person. Carries the slot (UUID) whose roll she will join, or None."""
    draft_wished = Signal(object)
    """Take up the unfinished form of that record id."""
    resident_wished = Signal(object)
    workshop_wished = Signal(object)
    """Open the roll of that workshop."""
    roll_wished = Signal(object)
    """Open the roll of that slot."""
    sheet_wished = Signal(object)
    """Open the sheet of that slot's day."""
    new_workshop_wished = Signal()
    actions_wished = Signal()
    """The actions that workshops are held within."""
    merge_wished = Signal(object, object)
    """Compare two files: of the resident one comes from, and of somebody who may be the same person."""
    pairs_wished = Signal()
    """Decide on the files that resemble each other."""
    imports_wished = Signal()
    """Bring in a file of people."""
    add_step_wished = Signal(object)
    """Choose what to add to that resident's path."""
    step_wished = Signal(object, str, object)
    """The form of a step: of that resident (None: of nobody in particular), of that kind (a key of `ui.path`),
    correcting that record or None.
    """
    referrals_wished = Signal()
    """Everybody's referrals that are still open."""
    offers_wished = Signal()
    """The directory of offers."""
    referral_wished = Signal(object, object)
    """A referral of that resident, to that offer."""
    letter_wished = Signal(object)
    """The letter that goes with that referral."""
    situation_wished = Signal(object, str)
    """Ask where that resident stands now, at that stage (a code of `situation_stage`)."""
    erasure_wished = Signal(object)
    """Erase that resident for good: asks before anything is done."""
    conflicts_wished = Signal(object, object)
    """Choose between two versions: of that file (id of a resident, a workshop or a record), else of what waits for
    longest; and the resident's file one comes from. Either may be None.
    """
    search_wished = Signal(str)
    filtered_wished = Signal(tuple)
    """The residents who pass these filters (names of `resident_filters.FILTERS`)."""
    loss_receipt_wished = Signal()
    """What the last repair of this laptop could not find."""
    covered = Signal(object)
    """Hand the whole window to this widget: somebody signs."""
    uncovered = Signal(object)
    """This widget gives the window back."""
    exchange_wished = Signal()
    lock_wished = Signal()
    failed = Signal(object)
    """A KnownError to show."""
    told = Signal(str)
    """Something done, to say for a moment."""
    undo_offered = Signal(str, object)
    """Something done that can be taken back for ten seconds: the words, and what undoes it (a callable)."""

    def go(self, place: Place) -> None:
        """Go to a page of the rail."""
        self.went.emit(place)

    def open_resident(self, resident_id: UUID) -> None:
        """Open somebody's file."""
        self.resident_wished.emit(resident_id)

    def compare(self, resident_id: UUID, other_id: UUID) -> None:
        """Compare somebody's file with that of another, who may be the same person."""
        self.merge_wished.emit(resident_id, other_id)

    def open_workshop(self, workshop_id: UUID) -> None:
        """Open a workshop's roll."""
        self.workshop_wished.emit(workshop_id)

    def open_conflicts(self, file_id: UUID | None = None, resident_id: UUID | None = None) -> None:
        """Choose between the two versions of a file; `resident_id` is the one to go back to."""
        self.conflicts_wished.emit(file_id, resident_id)
