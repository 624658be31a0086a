"""« Même personne ? » and « Effacer définitivement » in the whole window: how one gets there, and after a lock."""

from __future__ import annotations

from dataclasses import replace

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.shell.where import ERASURE, FILE, MERGE, PAIRS


def test_two_files_are_compared_and_a_lock_leads_back_to_the_file(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.RESIDENTS)
    first, second = (row.id for row in laptop.pages.residents.found.rows[:2])
    laptop.work.navigation.compare(first, second)
    laptop.wait(lambda: laptop.pages.merge.preview, "les deux fiches")
    frame = laptop.window.frame
    assert frame.current_page() is frame.page(MERGE)
    laptop.window.resize(911, 512)
    turn()
    assert clipped_on(laptop.window) == []
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.wait(lambda: laptop.pages.file.file, "la fiche")
    assert laptop.window.frame.current_page() is laptop.window.frame.page(FILE)
    assert laptop.pages.file.resident_id == first


def test_pairs_are_decided_on_one_after_the_other_and_after_a_lock(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    # alike, but not so much that saving the second asks whether she is the first
    for first_name, phone in (("Annick", "0639980123"), ("Annic", "0639980124")):
        resident_gestures.register(laptop, "Kerdoncuff", first_name, "1984", phone)
    desk, pages = laptop.work.desk, laptop.pages
    desk.actor, pages.pairs.may_decide = replace(desk.actor, role="adviser"), True
    laptop.go(Place.RESIDENTS)
    laptop.wait(lambda: pages.pairs.pairs, "les fiches qui se ressemblent")
    assert pages.residents.resembling == len(pages.pairs.pairs)
    pages.residents.open_pairs()
    frame = laptop.window.frame
    assert frame.current_page() is frame.page(PAIRS)
    laptop.window.resize(911, 512)
    laptop.wait(lambda: pages.pairs.is_read and not clipped_on(laptop.window), "une page où rien n’est coupé")
    pages.pairs.compare()
    laptop.wait(lambda: pages.merge.preview, "les deux fiches")
    assert frame.current_page() is frame.page(MERGE)
    pages.merge.leave()
    assert frame.current_page() is frame.page(PAIRS)
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    assert laptop.window.frame.current_page() is laptop.window.frame.page(PAIRS)


def test_an_erasure_is_asked_for_on_a_page_of_its_own(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.RESIDENTS)
    laptop.work.navigation.erasure_wished.emit(laptop.pages.residents.found.rows[0].id)
    laptop.wait(lambda: laptop.pages.erasure.preview, "ce qui disparaîtrait")
    frame = laptop.window.frame
    assert frame.current_page() is frame.page(ERASURE)
    laptop.window.resize(911, 512)
    turn()
    assert clipped_on(laptop.window) == []
