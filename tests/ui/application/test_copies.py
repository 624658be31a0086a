"""The daily copies in the open window: made by themselves, shown in the settings, never in anybody's way."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage import backup
from intake_app.storage.backup import list_copies
from intake_app.storage.safe_file import LAPTOP_DISK
from tests.ui.application.reading import words_on
from tests.ui.application.test_people import tab_to
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.settings import copies_vm

LONGEST_GAP, ATTEMPTS = 0.1, 3


def wait_for_copy(laptop: PlayedLaptop) -> None:
    laptop.wait(lambda: not laptop.work.copies.is_busy, "la fin de la copie")


def test_a_copy_is_made_by_itself_a_while_after_the_opening(
    laptop: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies_vm, "FIRST_AFTER_MS", 1)
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.wait(lambda: list_copies(folder), "la copie du jour")
    wait_for_copy(laptop)
    (copy,) = list_copies(folder)
    assert copy.day == laptop.work.desk.today()
    laptop.go(Place.SETTINGS)
    assert "1 copie. La dernière\u202f: à l’instant, essayée." in words_on(laptop)
    made_at = copy.path.stat().st_mtime_ns
    laptop.work.copies._make_if_due()
    wait_for_copy(laptop)
    assert copy.path.stat().st_mtime_ns == made_at


def test_one_is_made_when_asked_for_by_the_keyboard_alone(laptop: PlayedLaptop, folder: Path) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    said = "Aucune copie encore\u202f: la première se fait toute seule dans un instant."
    laptop.wait(lambda: said in words_on(laptop), "qu’il n’y a pas de copie")
    tab_to(laptop, "Faire une copie maintenant")
    laptop.hands.press("Space")
    laptop.wait(lambda: len(list_copies(folder)) == 1, "une copie")
    wait_for_copy(laptop)
    day = list_copies(folder)[0].day
    for number in range(1, 7):
        older = folder / "copies" / f"palier-{day - timedelta(days=number)}.db"
        older.write_bytes(list_copies(folder)[0].path.read_bytes())
    laptop.go(Place.TODAY)
    laptop.go(Place.SETTINGS)
    laptop.wait(lambda: "7 copies. La dernière\u202f: à l’instant, essayée." in words_on(laptop), "les sept copies")
    assert clipped_on(laptop.window) == []


def test_a_full_disk_is_said_where_one_is_looking_and_in_the_settings(
    laptop: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "ROOM", 2**62)
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.copies._make_if_due()
    wait_for_copy(laptop)
    sentence = sentence_for(KnownError("copy_disk_full"), "fr").in_one()
    assert sentence in words_on(laptop)
    laptop.dismiss_message()
    # said once, then only where one looks for it
    laptop.work.copies._make_if_due()
    wait_for_copy(laptop)
    assert sentence not in words_on(laptop)
    laptop.go(Place.SETTINGS)
    assert sentence in words_on(laptop)
    monkeypatch.setattr(backup, "ROOM", 0)
    laptop.press_button("Faire une copie maintenant")
    wait_for_copy(laptop)
    assert sentence not in words_on(laptop)
    assert len(list_copies(folder)) == 1


def test_the_window_does_not_stop_while_a_copy_is_made_and_tried(laptop: PlayedLaptop, folder: Path) -> None:
    """On a busy machine one try may be held up by others: three in a row are not."""
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.settle()
    gaps = []
    for _attempt in range(ATTEMPTS):
        beats: list[float] = []
        clock = QTimer(QObject(laptop.window), interval=5)
        clock.timeout.connect(lambda beats=beats: beats.append(time.perf_counter()))
        clock.start()
        laptop.work.copies.make()
        wait_for_copy(laptop)
        clock.stop()
        gaps.append(max((after - before for before, after in pairwise(beats)), default=1.0))
        if gaps[-1] < LONGEST_GAP:
            break
    assert min(gaps) < LONGEST_GAP, gaps
    assert len(list_copies(folder)) == 1


def test_locking_gives_up_a_copy_and_the_keys_are_gone(
    laptop: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    keys = laptop.work.workplace.keys
    is_begun, may_go_on = threading.Event(), threading.Event()
    make_folder = LAPTOP_DISK.make_folder

    def wait_there(place: Path) -> None:
        make_folder(place)
        is_begun.set()
        may_go_on.wait(10)

    monkeypatch.setattr(LAPTOP_DISK, "make_folder", wait_there)
    laptop.work.copies.make()
    laptop.wait(is_begun.is_set, "le début de la copie")
    laptop.window.lock()
    assert not keys.is_wiped
    may_go_on.set()
    laptop.wait(lambda: keys.is_wiped, "l’oubli des clés")
    assert list((folder / "copies").glob("*.db*")) == []
