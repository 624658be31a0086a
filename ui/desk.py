"""What a screen is given once the vault is open: who is at the desk, the store behind a thread, and the ways to
other screens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject

from intake_app.domain.errors import KnownError
from ui.changes import Changes
from ui.jobs import Lane, OnError
from ui.navigation import Navigation

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session, Step, Store

Params = ParamSpec("Params")
Result = TypeVar("Result")


class Desk(QObject):
    """One open workplace as screens see it. They read and write through it, never on the window's thread.

    It has to be deleted in the end, as a child of the work or after `leave`: what screens connected to its signals
    holds them, and their rows, for as long as it stands.
    """

    def __init__(
        self,
        store: Store,
        actor: Actor,
        database: Lane,
        navigation: Navigation,
        first_name: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.actor = actor
        self.first_name = first_name
        self.navigation = navigation
        self.changes = Changes(database, self)
        self.blobs = store.blobs
        """The contents of attachments, for the use cases that want them."""
        self._store = store
        self._database = database
        store.listen(self.changes.tell)

    def leave(self) -> None:
        """Hear of nothing any more; the store may go on being written."""
        self._store.unlisten(self.changes.tell)
        self.changes.end()

    def now(self) -> datetime:
        """The present moment, in the computer's own time zone."""
        return self.actor.clock().astimezone()

    def today(self) -> date:
        """The present day where the computer stands."""
        return self.now().date()

    def read(
        self,
        owner: QObject,
        then: Callable[[Result], None],
        query: Callable[Concatenate[Session, Params], Result],
        /,
        *args: Params.args,
        **kwargs: Params.kwargs,
    ) -> None:
        """Run a query on the database thread, then call `then` with its result while `owner` lives."""
        self._database.put(owner, lambda: self._store.read(query, *args, **kwargs), then)

    def write(
        self,
        owner: QObject,
        then: Callable[[Result], None],
        failed: OnError | None,
        use_case: Callable[Concatenate[Session, Actor, Params], Result],
        /,
        *args: Params.args,
        **kwargs: Params.kwargs,
    ) -> None:
        """Run a use case on the database thread, saved for good when `then` is called; `failed` gets a KnownError
        instead.
        """
        self._database.put(owner, lambda: self._store.run(use_case, self.actor, *args, **kwargs), then, failed)

    def write_all(
        self, owner: QObject, then: Callable[[list[Any]], None], failed: OnError | None, steps: Sequence[Step]
    ) -> None:
        """Run some use cases on the database thread, each a unit of its own, saved for good together: `then` is called
        with their results, or `failed` with the KnownError of the first that fails, and none is saved.
        """
        self._database.put(owner, lambda: self._store.run_all(self.actor, steps), then, failed)

    def work(self, owner: QObject, then: Callable[[Result], None], work: Callable[[], Result]) -> None:
        """Do what would hold the window up (drawing a large picture) on the database thread, away from the store."""
        self._database.put(owner, work, then)


class ViewModel(QObject):
    """Base of the view-models: state and signals, no widget. Signals are in the past tense, methods in the
    imperative.
    """

    is_in_sight = True
    """Whether its page is. Out of sight it need not read itself again at every change: whatever leads to the page has
    it read.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def fail(self, error: KnownError) -> None:
        """Say a known error in the window's banner."""
        self.desk.navigation.failed.emit(error)
