"""Files with two versions, as people see them; and the names of what values refer to."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import mark_present
from intake_app.services.disputed_files import list_disputed_files
from intake_app.services.record_names import read_names
from intake_app.services.situations import record_situation
from intake_app.services.sync_pages import SyncPage, read_sync_page
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, MAUREPAS, NADIA, SPACE, TOWER_B, StillClock, actor_of, plan, register


def dispute(store: Store, clock: StillClock, field: str, standing: Any, other: Any, **columns: Any) -> UUID:
    """What Claire wrote stands, what Nadia wrote waits."""
    conflict_id = uuid4()
    said = {
        "id": conflict_id, "space_id": SPACE, "revision": 40, "created_at": clock(), "record_type": "resident",
        "field": field, "circle": "field", "base_value": "null", "standing_author_id": CLAIRE,
        "standing_at": clock(), "standing_value": msgspec.json.encode(standing).decode(), "other_author_id": NADIA,
        "other_at": clock(), "other_value": msgspec.json.encode(other).decode(), "resident_id": None,
        "workshop_id": None,
    }  # fmt: skip
    with store.direct("conflict") as connection:
        connection.execute(insert(table_of("conflict")).values({**said, **columns}))
    clock.advance(minutes=1)
    return conflict_id


def mark(store: Store, record_id: UUID, state: str, reason: str | None = None) -> None:
    with store.direct() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = ?, reason = ? WHERE record_id = ?", (state, reason, str(record_id))
        )


def test_a_person_and_her_situation_are_one_file(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = register(store, actor, address="appt 406")
    other_id = register(store, actor, "Traoré", "Aïcha")
    situation_id = store.run(record_situation, actor, resident_id, {"interests": "Cuisine"}, stage="entry")
    dispute(
        store, clock, "interests", "Cuisine", "Marchés",
        record_type="situation", record_id=situation_id, resident_id=resident_id,
    )  # fmt: skip
    dispute(store, clock, "birth_date", None, "1991", record_id=other_id, resident_id=other_id)
    building = dispute(store, clock, "building_id", None, str(TOWER_B), record_id=resident_id, resident_id=resident_id)
    dispute(store, clock, "address", "appt 406", "appt 604", record_id=resident_id, resident_id=resident_id)
    first, second = store.read(list_disputed_files, actor)
    assert (first.record_type, first.file_id, first.resident) == ("resident", resident_id, "BENALI Karim")
    assert [(field.record_type, field.versions.field) for field in first.fields] == [
        ("resident", "address"), ("resident", "building_id"), ("situation", "interests"),
    ]  # fmt: skip
    assert first.fields[1].versions.conflict_id == building
    assert dict(first.names) == {TOWER_B: "Tour B"}
    assert second.file_id == other_id


def test_what_concerns_others_comes_last(store: Store, actor: Actor, clock: StillClock) -> None:
    ids = [register(store, actor, name, "Karim", referent_id=CLAIRE) for name in ("Benali", "Traoré")]
    dispute(store, clock, "address", None, "Ici", record_id=ids[0], resident_id=ids[0], other_author_id=CLAIRE)
    dispute(store, clock, "address", None, "Là", record_id=ids[1], resident_id=ids[1])
    found = store.read(list_disputed_files, actor)
    assert [(file.file_id, file.concerns_me) for file in found] == [(ids[1], True), (ids[0], False)]


def test_a_mark_on_a_roll_goes_by_the_name_of_the_person(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = register(store, actor)
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, resident_id)
    record_id = attendance_id(slot_id, resident_id)
    dispute(
        store, clock, "status", "present", "late", record_type="attendance", record_id=record_id,
        workshop_id=workshop_id,
    )  # fmt: skip
    (file,) = store.read(list_disputed_files, actor)
    assert (file.record_type, file.file_id, file.workshop) == ("workshop", workshop_id, "3h pour l’emploi")
    assert [field.of for field in file.fields] == ["BENALI Karim"]


def test_names_are_those_of_each_type(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    workshop_id, _slot = plan(store, actor)
    wanted = [
        ("staff_member", NADIA), ("neighbourhood", MAUREPAS), ("building", TOWER_B), ("resident", resident_id),
        ("workshop", workshop_id), ("building", uuid4()), ("consent", uuid4()),
    ]  # fmt: skip
    assert store.read(read_names, wanted) == {
        NADIA: "Nadia M.", MAUREPAS: "Maurepas", TOWER_B: "Tour B", resident_id: "BENALI Karim",
        workshop_id: "3h pour l’emploi",
    }  # fmt: skip


def test_a_file_stands_once_on_the_page_of_sending(store: Store, actor: Actor, clock: StillClock) -> None:
    here, held, refused, disputed = (register(store, actor, name, "K") for name in ("Ici", "Attend", "Refus", "Deux"))
    mark(store, held, "held")
    for record_id, state in ((refused, "quarantined"), (disputed, "acknowledged")):
        mark(store, record_id, state, "value_too_long" if state == "quarantined" else None)
    with store.direct() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = 'acknowledged' WHERE record_type = 'notice_delivery' AND "
            "record_id NOT IN (SELECT id FROM notice_delivery WHERE resident_id = ?)", (str(refused),)
        )  # fmt: skip
    dispute(store, clock, "address", None, "Ici", record_id=disputed, resident_id=disputed)
    page = store.read(read_sync_page, actor)
    assert [file.file_id for file in page.disputed] == [disputed]
    assert [(row.record_id, row.is_refused) for row in page.refused] == [(refused, True)]
    assert [row.record_id for row in page.held] == [held]
    assert [row.record_id for row in page.only_here] == [here]


def test_whoever_may_open_no_file_sees_neither_versions_nor_names(
    store: Store, actor: Actor, clock: StillClock
) -> None:
    resident_id = register(store, actor)
    dispute(store, clock, "address", None, "Ici", record_id=resident_id, resident_id=resident_id)
    register(store, actor, "Ici", "K")
    evaluator = actor_of(clock, role="evaluator")
    page = store.read(read_sync_page, evaluator)
    assert page.disputed == ()
    assert page.only_here
    assert {row.resident for row in page.only_here} == {""}
    assert SyncPage() != store.read(read_sync_page, actor)
