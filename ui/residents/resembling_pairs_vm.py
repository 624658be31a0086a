"""Fiches qui se ressemblent: pairs found little by little in the background, decided one at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from intake_app.services import distinctions, resembling_pairs
from intake_app.services.access import Deed, may
from intake_app.services.distinctions import ToldApart
from intake_app.services.resembling_pairs import FoundPair, ResemblingPair
from ui.desk import Desk, ViewModel
from ui.navigation import Place

KEPT: Final = 300
"""How many pairs are kept, the most alike: whoever has decided on those looks again."""
_PAUSE_MS: Final = 10
"""Between two parts of the search, so that what is typed meanwhile goes first."""
_AGAIN_MS: Final = 3_000
_REST: Final = timedelta(minutes=5)
"""Between two searches for the count alone: the whole of 100,000 files takes a minute of one processor."""
_TOLD_EVERY: Final = 40
_DECISIONS: Final = frozenset({"resident_merge", "resident_distinction"})


class ResemblingPairsVm(ViewModel):
    """Searches once asked, and again after files have changed: at once while somebody looks (`open`), else seldom.
    « Plus tard » puts a pair last until the lock.
    """

    shown_changed = Signal()
    count_changed = Signal(int)
    told_changed = Signal()
    told_apart = Signal(object, object)
    """The ids of two people who are not the same."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.pairs: tuple[ResemblingPair, ...] = ()
        self.told: tuple[ToldApart, ...] = ()
        """The latest pairs that were told apart."""
        self.may_decide = may(desk.actor.role, Deed.JOIN_FILES)
        self.is_read = False
        """Whether the whole has been gone through once."""
        self.is_busy = False
        self._found: dict[tuple[UUID, UUID], FoundPair] = {}
        self._gathered: dict[tuple[UUID, UUID], FoundPair] = {}
        """What the search that goes on has found; it takes the place of `_found` when it ends, or at once at first."""
        self._shown: frozenset[UUID] | None = None
        self._later: list[frozenset[UUID]] = []
        self._is_open = False
        self._is_stale = True
        self._is_searching = False
        self._ended_at: datetime | None = None
        self._parts = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._search)
        desk.changes.rows_changed.connect(self._on_rows_changed)

    @property
    def pair(self) -> ResemblingPair | None:
        """The pair shown; None when there is none to decide on."""
        return self.pairs[self.place] if self.pairs else None

    @property
    def place(self) -> int:
        """Which of `pairs` is shown, from 0."""
        return next((place for place, pair in enumerate(self.pairs) if pair.key == self._shown), 0)

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are kept."""
        return len(self._found) >= KEPT

    def refresh(self) -> None:
        """Count again, if files changed and some minutes have passed since the last time."""
        if self._ended_at is None or self.desk.now() - self._ended_at >= _REST:
            self._search()

    def open(self) -> None:
        """Somebody looks at the pairs: whatever changes meanwhile is searched for at once."""
        self._is_open = True
        self._read_told()
        self._search()

    def close(self) -> None:
        """Nobody looks any more."""
        self._is_open = False

    def _search(self) -> None:
        if self.may_decide and self._is_stale and not self._is_searching:
            self._is_stale, self._is_searching = False, True
            self._parts = 0
            self._gathered = {}
            self._sweep("")

    def choose(self, key: frozenset[UUID]) -> None:
        """Show this pair."""
        if key != self._shown:
            self._shown = key
            self.shown_changed.emit()

    def put_off(self) -> None:
        """Decide on this pair later: it comes last, and the next one is shown."""
        pair = self.pair
        if pair is None:
            return
        after = self.pairs[(self.place + 1) % len(self.pairs)].key
        self._later = [*(key for key in self._later if key != pair.key), pair.key]
        self._shown = after
        self._take(list(self.pairs))

    def compare(self) -> None:
        """They are one person, it seems: look at the two files side by side before joining them."""
        if self.pair is not None:
            self.desk.navigation.compare(self.pair.one.resident.id, self.pair.other.resident.id)

    def tell_apart(self) -> None:
        """They are two people."""
        if self.pair is not None and not self.is_busy:
            self.is_busy = True
            ids = self.pair.one.resident.id, self.pair.other.resident.id
            self.desk.write(self, partial(self._on_told_apart, ids), self._fail, distinctions.tell_apart, *ids)

    def look_again(self, told: ToldApart) -> None:
        """Two people who were told apart may be one after all: they are shown as alike again."""
        self.desk.write(self, _nothing, None, distinctions.forget_told_apart, told.one.id, told.other.id)

    def leave(self) -> None:
        """Go back to the list of residents."""
        self.desk.navigation.go(Place.RESIDENTS)

    def _sweep(self, after: str) -> None:
        self.desk.read(self, self._take_part, resembling_pairs.sweep_pairs, self.desk.actor, after)

    def _take_part(self, part: tuple[list[FoundPair], str | None]) -> None:
        found, goes_on = part
        self._gathered.update(((pair.one_id, pair.other_id), pair) for pair in found)
        if len(self._gathered) > 2 * KEPT:
            self._gathered = dict(sorted(self._gathered.items(), key=lambda entry: -entry[1].score)[:KEPT])
        self._parts += 1
        if goes_on is None or (not self.is_read and self._parts % _TOLD_EVERY == 0):
            self._found = self._gathered
            self._tell()
        if goes_on is not None:
            QTimer.singleShot(_PAUSE_MS, self, partial(self._sweep, goes_on))
        else:
            self.is_read, self._is_searching, self._ended_at = True, False, self.desk.now()
            self._look_at_changes()

    def _look_at_changes(self) -> None:
        if self._is_open and self._is_stale and not self._is_searching:
            self._again.start()

    def _tell(self) -> None:
        best = sorted(self._found.values(), key=lambda pair: -pair.score)[:KEPT]
        self.desk.read(self, self._take, resembling_pairs.read_pairs, self.desk.actor, best)

    def _read_told(self) -> None:
        if self.may_decide:
            self.desk.read(self, self._take_told, distinctions.list_told_apart, self.desk.actor)

    def _take_told(self, told: list[ToldApart]) -> None:
        if tuple(told) != self.told:
            self.told = tuple(told)
            self.told_changed.emit()

    def _take(self, pairs: list[ResemblingPair]) -> None:
        rank = {key: place for place, key in enumerate(self._later, start=1)}
        before, place = len(self.pairs), self.place
        self.pairs = tuple(sorted(pairs, key=lambda pair: rank.get(pair.key, 0)))
        if self.pairs and all(pair.key != self._shown for pair in self.pairs):
            self._shown = self.pairs[min(place, len(self.pairs) - 1)].key
        self.shown_changed.emit()
        if len(self.pairs) != before:
            self.count_changed.emit(len(self.pairs))

    def _on_told_apart(self, ids: tuple[UUID, UUID], _id: UUID) -> None:
        self.is_busy = False
        self.told_apart.emit(*ids)

    def _fail(self, error: KnownError) -> None:
        self.is_busy = False
        self.fail(error)

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if "resident" in record_types:
            self._is_stale = True
            self._look_at_changes()
        if self.is_read and record_types & _DECISIONS:
            self._tell()
            self._read_told()


def _nothing(_none: None) -> None:
    """What was written is shown by the change it makes."""
