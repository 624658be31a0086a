"""Exchanges with the centre as the window sees them: started by hand or by the clock, watched, never in the way of
typing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from ui.jobs import Lane, OnError

if TYPE_CHECKING:
    from sync.client.parcel import WrittenParcel
    from sync.client.progress import Outcome, Progress
    from sync.client.workplace import Workplace


class Exchanges(QObject):
    """Runs the exchange on the network lane, one at a time, and plans the next. Signals arrive on the window's
    thread.
    """

    started = Signal()
    progressed = Signal(object)
    """A Progress."""
    ended = Signal(object)
    """An Outcome."""
    failed = Signal(object, bool)
    """A KnownError, and whether somebody was waiting for the answer (pressed the button)."""

    def __init__(self, workplace: Workplace, network: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from sync.client.schedule import Schedule

        self._workplace = workplace
        self._network = network
        self._schedule = Schedule()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.start(asked=False))
        self._is_stopping = False
        self.is_running = False
        self.last_error: KnownError | None = None

    @property
    def fingerprint(self) -> str:
        """Six digits that tell this laptop's key, « 482 913 »."""
        enrolment = self._workplace.enrolment
        digits = enrolment.fingerprint if enrolment is not None else ""
        return f"{digits[:3]} {digits[3:]}" if len(digits) == 6 else digits

    def plan_first(self) -> None:
        """Plan the first exchange of this opening."""
        self._plan(self._schedule.first())

    def start(self, *, asked: bool = True, accept_removal: bool = False) -> None:
        """Exchange now, unless it is already going on. `accept_removal`: the centre may take away however many records
        it asked to, as somebody has just agreed.
        """
        if self.is_running or self._is_stopping:
            return
        self.is_running = True
        self._timer.stop()
        self.started.emit()
        work = partial(self._work, accept_removal)
        self._network.put(self, work, self._succeed, lambda error: self._fail(error, asked), self._note_end)

    def rejoin(self, owner: QObject, code: str, then: Callable[[object], None], failed: OnError) -> None:
        """Join once more with a new code, where the centre does not know this laptop any more."""
        self._network.put(owner, lambda: self._workplace.rejoin(code), then, failed)

    def write_parcel(self, owner: QObject, path: Path, then: Callable[[WrittenParcel], None], failed: OnError) -> None:
        """Copy what the centre has not received into a file for a USB stick."""
        self._network.put(owner, lambda: self._workplace.write_parcel(path), then, failed)

    def read_parcel_receipt(self, owner: QObject, path: Path, then: Callable[[Outcome], None], failed: OnError) -> None:
        """Settle what the centre answers in the receipt of a parcel."""
        self._network.put(owner, lambda: self._workplace.read_parcel_receipt(path), then, failed)

    def stop(self) -> None:
        """Ask a running exchange to end after its present step, and plan no other."""
        self._is_stopping = True
        self._timer.stop()

    def _work(self, accept_removal: bool) -> Outcome:
        from sync.client.lease import refuse_overdue

        report: Callable[[Progress], None] = self.progressed.emit
        try:
            return self._workplace.exchange(report, lambda: self._is_stopping, accept_removal=accept_removal)
        except KnownError:
            # every failure is another moment without the centre
            refuse_overdue(self._workplace.store, self._workplace.clock())
            raise

    def _note_end(self) -> None:
        """However it ended, a bug included, there will be a next one."""
        self.is_running = False
        self._plan(self._schedule.after_failure())

    def _succeed(self, outcome: Outcome) -> None:
        self.last_error = None
        self._plan(self._schedule.after_success(is_cut_short=outcome.is_cut_short))
        self.ended.emit(outcome)

    def _fail(self, error: KnownError, asked: bool) -> None:
        self.last_error = error
        retry_after = error.details.get("retry_after")
        seconds = self._schedule.after_failure(float(retry_after) if retry_after else None)
        self._plan(self._schedule.while_awaited() if error.key == "device_pending" else seconds)
        self.failed.emit(error, asked)

    def _plan(self, seconds: float) -> None:
        if not self._is_stopping:
            self._timer.start(round(seconds * 1000))
