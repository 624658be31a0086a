"""Work off the window's thread: one thread for the database, one for the network. Results come back on the
window's thread.

A result whose owner (a view-model, a window) is gone or has closed is dropped. Qt parents and signals do the
delivering; the work itself is plain Python.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from intake_app.domain.errors import BugError, KnownError

Result = TypeVar("Result")
OnError = Callable[[KnownError], None]
OnBug = Callable[[BaseException], None]

_STOP: Final = None


@dataclass(frozen=True)
class _Job:
    owner: QObject
    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: OnError | None
    always: Callable[[], None] | None


@dataclass(frozen=True)
class _Done:
    job: _Job
    result: Any = None
    error: BaseException | None = None


class Lane(QObject):
    """One thread that does its jobs in the order they came."""

    _done = Signal(object)

    def __init__(self, name: str, on_error: OnError, on_bug: OnBug, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error, self._on_bug = on_error, on_bug
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._is_stopped = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(
        self,
        owner: QObject,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        failed: OnError | None = None,
        always: Callable[[], None] | None = None,
    ) -> None:
        """Do `work` on this thread; then, on the window's thread and while `owner` lives, call `then` with its result.

        A KnownError goes to `failed`, else to the lane's own handler; anything else is a bug and goes to its bug
        handler. `always` is called before any of them. Nothing is done any more after `stop`.
        """
        if not self._is_stopped:
            # what is put behind the end would be kept for ever, with all that it knows
            self._jobs.put(_Job(owner, work, then, failed, always))

    def stop(self, seconds: float = 10.0) -> None:
        """Finish what is queued, then end the thread. Results not yet delivered are dropped."""
        self._is_stopped = True
        self._jobs.put(_STOP)
        self._thread.join(seconds)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not _STOP:
            self._do(job)
            # a job just done must not keep its rows for as long as no other comes
            del job

    def _do(self, job: _Job) -> None:
        try:
            done = _Done(job, result=job.work())
        except BaseException as failure:  # the one broad net of this thread: nothing may end it
            done = _Done(job, error=failure)
        if shiboken6.isValid(self):
            self._done.emit(done)

    def _deliver(self, done: _Done) -> None:
        if not shiboken6.isValid(done.job.owner):
            return
        if done.job.always is not None:
            done.job.always()
        if done.error is None:
            if done.job.then is not None:
                done.job.then(done.result)
        elif isinstance(done.error, KnownError):
            (done.job.failed or self._on_error)(done.error)
        else:
            self._on_bug(done.error)


def raise_bug(failure: BaseException) -> None:
    """The bug handler of tests: a bug in a job is a bug of the test."""
    raise BugError("a job failed") from failure
