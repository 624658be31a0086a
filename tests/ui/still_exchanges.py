"""Exchanges that a test holds in its hands: nothing runs until it says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError


class StillExchanges(QObject):
    """What view-models see of `ui.exchanges.Exchanges`; `started_with` is what each start was asked with, `parcels`
    the files named, `codes` those typed; `answer` is what a parcel or its receipt ends with.
    """

    started = Signal()
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object, bool)
    fingerprint = "482 913"

    def __init__(self, last_error: KnownError | None = None) -> None:
        super().__init__()
        self.is_running = False
        self.last_error = last_error
        self.started_with: list[dict[str, Any]] = []
        self.parcels: list[Path] = []
        self.codes: list[str] = []
        self.answer: Any = None
        self.answers_at_once = True

    def rejoin(self, _owner: QObject, code: str, then: Any, failed: Any) -> None:
        """Note it and answer as told."""
        self.codes.append(code)
        self._answer(then, failed)

    def write_parcel(self, _owner: QObject, path: Path, then: Any, _failed: Any) -> None:
        """Note it and answer as told."""
        self.parcels.append(path)
        self._answer(then, _failed)

    def read_parcel_receipt(self, _owner: QObject, path: Path, then: Any, _failed: Any) -> None:
        """Note it and answer as told."""
        self.parcels.append(path)
        self._answer(then, _failed)

    def _answer(self, then: Any, failed: Any) -> None:
        if self.answers_at_once:
            (failed if isinstance(self.answer, KnownError) else then)(self.answer)

    def start(self, **asked: Any) -> None:
        """Note it."""
        self.started_with.append(asked)
