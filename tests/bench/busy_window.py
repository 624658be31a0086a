"""Run as a process: somebody types and saves while a first download runs, then while nothing does; prints a Told.

python -m tests.bench.busy_window ADDRESS CODE FOLDER
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from intake_app.domain.actor import Actor, utc_now
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident
from intake_app.storage.opening import open_store
from intake_app.storage.store import Session, Store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent
from sync.client.transport import HttpTransport
from tests.common.laptops import made_keys
from ui.jobs import Lane, raise_bug
from ui.shell.window import load_heavy_libraries

KEYSTROKE_MS, SAVE_MS, IDLE_MS = 10, 50, 8000


class Told(msgspec.Struct):
    """Seconds of each save, from asking for it to its answer, and between each two keystrokes; while the download
    ran, and after.
    """

    saves: list[float] = []
    gaps: list[float] = []
    idle_saves: list[float] = []
    idle_gaps: list[float] = []


class Typist(QObject):
    """Types without end into a field, and saves somebody now and then, as a form does: on the database's lane."""

    def __init__(self, store: Store, actor: Actor) -> None:
        super().__init__()
        self.saves: list[float] = []
        self.gaps: list[float] = []
        self._store, self._actor = store, actor
        self.lane = Lane("database", print, raise_bug, self)
        self._field = QLineEdit()
        self._field.show()
        self._typed_at = time.perf_counter()
        self._neighbourhood: UUID | None = None
        self._timers = [self._every(KEYSTROKE_MS, self._type), self._every(SAVE_MS, self._save)]

    def stop(self) -> None:
        """Take the hands off."""
        for timer in self._timers:
            timer.stop()
        self.lane.stop()

    def _every(self, milliseconds: int, deed: object) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(deed)
        timer.start(milliseconds)
        return timer

    def _type(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._typed_at)
        self._typed_at = now
        self._field.setText(self._field.text()[-40:] + "a")

    def _save(self) -> None:
        asked_at = time.perf_counter()
        self.lane.put(self, self._register, lambda done: done and self.saves.append(time.perf_counter() - asked_at))

    def _register(self) -> bool:
        """Whether somebody could be saved: not before the places have been received."""
        if self._neighbourhood is None:
            self._neighbourhood = self._store.read(_any_neighbourhood)
            return False
        fields = {
            "family_name": "MARTIN", "first_name": "Alix", "has_no_phone": True, "how_met": "caretaker",
            "neighbourhood_id": self._neighbourhood,
        }  # fmt: skip
        notice = NoticeGiven("oral", "2026.1")
        self._store.run(register_resident, self._actor, fields, resident_id=uuid4(), notice=notice)
        return True


def _any_neighbourhood(session: Session) -> UUID | None:
    found = session.connection().exec_driver_sql("SELECT id FROM neighbourhood LIMIT 1").scalar()
    return found and UUID(found)


def main(address: str, code: str, folder: Path) -> None:
    """See above."""
    app = QApplication([])
    load_heavy_libraries()
    folder.mkdir(parents=True)
    keys = made_keys()
    store = open_store(folder, keys)
    keep_intent(store, keys, address, code, "bench")
    transport = HttpTransport(address)
    enrolment = join(store, keys, lambda _address: transport)
    engine = SyncEngine(store, transport, identity_of(enrolment, keys), utc_now)
    typist = Typist(store, Actor(UUID(enrolment.staff_id), UUID(enrolment.space_id), "caretaker"))
    network, told = Lane("network", print, raise_bug, typist), Told()

    def rest(_outcome: object) -> None:
        told.saves, told.gaps = typist.saves, typist.gaps
        typist.saves, typist.gaps = [], []
        QTimer.singleShot(IDLE_MS, app.quit)

    network.put(typist, partial(engine.run_once, is_stopped=lambda: store.read(_is_downloaded)), rest)
    app.exec()
    told.idle_saves, told.idle_gaps = typist.saves, typist.gaps
    network.stop()
    typist.stop()
    print(msgspec.json.encode(told).decode())
    transport.close()
    store.close()


def _is_downloaded(session: Session) -> bool:
    from sync.client.place import read_place

    return read_place(session.connection()).cursor is not None


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
