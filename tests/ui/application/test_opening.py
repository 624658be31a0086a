"""Opening: the lock screen first, the right passphrase, the wrong one, too many of them; and what the start writes."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.tries import FREE_TRIES
from sync.client.premises import Premises
from ui.application import note_bug, open_window
from ui.navigation import Place
from ui.shell.window import Backstage

RUN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
from sync.client.premises import Premises
from ui.application import run_application
from ui.shell.window import Backstage

def turn(*_):
    for _turn in range(20):
        QApplication.processEvents()
    shown = [window for window in QApplication.topLevelWidgets() if isinstance(window, QMainWindow)]
    print(*(f"{window.windowTitle()} {window.isMaximized()}" for window in shown))
    print("sqlalchemy" in sys.modules)
    for window in shown:
        window.close()
    return 7

QApplication.exec = turn
print(run_application([], Backstage(Premises(Path(sys.argv[1])))))
"""


def sentence(key: str, **details: object) -> str:
    """The French sentence of a known error."""
    return sentence_for(KnownError(key, **details), "fr").in_one()


def test_the_program_starts_maximised_in_front_of_its_door(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path / "new")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Palier True"
    assert done.stdout.splitlines()[-1] == "7"


def test_the_lock_screen_offers_whoever_the_vault_knows_and_waits_for_a_passphrase(laptop: PlayedLaptop) -> None:
    door = laptop.window.door
    assert [(name, role) for _id, name, role in door.unlock_vm.people()] == [("Nadia M.", "caretaker")]
    assert laptop.hands.focus() is door.unlock.passphrase
    assert laptop.window.work is None
    assert laptop.window.windowTitle() == "Palier"


def test_the_right_passphrase_leads_to_today(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    assert laptop.window.frame.current_page() is laptop.window.frame.page(Place.TODAY)
    assert laptop.window.frame.rail.current() == Place.TODAY
    page = laptop.window.frame.current_page()
    assert page is not None
    assert page.accessibleName() == "Bonjour Nadia"


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(laptop: PlayedLaptop) -> None:
    door = laptop.window.door
    laptop.hands.type("presque la bonne")
    laptop.hands.press("Return")
    laptop.wait(door.unlock.error, "un refus")
    assert door.unlock.error() == sentence("wrong_passphrase")
    assert laptop.window.work is None
    door_gestures.unlock(laptop, PASSPHRASE)
    assert laptop.window.work is not None


def test_too_many_tries_are_counted_down_second_by_second(laptop: PlayedLaptop) -> None:
    view = laptop.window.door.unlock
    for _try in range(FREE_TRIES):
        assert not view.seconds_left()
        laptop.hands.type("x")
        laptop.hands.press("Return")
        laptop.wait(lambda: view.error() and view.open_button.isEnabled(), "un refus")
    laptop.hands.type("x")
    laptop.hands.press("Return")
    laptop.wait(view.seconds_left, "une attente")
    left = view.seconds_left()
    assert 0 < left <= 30
    assert view.error() == f"Trop d’essais. Patientez encore {left} s."
    assert not view.open_button.isEnabled()
    view.timer.timeout.emit()
    assert view.error() == f"Trop d’essais. Patientez encore {left - 1} s."
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    assert not laptop.window.door.unlock_vm.is_opening


def test_a_forgotten_passphrase_is_explained(laptop: PlayedLaptop) -> None:
    laptop.press_button("Phrase oubliée\u202f?")
    assert "nouveau code" in laptop.window.door.unlock.error()


def test_a_second_window_on_the_same_folder_says_so_and_opens_nothing(
    qapp: QApplication, laptop: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = open_window(qapp, Backstage(Premises(folder)))
    window.show()
    window.prepare()
    assert window.door.unlock.error() == sentence("already_open")
    assert not window.door.unlock.open_button.isEnabled()
    window.close()
    door_gestures.unlock(laptop, PASSPHRASE)
    assert laptop.window.work is not None


def test_of_a_bug_only_kind_and_places_are_noted(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("Benali, 06 39 98 00 00")
    except ValueError as failure:
        with caplog.at_level(logging.ERROR, "palier"):
            note_bug(failure)
    assert "ValueError" in caplog.text
    assert "test_opening.py" in caplog.text
    assert "Benali" not in caplog.text
