"""The passphrase is forgotten and the sheet is lost: a request to the organisation, and its answer, by the keyboard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PySide6.QtWidgets import QFileDialog

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault import Vault
from sync.protocol.recovery import key_name, read_request, spoken_code, write_answer
from sync.server.recovery_key import answer_request
from tests.ui.application.reading import words_on
from tests.ui.application.test_people import tab_to
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.shell.asking_view import AskingView

NEW = "trois marches deux palmiers un vélo"
PRIVATE = bytearray(os.urandom(32))
FORGOTTEN = "Phrase oubliée\u202f?"


@pytest.fixture
def folder(folder: Path) -> Path:
    """The laptop of a caretaker whose organisation has a key; she has no sheet."""
    give_key(folder)
    return folder


def give_key(folder: Path, sheet: str = "") -> None:
    public = X25519PrivateKey.from_private_bytes(bytes(PRIVATE)).public_key().public_bytes_raw()
    vault = Vault.load(folder)
    staff_id = vault.owners[0].staff_id
    with vault.unlock(staff_id, PASSPHRASE) as keys:
        vault.put_organisation(keys, public)
        if sheet:
            vault.put_sheet(keys, staff_id, sheet)


def asking(laptop: PlayedLaptop) -> AskingView:
    found = laptop.window.door.asking
    assert found is not None
    return found


def prepare(laptop: PlayedLaptop, phrase: str = NEW, again: str = NEW) -> None:
    """Ask, by the keyboard alone."""
    tab_to(laptop, FORGOTTEN)
    laptop.hands.press("Space")
    for text in (phrase, again):
        laptop.hands.type(text)
        laptop.hands.press("Return")
    if phrase == again:
        laptop.wait(asking(laptop).sending.isVisible, "la demande")


def save(laptop: PlayedLaptop, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    proposed: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *said: (proposed.append(said[2]), (str(path), ""))[1])
    tab_to(laptop, "Enregistrer la demande…")
    laptop.hands.press("Space")
    laptop.wait(asking(laptop).sending.saved.isVisible, "le fichier")
    assert [Path(name).name for name in proposed] == ["demande-palier.txt"]


def answer_in(path: Path, target: Path) -> None:
    request = read_request(path.read_text(encoding="utf-8"))
    target.write_text(write_answer(answer_request(request, PRIVATE)), encoding="utf-8")


def choose_answer(laptop: PlayedLaptop, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    tab_to(laptop, "Choisir le fichier de la réponse…")
    laptop.hands.press("Space")


def test_she_asks_closes_the_window_comes_back_and_the_answer_opens(
    laptop: PlayedLaptop, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = tmp_path / "asked.txt", tmp_path / "answered.txt"
    prepare(laptop)
    save(laptop, monkeypatch, asked)
    shown = asking(laptop).sending.spoken.text()
    assert shown == spoken_code(read_request(asked.read_text(encoding="utf-8")))
    tab_to(laptop, "Revenir")
    laptop.hands.press("Space")
    # the passphrase before still opens, until the answer has
    assert laptop.window.door.asking is None
    answer_in(asked, answered)
    tab_to(laptop, FORGOTTEN)
    laptop.hands.press("Space")
    assert asking(laptop).sending.spoken.text() == shown
    tab_to(laptop, "J’ai la réponse")
    laptop.hands.press("Space")
    choose_answer(laptop, monkeypatch, answered)
    laptop.wait(asking(laptop).answering.passphrase.hasFocus, "la réponse lue")
    laptop.hands.type(NEW)
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.window.work is not None, "l’ouverture")
    laptop.settle()
    before = Vault.load(folder).sealed_for_organisation
    door_gestures.lock(laptop)
    laptop.wait(lambda: Vault.load(folder).sealed_for_organisation != before, "la nouvelle clé")
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    laptop.wait(laptop.window.door.unlock.error, "un refus")
    door_gestures.unlock(laptop, NEW)


def test_an_answer_can_be_pasted_and_what_opens_nothing_is_said(
    laptop: PlayedLaptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answered = tmp_path / "asked.txt", tmp_path / "answered.txt"
    prepare(laptop)
    save(laptop, monkeypatch, asked)
    answer_in(asked, answered)
    laptop.hands.press("Space")
    view, card = asking(laptop), asking(laptop).answering
    laptop.hands.click(card.open)
    assert view.error() == "Choisissez le fichier de la réponse."
    choose_answer(laptop, monkeypatch, asked)
    laptop.wait(lambda: "un morceau" in view.error(), "un refus")
    assert view.error() == sentence_for(KnownError("recovery_answer_unreadable"), "fr").in_one()
    card.answer.setFocus()
    laptop.hands.type(answered.read_text(encoding="utf-8").replace("\n", " "))
    laptop.hands.press("Return")
    laptop.hands.type("pas celle que j’ai choisie")
    laptop.hands.press("Return")
    laptop.wait(card.passphrase_box.error, "un refus")
    assert card.passphrase_box.error() == sentence_for(KnownError("recovery_phrase_wrong"), "fr").in_one()
    card.passphrase.selectAll()
    laptop.hands.type(NEW)
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.window.work is not None, "l’ouverture")


def test_the_settings_say_that_the_organisation_can_open_and_by_which_key(laptop: PlayedLaptop, folder: Path) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    name = key_name(Vault.load(folder).organisation_key)
    laptop.wait(lambda: any(name in words for words in words_on(laptop)), "la clé de l’organisme")


def test_two_phrases_that_differ_prepare_nothing(laptop: PlayedLaptop) -> None:
    prepare(laptop, again="une tout autre phrase")
    assert asking(laptop).preparing.new.again_box.error()
    assert asking(laptop).vm.request is None


def test_whoever_has_a_sheet_is_offered_it_first_and_may_say_that_it_is_lost(
    laptop: PlayedLaptop, folder: Path
) -> None:
    give_key(folder, new_code())
    tab_to(laptop, FORGOTTEN)
    laptop.hands.press("Space")
    assert laptop.window.door.recovery is not None
    tab_to(laptop, "Je n’ai plus ma feuille")
    laptop.hands.press("Space")
    assert laptop.window.door.recovery is None
    tab_to(laptop, "J’ai ma feuille de secours")
    laptop.hands.press("Space")
    assert laptop.window.door.asking is None
    assert laptop.window.door.recovery is not None


def test_another_request_takes_the_place_of_the_one_before(laptop: PlayedLaptop) -> None:
    prepare(laptop)
    before = asking(laptop).sending.spoken.text()
    tab_to(laptop, "Refaire une demande")
    laptop.hands.press("Space")
    for _ in range(2):
        laptop.hands.type(NEW)
        laptop.hands.press("Return")
    laptop.wait(lambda: asking(laptop).sending.spoken.text() != before, "une autre demande")


def test_a_request_that_cannot_be_written_is_said(
    laptop: PlayedLaptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(laptop)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "asked.txt"), ""))
    laptop.hands.click(asking(laptop).sending.save)
    laptop.wait(asking(laptop).error, "un refus")
    assert not asking(laptop).sending.saved.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("scale,scheme", [(1.0, "light"), (1.5, "dark"), (2.0, "light")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_on_the_three_cards(
    laptop: PlayedLaptop, size: tuple[int, int], scale: float, scheme: str, language: str
) -> None:
    laptop.window.resize(*size)
    laptop.follow(text_scale=scale, language=language, scheme=scheme)
    laptop.window.door._on_forgotten()
    view = asking(laptop)
    laptop.wait(lambda: not clipped_on(laptop.window), "que rien ne soit coupé")
    view.preparing.new.set_error("passphrase_too_short")
    laptop.wait(lambda: not clipped_on(laptop.window), "que rien ne soit coupé")
    view.vm.ask(NEW)
    laptop.wait(view.sending.isVisible, "la demande")
    view._say_saved()
    laptop.wait(lambda: not clipped_on(laptop.window), "que rien ne soit coupé")
    laptop.hands.click(view.sending.answered)
    view._refuse(KnownError("recovery_answer_other"))
    laptop.wait(lambda: not clipped_on(laptop.window), "que rien ne soit coupé")
