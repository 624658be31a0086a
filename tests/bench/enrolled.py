"""The folder of an adviser's laptop with many fictitious people, as the window opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.domain.place import Neighbourhood
from intake_app.domain.staff import StaffMember
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.opening import open_store
from intake_app.storage.store import Session, Store
from intake_app.storage.vault import create_vault
from intake_app.storage.vault_slot import SlotOwner
from sync.client.enrolment import keep_enrolment, new_sealed_key
from sync.client.identity import Enrolment
from sync.client.place import SyncPlace, write_place
from sync.protocol.messages import Cursor
from tests.bench.laptop_figures import AREA, SPACE, STAFF, fill

PASSPHRASE: Final = "chaque palier compte vraiment"
ROLE: Final = "adviser"
DEVICE: Final = UUID(int=14, version=4)


def enrol(folder: Path, residents: int) -> Store:
    """Make the vault of an adviser who has received so many residents; its store, open, for what is to be added."""
    owner = SlotOwner(STAFF, "Claire D.", ROLE)
    keys = create_vault(folder, owner, PASSPHRASE, FLOOR)
    store = open_store(folder, keys)
    words = {"address": "https://centre.invalid", "device_id": str(DEVICE), "space_name": "Banc", "audience": "field"}
    ids = {"space_id": str(SPACE), "staff_id": str(STAFF), "staff_role": ROLE}
    enrolment = Enrolment(**words, **ids, fingerprint="482913", server_key="", sealed_key=new_sealed_key(keys))
    keep_enrolment(store, enrolment)
    store.run(_furnish, Actor(STAFF, SPACE, ROLE))
    fill(store, residents)
    with store.direct() as connection:
        # as if the centre had taken all of it
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged'")
        write_place(connection, SyncPlace(cursor=Cursor("1", 1)))
    return store


def _furnish(session: Session, actor: Actor) -> None:
    session.add(actor.create(Neighbourhood, id=AREA, name="Maurepas"))
    session.add(actor.create(StaffMember, id=STAFF, family_name="DANET", first_name="Claire", role=ROLE))
