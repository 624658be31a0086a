"""The search for rings of objects keeps to the window's thread, and looks at what is old only when asked."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.memory import Memory


class Ring:
    """Holds itself: only the search finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def memory(qapp: QApplication) -> Iterator[Memory]:
    made = Memory(qapp)
    yield made
    made.stop()
    made.deleteLater()


def dropped_ring(found_on: list[int]) -> None:
    weakref.finalize(Ring(), lambda: found_on.append(threading.get_ident()))


def make_much() -> None:
    for _round in range(200_000):
        Ring()


def test_what_another_thread_makes_too_much_of_is_found_on_the_windows_thread(qtbot: QtBot, memory: Memory) -> None:
    found_on: list[int] = []
    dropped_ring(found_on)
    busy = threading.Thread(target=make_much)
    busy.start()
    busy.join()
    assert found_on == []
    qtbot.waitUntil(lambda: found_on == [threading.get_ident()], timeout=10_000)


def test_what_is_old_waits_until_it_is_asked_for(qtbot: QtBot, memory: Memory) -> None:
    found_on: list[int] = []
    ring = Ring()
    weakref.finalize(ring, lambda: found_on.append(threading.get_ident()))
    gc.collect(0)
    gc.collect(1)
    del ring
    make_much()
    gc.collect(1)
    assert found_on == []
    memory.tidy()
    assert found_on == [threading.get_ident()]


def test_python_looks_again_by_itself_once_the_window_is_gone(qapp: QApplication) -> None:
    memory = Memory(qapp)
    assert not gc.isenabled()
    memory.stop()
    assert gc.isenabled()
