"""Two people on one laptop: one lets the other in, each opens it with a passphrase of their own, and one goes again."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.laptop_people import count_unsent_of
from intake_app.storage.audit import read_deeds
from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.vault import Vault
from sync.client.laptop_people import NOT_UNLOCKED, UNLOCKED
from tests.ui.application.reading import type_into, words_on
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.settings.people_card import PeopleCard
from ui.widgets.strength_meter import BARS, StrengthMeter

YANNS = "le banc devant la fontaine"


@pytest.fixture
def settings(laptop: PlayedLaptop) -> PlayedLaptop:
    """The laptop on the page of its settings."""
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    laptop.wait(lambda: card(laptop).vm.people, "qui ouvre cet ordinateur")
    return laptop


def card(laptop: PlayedLaptop) -> PeopleCard:
    (found,) = laptop.window.findChildren(PeopleCard)
    return found


def tab_to(laptop: PlayedLaptop, name: str) -> None:
    """Go on with Tab until the button or field of this name has the keyboard."""
    for _step in range(60):
        focus = laptop.hands.focus()
        texts = {focus.accessibleName(), focus.text() if isinstance(focus, QAbstractButton) else ""}
        if name in texts:
            return
        laptop.hands.press("Tab")
    raise AssertionError(f"Tab never comes to {name}")


def begin_adding(laptop: PlayedLaptop, short_name: str) -> None:
    """Open the form and choose somebody, by the keyboard alone."""
    tab_to(laptop, "Ajouter une personne…")
    laptop.hands.press("Space")
    person = card(laptop).adding.person
    assert laptop.hands.focus() is person
    offered = [person.itemText(place) for place in range(person.count())]
    steps = next(place for place, text in enumerate(offered) if text.startswith(short_name))
    person.setCurrentIndex(-1)
    laptop.hands.press("Down", steps + 1)


def let_in(laptop: PlayedLaptop, phrase: str = YANNS, authority: str = PASSPHRASE) -> None:
    """Let Yann in, by the keyboard alone."""
    begin_adding(laptop, "Yann C.")
    tab_to(laptop, "Sa phrase de passe")
    laptop.hands.type(phrase)
    laptop.hands.press("Return")
    laptop.hands.type(phrase)
    laptop.hands.press("Return")
    laptop.hands.type(authority)
    laptop.hands.press("Return")


@pytest.fixture
def shared(settings: PlayedLaptop) -> PlayedLaptop:
    """The laptop once Yann is in as well."""
    let_in(settings)
    settings.wait(lambda: len(card(settings).vm.people) == 2, "la seconde personne")
    return settings


def open_as_yann(laptop: PlayedLaptop) -> None:
    door_gestures.lock(laptop)
    open_as_yann_from_the_door(laptop)


def open_as_yann_from_the_door(laptop: PlayedLaptop) -> None:
    laptop.hands.press("Shift+Tab")
    for _tile in laptop.window.door.unlock._tiles:
        if not _chosen(laptop):
            laptop.hands.press("Right")
    assert _chosen(laptop)
    laptop.hands.press("Space")
    door_gestures.unlock(laptop, YANNS)


def _chosen(laptop: PlayedLaptop) -> bool:
    focus = laptop.hands.focus()
    return isinstance(focus, QAbstractButton) and focus.text() == "Yann C."


def id_of(laptop: PlayedLaptop, label: str) -> UUID:
    owners = Vault.load(laptop.window.folder).owners
    return next(owner.staff_id for owner in owners if owner.label == label)


def files_of(laptop: PlayedLaptop, staff_id: UUID) -> int:
    """What somebody wrote that only this laptop has: what plans itself as they open it, and what they typed."""
    return laptop.work.workplace.store.read(count_unsent_of, staff_id)


def test_alone_one_is_there_and_since_when(settings: PlayedLaptop) -> None:
    said = words_on(settings)
    assert {"Nadia M.", "C’est vous"} <= said
    (person,) = card(settings).vm.people
    assert f"Gardien ou gardienne · depuis le {person.since.astimezone():%d/%m/%Y}" in said
    assert not {text for text in said if text.startswith("Retirer")}


def test_a_colleague_is_let_in_by_the_keyboard_alone_and_opens_with_a_passphrase_of_their_own(
    shared: PlayedLaptop, folder: Path
) -> None:
    assert "Yann C. ouvre maintenant cet ordinateur avec sa propre phrase de passe." in words_on(shared)
    assert [owner.label for owner in Vault.load(folder).owners] == ["Nadia M.", "Yann C."]
    open_as_yann(shared)
    assert shared.work.workplace.owner.label == "Yann C."
    page = shared.window.frame.current_page()
    assert page is not None
    assert page.accessibleName() == "Bonjour Yann"


def test_whoever_opened_is_the_author_also_without_a_network(shared: PlayedLaptop) -> None:
    open_as_yann(shared)
    resident_gestures.register(shared, "Kerdoncuff", "Annick", "1984", "0639980123")
    shared.settle()
    authors = shared.work.workplace.store.read(
        lambda session: (
            session.connection()
            .exec_driver_sql("SELECT DISTINCT author_id FROM outbox_change WHERE state = 'pending'")
            .scalars()
            .all()
        )
    )
    assert authors == [str(id_of(shared, "Yann C."))]


def test_a_wrong_word_of_hers_lets_nobody_in(settings: PlayedLaptop, folder: Path) -> None:
    let_in(settings, authority="presque la bonne phrase")
    refused = sentence_for(KnownError("wrong_passphrase"), "fr").in_one()
    settings.wait(lambda: card(settings).adding.authority_box.error() == refused, "un refus")
    assert settings.hands.focus() is card(settings).adding.authority
    assert len(Vault.load(folder).owners) == 1


def test_a_role_that_sees_other_things_gets_a_clear_sentence_and_no_form(settings: PlayedLaptop) -> None:
    begin_adding(settings, "Claire D.")
    adding = card(settings).adding
    assert adding.person_box.error() == sentence_for(KnownError("role_needs_own_laptop"), "fr").in_one()
    assert not adding.add.isEnabled()
    assert not adding.new.isEnabled()


@pytest.mark.parametrize(
    "phrase,again,said",
    [("trop court", "trop court", "trop courte"), (YANNS, YANNS[:-1], "pas identiques")],
)
def test_a_poor_passphrase_of_theirs_is_refused_where_it_stands(
    settings: PlayedLaptop, folder: Path, phrase: str, again: str, said: str
) -> None:
    begin_adding(settings, "Yann C.")
    type_into(settings, "Sa phrase de passe", phrase)
    settings.hands.press("Return")
    settings.hands.type(again)
    type_into(settings, "Votre phrase de passe à vous", PASSPHRASE)
    settings.hands.press("Return")
    assert any(said in words for words in words_on(settings))
    assert len(Vault.load(folder).owners) == 1


def test_a_passphrase_of_seven_words_is_shown_and_judged_good_but_typed_again(settings: PlayedLaptop) -> None:
    begin_adding(settings, "Yann C.")
    adding = card(settings).adding
    tab_to(settings, "Proposer sept mots français")
    settings.hands.press("Space")
    assert len(adding.new.text().split()) == 7
    assert "Bonne phrase de passe." in words_on(settings)
    assert adding.findChild(StrengthMeter).score() == BARS
    assert settings.hands.focus() is adding.new.repeated
    assert adding.new.repeated.text() == ""


def test_somebody_who_goes_opens_no_more_and_what_they_wrote_stays_and_is_said(
    shared: PlayedLaptop, folder: Path
) -> None:
    open_as_yann(shared)
    resident_gestures.register(shared, "Kerdoncuff", "Annick", "1984", "0639980123")
    shared.settle()
    yann = id_of(shared, "Yann C.")
    written = files_of(shared, yann)
    assert written > 1
    door_gestures.lock(shared)
    shared.hands.click(next(iter(shared.window.door.unlock._tiles.values())))
    door_gestures.unlock(shared, PASSPHRASE)
    shared.go(Place.SETTINGS)
    shared.wait(lambda: len(card(shared).vm.people) == 2, "les deux personnes")
    tab_to(shared, "Retirer Yann C.")
    shared.hands.press("Space")
    assert shared.hands.focus() is card(shared).removing.authority
    shared.hands.type(PASSPHRASE)
    shared.hands.press("Return")
    shared.wait(lambda: len(card(shared).vm.people) == 1, "le départ")
    said = card(shared)._said.text()
    assert said.startswith("Yann C. n’ouvre plus cet ordinateur. ")
    assert f" {written} fiches de sa part restent ici, en attente d’envoi." in said
    assert [owner.label for owner in Vault.load(folder).owners] == ["Nadia M."]
    assert files_of(shared, yann) == written


def test_the_page_one_was_on_is_nobody_elses_and_the_door_offers_who_was_in(shared: PlayedLaptop) -> None:
    open_as_yann(shared)
    shared.go(Place.WORKSHOPS)
    door_gestures.lock(shared)
    door = shared.window.door.unlock
    assert UUID(door.chosen_person()) == id_of(shared, "Yann C.")
    shared.hands.click(next(iter(door._tiles.values())))
    door_gestures.unlock(shared, PASSPHRASE)
    assert shared.window.frame.rail.current() == Place.TODAY


def test_the_trail_tells_who_came_in_and_who_tried_in_vain(shared: PlayedLaptop) -> None:
    door_gestures.lock(shared)
    shared.hands.type("une mauvaise phrase")
    shared.hands.press("Return")
    shared.wait(shared.window.door.unlock.error, "un refus")
    door_gestures.unlock(shared, PASSPHRASE)
    told = shared.work.workplace.store.read(read_deeds, (UNLOCKED, NOT_UNLOCKED))
    assert [entry.deed for entry in told][-2:] == [NOT_UNLOCKED, UNLOCKED]
    assert {entry.staff_id for entry in told[-2:]} == {id_of(shared, "Nadia M.")}


def test_a_lock_while_a_passphrase_is_tried_is_at_once_and_what_was_asked_is_done(
    settings: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked, may_go_on = Event(), Event()
    measure = settings.work.workplace.measure

    def slowly() -> KdfParams:
        is_asked.set()
        assert may_go_on.wait(20)
        return measure()

    monkeypatch.setattr(settings.pages.settings.people.laptop_people, "_measure", slowly)
    let_in(settings)
    settings.wait(is_asked.is_set, "le calcul")
    keys = settings.work.workplace.keys
    door_gestures.lock(settings)
    assert not keys.is_wiped
    may_go_on.set()
    settings.wait(lambda: keys.is_wiped, "l’oubli des clés")
    settings.wait(lambda: len(settings.window.door.unlock._tiles) == 2, "la seconde personne à la porte")
    assert [owner.label for owner in Vault.load(folder).owners] == ["Nadia M.", "Yann C."]
    open_as_yann_from_the_door(settings)


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_with_the_forms_open(
    settings: PlayedLaptop, size: tuple[int, int], scale: float, language: str
) -> None:
    settings.window.resize(*size)
    settings.follow(text_scale=scale, language=language)
    settings.wait(lambda: card(settings).vm.people, "qui ouvre cet ordinateur")
    shown = card(settings)
    settings.hands.click(shown.add_button)
    shown.adding.person.set_value(next(str(one.member.id) for one in shown.vm.colleagues if one.may_share))
    shown.adding.person.value_changed.emit()
    type_into(settings, shown.adding.new.passphrase.accessibleName(), "trop court")
    settings.settle()
    assert clipped_on(settings.window) == []
