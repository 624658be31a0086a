"""Whom to invite together: those of the workshop before, or residents whom filters find; each can be left out."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.invitations.lists import Candidates, list_candidates, list_from_last
from intake_app.services.resident_filters import Asking
from ui.desk import Desk, ViewModel

FILTERS = ("mine", "participant", "contact", "invisible", "quiet")


class Source(StrEnum):
    """Where those proposed come from."""

    LAST = "last"
    RESIDENTS = "residents"


class GatheringVm(ViewModel):
    """`ticked` are those to invite. Of the workshop before, whoever came is ticked; of a list, nobody is."""

    changed = Signal()
    left = Signal()
    chosen = Signal(tuple)
    """The ids of those to invite, in the order shown."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.is_open = False
        self.source = Source.LAST
        self.found = Candidates()
        self.ticked: frozenset[UUID] = frozenset()
        self.text = ""
        self.filters: tuple[str, ...] = ()
        self._slot_id: UUID | None = None
        self._is_fresh = True

    def start(self, slot_id: UUID) -> None:
        """Propose people for this half-day, once asked to."""
        self._slot_id, self.is_open = slot_id, False
        self.source, self.text, self.filters = Source.LAST, "", ()

    def open(self) -> None:
        """Propose those of the workshop before."""
        self.is_open = True
        self.choose_source(self.source)

    def leave(self) -> None:
        """Propose nobody any more."""
        if self.is_open:
            self.is_open = False
            self.left.emit()

    def choose_source(self, source: Source) -> None:
        """Propose people from elsewhere."""
        self.source, self._is_fresh, self.ticked = source, True, frozenset()
        self.refresh()

    def search(self, text: str) -> None:
        """Propose only those whose name begins as typed."""
        self.text = text.strip()
        self.refresh()

    def narrow(self, filters: tuple[str, ...]) -> None:
        """Propose only those who pass these filters."""
        self.filters = filters
        self.refresh()

    def toggle(self, resident_id: UUID) -> None:
        """Tick somebody, or no more."""
        self.ticked = self.ticked ^ {resident_id}
        self.changed.emit()

    def tick_all(self) -> None:
        """Tick everybody shown; nobody, when everybody is."""
        shown = frozenset(one.resident.id for one in self.found.rows)
        self.ticked = self.ticked - shown if shown <= self.ticked else self.ticked | shown
        self.changed.emit()

    def confirm(self) -> None:
        """Invite those ticked."""
        chosen = tuple(one.resident.id for one in self.found.rows if one.resident.id in self.ticked)
        if chosen:
            self.chosen.emit(chosen)
            self.leave()

    def refresh(self) -> None:
        """Look again for whom to propose."""
        if not self.is_open or self._slot_id is None:
            return
        if self.source is Source.LAST:
            self.desk.read(self, lambda found: self._take(Source.LAST, "", found), list_from_last, self._slot_id)
            return
        asking, searched = Asking(self.desk.actor.staff_id, self.desk.today()), self.text
        self.desk.read(
            self,
            lambda found: self._take(Source.RESIDENTS, searched, found),
            list_candidates,
            self._slot_id,
            searched,
            None,
            self.filters,
            asking,
        )

    def _take(self, source: Source, searched: str, found: Candidates) -> None:
        if source is not self.source or (source is Source.RESIDENTS and searched != self.text):
            return
        self.found = found
        if self._is_fresh:
            self._is_fresh = False
            self.ticked = frozenset(one.resident.id for one in found.rows if one.has_come)
        self.changed.emit()
