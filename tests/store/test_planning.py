"""Planning a workshop: holidays where it is held, people and rooms taken, and why one is cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.planning import Caution, Noticed
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.rules.sheet import Doubt
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.planning import find_cautions
from intake_app.services.rolls import read_roll
from intake_app.services.sheets.contents import read_content
from intake_app.services.sheets.doubts import find_doubts
from intake_app.services.workshop_lists import list_upcoming, list_workshops
from intake_app.services.workshops import cancel_workshop, restore_workshop
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, OFFICE, SPACE, TODAY, plan

CHRISTMAS = date(2026, 12, 25)
FIELDS: dict[str, Any] = {"facilitators": "Nadia M. et WeKer", "site_id": OFFICE, "neighbourhood_id": MAUREPAS}


def cautions(store: Store, actor: Actor, day: date, **fields: Any) -> list[Noticed]:
    slots = [SlotFields(day, "14:00", "16:00")]
    return store.read(find_cautions, actor.new_id(), {**FIELDS, **fields}, slots, "fr")


def test_a_holiday_where_it_is_held_is_named(store: Store, actor: Actor) -> None:
    assert cautions(store, actor, CHRISTMAS) == [Noticed(Caution.HOLIDAY, CHRISTMAS, "Noël")]
    assert cautions(store, actor, CHRISTMAS, neighbourhood_id=None) == []
    assert cautions(store, actor, CHRISTMAS + timedelta(days=3)) == []


def test_a_person_is_in_one_workshop_and_a_partner_in_several(store: Store, actor: Actor) -> None:
    day = TODAY + timedelta(days=2)
    workshop_id, _slot = plan(store, actor, title="Café", held_on=day)
    (first,) = [row for row in store.read(list_upcoming, TODAY) if row.workshop_id == workshop_id]
    with store.direct("workshop", "organisation") as connection:
        partner = {"name": "WeKer", "kind": "training", "has_sensitive_name": False, "country": "FR"}
        common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z", "id": actor.new_id()}
        connection.execute(insert(table_of("organisation")).values(**common, **partner))
        values = {"facilitators": "Nadia M., WeKer", "place": "Salle 2", "site_id": OFFICE}
        connection.execute(table_of("workshop").update().values(**values))
    assert first.start_time < "16:00"
    assert first.end_time > "14:00"
    assert cautions(store, actor, day) == [Noticed(Caution.FACILITATOR_TWICE, day, "Café")]
    assert cautions(store, actor, day, facilitators="Yann C., WeKer") == []
    assert cautions(store, actor, day, facilitators="", place="SALLE 2") == [Noticed(Caution.PLACE_TWICE, day, "Café")]
    store.run(cancel_workshop, actor, workshop_id, "too_few")
    assert cautions(store, actor, day, place="Salle 2") == []


def test_a_workshop_does_not_stand_in_its_own_way(store: Store, actor: Actor) -> None:
    workshop_id, _slot = plan(store, actor)
    slots = [SlotFields(TODAY, "14:00", "16:00")]
    found = store.read(find_cautions, workshop_id, {**FIELDS, "facilitators": "Nadia M."}, slots, "fr")
    assert {one.caution for one in found} <= {Caution.SUNDAY}


def test_the_sheet_of_a_holiday_raises_a_doubt(store: Store, actor: Actor) -> None:
    workshop_id, _slot = plan(store, actor, held_on=CHRISTMAS)
    doubts = dict(store.read(find_doubts, store.read(read_content, workshop_id, CHRISTMAS), CHRISTMAS))
    assert doubts[Doubt.HOLIDAY] == 1


def test_a_cancelled_workshop_says_why_and_one_restored_no_longer(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    with pytest.raises(InvalidFields):
        store.run(cancel_workshop, actor, workshop_id, "because")
    store.run(cancel_workshop, actor, workshop_id, "place_unavailable")
    assert store.read(read_roll, slot_id).cancel_reason == "place_unavailable"
    (row,) = store.read(list_workshops, TODAY).upcoming
    assert (row.status, row.cancel_reason) == ("cancelled", "place_unavailable")
    assert store.read(list_upcoming, TODAY) == []
    store.run(restore_workshop, actor, workshop_id)
    assert store.read(read_roll, slot_id).cancel_reason is None
