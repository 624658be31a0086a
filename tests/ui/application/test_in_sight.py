"""Pages that nobody sees leave the database alone, and are up to date when one comes to them."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.resident_lists import find_residents
from ui.navigation import Place
from ui.shell.idle import IdleWatch


@pytest.fixture
def unlocked(laptop: PlayedLaptop) -> PlayedLaptop:
    door_gestures.unlock(laptop, PASSPHRASE)
    return laptop


def call_back_today(laptop: PlayedLaptop) -> None:
    """Somebody else's use case: a follow-up for today."""
    store, actor = laptop.work.workplace.store, laptop.work.workplace.actor
    somebody = store.read(find_residents)[0].id
    due_on = laptop.work.desk.today()
    store.run(schedule_follow_up, actor, somebody, purpose="call_back", due_on=due_on)
    laptop.settle()


def test_what_nobody_sees_is_read_when_one_comes_to_it(unlocked: PlayedLaptop) -> None:
    pages, sync = unlocked.pages, unlocked.work.sync
    unlocked.go(Place.FOLLOW_UPS)
    unlocked.go(Place.SETTINGS)
    today, rows, sync_page = pages.today.page, pages.follow_ups.rows, sync.page
    unsent = sync.unsent
    call_back_today(unlocked)
    assert pages.today.page is today
    assert pages.follow_ups.rows == rows
    assert sync.page is sync_page
    assert sync.unsent == unsent + 1, "the card that is always in sight knows"
    unlocked.go(Place.TODAY)
    assert pages.today.page is not None
    assert today is not None
    assert pages.today.page.due.total == today.due.total + 1
    unlocked.go(Place.FOLLOW_UPS)
    assert len(pages.follow_ups.rows) == len(rows) + 1
    unlocked.go(Place.SYNC_STATUS)
    assert sync.page is not None
    assert len(sync.page.only_here) == unsent + 1


def test_what_is_seen_follows_what_changes(unlocked: PlayedLaptop) -> None:
    unlocked.go(Place.FOLLOW_UPS)
    before = len(unlocked.pages.follow_ups.rows)
    call_back_today(unlocked)
    assert len(unlocked.pages.follow_ups.rows) == before + 1


def test_a_name_being_typed_rests_the_search_for_files_that_resemble(unlocked: PlayedLaptop) -> None:
    unlocked.go(Place.RESIDENTS)
    assert not unlocked.pages.pairs.search.is_resting
    unlocked.hands.type("b")
    assert unlocked.pages.pairs.search.is_resting


def test_memory_is_looked_through_while_nobody_is_at_the_keyboard(unlocked: PlayedLaptop, qapp: QApplication) -> None:
    assert not gc.isenabled(), "never by itself, in the middle of a word"
    looked: list[str] = []
    gc.callbacks.append(lambda phase, told: looked.append(phase) if told["generation"] == 2 else None)
    try:
        unlocked.window.idle.rested.emit()
        assert looked == ["start", "stop"]
    finally:
        gc.callbacks.pop()


def test_a_key_puts_the_rest_off(qapp: QApplication) -> None:
    watch = IdleWatch(qapp, 5)
    rested: list[bool] = []
    watch.rested.connect(lambda: rested.append(True))
    watch.start()
    watch._rest.start(1_800_000)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert watch.eventFilter(qapp, key) is False
    assert watch._rest.isActive()
    watch.stop()
    watch.eventFilter(qapp, key)
    assert not watch._rest.isActive()
    assert not rested
