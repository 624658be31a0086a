"""The directory of offers: what is searched for, what was found, and whom to send there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.access import Deed, may
from intake_app.services.path.offers import OfferRow, close_offer, list_offers, restore_offer
from intake_app.services.resident_lists import ResidentRow, find_residents
from ui.desk import Desk, ViewModel

SHOWN_TYPES: Final = frozenset({"offer", "organisation"})
PEOPLE: Final = 6


class OffersVm(ViewModel):
    """Searches at every key, on this computer alone. `chosen` is the offer told of beside the list."""

    rows_changed = Signal()
    chosen_changed = Signal()
    people_changed = Signal()
    closed = Signal(object, object)
    """The offer (OfferRow) that is shown no more, and what takes that back (a callable)."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.may_keep = may(desk.actor.role, Deed.KEEP_OFFERS)
        self.may_refer = may(desk.actor.role, Deed.REFER)
        self.text = self.kind = self.theme = self.person_text = ""
        self.rows: tuple[OfferRow, ...] = ()
        self.people: tuple[ResidentRow, ...] = ()
        self.is_read = False
        self.chosen: OfferRow | None = None
        desk.changes.rows_changed.connect(
            lambda types: self.refresh() if self.is_read and types & SHOWN_TYPES else None
        )

    @property
    def is_filtered(self) -> bool:
        """Whether not all offers are asked for."""
        return bool(self.text.strip() or self.kind or self.theme)

    def refresh(self) -> None:
        """Ask again."""
        asked = (self.text, self.kind, self.theme)
        actor, today = self.desk.actor, self.desk.today()
        details = {"kind": self.kind or None, "theme": self.theme or None}
        self.desk.read(self, partial(self._take, asked), list_offers, actor, today, self.text, **details)

    def search(self, text: str) -> None:
        """Find the offers that these words begin, while they are typed."""
        self.text = text
        self.refresh()

    def choose_kind(self, kind: str) -> None:
        """Only offers of this kind; "" for all."""
        self.kind = kind
        self.refresh()

    def choose_theme(self, theme: str) -> None:
        """Only offers that help with this; "" for all."""
        self.theme = theme
        self.refresh()

    def choose(self, row: OfferRow) -> None:
        """Tell of this one."""
        if row != self.chosen:
            self.chosen = row
            self.chosen_changed.emit()

    def look_for(self, text: str) -> None:
        """Find whom to send to the chosen offer, while the name is typed."""
        self.person_text = text
        self.desk.read(self, partial(self._take_people, text), find_residents, text, limit=PEOPLE)

    def refer(self, resident_id: UUID) -> None:
        """Prepare the referral of this person to the chosen offer."""
        if self.chosen is not None and self.may_refer:
            self.desk.navigation.referral_wished.emit(resident_id, self.chosen.id)

    def add(self) -> None:
        """Add an offer."""
        self.desk.navigation.step_wished.emit(None, "offer", None)

    def correct(self) -> None:
        """Correct the chosen offer."""
        if self.chosen is not None:
            self.desk.navigation.step_wished.emit(None, "offer", self.chosen.id)

    def close(self) -> None:
        """The chosen offer is filled, or stands no more."""
        row = self.chosen
        if row is not None:
            self.desk.write(self, lambda _id: self._on_closed(row), self.fail, close_offer, row.id)

    def leave(self) -> None:
        """To the referrals still open."""
        self.desk.navigation.referrals_wished.emit()

    def _take(self, asked: tuple[str, str, str], rows: list[OfferRow]) -> None:
        if asked != (self.text, self.kind, self.theme):
            return
        before = self.chosen
        self.rows, self.is_read = tuple(rows), True
        stayed = next((row for row in rows if before is not None and row.id == before.id), None)
        self.chosen = stayed or next(iter(rows), None)
        self.rows_changed.emit()
        self.chosen_changed.emit()

    def _take_people(self, text: str, rows: list[ResidentRow]) -> None:
        if text == self.person_text:
            self.people = tuple(rows)
            self.people_changed.emit()

    def _on_closed(self, row: OfferRow) -> None:
        undo: Callable[[], None] = partial(restore, self.desk, row.id)
        self.closed.emit(row, undo)


def restore(desk: Desk, offer_id: UUID) -> None:
    """Show an offer again, whatever page is shown meanwhile."""
    desk.write(desk, lambda _id: None, desk.navigation.failed.emit, restore_offer, offer_id)
