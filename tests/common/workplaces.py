"""A workplace around a laptop of the tests, as the window has it; and laptops that are copied or put back."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

from sqlalchemy import update

from intake_app.storage.opening import open_store
from intake_app.storage.vault_slot import SlotOwner
from sync.client.enrolment import read_enrolment
from sync.client.workplace import Workplace
from sync.server.handle import Server
from sync.server.tables import DEVICE, DeviceState
from tests.common.synced_laptop import SyncedLaptop


def workplace_of(laptop: SyncedLaptop) -> Workplace:
    """The workplace of whoever sits at `laptop`: same folder, store, clock and way to the centre, and what it keeps
    of its enrolment.
    """
    owner = SlotOwner(laptop.space.staff_id, "Claire M.", "caretaker")
    enrolment = laptop.store.read(lambda session: read_enrolment(session.connection()))
    return Workplace(
        laptop.folder, laptop.keys, laptop.store, owner, enrolment, lambda _address: laptop.transport, laptop.clock
    )


def copy_of(laptop: SyncedLaptop, folder: Path) -> SyncedLaptop:
    """The same laptop once more: the disk was copied to another machine, keys and identity included."""
    keep_copy(laptop, folder)
    twin = copy.copy(laptop)
    twin.folder, twin.store = folder, open_store(folder, laptop.keys)
    return twin


def keep_copy(laptop: SyncedLaptop, folder: Path) -> None:
    """A backup of the laptop's folder, as an image of its disk."""
    laptop.store.close()
    shutil.copytree(laptop.folder, folder)
    laptop.restart()


def put_back(laptop: SyncedLaptop, folder: Path) -> None:
    """The backup in the place of the folder."""
    laptop.store.close()
    shutil.rmtree(laptop.folder)
    shutil.copytree(folder, laptop.folder)
    laptop.restart()


def stop_all(server: Server) -> None:
    """Somebody else was met under every laptop's name."""
    with server.centre.database.write() as connection:
        stopped = update(DEVICE).where(DEVICE.c.staff_id.is_not(None))
        connection.execute(stopped.values(state=DeviceState.FORKED))
