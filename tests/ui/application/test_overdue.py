"""A laptop that was too long without the centre, at its door: what it says, and what opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.local_setting import write_setting
from sync.client.identity import decode_bytes
from sync.client.lease import Contact, read_lease
from sync.client.workplace import Workplace
from sync.protocol.lease import Lease, lease_code
from tests.ui.application.reading import words_on
from tests.ui.page_words import clipped_on
from ui import theme
from ui.navigation import Place
from ui.shell.overdue_view import OverdueView


def leave_alone(workplace: Workplace, days: int) -> Lease:
    """As if the last exchange had been so many days ago; the terms."""
    then = workplace.clock() - timedelta(days=days)
    with workplace.store.direct() as connection:
        write_setting(connection, "lease_contact", Contact(then, then))
    lease = workplace.store.read(lambda session: read_lease(session.connection()))
    assert lease is not None
    return lease


@pytest.fixture
def lease(laptop: PlayedLaptop) -> Lease:
    """The terms of the laptop, which was left alone for forty days and closed."""
    door_gestures.unlock(laptop, PASSPHRASE)
    lease = leave_alone(laptop.work.workplace, 40)
    door_gestures.lock(laptop)
    return lease


def page(laptop: PlayedLaptop) -> OverdueView:
    found = laptop.window.door.overdue
    assert found is not None
    return found


def try_to_open(laptop: PlayedLaptop) -> OverdueView:
    """Type the right passphrase, and be told to wait."""
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    laptop.wait(lambda: bool(laptop.window.door.overdue), "l’attente du centre")
    laptop.wait(page(laptop).open_button.isEnabled, "la fin de l’essai")
    return page(laptop)


def test_the_code_that_the_centre_reads_out_opens_by_the_keyboard_alone(laptop: PlayedLaptop, lease: Lease) -> None:
    shown = try_to_open(laptop)
    assert "depuis 40 jours" in " ".join(words_on(laptop))
    assert laptop.hands.focus() is shown.code
    laptop.hands.press("Return")
    assert shown.code_box.error() == "Écrivez le code."
    laptop.hands.type("AAAA BBBB CCCC")
    laptop.hands.press("Return")
    laptop.wait(
        lambda: shown.code_box.error() == sentence_for(KnownError("lease_code_wrong"), "fr").in_one(), "le refus"
    )
    laptop.wait(shown.open_button.isEnabled, "la fin de l’essai")
    number = shown.number.text().replace(" ", "")
    laptop.hands.press("Ctrl+A")
    laptop.hands.type(lease_code(decode_bytes(lease.secret), lease.device_id, number, 1).lower())
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.window.work is not None, "l’ouverture")


def test_without_a_code_one_goes_back_and_nothing_typed_is_kept(laptop: PlayedLaptop, lease: Lease) -> None:
    try_to_open(laptop)
    laptop.window.door.overdue.given_up.emit()
    assert laptop.hands.focus() is laptop.window.door.unlock.passphrase
    assert laptop.window.door.unlock_vm._last is None
    assert laptop.window.door.overdue is None


def test_an_open_laptop_locks_when_its_days_are_over(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    leave_alone(laptop.work.workplace, 31)
    laptop.work.exchanges.start()
    laptop.wait(lambda: laptop.window.work is None, "le verrou")
    assert "depuis 31 jours" in laptop.window.door.unlock.error()


def test_it_says_beforehand_how_many_days_are_left(laptop: PlayedLaptop) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    leave_alone(laptop.work.workplace, 20)
    laptop.work.exchanges.start()
    laptop.wait(lambda: laptop.work.sync.error is not None, "l’échange manqué")
    laptop.go(Place.SYNC_STATUS)
    laptop.wait(lambda: any("se verrouille dans 10 jours" in said for said in words_on(laptop)), "l’avertissement")


@pytest.mark.parametrize("scheme, scale", [("light", 1.0), ("dark", 2.0)])
def test_nothing_is_cut_off(laptop: PlayedLaptop, scheme: str, scale: float) -> None:
    theme.apply_theme(laptop.window.app, scheme, scale)
    shown = OverdueView(laptop.window.door.unlock_vm, "fr")
    shown.show_error(KnownError("lease_over", days=40, number="4829 1375"))
    shown.resize(911, 512)
    shown.show()
    laptop.window.app.processEvents()
    assert clipped_on(shown) == []
    shown.close()
