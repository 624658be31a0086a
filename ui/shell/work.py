"""The work of one opened workplace: its threads, its screens, and what happens when a screen wishes for another."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from sync.client.workplace import Workplace
from ui import formats
from ui.desk import Desk
from ui.exchanges import Exchanges
from ui.jobs import Lane
from ui.navigation import Navigation, Place
from ui.settings.copies_vm import CopiesVm
from ui.settings.people_vm import PeopleVm
from ui.shell.host import Host
from ui.shell.pages import Pages
from ui.shell.where import Where
from ui.sync_status import words
from ui.sync_status.sync_status_vm import SyncStatusVm

SECONDS_TO_FINISH = 15.0
SECONDS_TO_TRY = 60.0
SHUT_OUT = ("access_closed", "role_needs_own_laptop", "lease_over", "laptop_emptied")
"""News that lock the window: see `Workplace.refuse_shut_out` and `lease.refuse_overdue`."""


class Work(QObject):
    """Made when the vault opens, closed at lock: nothing of it outlives the keys."""

    def __init__(self, host: Host, workplace: Workplace) -> None:
        super().__init__(host.as_parent())
        self._host = host
        self.frame = host.frame
        self.workplace = workplace
        self.database = Lane("palier-database", host.show_error, host.on_bug, self)
        self.navigation = Navigation(self)
        first_name = workplace.owner.label.rsplit(" ", 1)[0]
        self.desk = Desk(workplace.store, workplace.actor, self.database, self.navigation, first_name, self)
        self.exchanges = Exchanges(workplace, host.network, self)
        self.sync = SyncStatusVm(self.desk, self.exchanges, self)
        self.guard = Lane("palier-guard", host.show_error, host.on_bug, self)
        people = PeopleVm(self.desk, workplace.people(), self.guard, self)
        self.copying = Lane("palier-copies", host.show_error, host.on_bug, self)
        self.copies = CopiesVm(self.desk, workplace.daily_copies, self.copying, self)
        self.pages = Pages(host, self.desk, self.sync, people, self.copies, self)
        self._connect()

    def begin(self, where: Where | None = None) -> None:
        """Show where one was before the lock, else « Aujourd'hui »; receive the records at once when there are
        none yet.
        """
        owner = self.workplace.owner
        initials = "".join(part[:1] for part in owner.label.replace(".", "").split())[:2]
        self.frame.rail.person.set_person(owner.label, label("role", owner.role, formats.language()), initials)
        self._show_sync()
        self.pages.return_to(where or Where(Place.TODAY))
        self.sync.refresh()
        if self.sync_is_new():
            self.exchanges.start(asked=False)
        else:
            self.exchanges.plan_first()
        self.copies.plan()
        self.pages.repaired.look()

    def sync_is_new(self) -> bool:
        """Whether this laptop has never received anything."""
        from sync.client.place import read_place

        return self.workplace.store.read(lambda session: read_place(session.connection())).cursor is None

    def leave(self) -> Workplace:
        """Let go of screens and threads, drafts saved; the workplace stays open."""
        self.pages.flush_drafts()
        self.exchanges.stop()
        self.copies.stop()
        self.copying.stop(0)
        self.workplace.close_after(partial(self.copying.stop, SECONDS_TO_FINISH))
        # a passphrase that is being tried now is seen to its end behind the lock, and only then are the keys forgotten
        self.guard.stop(0)
        self.workplace.close_after(partial(self.guard.stop, SECONDS_TO_TRY))
        self.database.stop(SECONDS_TO_FINISH)
        self.desk.leave()
        self.deleteLater()
        return self.workplace

    def where(self) -> Where:
        """Where one is, to come back there after a lock."""
        return self.pages.where()

    def _connect(self) -> None:
        frame, navigation = self.frame, self.navigation
        frame.place_requested.connect(lambda key: self.pages.go(Place(key)))
        frame.lock_requested.connect(self._host.lock)
        frame.sync_requested.connect(self.exchanges.start)
        frame.sync_review_requested.connect(self.pages.review)
        frame.sync_details_requested.connect(lambda: self.pages.go(Place.SYNC_STATUS))
        navigation.lock_wished.connect(self._host.lock)
        navigation.exchange_wished.connect(self.exchanges.start)
        navigation.failed.connect(self._host.show_error)
        navigation.covered.connect(frame.cover)
        navigation.uncovered.connect(frame.give_back)
        navigation.told.connect(frame.show_message)
        navigation.undo_offered.connect(frame.show_message)
        self.sync.status_changed.connect(self._show_sync)
        self.exchanges.failed.connect(self._say_failure)
        self._shortcuts()

    def _shortcuts(self) -> None:
        keys = {
            "F2": self.pages.begin_resident,
            "F3": self.pages.start_roll,
            "Ctrl+K": lambda: self.navigation.search_wished.emit(""),
            "Ctrl+F": lambda: self.navigation.search_wished.emit(""),
            "Ctrl+Z": self.frame.snackbar.undo,
        }
        for sequence, action in keys.items():
            QShortcut(QKeySequence(sequence), self.frame, action)

    def _show_sync(self) -> None:
        self.frame.set_sync_state(words.card_state(self.sync, self.desk.now()))

    def _say_failure(self, error: KnownError, was_asked: bool) -> None:
        if error.key in SHUT_OUT:
            self._host.lock()
            self._host.show_error(error)
            return
        # the page of the exchange says it in full, and for as long as it holds
        is_said = self.frame.current_page() is self.frame.page(Place.SYNC_STATUS)
        if was_asked and not is_said:
            self._host.show_error(error)

    def current_page(self) -> QWidget | None:
        """The page shown."""
        return self.frame.current_page()
