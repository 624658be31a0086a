"""Run as a process: a window with everything loaded, then a first download; prints the memory before and the peak.

python -m tests.bench.download_memory ADDRESS CODE FOLDER
"""

from __future__ import annotations

import sys
import threading
import time
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

from intake_app.domain.actor import utc_now
from intake_app.storage.opening import open_store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent
from sync.client.transport import HttpTransport
from tests.bench.first_paint import peak_memory_mb
from tests.common.laptops import made_keys


class MemoryWatch(threading.Thread):
    """Notes the highest resident memory seen, twenty times a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._is_over = threading.Event()

    def run(self) -> None:
        while not self._is_over.wait(0.05):
            self.peak = max(self.peak, peak_memory_mb())

    def stop(self) -> float:
        """The peak."""
        self._is_over.set()
        self.join()
        return self.peak


def main(address: str, code: str, folder: Path) -> None:
    """Print `idle peak seconds`."""
    app = QApplication([])
    import_module("ui.shell.work")
    window = QMainWindow()
    window.show()
    app.processEvents()
    folder.mkdir(parents=True)
    keys = made_keys()
    store = open_store(folder, keys)
    keep_intent(store, keys, address, code, "bench")
    transport = HttpTransport(address)
    enrolment = join(store, keys, lambda _address: transport)
    engine = SyncEngine(store, transport, identity_of(enrolment, keys), utc_now)
    idle = peak_memory_mb()
    watch = MemoryWatch()
    watch.start()
    started = time.perf_counter()
    engine.run_once()
    took = time.perf_counter() - started
    print(idle, watch.stop(), took)
    transport.close()
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
