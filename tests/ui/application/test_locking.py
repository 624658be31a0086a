"""Locking: by the keyboard, by itself, by closing the window. Nothing typed is lost, nothing is left open."""

from __future__ import annotations

import gc
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.played_day import door_gestures, resident_gestures, workshop_gestures
from intake_app.played_day.laptop import PlayedLaptop
from sync.client.premises import Premises
from tests.ui.application.reading import words_on
from ui.navigation import Place
from ui.residents.resident_form_view import ResidentFormView
from ui.shell.idle import IdleWatch
from ui.shell.where import FORM
from ui.workshops.sheets.signing_view import SigningView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage


@pytest.fixture
def unlocked(laptop: PlayedLaptop) -> PlayedLaptop:
    """The same laptop, open."""
    door_gestures.unlock(laptop, PASSPHRASE)
    return laptop


def begin_somebody(laptop: PlayedLaptop) -> None:
    """Be in the middle of a first name."""
    resident_gestures.begin_form(laptop)
    laptop.hands.type("Guivarch")
    laptop.hands.press("Tab")
    laptop.hands.type("Mae")


def assert_back_in_the_form(laptop: PlayedLaptop) -> None:
    """The form is there as it was left, the keyboard in the same field."""
    laptop.wait(lambda: laptop.pages.form.is_open, "le formulaire")
    laptop.settle()
    form = laptop.page(FORM, ResidentFormView).page.form
    values = form.values()
    assert (values["family_name"], values["first_name"]) == ("Guivarch", "Mae")
    assert form.focused_field() == "first_name"
    laptop.hands.type("l")
    assert form.values()["first_name"] == "Mael"


def test_ctrl_l_locks_and_the_passphrase_leads_back_to_the_same_field(unlocked: PlayedLaptop) -> None:
    begin_somebody(unlocked)
    QTest.keyClick(unlocked.hands.focus(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert unlocked.window.work is None
    assert unlocked.hands.focus() is unlocked.window.door.unlock.passphrase
    door_gestures.unlock(unlocked, PASSPHRASE)
    assert_back_in_the_form(unlocked)


def test_nothing_of_the_work_outlives_the_lock(unlocked: PlayedLaptop) -> None:
    QTest.keyClick(unlocked.hands.focus(), Qt.Key.Key_F3)
    unlocked.settle()
    work = unlocked.work
    forgotten = {
        name: weakref.ref(one)
        for name, one in {
            "store": work.workplace.store,
            "desk": work.desk,
            "roll": work.pages.workshops.roll,
            "list of people": work.pages.residents,
            "page": unlocked.page(Place.WORKSHOPS, WorkshopsView),
        }.items()
    }
    del work
    QTest.keyClick(unlocked.hands.focus(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    def remembered() -> list[str]:
        gc.collect()
        return [name for name, one in forgotten.items() if one() is not None]

    unlocked.wait(lambda: not remembered(), f"l’oubli de {remembered()}")
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, SigningView)]


def test_idleness_locks_and_the_passphrase_leads_back_to_the_same_field(unlocked: PlayedLaptop) -> None:
    begin_somebody(unlocked)
    unlocked.window.idle.went_idle.emit()
    assert unlocked.window.work is None
    door_gestures.unlock(unlocked, PASSPHRASE)
    assert_back_in_the_form(unlocked)


def test_a_sleeping_or_locked_computer_locks_too(unlocked: PlayedLaptop) -> None:
    begin_somebody(unlocked)
    unlocked.window.away.went_away.emit()
    assert unlocked.window.work is None
    door_gestures.unlock(unlocked, PASSPHRASE)
    assert_back_in_the_form(unlocked)


def test_a_lock_leads_back_to_the_page_one_was_on(unlocked: PlayedLaptop) -> None:
    unlocked.go(Place.SETTINGS)
    door_gestures.lock(unlocked)
    door_gestures.unlock(unlocked, PASSPHRASE)
    assert unlocked.window.frame.rail.current() == Place.SETTINGS


def test_a_lock_leads_back_to_the_roll_and_to_the_sheet(unlocked: PlayedLaptop) -> None:
    workshop_id = workshop_gestures.plan_today(unlocked, "3h pour l’emploi")
    roll = workshop_gestures.open_roll(unlocked, workshop_id)
    for page in (WorkshopPage.ROLL, WorkshopPage.SHEET):
        if page is WorkshopPage.SHEET:
            roll.sheet.click()
        unlocked.wait(lambda page=page: unlocked.pages.workshops.page is page, "la page")
        door_gestures.lock(unlocked)
        door_gestures.unlock(unlocked, PASSPHRASE)
        unlocked.wait(lambda page=page: unlocked.pages.workshops.page is page, "la même page")
        assert unlocked.window.frame.rail.current() == Place.WORKSHOPS
        roll = unlocked.page(Place.WORKSHOPS, WorkshopsView).roll
    unlocked.pages.workshops.leave_sheet()
    unlocked.wait(lambda: unlocked.pages.workshops.page is WorkshopPage.ROLL, "l’appel, derrière la feuille")


def test_a_locked_window_shows_nobody_and_says_how_much_is_still_to_be_sent(unlocked: PlayedLaptop) -> None:
    resident_gestures.register(unlocked, "Kerdoncuff", "Annick", "1984", "0639980123")
    QApplication.clipboard().setText("06 39 98 01 23")
    door_gestures.lock(unlocked)
    said = " ".join(words_on(unlocked))
    assert "1 fiche à envoyer" in said
    assert "Kerdoncuff" not in said.title()
    assert QApplication.clipboard().text() == ""


def test_locking_closes_the_store_and_wipes_the_keys(unlocked: PlayedLaptop) -> None:
    workplace = unlocked.work.workplace
    door_gestures.lock(unlocked)
    closed: list[object] = []
    unlocked.window.network.put(unlocked.window, lambda: None, closed.append)
    unlocked.wait(lambda: closed, "la fermeture de la base")
    assert workplace.keys.is_wiped


def test_closing_the_window_ends_its_threads_and_lets_another_copy_in(unlocked: PlayedLaptop, folder: Path) -> None:
    other = Premises(folder)
    with pytest.raises(KnownError, match="already_open"):
        other.take()
    unlocked.window.close()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("palier-")] == []
    other.take()
    other.release()


def test_a_key_puts_the_idle_lock_off(qapp: QApplication) -> None:
    watch = IdleWatch(qapp, 5)
    watch.start()
    watch._timer.setInterval(3_600_000)
    before = watch._timer.remainingTime()
    watch._timer.start(1_800_000)
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    assert watch.eventFilter(qapp, key) is False
    assert watch._timer.isActive()
    assert watch._timer.interval() == 1_800_000
    assert before > 0
    watch.stop()
    watch.eventFilter(qapp, key)
    assert not watch._timer.isActive()
