"""Fiches qui se ressemblent: pairs found little by little in the background, decided one at a time."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from intake_app.services import distinctions, resembling_pairs
from intake_app.services.access import Deed, may
from intake_app.services.put_off_pairs import list_put_off, put_off_pair
from intake_app.services.resembling_pairs import FoundPair, ResemblingPair
from ui.desk import Desk, ViewModel
from ui.navigation import Place
from ui.residents import pair_search
from ui.residents.pair_search import PairSearch
from ui.residents.told_apart_vm import ToldApartVm

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session

_AGAIN_MS: Final = 3_000
_REST: Final = timedelta(minutes=5)
"""Between two searches for the count alone: the whole of 100,000 files takes a minute of one processor."""
_DECISIONS: Final = frozenset({"resident_merge", "resident_distinction"})


class ResemblingPairsVm(ViewModel):
    """Searches once asked, and again after files have changed: at once while somebody looks (`open`), else seldom.
    « Plus tard » puts a pair last for some days.
    """

    shown_changed = Signal()
    count_changed = Signal(int)
    told_apart = Signal(object, object)
    """The ids of two people who are not the same."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.pairs: tuple[ResemblingPair, ...] = ()
        self.told = ToldApartVm(desk, self)
        self.may_decide = may(desk.actor.role, Deed.JOIN_FILES)
        self.is_busy = False
        self.search = PairSearch(desk, self)
        self.search.found_changed.connect(self._tell)
        self.search.ended.connect(self._look_at_changes)
        self._shown: frozenset[UUID] | None = None
        self._later: list[frozenset[UUID]] = []
        self._is_open = False
        self._is_stale = True
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._look_for_pairs)
        desk.changes.rows_changed.connect(self._on_rows_changed)

    @property
    def is_read(self) -> bool:
        """Whether the whole has been gone through once."""
        return self.search.ended_at is not None

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
        return len(self.search.found) >= pair_search.KEPT

    def refresh(self) -> None:
        """Count again, if files changed and some minutes have passed since the last time."""
        last = self.search.ended_at
        if last is None or self.desk.now() - last >= _REST:
            self._look_for_pairs()

    def open(self) -> None:
        """Somebody looks at the pairs: whatever changes meanwhile is searched for at once."""
        self._is_open = self.search.is_watched = True
        self.told.refresh()
        self._look_for_pairs()

    def close(self) -> None:
        """Nobody looks any more."""
        self._is_open = self.search.is_watched = False

    def _look_for_pairs(self) -> None:
        if self.may_decide and self._is_stale and not self.search.is_searching:
            self._is_stale = False
            self.search.start()

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
        self._take((list(self.pairs), []))
        ids = pair.one.resident.id, pair.other.resident.id
        self.desk.write(self, lambda _none: None, self.fail, put_off_pair, *ids)

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

    def leave(self) -> None:
        """Go back to the list of residents."""
        self.desk.navigation.go(Place.RESIDENTS)

    def _look_at_changes(self) -> None:
        if self._is_open and self._is_stale and not self.search.is_searching:
            self._again.start()

    def _tell(self) -> None:
        self.desk.read(self, self._take, _read, self.desk.actor, self.search.best())

    def _take(self, read: tuple[list[ResemblingPair], list[frozenset[UUID]]]) -> None:
        pairs, kept = read
        # one that was put off since this was read is not kept yet
        self._later = [*(key for key in kept if key not in self._later), *self._later]
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


def _read(session: Session, actor: Actor, found: list[FoundPair]) -> tuple[list[ResemblingPair], list[frozenset[UUID]]]:
    """The pairs still to decide, and those that were put off."""
    return resembling_pairs.read_pairs(session, actor, found), list_put_off(session, actor)
