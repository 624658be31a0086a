"""Run as a process: shows a window off screen, prints the moment it was first painted and the memory then, and ends.

python -m tests.bench.first_paint bare
python -m tests.bench.first_paint palier FOLDER
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class PaintWatch(QObject):
    """Ends the program at the first paint of the window it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject.eventFilter."""
        if event.type() == QEvent.Type.Paint:
            print(time.time(), peak_memory_mb(), flush=True)
            QApplication.exit(0)
        return False


def peak_memory_mb() -> float:
    """Resident memory of this process, MB."""
    import psutil

    return float(psutil.Process().memory_info().rss) / 1e6


def show(window: QWidget, watched: QWidget) -> int:
    """Show `window` and run until `watched` is painted."""
    watch = PaintWatch()
    watched.installEventFilter(watch)
    window.show()
    return QApplication.exec()


def bare() -> int:
    """A bare QMainWindow with a field."""
    from PySide6.QtWidgets import QLineEdit

    app = QApplication([])
    window = QMainWindow()
    field = QLineEdit()
    window.setCentralWidget(field)
    window.resize(1366, 768)
    code = show(window, field)
    del app
    return code


def palier(folder: Path) -> int:
    """The lock screen of a folder with a vault."""
    from sync.client.premises import Premises
    from ui.application import make_application, open_window
    from ui.shell.window import Backstage

    app = make_application([])
    window = open_window(app, Backstage(Premises(folder)))
    code = show(window, window.door.unlock)
    window.close()
    return code


if __name__ == "__main__":
    raise SystemExit(bare() if sys.argv[1] == "bare" else palier(Path(sys.argv[2])))
