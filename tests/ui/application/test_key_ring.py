"""The key ring of the computer in the settings: offered where there is one, turned on and off, and lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault import Vault
from tests.common.memory_ring import MemoryRing, install_ring, take_ring_away
from tests.ui.application.test_people import tab_to
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.settings.ring_card import RingCard


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    return install_ring(monkeypatch)


@pytest.fixture
def settings(laptop: PlayedLaptop, folder: Path, ring: MemoryRing) -> PlayedLaptop:
    """The page of the settings, on the laptop of somebody who has a sheet."""
    assert ring.kept == {}
    vault = Vault.load(folder)
    staff_id = vault.owners[0].staff_id
    with vault.unlock(staff_id, PASSPHRASE) as keys:
        vault.put_sheet(keys, staff_id, new_code())
    return look(laptop)


def look(laptop: PlayedLaptop) -> PlayedLaptop:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    laptop.wait(lambda: card(laptop).vm.ring, "le trousseau")
    return laptop


def card(laptop: PlayedLaptop) -> RingCard:
    (found,) = laptop.window.findChildren(RingCard)
    return found


def turn(laptop: PlayedLaptop, button: str, phrase: str = PASSPHRASE) -> None:
    """By the keyboard alone."""
    tab_to(laptop, button)
    laptop.hands.press("Space")
    assert laptop.hands.focus() is card(laptop).asking.authority
    laptop.hands.type(phrase)
    laptop.hands.press("Return")


def test_it_is_turned_on_and_off_by_the_keyboard_and_needed_meanwhile(settings: PlayedLaptop, ring: MemoryRing) -> None:
    assert card(settings).state.text() == "Il n’est pas utilisé."
    turn(settings, "L’utiliser…")
    settings.wait(lambda: card(settings).state.text() == "Il est utilisé.", "le trousseau utilisé")
    assert settings.hands.focus() is card(settings).begin_button
    door_gestures.lock(settings)
    kept, ring.kept = ring.kept, {}
    settings.hands.type(PASSPHRASE)
    settings.hands.press("Return")
    settings.wait(settings.window.door.unlock.error, "un refus")
    assert settings.window.door.unlock.error() == sentence_for(KnownError("key_ring_missing"), "fr").in_one()
    ring.kept = kept
    look(settings)
    turn(settings, "Ne plus l’utiliser…")
    settings.wait(lambda: card(settings).state.text() == "Il n’est pas utilisé.", "le trousseau laissé")
    assert ring.kept == {}


def test_a_wrong_passphrase_and_a_ring_that_refuses_are_said(settings: PlayedLaptop, ring: MemoryRing) -> None:
    turn(settings, "L’utiliser…", "pas la bonne phrase")
    settings.wait(card(settings).asking.authority_box.error, "un refus")
    ring.is_locked = True
    card(settings).asking.authority.forget()
    settings.hands.type(PASSPHRASE)
    settings.hands.press("Return")
    refused = sentence_for(KnownError("key_ring_refused"), "fr").in_one()
    settings.wait(lambda: card(settings).asking.authority_box.error() == refused, "un refus")


def test_a_ring_that_answers_no_more_is_said_and_can_be_used_anew(settings: PlayedLaptop, ring: MemoryRing) -> None:
    turn(settings, "L’utiliser…")
    settings.wait(lambda: card(settings).state.text() == "Il est utilisé.", "le trousseau utilisé")
    ring.kept.clear()
    card(settings).vm.refresh()
    settings.wait(lambda: "ne répond plus" in card(settings).state.text(), "le trousseau perdu")
    assert card(settings).begin_button.text() == "L’utiliser…"


def test_where_there_is_none_nothing_is_offered(laptop: PlayedLaptop, monkeypatch: pytest.MonkeyPatch) -> None:
    take_ring_away(monkeypatch)
    look(laptop)
    assert not card(laptop).isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("scale,scheme", [(1.0, "dark"), (1.5, "light"), (2.0, "dark")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_on_its_card(
    settings: PlayedLaptop, size: tuple[int, int], scale: float, scheme: str, language: str
) -> None:
    settings.window.resize(*size)
    settings.follow(text_scale=scale, language=language, scheme=scheme)
    settings.wait(lambda: card(settings).vm.ring, "les réglages")
    card(settings)._begin()
    card(settings)._refuse("ring", KnownError("key_ring_needs_way_back"))
    settings.wait(lambda: not clipped_on(settings.window), "que rien ne soit coupé")
