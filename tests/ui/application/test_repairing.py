"""A damaged file at the door: one button, and a receipt of what is gone, on the screen and on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.store import Session
from intake_app.storage.swap import DATABASE_NAME, forget_first_pages
from tests.ui.application.reading import words_on
from tests.ui.application.test_people import tab_to
from tests.ui.page_words import clipped_on
from tests.ui.pdf_words import words_of
from ui.navigation import Place

PAGE = 4096


def make_copy(laptop: PlayedLaptop) -> None:
    """Have the copy of the day made, and lock."""
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.copies.make()
    laptop.wait(lambda: not laptop.work.copies.is_busy, "la copie")


def lock(laptop: PlayedLaptop) -> None:
    workplace = laptop.work.workplace
    laptop.window.lock()
    laptop.wait(lambda: workplace.keys.is_wiped, "l’ordinateur verrouillé")


def spoil(folder: Path, pages: range) -> None:
    """Change a byte in each of these pages, the first is 0."""
    content = bytearray((folder / DATABASE_NAME).read_bytes())
    for page in pages:
        content[page * PAGE + 2000 : page * PAGE + 2001] = b"\x00"
        content[page * PAGE + 2001 : page * PAGE + 2002] = b"\xff"
    (folder / DATABASE_NAME).write_bytes(bytes(content))


def where_imports_begin(session: Session) -> int:
    """The page of a table that no page of the window reads by itself."""
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'import_row'"
    return int(session.connection().exec_driver_sql(query).scalar_one())


def try_to_open(laptop: PlayedLaptop) -> None:
    """Type the passphrase and wait for the question."""
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    laptop.wait(laptop.window.door.unlock.error, "une question")


def test_a_damaged_file_is_repaired_from_the_lock_screen_by_the_keyboard_alone(
    laptop: PlayedLaptop, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_copy(laptop)
    lock(laptop)
    spoil(folder, range(1))
    try_to_open(laptop)
    assert laptop.window.door.unlock.error() == sentence_for(KnownError("database_damaged"), "fr").in_one()
    tab_to(laptop, "Réparer")
    laptop.hands.press("Space")
    laptop.wait(lambda: laptop.window.work is not None, "la réparation")
    laptop.settle()
    laptop.wait(lambda: "Reçu de réparation" in words_on(laptop), "le reçu")
    laptop.wait(lambda: "Rien n’est perdu." in words_on(laptop), "ce qui est perdu")
    assert clipped_on(laptop.window) == []
    target = tmp_path / "recu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    laptop.hands.press("Ctrl+S")
    laptop.wait(target.exists, "le reçu sur papier")
    assert "Rien n’est perdu." in words_of(target)
    tab_to(laptop, "J’ai lu, continuer")
    laptop.hands.press("Space")
    laptop.wait(lambda: laptop.window.frame.rail.current() == Place.TODAY, "la journée")
    lock(laptop)
    # read once, it does not come again; the settings keep it
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.settle()
    assert laptop.window.frame.rail.current() == Place.TODAY
    laptop.go(Place.SETTINGS)
    day = date.today()
    laptop.press_button(f"Réparé le {day:%d/%m/%Y}\u202f: voir le reçu")
    laptop.wait(lambda: "Rien n’est perdu." in words_on(laptop), "le reçu")
    assert list(folder.glob("palier-damaged-*.db"))


def test_what_was_only_here_and_is_gone_is_counted(laptop: PlayedLaptop, folder: Path) -> None:
    make_copy(laptop)
    resident_gestures.register(laptop, "PERDU", "Alix", "1990", "06 39 98 12 34")
    laptop.settle()
    lock(laptop)
    spoil(folder, range(1))
    # with them it could all be read
    forget_first_pages(folder)
    try_to_open(laptop)
    laptop.press_button("Réparer")
    laptop.wait(lambda: laptop.window.work is not None, "la réparation")
    laptop.settle()
    laptop.wait(lambda: "Reçu de réparation" in words_on(laptop), "le reçu")
    said = words_on(laptop)
    (lost,) = {words for words in said if words.endswith("perdus, au plus.")}
    assert int(lost.split()[0]) >= 2
    assert any("reprenez vos papiers" in words for words in said)
    assert not any("PERDU" in words for words in said)
    laptop.window.resize(911, 512)
    assert clipped_on(laptop.window) == []


def test_a_page_met_while_working_has_the_next_opening_ask(laptop: PlayedLaptop, folder: Path) -> None:
    make_copy(laptop)
    root = laptop.work.workplace.store.read(where_imports_begin)
    lock(laptop)
    spoil(folder, range(root - 1, root))
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.copies.make()
    laptop.wait(lambda: not laptop.work.copies.is_busy, "la copie")
    sentence = sentence_for(KnownError("database_damaged"), "fr").in_one()
    laptop.wait(lambda: sentence in words_on(laptop), "que le fichier est abîmé")
    lock(laptop)
    try_to_open(laptop)
    assert laptop.window.door.unlock.error() == sentence
    laptop.press_button("Réparer")
    laptop.wait(lambda: laptop.window.work is not None, "la réparation")
    laptop.settle()
