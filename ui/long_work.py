"""Work in steps on the database thread: others have their turn in between, and a person can stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from intake_app.domain.errors import KnownError
from ui.desk import ViewModel

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session


class Steps(Protocol):
    """Something done in `total` steps, of which `done` are; `abandon` leaves nothing of it behind."""

    done: int

    @property
    def total(self) -> int:
        """How many there are, known once the first is done."""
        ...

    def step(self, session: Session, actor: Actor) -> None:
        """Do the next one."""
        ...

    def abandon(self) -> None:
        """Take everything back."""
        ...


class LongWork(ViewModel):
    """One work at a time."""

    moved = Signal()
    """It began, went on, or ended."""
    finished = Signal(object)
    """It came to its end: the Steps."""
    stopped = Signal()
    """Somebody stopped it, and nothing of it is left."""

    steps: Steps | None = None
    _is_unwanted = False

    @property
    def is_busy(self) -> bool:
        """Whether it is going on."""
        return self.steps is not None

    @property
    def share(self) -> float:
        """How much is done, from 0.0 to 1.0."""
        return self.steps.done / max(1, self.steps.total) if self.steps is not None else 0.0

    def start(self, steps: Steps) -> None:
        """Begin, unless something is going on."""
        if self.steps is None:
            self.steps, self._is_unwanted = steps, False
            self._go_on()

    def stop(self) -> None:
        """End it after the step it is at."""
        self._is_unwanted = self.is_busy

    def _go_on(self) -> None:
        assert self.steps is not None
        self.moved.emit()
        self.desk.write(self, self._after_step, self._after_failure, _step, self.steps)

    def _after_step(self, steps: Steps) -> None:
        if steps.done >= steps.total:
            self._end()
            self.finished.emit(steps)
        elif self._is_unwanted:
            self.desk.work(self, lambda _none: self._after_abandon(), steps.abandon)
        else:
            self._go_on()

    def _after_abandon(self) -> None:
        self._end()
        self.stopped.emit()

    def _after_failure(self, error: KnownError) -> None:
        steps = self.steps
        self._end()
        if steps is not None:
            self.desk.work(self, lambda _none: None, steps.abandon)
        self.fail(error)

    def _end(self) -> None:
        self.steps = None
        self.moved.emit()


def _step(session: Session, actor: Actor, steps: Steps) -> Steps:
    steps.step(session, actor)
    return steps
