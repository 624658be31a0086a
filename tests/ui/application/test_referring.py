"""Orientations in the whole window: from the follow-ups to a letter, and to the directory of offers and back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from intake_app.services.path.partners import list_partners
from intake_app.services.path.referral_lists import list_referrals
from intake_app.services.path.referrals import draft_referral
from tests.ui.page_words import clipped_on
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.navigation import Place
from ui.path.step_content import FORM as STEP
from ui.referrals.referrals_view import ReferralsView
from ui.shell.where import FILE, LETTER, OFFERS, REFERRALS


def shown(laptop: PlayedLaptop) -> str:
    """The key of the page shown."""
    return laptop.pages.where().key


def test_from_the_follow_ups_a_referral_is_sent_with_its_letter(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.RESIDENTS)
    laptop.wait(lambda: laptop.pages.residents.found.rows, "les personnes")
    store, actor = laptop.work.workplace.store, laptop.work.workplace.actor
    person = laptop.pages.residents.found.rows[0].id
    partner = next(row.id for row in store.read(list_partners, actor) if row.name)
    referral = store.run(draft_referral, actor, person, {"organisation_id": partner})
    laptop.go(Place.FOLLOW_UPS)
    follow_ups = laptop.work.current_page()
    assert isinstance(follow_ups, FollowUpsView)
    laptop.wait(lambda: follow_ups.vm.open_referrals, "le nombre d’orientations")
    QTest.mouseClick(follow_ups.ways.referrals, Qt.MouseButton.LeftButton)
    assert shown(laptop) == REFERRALS
    laptop.wait(lambda: laptop.pages.referrals.rows, "les orientations")
    laptop.window.resize(911, 512)
    turn(100)
    assert clipped_on(laptop.window) == []
    page = laptop.work.current_page()
    assert isinstance(page, ReferralsView)
    assert page.list.choose(referral)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    laptop.wait(lambda: laptop.pages.step.is_open, "le formulaire d’envoi")
    assert shown(laptop) == STEP
    laptop.pages.step.save()
    laptop.wait(lambda: laptop.pages.letter.letter, "la lettre")
    assert shown(laptop) == LETTER
    turn(100)
    assert clipped_on(laptop.window) == []
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.wait(lambda: laptop.pages.letter.letter, "la lettre de nouveau")
    laptop.pages.letter.leave()
    assert shown(laptop) == FILE
    store, actor = laptop.work.workplace.store, laptop.work.workplace.actor
    today = laptop.work.desk.today()
    assert {row.id: row.status for row in store.read(list_referrals, actor, today)}[referral] == "sent"


def test_what_is_noted_from_the_list_leads_back_to_it(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.navigation.referrals_wished.emit()
    laptop.work.navigation.step_wished.emit(laptop.work.workplace.actor.new_id(), "referral_answer", None)
    turn()
    laptop.pages.step.leave()
    assert shown(laptop) == REFERRALS


def test_the_directory_is_reached_and_survives_a_lock(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.work.navigation.referrals_wished.emit()
    turn()
    laptop.pages.referrals.open_offers()
    laptop.wait(lambda: laptop.pages.offers.is_read, "les offres")
    laptop.window.resize(911, 512)
    turn(100)
    assert clipped_on(laptop.window) == []
    door_gestures.lock(laptop)
    door_gestures.unlock(laptop, PASSPHRASE)
    assert shown(laptop) == OFFERS
