"""The daily copies of this laptop's records: made by themselves while the window is open, and when somebody asks."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from sync.client.loss_receipt import LossReceipt, read_loss_receipt
from ui.desk import Desk, ViewModel
from ui.jobs import Lane

if TYPE_CHECKING:
    from intake_app.storage.backup import DailyCopies

FIRST_AFTER_MS: Final = 20_000
"""Behind the first pages of the day, and what they read."""
AGAIN_AFTER_MS: Final = 3_600_000
MakeCopies = Callable[[Callable[[], bool]], "DailyCopies"]


class CopiesVm(ViewModel):
    """`lane` is one of its own: neither pages nor exchanges wait for a copy. `source` makes the copies, given when to
    stop.
    """

    changed = Signal()

    def __init__(self, desk: Desk, source: MakeCopies, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._lane = lane
        self._stopping = threading.Event()
        self._copies = source(self._stopping.is_set)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_if_due)
        self.moments: tuple[datetime, ...] | None = None
        """When each copy was made, the newest first; None until they were looked at."""
        self.error: KnownError | None = None
        """Why the last try made none."""
        self.is_busy = False
        self.repaired_at: datetime | None = None
        """When this laptop was last repaired."""

    def plan(self) -> None:
        """Have one made a while after the opening, when it is due, and every hour look again."""
        self._timer.start(FIRST_AFTER_MS)

    def refresh(self) -> None:
        """Look which there are."""
        self._lane.put(self, self._list, self._show, self.fail)
        self.desk.read(self, self._show_receipt, read_loss_receipt)

    def make(self) -> None:
        """Make one now, whether or not it is due."""
        self._begin(is_asked=True)

    def stop(self) -> None:
        """Give up a copy that is being made: the window locks."""
        self._timer.stop()
        self._stopping.set()

    def _make_if_due(self) -> None:
        self._timer.start(AGAIN_AFTER_MS)
        self._begin(is_asked=False)

    def _begin(self, *, is_asked: bool) -> None:
        if self.is_busy or self._stopping.is_set():
            return
        self.is_busy = True
        today = self.desk.today()

        def work() -> tuple[datetime, ...]:
            from intake_app.storage.backup import StoppedError

            try:
                if is_asked or self._copies.is_due(today):
                    self._copies.make(today)
            except StoppedError:
                pass
            return self._list()

        self._lane.put(self, work, self._succeed, self._refuse, self._end)

    def _list(self) -> tuple[datetime, ...]:
        return tuple(copy.made_at for copy in self._copies.copies())

    def _show_receipt(self, receipt: LossReceipt | None) -> None:
        self.repaired_at = None if receipt is None else receipt.at
        self.changed.emit()

    def _show(self, moments: tuple[datetime, ...]) -> None:
        self.moments = moments
        self.changed.emit()

    def _succeed(self, moments: tuple[datetime, ...]) -> None:
        self.error = None
        self._show(moments)

    def _refuse(self, error: KnownError) -> None:
        is_news = self.error is None or self.error.key != error.key
        self.error = error
        self.changed.emit()
        if is_news:
            self.fail(error)

    def _end(self) -> None:
        self.is_busy = False
        self.changed.emit()
