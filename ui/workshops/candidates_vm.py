"""Finding somebody while their name is typed over the roll, or by their badge, and choosing them with Enter."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.badge import is_badge, read_badge
from intake_app.domain.errors import KnownError
from intake_app.services.badges import find_badge_holder
from intake_app.services.rolls import RollCandidate, find_for_roll
from ui.desk import Desk, ViewModel


class CandidatesVm(ViewModel):
    """`candidates` are found for `text`: those on the roll first."""

    candidates_changed = Signal()
    chosen = Signal(object)
    """A RollCandidate to tick."""
    nobody_found = Signal(str)
    """Enter was pressed on a name that nobody has."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._slot_id: UUID | None = None
        self._entered = ""
        self._answered = ""
        self.text = ""
        self.candidates: tuple[RollCandidate, ...] = ()

    def start(self, slot_id: UUID) -> None:
        """Search for the roll of this slot."""
        self._slot_id = slot_id
        self.clear()

    def search(self, text: str) -> None:
        """Look for whoever is called so, as it is typed."""
        self.text, self._entered = text.strip(), ""
        if not self.text or is_badge(self.text) or self._slot_id is None:
            self._show("", ())
            return
        searched = self.text
        self.desk.read(self, lambda found: self._take(searched, found), find_for_roll, self._slot_id, searched)

    def enter(self) -> None:
        """Choose the first of those shown. While the answer to what is typed is awaited nobody was seen yet: then only
        somebody alone of that name is chosen.
        """
        if is_badge(self.text):
            self.scan(self.text)
        elif self._answered != self.text:
            self._entered = self.text
        elif self.candidates:
            self.choose(self.candidates[0])
        elif self.text:
            self.nobody_found.emit(self.text)

    def scan(self, typed: str) -> None:
        """Choose whoever's badge a scanner typed."""
        self.clear()
        resident_id = read_badge(typed)
        if resident_id is None:
            self.fail(KnownError("badge_misread"))
        elif self._slot_id is not None:
            self.desk.read(self, self.chosen.emit, find_badge_holder, self._slot_id, resident_id)

    def choose(self, candidate: RollCandidate) -> None:
        """Tick this one; the search begins anew."""
        self.clear()
        self.chosen.emit(candidate)

    def clear(self) -> None:
        """Search for nobody."""
        self.text = self._entered = ""
        self._show("", ())

    def is_answered(self) -> bool:
        """Whether `candidates` are those of what is typed."""
        return self._answered == self.text

    def _take(self, searched: str, found: list[RollCandidate]) -> None:
        if searched != self.text:
            return
        is_entered = self._entered == searched
        self._entered = ""
        self._show(searched, tuple(found))
        if is_entered and len(found) <= 1:
            self.enter()

    def _show(self, answered: str, candidates: tuple[RollCandidate, ...]) -> None:
        self._answered, self.candidates = answered, candidates
        self.candidates_changed.emit()
