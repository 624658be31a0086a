"""Names typed into the search of the list of people: from each key to the list that answers it, painted."""

from __future__ import annotations

import random
import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from intake_app.played_day.patience import turn
from tests.bench.watched_window import Phase, WatchedWindow
from tests.common.people import invent_names
from ui.navigation import Place
from ui.residents.residents_view import ResidentsView

PAUSE_MS = 40
"""Between the answer to a key and the next: nobody types faster."""


class PaintWatch(QObject):
    """Counts the paintings of a widget that are over."""

    paintings = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject.eventFilter."""
        if event.type() == QEvent.Type.Paint:
            self.paintings += 1
        return False


def type_names(window: WatchedWindow, keystrokes: int) -> None:
    """Type names letter by letter; the phase `typing` has, as its saves, the seconds from each key to the painted
    answer.
    """
    laptop = window.laptop
    laptop.go(Place.RESIDENTS)
    page = laptop.page(Place.RESIDENTS, ResidentsView)
    paint = PaintWatch()
    page.list.viewport().installEventFilter(paint)
    draw, times = random.Random(3), []
    window.stop_saving()

    def type_all() -> None:
        while len(times) < keystrokes:
            family, first = invent_names(draw)
            page.search_field.clear()
            laptop.settle()
            for letter in f"{family} {first[:3]}" if draw.random() < 0.5 else f"{first} {family[:3]}":
                times.append(_strike(page, paint, letter))
                turn(PAUSE_MS)

    started = time.perf_counter()
    window.watch("typing", type_all, lambda: True)
    gaps = window.phases.pop().gaps
    window.phases.append(Phase("typing", time.perf_counter() - started, gaps, times))


def _strike(page: ResidentsView, paint: PaintWatch, letter: str) -> float:
    """Seconds from a key to the list that answers what is typed by then, painted where it changed."""
    found, rows = page.vm.found, page.model.rows()
    typed = (page.search_field.text() + letter).strip()
    started, painted = time.perf_counter(), paint.paintings
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(page.search_field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    while found.text != typed:
        turn(0)
    if page.model.rows() != rows and page.list.isVisible():
        while paint.paintings == painted:
            turn(0)
    return time.perf_counter() - started
