"""Forms begun and not finished."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.drafts import discard_draft, list_drafts, open_draft, save_draft
from intake_app.services.residents import register_resident, update_resident
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, MAUREPAS, NADIA, PAPER, StillClock, outbox_of, register, someone


def test_a_draft_survives_the_laptop_being_put_away(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    record_id = actor.new_id()
    typed = {
        "family_name": "Diallo",
        "neighbourhood_id": MAUREPAS,
        "as_of": date(2026, 11, 1),
        "barriers": ["mobility"],
    }
    store.run(save_draft, actor, "resident", record_id, typed, place="birth_date")
    store.close()
    store = open_store(folder, keys)
    draft = store.read(open_draft, "resident", record_id)
    store.close()
    assert draft is not None
    assert draft.values == {
        "family_name": "Diallo",
        "neighbourhood_id": str(MAUREPAS),
        "as_of": "2026-11-01",
        "barriers": ["mobility"],
    }
    assert (draft.place, draft.staff_id) == ("birth_date", NADIA)


def test_a_draft_is_never_an_operation(store: Store, actor: Actor) -> None:
    told: list[frozenset[str]] = []
    store.listen(told.append)
    record_id = actor.new_id()
    store.run(save_draft, actor, "resident", record_id, {"family_name": "D"})
    store.run(save_draft, actor, "resident", record_id, {"family_name": "Diallo"})
    assert outbox_of(store) == []
    assert told == []
    assert store.read(open_draft, "resident", record_id).values == {"family_name": "Diallo"}  # type: ignore[union-attr]


def test_anything_may_be_left_in_a_draft(store: Store, actor: Actor) -> None:
    typed = {"phone": "06", "interests": "2 84 05 75 115 001 23", "birth_date": "hier", "notice": None}
    store.run(save_draft, actor, "resident", actor.new_id(), typed)
    (row,) = store.read(list_drafts, NADIA)
    assert (row.family_name, row.has_notice) == ("", False)


def test_the_lines_of_a_form_keep_their_order(store: Store, actor: Actor) -> None:
    lines = [{"day": "mardi 1/12", "start": "14h"}, {"day": "lundi 24/11", "start": "9h"}]
    record_id = actor.new_id()
    store.run(save_draft, actor, "workshop", record_id, {"title": "3h pour l’emploi", "slots": lines})
    draft = store.read(open_draft, "workshop", record_id)
    assert draft is not None
    assert draft.values["slots"] == lines


def test_saving_the_record_clears_its_draft_in_the_same_transaction(store: Store, actor: Actor) -> None:
    record_id = actor.new_id()
    store.run(save_draft, actor, "resident", record_id, {"family_name": "Benali"})
    with pytest.raises(InvalidFields):
        store.run(register_resident, actor, someone(family_name=""), resident_id=record_id, notice=PAPER)
    assert store.read(open_draft, "resident", record_id) is not None
    store.run(register_resident, actor, someone(), resident_id=record_id, notice=PAPER)
    assert store.read(open_draft, "resident", record_id) is None


def test_a_change_from_elsewhere_leaves_a_correction_begun(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    store.run(save_draft, actor, "resident", resident_id, {"first_name": "Kari"})
    store.run(update_resident, actor, resident_id, {"phone": "+33639980002"})
    assert [row.record_id for row in store.read(list_drafts, NADIA)] == [resident_id]


def test_drafts_are_listed_for_whoever_began_them(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    first, second = actor.new_id(), actor.new_id()
    store.run(save_draft, actor, "resident", first, {"family_name": "Diallo", "notice": "paper"})
    clock.advance(minutes=20)
    store.run(save_draft, actor, "workshop", second, {"title": "Café"})
    store.run(save_draft, adviser, "resident", actor.new_id(), {"family_name": "Riou"})
    workshop, resident = store.read(list_drafts, NADIA)
    assert (workshop.form, workshop.title) == ("workshop", "Café")
    assert (resident.family_name, resident.has_notice) == ("Diallo", True)
    assert (clock() - resident.updated_at).seconds == 1200
    assert len(store.read(list_drafts, CLAIRE)) == 1
    store.run(discard_draft, actor, "workshop", second)
    assert [row.form for row in store.read(list_drafts, NADIA)] == ["resident"]
