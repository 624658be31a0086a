"""A workplace around a laptop of the tests, as the window has it."""

from __future__ import annotations

from intake_app.storage.vault_slot import SlotOwner
from sync.client.workplace import Workplace
from tests.common.synced_laptop import SyncedLaptop


def workplace_of(laptop: SyncedLaptop) -> Workplace:
    """The workplace of whoever sits at `laptop`: same folder, store, clock and way to the centre."""
    owner = SlotOwner(laptop.space.staff_id, "Claire M.", "caretaker")
    return Workplace(
        laptop.folder,
        laptop.keys,
        laptop.store,
        owner,
        laptop.enrolment,
        lambda _address: laptop.transport,
        laptop.clock,
    )
