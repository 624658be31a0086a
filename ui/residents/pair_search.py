"""Goes through all files for pairs that resemble each other, part by part, and rests while a name is typed: a part is a
tenth of a second of one processor when the window wants the other half of it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from intake_app.services import resembling_pairs
from intake_app.services.resembling_pairs import FoundPair
from ui.desk import Desk

KEPT: Final = 300
"""How many pairs are kept, the most alike: whoever has decided on those looks again."""
_PAUSE_MS: Final = 10
_REST_MS: Final = 1_000
_TOLD_EVERY: Final = 40


class PairSearch(QObject):
    """`found` stays what the last search found until the next one ends; the first tells what it has meanwhile, while
    `is_watched`.
    """

    found_changed = Signal()
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: dict[tuple[UUID, UUID], FoundPair] = {}
        self.is_searching = False
        self.is_watched = False
        self.ended_at: datetime | None = None
        """When the whole had been gone through, None before."""
        self._desk = desk
        self._gathered: dict[tuple[UUID, UUID], FoundPair] = {}
        self._parts = 0
        self._rest = QDeadlineTimer(0)

    @property
    def is_resting(self) -> bool:
        """Whether somebody typed a moment ago."""
        return self._rest.remainingTime() > 0

    def rest(self) -> None:
        """Somebody is typing: go on a moment after the last key."""
        self._rest.setRemainingTime(_REST_MS)

    def start(self) -> None:
        """Go through all files; not while that is going on."""
        if not self.is_searching:
            self.is_searching = True
            self._gathered, self._parts = {}, 0
            (self._go_on if self.is_resting else self._sweep)("")

    def best(self) -> list[FoundPair]:
        """The most alike of what was found."""
        return sorted(self.found.values(), key=lambda pair: -pair.score)[:KEPT]

    def _sweep(self, after: str) -> None:
        self._desk.read(self, self._take_part, resembling_pairs.sweep_pairs, self._desk.actor, after)

    def _go_on(self, after: str) -> None:
        rest = self._rest.remainingTime()
        then = partial(self._go_on if rest else self._sweep, after)
        QTimer.singleShot(max(rest, _PAUSE_MS), self, then)

    def _take_part(self, part: tuple[list[FoundPair], str | None]) -> None:
        found, goes_on = part
        self._gathered.update(((pair.one_id, pair.other_id), pair) for pair in found)
        if len(self._gathered) > 2 * KEPT:
            self._gathered = dict(sorted(self._gathered.items(), key=lambda entry: -entry[1].score)[:KEPT])
        self._parts += 1
        is_news = self.is_watched and self.ended_at is None and self._parts % _TOLD_EVERY == 0
        if goes_on is None or is_news:
            self.found = self._gathered
            self.found_changed.emit()
        if goes_on is not None:
            self._go_on(goes_on)
        else:
            self.is_searching, self.ended_at = False, self._desk.now()
            self.ended.emit()
