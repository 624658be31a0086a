"""The invitations to a half-day: who is told, what they answered, and who is still to be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.attendances import DECLINED, EXPECTED, WAITING, take_off_roll
from intake_app.services.invitations.inviting import UNTOLD, Invited, invite_people, note_answer, note_told
from intake_app.services.invitations.lists import COMING, InvitationList, InvitationRow, read_invitations
from intake_app.services.rolls import RollCandidate
from intake_app.services.workshop_lists import read_workshop
from ui.desk import Desk, ViewModel
from ui.workshops.candidates_vm import CandidatesVm
from ui.workshops.invitations.gathering_vm import GatheringVm
from ui.workshops.invitations.invitation_papers_vm import InvitationPapersVm
from ui.workshops.invitations.shown import Shown

if TYPE_CHECKING:
    from intake_app.storage.store import Session

_SHOWN_TYPES = frozenset({"workshop", "slot", "attendance", "resident", "site", "sheet"})


class InvitationsVm(ViewModel):
    """One half-day at a time. What is noted concerns all the dates of its workshop that are not gone by, unless
    `is_for_all` is taken back.
    """

    opened = Signal()
    changed = Signal()
    invited = Signal(object)
    """An Invited: how many were added."""
    taken_off = Signal(object)
    """An InvitationRow: off the roll."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.listed: InvitationList | None = None
        self.shown = Shown.ALL
        self.means = "phone"
        """By which means whoever answers was told, unless another is noted."""
        self.is_for_all = True
        self.dates: tuple[UUID, ...] = ()
        """The half-days of the workshop that are not gone by, this one first."""
        self._slot_id: UUID | None = None
        self.candidates = CandidatesVm(desk, self)
        self.gathering = GatheringVm(desk, self)
        self.papers = InvitationPapersVm(desk, self)
        self.candidates.chosen.connect(self.invite)
        self.gathering.chosen.connect(self.invite_all)
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & _SHOWN_TYPES else None)

    @property
    def rows(self) -> tuple[InvitationRow, ...]:
        """Those listed, by name."""
        rows = self.listed.rows if self.listed is not None else ()
        wanted: dict[Shown, Callable[[InvitationRow], bool]] = {
            Shown.ALL: lambda _row: True,
            Shown.TO_REACH: lambda row: row.is_to_reach,
            Shown.COMING: lambda row: row.answer == COMING,
            Shown.DECLINED: lambda row: row.answer == DECLINED,
        }
        return tuple(row for row in rows if wanted[self.shown](row))

    @property
    def is_editable(self) -> bool:
        """Whether anybody can still be invited: not once it is over, closed, cancelled or sealed."""
        if self.listed is None:
            return False
        roll = self.listed.roll
        return roll.status in ("planned", "held") and not roll.is_sealed and roll.held_on >= self.desk.today()

    def open(self, slot_id: UUID) -> None:
        """Show the invitations to this half-day."""
        self._slot_id = slot_id
        self.desk.read(self, self._open, _read, slot_id, self.desk.today())

    def leave(self) -> None:
        """Show none any more."""
        self._slot_id = None
        self.candidates.clear()
        self.gathering.leave()

    def show(self, shown: Shown) -> None:
        """List only some of them."""
        self.shown = shown
        self.changed.emit()

    def concern_all_dates(self, is_for_all: bool) -> None:
        """Have what is noted concern all the dates to come, or this one alone."""
        self.is_for_all = is_for_all

    def invite(self, candidate: RollCandidate) -> None:
        """Invite somebody found by name."""
        self.candidates.clear()
        if candidate.status in (None, WAITING):
            self.invite_all((candidate.resident.id,))

    def invite_all(self, resident_ids: tuple[UUID, ...]) -> None:
        """Invite these residents, as far as there are places; the others wait for one."""
        self._write(self._after_inviting, invite_people, list(resident_ids))

    def answer(self, row: InvitationRow, answer: str) -> None:
        """Note an answer (a code of `invitation_answer`); the same again takes it back."""
        if row.status == EXPECTED:
            noted = None if row.answer == answer else answer
            self._write(lambda _id: self.refresh(), note_answer, row.resident.id, noted, self.means)

    def tell(self, row: InvitationRow, means: str) -> None:
        """Note by which means somebody was told; the same again takes it back, with the answer."""
        if row.status == EXPECTED:
            self.means = means
            self._write(lambda _id: self.refresh(), note_told, row.resident.id, UNTOLD if row.means == means else means)

    def take_off(self, row: InvitationRow) -> None:
        """Invite somebody no more to this half-day."""
        if self._slot_id is not None and self.is_editable and row.status == EXPECTED:
            then: Callable[[UUID], None] = lambda _id: self.taken_off.emit(row)  # noqa: E731
            self.desk.write(self, then, self.fail, take_off_roll, self._slot_id, row.resident.id)

    def refresh(self) -> None:
        """Read the list again."""
        if self._slot_id is not None:
            self.desk.read(self, self._take, _read, self._slot_id, self.desk.today())

    def _write(self, then: Callable[[Any], None], use_case: Callable[..., Any], *args: Any) -> None:
        if self._slot_id is None or not self.is_editable:
            return
        slot_ids = list(self.dates) if self.is_for_all else [self._slot_id]
        self.desk.write(self, then, self.fail, use_case, slot_ids, *args)

    def _after_inviting(self, invited: Invited) -> None:
        self.invited.emit(invited)
        self.refresh()

    def _open(self, read: tuple[InvitationList, tuple[UUID, ...]]) -> None:
        self.shown, self.is_for_all = Shown.ALL, True
        self.candidates.start(read[0].roll.slot_id)
        self.gathering.start(read[0].roll.slot_id)
        self._take(read)
        self.opened.emit()

    def _take(self, read: tuple[InvitationList, tuple[UUID, ...]]) -> None:
        if read[0].roll.slot_id == self._slot_id:
            self.listed, self.dates = read
            self.gathering.refresh()
            self.changed.emit()


def _read(session: Session, slot_id: UUID, today: date) -> tuple[InvitationList, tuple[UUID, ...]]:
    """The list, and the half-days of its workshop that are not gone by, this one first."""
    listed = read_invitations(session, slot_id)
    slots = read_workshop(session, listed.roll.workshop_id).slots
    ahead = [one.slot_id for one in slots if one.held_on >= today and one.slot_id is not None]
    return listed, tuple(dict.fromkeys((slot_id, *ahead)))
