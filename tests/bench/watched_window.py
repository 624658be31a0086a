"""The real window, off screen, with somebody's hand on it: how long it leaves them without an answer while it works."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from uuid import uuid4

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from intake_app.domain.errors import KnownError
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.transport import Transport
from tests.bench.enrolled import PASSPHRASE
from tests.bench.laptop_figures import AREA
from ui.application import make_application
from ui.shell.window import Backstage

BEAT_MS: Final = 10
SAVE_MS: Final = 250
TOUCH_MS: Final = 500
SETTLING_MS: Final = 2000
IDLE_S: Final = 8.0
PATIENCE_S: Final = 1200


class Phase(msgspec.Struct):
    """What the window did, for how many seconds; the time between each two beats of its heart, ten milliseconds when
    nothing holds it, and of each save from asking for it to its answer.
    """

    name: str
    seconds: float
    gaps: list[float]
    saves: list[float]


class WatchedWindow(QObject):
    """Opened and unlocked on `folder`, without a network."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.app = make_application([])
        self.laptop = PlayedLaptop(self.app, Backstage(Premises(folder, _no_network, FLOOR)))
        door_gestures.unlock(self.laptop, PASSPHRASE)
        turn(SETTLING_MS)
        self.phases: list[Phase] = []
        self._gaps: list[float] = []
        self._saves: list[float] = []
        self._beat_at = time.perf_counter()
        self._beats, self._saving = self._every(BEAT_MS, self._beat), self._every(SAVE_MS, self._save)
        self._every(TOUCH_MS, self._touch)

    def idle(self) -> None:
        """The yardstick: nothing but beats and saves."""
        until = time.perf_counter() + IDLE_S
        self.watch("idle", lambda: None, lambda: time.perf_counter() >= until)

    def watch(self, name: str, begin: Callable[[], object], is_over: Callable[[], object]) -> None:
        """Note how the window does from `begin` until `is_over`."""
        self._gaps, self._saves, started = [], [], time.perf_counter()
        self._beat_at = started
        begin()
        while not is_over():
            if time.perf_counter() - started > PATIENCE_S:
                raise TimeoutError(name)
            if self.laptop.bugs:
                raise RuntimeError(name) from self.laptop.bugs[0]
            turn()
        self._beat()
        self.phases.append(Phase(name, time.perf_counter() - started, [*self._gaps], [*self._saves]))

    def is_settled(self) -> Callable[[], bool]:
        """A condition: the database has answered all that was asked until it was first looked at."""
        answers: list[None] = []
        is_asked: list[bool] = []

        def look() -> bool:
            if not is_asked:
                is_asked.append(True)
                self.laptop.work.database.put(self, lambda: None, answers.append)
            return bool(answers)

        return look

    def stop_saving(self) -> None:
        """Have nobody saved any more."""
        self._saving.stop()

    def tell(self) -> None:
        """Print every phase, and close the window."""
        self._beats.stop()
        self.stop_saving()
        self.laptop.settle()
        self.laptop.close()
        print(msgspec.json.encode(self.phases).decode())

    def _every(self, milliseconds: int, deed: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(deed)
        timer.start(milliseconds)
        return timer

    def _touch(self) -> None:
        """A hand on the keyboard: nothing waits for it to be away."""
        shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.postEvent(self.laptop.window, shift)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._beat_at)
        self._beat_at = now

    def _save(self) -> None:
        """Somebody is registered, as from the form."""
        asked_at = time.perf_counter()
        fields = {"family_name": "MARTIN", "first_name": "Alix", "has_no_phone": True, "how_met": "caretaker"}
        answered = lambda _id: self._saves.append(time.perf_counter() - asked_at)  # noqa: E731
        how = {"resident_id": uuid4(), "notice": NoticeGiven("paper", "2026.1")}
        person = {**fields, "neighbourhood_id": AREA}
        self.laptop.work.desk.write(self, answered, None, register_resident, person, **how)  # type: ignore[arg-type]


def _no_network(_address: str) -> Transport:
    raise KnownError("server_unreachable")
