"""Starts the window: preferences, language, look, lock screen; everything heavy waits until that has been painted."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui import languages, theme
from ui.preferences import read_preferences
from ui.shell.window import Backstage, Window

_log = logging.getLogger("palier")


def run_application(arguments: Sequence[str], backstage: Backstage) -> int:
    """Show the window and return the exit code once it is closed."""
    app = make_application(arguments)
    window = open_window(app, backstage)
    window.showMaximized()
    # one turn of the event loop later the lock screen is on the screen
    QTimer.singleShot(0, window.prepare)
    return app.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The process's QApplication, under its own name."""
    app = QApplication([*arguments])
    app.setApplicationName("Palier")
    app.setApplicationDisplayName("Palier")
    app.setDesktopFileName("palier")
    return app


def open_window(app: QApplication, backstage: Backstage) -> Window:
    """The window in front of its door, not yet shown. Call `prepare` once it has been painted."""
    preferences = read_preferences(backstage.premises.folder)
    languages.install_language(app, preferences.language)
    theme.apply_theme(app, preferences.scheme, preferences.text_scale)
    sys.excepthook = _note_uncaught
    return Window(app, backstage, preferences, note_bug)


def note_bug(failure: BaseException) -> None:
    """Log where it broke: kinds and places only, for an error's own words may quote a record."""
    places: list[str] = []
    trace = failure.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    _log.error("bug %s at %s", type(failure).__qualname__, " < ".join(reversed(places[-12:])))


def _note_uncaught(_kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
    note_bug(failure.with_traceback(trace))
