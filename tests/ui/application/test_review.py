"""« Vérifier » on the card of the rail, in the whole window: where it leads, and back there after a lock."""

from __future__ import annotations

import pytest

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from tests.ui.page_words import clipped_on
from ui.navigation import Place
from ui.shell.where import CONFLICTS
from ui.sync_status.sync_status_view import SyncStatusView


@pytest.fixture
def refused(laptop: PlayedLaptop) -> PlayedLaptop:
    """The laptop, open, with somebody whom the centre refused."""
    door_gestures.unlock(laptop, PASSPHRASE)
    resident_gestures.register(laptop, "Kerdoncuff", "Annick", "1984", "0639980123")
    with laptop.work.workplace.store.direct("resident") as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = 'quarantined', reason = 'value_too_long' WHERE state = 'pending'"
        )
    turn()
    laptop.settle()
    return laptop


def test_check_leads_to_what_was_refused(refused: PlayedLaptop) -> None:
    card = refused.window.frame.rail.sync_card
    assert (card.state().title, card.state().review_text) == ("1 fiche à vérifier", "Vérifier")
    refused.hands.click(card.review_button)
    refused.settle()
    page = refused.page(Place.SYNC_STATUS, SyncStatusView)
    assert refused.window.frame.current_page() is page
    assert [row.row.resident for row in page.refused.rows] == ["KERDONCUFF Annick"]
    refused.window.resize(911, 512)
    turn()
    assert clipped_on(refused.window) == []


def test_what_was_refused_can_be_corrected_or_taken_away(refused: PlayedLaptop) -> None:
    refused.go(Place.SYNC_STATUS)
    page = refused.page(Place.SYNC_STATUS, SyncStatusView)
    refused.hands.click(page.refused.rows[0].open_button)
    refused.wait(lambda: refused.pages.file.file, "la fiche")
    refused.go(Place.SYNC_STATUS)
    refused.hands.click(page.refused.rows[0].discard_button)
    refused.hands.click(page.refused.rows[0].sure_button)
    refused.wait(lambda: not page.refused.isVisible(), "la fiche retirée")
    refused.settle()
    assert refused.sync_card().review_text == ""
    assert resident_gestures.search(refused, "kerdoncuff") == []


def test_a_lock_leads_back_to_the_two_versions(refused: PlayedLaptop) -> None:
    refused.work.navigation.open_conflicts()
    refused.settle()
    door_gestures.lock(refused)
    door_gestures.unlock(refused, PASSPHRASE)
    frame = refused.window.frame
    assert frame.current_page() is frame.page(CONFLICTS)
