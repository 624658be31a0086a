"""Registering residents, and correcting what is known of them."""

from __future__ import annotations

from intake_app.domain.actor import Actor
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents
from intake_app.storage.store import Store
from tests.store.world import TODAY, register


def test_a_registered_resident_is_found_and_read(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, "Benali", "Karim", phone="06 39 98 00 01")
    (row,) = store.read(find_residents, "ben")
    assert (row.id, row.phone, row.neighbourhood, row.is_only_here) == (resident_id, "+33639980001", "Maurepas", True)
    file = store.read(read_resident, resident_id, TODAY)
    assert file.fields.family_name == "Benali"
