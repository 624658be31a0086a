"""Work that needs no store, on a thread of its own: nobody waits for it, neither the window nor the database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")
Tell = Callable[[float], None]
"""Say how much is done, from 0.0 to 1.0; raises StoppedError once nobody wants the result any more."""


class StoppedError(Exception):
    """Nobody wants the result any more."""


class Background(Generic[Result]):
    """Begins at once. `share` is how much is done."""

    def __init__(self, work: Callable[[Tell], Result], name: str = "papers") -> None:
        self._work = work
        self._results: list[Result] = []
        self._failure: BaseException | None = None
        self._is_unwanted = False
        self.share = 0.0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether it is over. Raises what the work raised."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        if self._failure is not None:
            raise self._failure
        return True

    @property
    def result(self) -> Result:
        """What the work gave, once it is over."""
        return self._results[0]

    def stop(self) -> None:
        """End it at the next moment it tells how far it is."""
        self._is_unwanted = True

    def _tell(self, share: float) -> None:
        self.share = share
        if self._is_unwanted:
            raise StoppedError

    def _run(self) -> None:
        try:
            self._results.append(self._work(self._tell))
        except BaseException as failure:  # raised again for whoever waits
            self._failure = failure
