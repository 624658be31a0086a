"""Where this laptop stands with the centre: for the card that is always visible and for the page that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from sync.client.status import SyncState, SyncStatus, read_sync_status, worst_state
from ui.desk import Desk, ViewModel
from ui.exchanges import Exchanges
from ui.sync_status.rejoin_vm import RejoinVm
from ui.sync_status.removal_vm import RemovalVm
from ui.sync_status.stick_vm import StickVm

if TYPE_CHECKING:
    from intake_app.services.changes import UnsentRow
    from intake_app.services.disputed_files import DisputedFile
    from intake_app.services.settled_conflicts import SettledField
    from intake_app.services.sync_pages import SyncPage
    from intake_app.services.waiting_scans import WaitingScans
    from sync.client.progress import Progress

SECONDS_BETWEEN_LOOKS = 60


class SyncStatusVm(ViewModel):
    """Facts from the store, what the exchange is doing now, and the worst state of both."""

    status_changed = Signal()
    rows_changed = Signal()

    def __init__(self, desk: Desk, exchanges: Exchanges, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.exchanges = exchanges
        self.status: SyncStatus | None = None
        self.page: SyncPage | None = None
        self.progress: Progress | None = None
        self.removal = RemovalVm(exchanges, self)
        self.removal.changed.connect(self.status_changed)
        self.rejoin = RejoinVm(exchanges, self)
        self.rejoin.joined.connect(self.exchange)
        self.stick = StickVm(desk, exchanges, self)
        self.stick.changed.connect(self.refresh)
        exchanges.started.connect(self._start)
        exchanges.progressed.connect(self._advance)
        exchanges.ended.connect(self._end)
        exchanges.failed.connect(self._end)
        desk.changes.rows_changed.connect(lambda _types: self.refresh())
        # ages change by themselves: « la plus ancienne : 4 jours »
        self._clock = QTimer(self)
        self._clock.setInterval(SECONDS_BETWEEN_LOOKS * 1000)
        self._clock.timeout.connect(self.status_changed)
        self._clock.start()

    @property
    def state(self) -> SyncState:
        """The worst of what is known. Before the first look at the store: nothing is called sent."""
        if self.status is None:
            return SyncState.OFFLINE
        return worst_state(self.status, is_exchanging=self.is_busy, has_failed=self.error is not None)

    @property
    def unsent(self) -> int:
        """How many records are only on this computer; 0 before the first look at the store."""
        return self.status.pending_files if self.status is not None else 0

    @property
    def is_busy(self) -> bool:
        """Whether an exchange is going on."""
        return self.exchanges.is_running

    @property
    def error(self) -> KnownError | None:
        """Why the last attempt failed; None after a success."""
        return self.exchanges.last_error

    @property
    def fingerprint(self) -> str:
        """The six digits to read to whoever approves this laptop, while that is what it waits for; else nothing."""
        is_waiting = self.error is not None and self.error.key == "device_pending"
        return self.exchanges.fingerprint if is_waiting else ""

    @property
    def disputed(self) -> tuple[DisputedFile, ...]:
        """The files with two versions that concern whoever is at the desk."""
        files = self.page.disputed if self.page is not None else ()
        return tuple(file for file in files if file.concerns_me)

    def refresh(self) -> None:
        """Look at the store again."""
        self.desk.read(self, self._take_status, read_sync_status, self.desk.actor.clock())
        if self.is_in_sight:
            self._read_page()

    def exchange(self) -> None:
        """Send and receive now."""
        self.exchanges.start()

    def settle(self, file_id: UUID) -> None:
        """Go and choose between the two versions of a file."""
        self.desk.navigation.open_conflicts(file_id)

    def send_again(self, row: UnsentRow) -> None:
        """Offer to the centre once more what it refused of a file, as it is here now."""
        from intake_app.services.quarantine import send_again

        self.desk.write(self, lambda _none: self.exchange(), self.fail, send_again, row.record_type, row.record_id)

    def discard(self, row: UnsentRow) -> None:
        """Give up what the centre refused of a file."""
        from intake_app.services.quarantine import discard

        self.desk.write(self, lambda _none: self.refresh(), self.fail, discard, row.record_type, row.record_id)

    def open_file(self, row: UnsentRow | WaitingScans) -> None:
        """Open the file that a row is about, where there is one."""
        if row.record_type == "resident":
            self.desk.navigation.open_resident(row.record_id)
        elif row.record_type == "workshop":
            self.desk.navigation.open_workshop(row.record_id)

    def open_settled(self, field: SettledField) -> None:
        """Open the file of a choice that was made, where there is one."""
        if field.resident:
            self.desk.navigation.open_resident(field.file_id)
        elif field.workshop:
            self.desk.navigation.open_workshop(field.file_id)

    def _start(self) -> None:
        self.progress = None
        self.status_changed.emit()

    def _advance(self, progress: Progress) -> None:
        self.progress = progress
        self.status_changed.emit()

    def _end(self, *_told: object) -> None:
        """An exchange ended, however it did."""
        self.progress = None
        self.refresh()

    def _read_page(self) -> None:
        from intake_app.services.sync_pages import read_sync_page

        self.desk.read(self, self._take_page, read_sync_page, self.desk.actor)

    def _take_status(self, status: SyncStatus) -> None:
        self.status = status
        self.status_changed.emit()
        if status.to_review and not self.is_in_sight:
            # what is to be settled between is asked for from every page
            self._read_page()

    def _take_page(self, page: SyncPage) -> None:
        self.page = page
        self.rows_changed.emit()
