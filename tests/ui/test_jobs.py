"""Work off the window's thread: results come back where they belong, or nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from ui.changes import Changes
from ui.jobs import Lane


class Heard:
    """What a lane said to its own handlers."""

    def __init__(self) -> None:
        self.errors: list[KnownError] = []
        self.bugs: list[BaseException] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def lane(qapp: object, heard: Heard) -> Iterator[Lane]:
    made = Lane("test-lane", heard.errors.append, heard.bugs.append)
    yield made
    made.stop()


def test_work_is_done_elsewhere_and_its_result_comes_back_here(lane: Lane, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    lane.put(lane, threading.current_thread, threads.append)
    lane.put(lane, lambda: None, lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_result_for_a_closed_screen_is_dropped(lane: Lane, qtbot: QtBot) -> None:
    screen = QObject()
    told: list[str] = []
    may_end = threading.Event()
    lane.put(screen, lambda: may_end.wait(5), lambda _: told.append("closed screen"))
    lane.put(lane, lambda: None, lambda _: told.append("open screen"))
    shiboken6.delete(screen)
    may_end.set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["open screen"]


def test_known_errors_go_to_whoever_asked_else_to_the_window(lane: Lane, heard: Heard, qtbot: QtBot) -> None:
    def fail() -> None:
        raise KnownError("disk_full")

    mine: list[KnownError] = []
    lane.put(lane, fail, None, mine.append)
    lane.put(lane, fail)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert [error.key for error in (*mine, *heard.errors)] == ["disk_full", "disk_full"]


def test_a_bug_neither_ends_the_thread_nor_stays_hidden(lane: Lane, heard: Heard, qtbot: QtBot) -> None:
    ended: list[str] = []
    lane.put(lane, lambda: 1 / 0, None, None, lambda: ended.append("first"))
    lane.put(lane, lambda: "still at work", ended.append)
    qtbot.waitUntil(lambda: len(ended) == 2)
    assert isinstance(heard.bugs[0], ZeroDivisionError)
    assert ended == ["first", "still at work"]


def test_changes_told_on_any_thread_are_heard_on_the_windows(lane: Lane, qtbot: QtBot) -> None:
    changes = Changes(lane, lane)
    heard_on: list[threading.Thread] = []
    changes.rows_changed.connect(lambda _types: heard_on.append(threading.current_thread()))
    with qtbot.waitSignal(changes.rows_changed) as caught:
        lane.put(lane, lambda: changes.tell(frozenset({"resident"})))
    assert caught.args == [frozenset({"resident"})]
    assert heard_on == [threading.main_thread()]


def test_changes_that_come_while_the_screens_read_are_told_together_and_none_is_lost(lane: Lane, qtbot: QtBot) -> None:
    changes, goes_on = Changes(lane, lane), threading.Event()
    told: list[frozenset[str]] = []
    changes.rows_changed.connect(told.append)
    # the first screen to hear of it reads for long
    changes.rows_changed.connect(lambda _types: lane.put(lane, goes_on.wait))
    changes.tell(frozenset({"resident"}))
    qtbot.waitUntil(lambda: len(told) == 1)
    for record_type in ("slot", "workshop", "resident"):
        changes.tell(frozenset({record_type}))
    qtbot.wait(50)
    assert len(told) == 1
    assert not changes.are_told
    goes_on.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == {"slot", "workshop", "resident"}
    qtbot.waitUntil(lambda: changes.are_told)
