"""What is to be done for whom, by when: late, today, this week, later."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.reference import entry
from intake_app.services.access import Deed, may
from intake_app.services.daily_follow_ups import plan_daily_follow_ups
from intake_app.services.follow_up_lists import DueCounts, FollowUpGroups, FollowUpRow, count_due, list_follow_ups
from intake_app.services.path.referral_lists import count_open_referrals
from intake_app.services.silent_people import count_to_be_erased
from ui.desk import Desk, ViewModel
from ui.follow_ups.dealing_vm import DealingVm, Result

SHOWN_TYPES = frozenset({"follow_up", "resident", "staff_member", "referral"})


class FollowUpsVm(ViewModel):
    """`groups` are those of the staff member and of nobody, or of everybody; `chosen` is the one being dealt with."""

    rows_changed = Signal()
    count_changed = Signal(int)
    """How many of one's own are late, for today or for the week: the badge of the rail."""
    referrals_counted = Signal()
    to_erase_counted = Signal()
    chosen_changed = Signal(bool)
    """Whether it is another one, or the same as somebody changed it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.groups = FollowUpGroups((), (), (), ())
        self.is_read = False
        self.is_everybodys = False
        self.open_referrals: int | None = None
        """How many referrals are still open; None for those who have nothing to do with them."""
        self.to_erase = 0
        """How many files whoever is here is to erase, or to see to it that they are kept."""
        self.dealing = DealingVm(desk, self)
        self._wanted: UUID | None = None
        self.dealing.completed.connect(lambda row, _result: self._go_on(row))
        self.dealing.snoozed.connect(lambda row, _day: self._go_on(row))
        self.dealing.assigned.connect(lambda row, _colleague: self._go_on(row))
        desk.changes.rows_changed.connect(self._on_rows_changed)

    @property
    def rows(self) -> tuple[FollowUpRow, ...]:
        """Every row, in the order of the groups."""
        groups = self.groups
        return (*groups.late, *groups.today, *groups.week, *groups.later)

    @property
    def chosen(self) -> FollowUpRow | None:
        """The one being dealt with; None when nothing is left to do."""
        return self.dealing.row

    def plan(self) -> None:
        """Plan what the days going by ask for; the lists follow."""
        if may(self.desk.actor.role, Deed.FOLLOW_UP):
            self.desk.write(self, lambda _none: None, None, plan_daily_follow_ups)

    def refresh(self) -> None:
        """Read the lists and the counts again."""
        today, own = self.desk.today(), self.desk.actor.staff_id
        self.desk.read(self, self._take, list_follow_ups, today, staff_id=None if self.is_everybodys else own)
        self._read_count()
        self.dealing.refresh_colleagues()
        if may(self.desk.actor.role, Deed.REFER):
            self.desk.read(self, self._count_referrals, count_open_referrals, self.desk.actor, today)
        if may(self.desk.actor.role, Deed.ERASE):
            self.desk.read(self, self._count_to_erase, count_to_be_erased, today)

    @property
    def keeps_offers_only(self) -> bool:
        """Whether whoever is here keeps the directory of offers, without referring anybody."""
        role = self.desk.actor.role
        return may(role, Deed.KEEP_OFFERS) and not may(role, Deed.REFER)

    def show_everybodys(self, is_everybodys: bool) -> None:
        """Show those of all colleagues, or one's own."""
        self.is_everybodys = is_everybodys
        self.refresh()

    def choose(self, follow_up_id: UUID) -> None:
        """Deal with this one."""
        found = next((row for row in self.rows if row.id == follow_up_id), None)
        if found is not None and found != self.chosen:
            self._deal_with(found)

    def take_back(self, row: FollowUpRow) -> None:
        """Undo what was done to a follow-up, and come back to it."""
        self._wanted = row.id
        self.dealing.take_back(row)

    def give_back(self, row: FollowUpRow) -> None:
        """Undo that a follow-up was handed over, and come back to it."""
        self._wanted = row.id
        self.dealing.give_back(row)

    def ask_situation(self, row: FollowUpRow, result: Result) -> None:
        """Whoever was reached is asked at once what the follow-up was for: where they stand on leaving, or six months
        later.
        """
        stage = entry("follow_up_purpose", row.purpose).mapping.get("stage")
        if stage and entry("follow_up_result", result.code).mapping.get("opens_form"):
            self.desk.navigation.situation_wished.emit(row.resident_id, stage)

    def open_file(self) -> None:
        """Open the file of whom the chosen one is about."""
        if self.chosen is not None:
            self.desk.navigation.open_resident(self.chosen.resident_id)

    def _read_count(self) -> None:
        """How many are due stands on the rail, whatever page is shown."""
        self.desk.read(self, self._count, count_due, self.desk.today(), staff_id=self.desk.actor.staff_id)

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if record_types & SHOWN_TYPES:
            (self.refresh if self.is_in_sight else self._read_count)()

    def _take(self, groups: FollowUpGroups) -> None:
        self.groups, self.is_read = groups, True
        self.rows_changed.emit()
        by_id = {row.id: row for row in self.rows}
        wanted = by_id.get(self._wanted) if self._wanted else None
        if wanted is not None:
            self._wanted = None
        stayed = by_id.get(self.chosen.id) if self.chosen else None
        found = wanted or stayed or next(iter(self.rows), None)
        if found != self.chosen:
            self._deal_with(found)

    def _deal_with(self, row: FollowUpRow | None) -> None:
        before = self.chosen
        self.dealing.start(row)
        self.chosen_changed.emit(row is None or before is None or row.id != before.id)

    def _go_on(self, done: FollowUpRow) -> None:
        """After one is dealt with, the next one waits; after the last, the one before. The list is read again even
        where its answer leads to another page.
        """
        ids = [row.id for row in self.rows]
        place = ids.index(done.id) if done.id in ids else -1
        after = [*ids[place + 1 :], *ids[:place][::-1]]
        self._wanted = after[0] if after else None
        self.refresh()

    def _count_referrals(self, count: int) -> None:
        self.open_referrals = count
        self.referrals_counted.emit()

    def _count_to_erase(self, count: int) -> None:
        self.to_erase = count
        self.to_erase_counted.emit()

    def _count(self, counts: DueCounts) -> None:
        self.count_changed.emit(counts.total)
