"""Somebody whose access was closed, at the door of a colleague's laptop and at work on it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from intake_app.services.staff import list_staff
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotOwner
from sync.client.progress import Outcome
from sync.client.workplace import Workplace

YANNS = "le banc devant la fontaine"
SAID = sentence_for(KnownError("access_closed"), "fr").in_one()


@pytest.fixture
def yann(laptop: PlayedLaptop, folder: Path) -> UUID:
    """The outreach worker, who has a passphrase of his own on the caretaker's laptop."""
    door_gestures.unlock(laptop, PASSPHRASE)
    workplace = laptop.work.workplace
    (staff_id,) = [row.id for row in workplace.store.read(list_staff) if row.first_name == "Yann"]
    Vault.load(folder).add_owner(workplace.keys, SlotOwner(staff_id, "Yann L.", "outreach"), YANNS)
    door_gestures.lock(laptop)
    return staff_id


def close_access(workplace: Workplace, staff_id: UUID) -> None:
    """What a page of the centre's would write."""
    with workplace.store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET is_active = 0 WHERE id = ?", (str(staff_id),))


def choose(laptop: PlayedLaptop, staff_id: UUID) -> None:
    """Press the tile of a person at the door."""
    laptop.hands.click(laptop.window.door.unlock._tiles[str(staff_id)])


def test_the_news_locks_the_window_says_why_and_keeps_what_was_begun(
    laptop: PlayedLaptop, yann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(laptop, yann)
    door_gestures.unlock(laptop, YANNS)
    resident_gestures.begin_form(laptop)
    laptop.hands.type("Guivarch")

    def hear(workplace: Workplace, *_: object) -> Outcome:
        close_access(workplace, yann)
        return Outcome()

    monkeypatch.setattr(Workplace, "_exchange", hear)
    laptop.work.exchanges.start()
    laptop.wait(lambda: laptop.window.work is None, "le verrou")
    assert laptop.window.door.unlock.error() == SAID
    choose(laptop, yann)
    with pytest.raises(UnmetError, match="Votre accès est fermé"):
        door_gestures.unlock(laptop, YANNS)
    # her own passphrase opens it as ever, and what he had begun is there
    laptop.hands.click(next(iter(laptop.window.door.unlock._tiles.values())))
    door_gestures.unlock(laptop, PASSPHRASE)
    kept = laptop.work.workplace.store.read(
        lambda session: session.connection().exec_driver_sql("SELECT staff_id FROM draft").scalars().all()
    )
    assert kept == [str(yann)]
