"""`run.py demo`: the caretaker's day off screen, from start to end, and its pictures."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.sentences import sentence_for

if TYPE_CHECKING:
    from intake_app.played_day.album import Variants
    from intake_app.played_day.day import Tell


def say(line: str) -> None:
    """Print a line at once, even where there is no console, or one that knows no narrow space."""
    if sys.stdout is None:
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        line = line.replace("\u202f", " ").encode(encoding, "replace").decode(encoding)
    print(line, flush=True)


def play(folder: Path, variants: Variants | None = None, tell: Tell = say) -> int:
    """Play the day in a fresh temporary folder and leave the pictures in `folder`; each page in every variant unless
    told otherwise. Returns 0 when everything was as it should be, 1 (and a sentence) when not.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from intake_app.played_day.patience import UnmetError

    started = time.monotonic()
    try:
        with _quiet_plugin(), _nothing_uncaught():
            pictures = _play(folder, variants, tell)
    except UnmetError as unmet:
        tell(f"ÉCHEC. {unmet}")
        return 1
    except KnownError as error:
        tell(f"ÉCHEC. {sentence_for(error, 'fr').in_one()}")
        return 1
    tell(f"{pictures} images dans {folder}. Journée réussie, en {time.monotonic() - started:.0f} secondes.")
    return 0


def _play(folder: Path, variants: Variants | None, tell: Tell) -> int:
    from PySide6.QtWidgets import QApplication

    from intake_app.demonstration import Demonstration
    from intake_app.played_day.album import Album, Variants
    from intake_app.played_day.day import Day
    from ui.application import make_application

    app = cast("QApplication", QApplication.instance() or make_application([]))
    # a cursor that blinks is on some pictures and not on others
    app.setCursorFlashTime(0)
    album = Album(folder, variants or Variants())
    with (
        tempfile.TemporaryDirectory(prefix="palier-day-", ignore_cleanup_errors=True) as place,
        Demonstration(Path(place)) as stage,
    ):
        tell("Serveur de démonstration démarré sur cet ordinateur.")
        Day(app, stage, album, tell).play()
    return len(album.pictures)


@contextmanager
def _quiet_plugin() -> Iterator[None]:
    """Leave out what the off-screen plug-in says of itself at each new window; everything else Qt says goes on."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def pass_on(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if "propagateSizeHints" in words:
            return
        if before is not None:
            before(kind, context, words)
        else:
            print(words, file=sys.stderr)

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


@contextmanager
def _nothing_uncaught() -> Iterator[None]:
    """Raise BugError in the end when something failed in a slot, which Qt only reports and goes on after."""
    failures: list[BaseException] = []

    def note(_kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        failures.append(failure.with_traceback(trace))

    before, sys.excepthook = sys.excepthook, note
    try:
        yield
    finally:
        sys.excepthook = before
    if failures:
        raise BugError("something failed in a window") from failures[0]
