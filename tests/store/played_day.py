"""What a caretaker's day says to the driver: the statements of real use cases, recorded once."""

from __future__ import annotations

from pathlib import Path

from intake_app.services.attendances import invite_residents, mark_present, mark_status
from intake_app.services.drafts import save_draft
from intake_app.services.residents import archive_resident, register_resident, update_resident
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.store.power import Transaction, record_statements
from tests.store.world import CLAIRE, PAPER, StillClock, actor_of, plan, someone

NORMAL = {"journal_mode": "WAL", "synchronous": "FULL", "foreign_keys": "ON", "secure_delete": "ON"}


def a_day(store: Store) -> None:
    """People, a roll, corrections, a form given up half-way: what a caretaker's day writes."""
    actor = actor_of(StillClock(), seed=5)
    adviser = actor_of(StillClock(), staff_id=CLAIRE, role="adviser", seed=6)
    _workshop, slot = plan(store, actor)
    for number in range(12):
        person = actor.new_id()
        store.run(save_draft, actor, "resident", person, {"family_name": f"Nom{number}"})
        fields = someone(f"Nom{number}", "Alix", address="12 rue du Gros-Chêne " * 4)
        situation = {"labour_status": "retired", "barriers": ["mobility"]}
        store.run(register_resident, actor, fields, resident_id=person, situation=situation, notice=PAPER)
        store.run(invite_residents, actor, slot, [person])
        store.run(mark_present, actor, slot, person)
        if number % 3 == 0:
            store.run(update_resident, actor, person, {"address": "tour B"})
            store.run(mark_status, actor, slot, person, "absent_excused")
        if number % 5 == 4:
            store.run(archive_resident, adviser, person)


def record_day(folder: Path, keys: Keys) -> list[Transaction]:
    """The day's transactions, played on the furnished store of `folder`."""
    store = open_store(folder, keys)
    made = record_statements(store._engine)
    a_day(store)
    store.close()
    assert len(made) > 40
    return made
