"""Language, colours and size of the text: followed at once, and kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from tests.ui.application.reading import type_into, words_on
from tests.ui.looks import has_colour
from ui import theme
from ui.navigation import Place
from ui.preferences import read_preferences


@pytest.fixture
def settings(laptop: PlayedLaptop) -> PlayedLaptop:
    """The laptop on the page of its settings."""
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    return laptop


def test_another_language_is_spoken_everywhere_at_once_and_the_first_again(settings: PlayedLaptop) -> None:
    frame = settings.window.frame
    settings.press_button("English")
    settings.wait(lambda: settings.window.frame is not frame, "la fenêtre en anglais")
    settings.settle()
    words = words_on(settings)
    assert {"Settings", "Language", "Today", "People", "Workshops"} <= words
    assert "Réglages" not in words
    assert read_preferences(settings.window.backstage.premises.folder).language == "en"
    frame = settings.window.frame
    settings.press_button("Français")
    settings.wait(lambda: settings.window.frame is not frame, "la fenêtre en français")
    settings.settle()
    assert "Réglages" in words_on(settings)
    assert settings.window.frame.rail.current() == Place.SETTINGS


def test_the_door_speaks_the_language_chosen(settings: PlayedLaptop) -> None:
    settings.follow(language="en")
    door_gestures.lock(settings)
    assert {"Who are you?", "Nadia M., Caretaker", "Open"} <= words_on(settings)


def test_dark_colours_are_put_on_at_once(settings: PlayedLaptop) -> None:
    assert has_colour(settings.window.frame, theme.current().colour("page"))
    settings.press_button("Sombre")
    assert theme.current().palette is theme.DARK
    assert has_colour(settings.window.frame, theme.current().colour("page"))
    assert read_preferences(settings.window.backstage.premises.folder).scheme == "dark"
    settings.press_button("Clair")
    assert theme.current().palette is theme.LIGHT


def test_larger_words_are_written_at_once(settings: PlayedLaptop, qapp: QApplication) -> None:
    before = qapp.font().pixelSize()
    settings.press_button("150\u202f%")
    assert qapp.font().pixelSize() == pytest.approx(1.5 * before, abs=1)
    assert read_preferences(settings.window.backstage.premises.folder).text_scale == 1.5


def test_the_idle_time_is_followed(settings: PlayedLaptop) -> None:
    settings.press_button("15 min")
    assert settings.window.idle._timer.interval() == 15 * 60_000
    assert read_preferences(settings.window.backstage.premises.folder).idle_minutes == 15


def test_the_passphrase_is_changed_and_only_the_new_one_opens(settings: PlayedLaptop) -> None:
    new = "trois marches deux palmiers un vélo"
    page = settings.window.frame.current_page()
    assert page is not None
    type_into(settings, "Phrase de passe actuelle", PASSPHRASE)
    type_into(settings, "Nouvelle phrase de passe", new)
    type_into(settings, "La même, encore une fois", new)
    settings.press_button("Changer la phrase de passe")
    settings.wait(lambda: "La phrase de passe est changée." in words_on(settings), "la nouvelle phrase")
    door_gestures.lock(settings)
    settings.hands.type(PASSPHRASE)
    settings.hands.press("Return")
    settings.wait(settings.window.door.unlock.error, "un refus")
    door_gestures.unlock(settings, new)
    assert settings.window.work is not None


@pytest.mark.parametrize(
    "old,new,again,said",
    [
        (PASSPHRASE[:-1], "trois marches deux palmiers", "trois marches deux palmiers", "pas la bonne phrase"),
        (PASSPHRASE, "trop court", "trop court", "trop courte"),
        (PASSPHRASE, "trois marches deux palmiers", "trois marches deux palmier", "pas identiques"),
    ],
)
def test_a_refused_change_says_why_and_changes_nothing(
    settings: PlayedLaptop, old: str, new: str, again: str, said: str
) -> None:
    type_into(settings, "Phrase de passe actuelle", old)
    type_into(settings, "Nouvelle phrase de passe", new)
    type_into(settings, "La même, encore une fois", again)
    settings.press_button("Changer la phrase de passe")
    settings.wait(lambda: any(said in words for words in words_on(settings)), "un refus")
    door_gestures.lock(settings)
    door_gestures.unlock(settings, PASSPHRASE)
    assert settings.window.work is not None
