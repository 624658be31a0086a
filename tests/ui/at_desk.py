"""A desk for tests of screens: an encrypted store, the database thread, and a record of the screens' wishes."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.played_day.patience import wait_until
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.store.conftest import make_keys
from tests.store.world import NADIA, StillClock, actor_of, furnish, register
from ui.desk import Desk
from ui.jobs import Lane, raise_bug
from ui.navigation import Navigation

WISHES = (
    "went", "new_resident_wished", "draft_wished", "resident_wished", "workshop_wished", "new_workshop_wished",
    "conflicts_wished", "merge_wished", "pairs_wished", "erasure_wished", "imports_wished", "add_step_wished",
    "step_wished", "referrals_wished", "letter_wished", "offers_wished", "referral_wished",
    "roll_wished", "sheet_wished", "situation_wished", "search_wished", "filtered_wished", "told", "undo_offered",
)  # fmt: skip
PATIENCE_MS = 20_000


@dataclass
class AtDesk:
    """What a test holds: `wishes` are (name of the signal, what it carried), `errors` the known errors shown."""

    desk: Desk
    store: Store
    actor: Actor
    clock: StillClock
    lane: Lane
    wishes: list[tuple[Any, ...]] = field(default_factory=list)
    errors: list[KnownError] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the database thread has nothing left to do, what it answered has been taken, and the screens have
        heard of every change.
        """
        for _round in range(4):
            self._pass()
        if not self.desk.changes.are_told:
            wait_until(lambda: self.desk.changes.are_told, "que les écrans apprennent ce qui a changé")
            self.settle()

    def register(self, family_name: str = "Benali", first_name: str = "Karim", **fields: Any) -> UUID:
        """Register a fictitious resident, and let the screens hear of it."""
        resident_id = register(self.store, self.actor, family_name, first_name, **fields)
        self.settle()
        return resident_id

    def run(self, use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a use case as if on another screen, and let the screens hear of it."""
        result = self.store.run(use_case, self.actor, *args, **kwargs)
        self.settle()
        return result

    def wished(self, name: str) -> list[Any]:
        """What the wishes of this name carried, in order."""
        return [carried[0] if len(carried) == 1 else carried for wish, *carried in self.wishes if wish == name]

    def _pass(self) -> None:
        loop = QEventLoop()
        limit = QTimer()
        limit.setSingleShot(True)
        limit.timeout.connect(lambda: loop.exit(1))
        limit.start(PATIENCE_MS)
        owner = QObject()
        self.lane.put(owner, lambda: None, lambda _none: loop.exit(0))
        assert loop.exec() == 0, "the database thread did not answer"


@contextmanager
def sit_down(folder: Path, *, staff_id: UUID = NADIA, role: str = "caretaker", seed: int = 1) -> Iterator[AtDesk]:
    """A furnished workplace in `folder`, closed in the end as at a lock. Screens that a test drops are looked for as in
    the window: never on the thread of the database.
    """
    with on_this_thread_only():
        yield from _sit_down(folder, staff_id, role, seed)


@contextmanager
def on_this_thread_only() -> Iterator[None]:
    """Have Python look for rings of objects after this, and on this thread (see `ui.shell.memory`). What stays is left
    aside: a run of thousands of tests keeps a million objects, which each search would go through again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()
            gc.freeze()


def _sit_down(folder: Path, staff_id: UUID, role: str, seed: int) -> Iterator[AtDesk]:
    if not folder.exists():
        shutil.copytree(_furnished(), folder)
    store = open_store(folder, make_keys())
    clock = StillClock()
    actor = actor_of(clock, staff_id=staff_id, role=role, seed=seed)
    errors: list[KnownError] = []
    lane = Lane("database", errors.append, raise_bug)
    navigation = Navigation()
    desk = Desk(store, actor, lane, navigation, "Nadia")
    at_desk = AtDesk(desk, store, actor, clock, lane, errors=errors)
    navigation.failed.connect(errors.append)
    for name in WISHES:
        getattr(navigation, name).connect(lambda *carried, name=name: at_desk.wishes.append((name, *carried)))
    try:
        yield at_desk
    finally:
        lane.stop()
        desk.leave()
        shiboken6.delete(desk)
        store.close()


@cache
def _furnished() -> Path:
    """A folder whose store was migrated and furnished, and closed: copied, never opened."""
    folder = Path(tempfile.mkdtemp(prefix="palier-furnished-"))
    store = open_store(folder, make_keys())
    furnish(store)
    store.close()
    return folder
