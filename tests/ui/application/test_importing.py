"""« Importer un fichier » in the whole window: who finds it, and after a lock."""

from __future__ import annotations

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from tests.ui.application.reading import words_on
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.shell.where import IMPORTS


def test_a_caretaker_is_not_shown_the_way(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.RESIDENTS)
    assert "Nouvelle personne" in words_on(laptop)
    assert "Importer un fichier" not in words_on(laptop)


def test_a_lock_leads_back_to_the_choice_of_a_file(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.navigation.imports_wished.emit()
    turn()
    frame = laptop.window.frame
    assert frame.current_page() is frame.page(IMPORTS)
    laptop.window.resize(911, 512)
    turn()
    assert clipped_on(laptop.window) == []
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    assert laptop.window.frame.current_page() is laptop.window.frame.page(IMPORTS)
    laptop.work.pages.imports.back()
    turn()
    assert laptop.window.frame.current_page() is laptop.window.frame.page(Place.RESIDENTS)
