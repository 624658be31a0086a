"""Several use cases in one commit: each is a unit of its own, whatever they have in common."""

from __future__ import annotations

from dataclasses import replace

from intake_app.domain.actor import Actor
from intake_app.domain.place import Neighbourhood
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import archive_resident, update_resident
from intake_app.storage.audit import check_trail
from intake_app.storage.store import Store
from tests.store.test_change_capture import fields_of, rename, server_copies
from tests.store.world import MAUREPAS, VILLEJEAN, outbox_of, register


def test_units_of_one_commit_each_tell_their_own_of_a_record(store: Store, actor: Actor) -> None:
    before = len(outbox_of(store))
    known = store.read(lambda session: session.get_one(Neighbourhood, MAUREPAS)).name
    store.run_all(actor, [(rename, (MAUREPAS, "Un")), (rename, (VILLEJEAN, "Deux")), (rename, (MAUREPAS, "Trois"))])
    changes = outbox_of(store)[before:]
    assert [(change.record_id, fields_of(change)["name"]) for change in changes] == [
        (MAUREPAS, ["Un", known]), (VILLEJEAN, ["Deux", "Villejean"]), (MAUREPAS, ["Trois", "Un"]),
    ]  # fmt: skip
    assert len({change.unit_id for change in changes}) == 3
    assert server_copies(store)[str(MAUREPAS)]["name"] == known
    assert store.read(check_trail).is_whole


def test_whoever_two_units_of_one_commit_change_is_found_by_the_last_name(store: Store, actor: Actor) -> None:
    karim, awa = register(store, actor, "Benali", "Karim"), register(store, actor, "Diallo", "Awa")
    steps = [(update_resident, (karim, {"family_name": "Toure"})), (archive_resident, (awa,))]
    store.run_all(replace(actor, role="adviser"), [*steps, (update_resident, (karim, {"family_name": "Kone"}))])
    found = {
        typed: [row.id for row in store.read(find_residents, typed)] for typed in ("Benali", "Toure", "Kone", "Awa")
    }
    assert found == {"Benali": [], "Toure": [], "Kone": [karim], "Awa": []}


def test_nothing_to_do_is_done_at_once(store: Store, actor: Actor) -> None:
    before = len(outbox_of(store))
    assert store.run_all(actor, []) == []
    assert len(outbox_of(store)) == before
