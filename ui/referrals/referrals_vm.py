"""Everybody's referrals that are still open, those without news for longest first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.access import Deed, may
from intake_app.services.path.referral_lists import ReferralRow, list_referrals
from intake_app.services.path.referrals import answer_referral, reopen_referral
from ui.desk import Desk, ViewModel
from ui.navigation import Place

if TYPE_CHECKING:
    pass

SHOWN_TYPES: Final = frozenset({"referral", "resident", "organisation", "offer"})
GIVEN_UP: Final = "expired"
OLD: Final = 3
"""The age from which a referral may be given up as without answer in one key."""


class ReferralsVm(ViewModel):
    """`rows` are those that the actor is near, or everybody's; `chosen` is the one told of beside the list."""

    rows_changed = Signal()
    chosen_changed = Signal()
    given_up = Signal(object, object)
    """The row (ReferralRow) ended as without answer, and what takes that back (a callable)."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.everybodys: tuple[ReferralRow, ...] = ()
        self.is_read = False
        self.sees_everybodys = may(desk.actor.role, Deed.ACCOMPANY)
        self.is_own_only = False
        self.chosen: ReferralRow | None = None
        desk.changes.rows_changed.connect(
            lambda types: self.refresh() if self.is_read and types & SHOWN_TYPES else None
        )

    @property
    def rows(self) -> tuple[ReferralRow, ...]:
        """Those to show."""
        return tuple(row for row in self.everybodys if row.is_near or not self.is_own_only)

    def refresh(self) -> None:
        """Read the list again."""
        self.desk.read(self, self._take, list_referrals, self.desk.actor, self.desk.today(), only_open=True)

    def show_own_only(self, is_own_only: bool) -> None:
        """Show those that the actor is near, or everybody's."""
        self.is_own_only = is_own_only
        self._show()

    def choose(self, row: ReferralRow) -> None:
        """Tell of this one."""
        if row != self.chosen:
            self.chosen = row
            self.chosen_changed.emit()

    def go_on(self, row: ReferralRow | None = None) -> None:
        """Note what became of it; one not sent yet is sent."""
        row = row or self.chosen
        if row is not None:
            kind = "referral_send" if row.status == "draft" else "referral_answer"
            self.desk.navigation.step_wished.emit(row.resident_id, kind, row.id)

    def open_file(self) -> None:
        """Open the file of whom the chosen one is about."""
        if self.chosen is not None:
            self.desk.navigation.open_resident(self.chosen.resident_id)

    def may_give_up(self) -> bool:
        """Whether the chosen one has been without news for so long that it may be ended as without answer."""
        return self.chosen is not None and self.chosen.age >= OLD

    def give_up(self) -> None:
        """End the chosen one as without answer."""
        row = self.chosen
        if row is not None and self.may_give_up():
            self.desk.write(self, partial(self._on_given_up, row), self.fail, answer_referral, row.id, GIVEN_UP)

    def open_offers(self) -> None:
        """Go to the directory of offers."""
        self.desk.navigation.offers_wished.emit()

    def leave(self) -> None:
        """Back to the follow-ups."""
        self.desk.navigation.go(Place.FOLLOW_UPS)

    def _take(self, rows: list[ReferralRow]) -> None:
        self.everybodys, self.is_read = tuple(rows), True
        self._show()

    def _show(self) -> None:
        rows, before = self.rows, self.chosen
        stayed = next((row for row in rows if before is not None and row.id == before.id), None)
        self.chosen = stayed or next(iter(rows), None)
        self.rows_changed.emit()
        self.chosen_changed.emit()

    def _on_given_up(self, row: ReferralRow, before: Mapping[str, Any]) -> None:
        self.given_up.emit(row, partial(reopen, self.desk, row.id, before))


def reopen(desk: Desk, referral_id: UUID, before: Mapping[str, Any]) -> None:
    """Take the last step of a referral back, whatever page is shown meanwhile."""
    desk.write(desk, lambda _id: None, desk.navigation.failed.emit, reopen_referral, referral_id, before=before)
