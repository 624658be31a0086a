"""Two versions of one field on a laptop: seen side by side, settled without network, said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import insert, select

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import mark_present
from intake_app.services.changes import list_unsent, read_summary
from intake_app.services.conflicts import ConflictedFile, list_conflicted_files, settle_conflicts
from intake_app.services.encounters import record_encounter
from intake_app.services.record_states import RecordState, read_standing
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import update_resident
from intake_app.storage.store import Store
from sync.client.status import SyncState, read_sync_status, worst_state
from tests.store.world import CLAIRE, NADIA, NORWICH, SPACE, TOWER_B, StillClock, actor_of, outbox_of, plan, register

Dispute = Callable[..., UUID]


@pytest.fixture
def dispute(store: Store, clock: StillClock) -> Dispute:
    """Makes a conflict as a page brings it: « Ici » by Nadia stands, « Là » by Claire waits, unless told otherwise."""

    def make(record_id: UUID, field: str, **values: Any) -> UUID:
        conflict_id = uuid4()
        said = {
            "id": conflict_id,
            "space_id": SPACE,
            "revision": 40,
            "created_at": clock(),
            "record_type": "resident",
            "record_id": record_id,
            "resident_id": record_id,
            "field": field,
            "circle": "field",
            "base_value": "null",
            "standing_value": '"Ici"',
            "standing_author_id": NADIA,
            "standing_at": clock(),
            "other_value": '"Là"',
            "other_author_id": CLAIRE,
            "other_at": clock(),
        }
        with store.direct("conflict") as connection:
            connection.execute(insert(table_of("conflict")).values({**said, **values}))
        return conflict_id

    return make


def listed(store: Store, actor: Actor) -> list[ConflictedFile]:
    return store.read(list_conflicted_files, actor)


def all_sent(store: Store) -> None:
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged', settled_at = recorded_at")
        connection.exec_driver_sql("UPDATE resident SET revision = 12")


def test_a_field_written_apart_shows_both_values_with_their_authors(
    store: Store, actor: Actor, clock: StillClock, dispute: Dispute
) -> None:
    resident_id = register(store, actor, address="Ici")
    early = clock()
    clock.advance(hours=2)
    conflict_id = dispute(resident_id, "address", standing_at=early)
    (file,) = listed(store, actor)
    assert (file.record_type, file.record_id, file.resident, file.workshop) == (
        "resident",
        resident_id,
        "BENALI Karim",
        "",
    )
    (field,) = file.fields
    assert (field.conflict_id, field.field, field.base) == (conflict_id, "address", None)
    assert (field.standing, field.standing_author, field.standing_at) == ("Ici", "Nadia M.", early)
    assert (field.other, field.other_author, field.other_at) == ("Là", "Claire D.", clock())


def test_the_value_shown_as_standing_is_the_one_in_the_record(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, address="Ici")
    dispute(resident_id, "address")
    store.run(update_resident, actor, resident_id, {"address": "Ailleurs"})
    field = listed(store, actor)[0].fields[0]
    assert (field.standing, field.standing_author, field.standing_at) == ("Ailleurs", "", None)


def test_settling_for_the_other_value_writes_record_and_choice_in_one_unit(
    store: Store, actor: Actor, clock: StillClock, dispute: Dispute
) -> None:
    resident_id = register(store, actor, "Benali", "Karim")
    conflict_id = dispute(resident_id, "family_name", standing_value='"Benali"', other_value='"Ben Ali"')
    all_sent(store)
    store.run(settle_conflicts, actor, {conflict_id: "Ben Ali"})
    one, other = outbox_of(store)[-2:]
    assert (one.record_type, msgspec.json.decode(one.fields)) == ("resident", {"family_name": ["Ben Ali", "Benali"]})
    assert (other.record_type, other.record_id, other.base_revision) == ("conflict", conflict_id, 40)
    assert msgspec.json.decode(other.fields) == {
        "chosen_value": ['"Ben Ali"', None],
        "settled_by": [str(NADIA), None],
        "settled_at": ["2026-11-22T10:00:00Z", None],
    }
    assert one.unit_id == other.unit_id
    assert listed(store, actor) == []
    assert [row.family_name for row in store.read(find_residents, "ben ali")] == ["Ben Ali"]


def test_settling_for_what_stands_writes_the_choice_alone(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, address="Ici")
    conflict_id = dispute(resident_id, "address")
    all_sent(store)
    store.run(settle_conflicts, actor, {conflict_id: "Ici"})
    assert [row.record_type for row in outbox_of(store) if row.state == "pending"] == ["conflict"]


def test_a_double_click_on_settling_saves_once(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, address="Ici")
    conflict_id = dispute(resident_id, "address")
    for _ in range(2):
        store.run(settle_conflicts, actor, {conflict_id: "Là"})
    assert [row.record_type for row in outbox_of(store)].count("conflict") == 1


def test_a_choice_made_by_somebody_else_meanwhile_is_not_overruled(
    store: Store, actor: Actor, dispute: Dispute
) -> None:
    resident_id = register(store, actor, address="Ici")
    conflict_id = dispute(resident_id, "address", chosen_value='"Ici"', settled_by=CLAIRE)
    store.run(settle_conflicts, actor, {conflict_id: "Ici"})
    with pytest.raises(KnownError, match="already_settled"):
        store.run(settle_conflicts, actor, {conflict_id: "Là"})


def test_a_field_may_be_settled_as_empty(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, address="Ici")
    conflict_id = dispute(resident_id, "address", other_value="null")
    assert listed(store, actor)[0].fields[0].other is None
    store.run(settle_conflicts, actor, {conflict_id: None})
    with store.direct() as connection:
        chosen = connection.execute(select(table_of("conflict").c.chosen_value)).scalar()
        assert connection.execute(select(table_of("resident").c.address)).scalar() is None
    assert chosen == "null"
    assert listed(store, actor) == []


def test_a_building_brings_its_neighbourhood(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, neighbourhood_id=NORWICH)
    conflict_id = dispute(resident_id, "building_id", standing_value="null", other_value=f'"{TOWER_B}"')
    store.run(settle_conflicts, actor, {conflict_id: str(TOWER_B)})
    (row,) = [row for row in outbox_of(store)[-2:] if row.record_type == "resident"]
    assert {"building_id", "neighbourhood_id"} == set(msgspec.json.decode(row.fields))


def test_whoever_is_not_on_this_laptop_cannot_be_chosen(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id, elsewhere = register(store, actor), uuid4()
    met = {"neighbourhood_id": None, "channel": "doorstep", "outcome": "informed"}
    meeting = store.run(record_encounter, actor, resident_id=resident_id, **met)
    values = {"standing_value": f'"{resident_id}"', "other_value": f'"{elsewhere}"', "resident_id": resident_id}
    conflict_id = dispute(meeting, "resident_id", record_type="encounter", **values)
    with pytest.raises(KnownError, match="record_gone"):
        store.run(settle_conflicts, actor, {conflict_id: str(elsewhere)})
    store.run(settle_conflicts, actor, {conflict_id: None})
    with store.direct() as connection:
        assert connection.execute(select(table_of("encounter").c.resident_id)).scalar() is None


def test_a_mark_on_a_roll_is_settled_in_its_workshop(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor)
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, resident_id)
    mark = attendance_id(slot_id, resident_id)
    values = {"standing_value": '"present"', "other_value": '"excused"', "resident_id": None}
    conflict_id = dispute(mark, "status", record_type="attendance", workshop_id=workshop_id, **values)
    (file,) = listed(store, actor)
    assert (file.record_type, file.record_id, file.workshop, file.resident) == (
        "attendance",
        mark,
        "3h pour l’emploi",
        "",
    )
    store.run(settle_conflicts, actor, {conflict_id: "excused"})
    with store.direct() as connection:
        assert connection.execute(select(table_of("attendance").c.status)).scalar() == "excused"


def test_what_concerns_me_comes_first_then_the_oldest(
    store: Store, actor: Actor, clock: StillClock, dispute: Dispute
) -> None:
    mine, foreign, unattended = (register(store, actor, name) for name in ("Aubry", "Baron", "Colas"))
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE resident SET referent_id = ? WHERE id != ?", (str(CLAIRE), str(unattended)))
    dispute(foreign, "address", standing_author_id=CLAIRE)
    clock.advance(minutes=1)
    dispute(unattended, "address", standing_author_id=CLAIRE)
    clock.advance(minutes=1)
    dispute(mine, "address")
    found = [(file.resident, file.concerns_me) for file in listed(store, actor)]
    assert found == [("COLAS Karim", True), ("AUBRY Karim", True), ("BARON Karim", False)]


def test_what_went_in_by_itself_is_told_beside_what_waits(store: Store, actor: Actor, dispute: Dispute) -> None:
    resident_id = register(store, actor, address="Ici")
    store.run(update_resident, actor, resident_id, {"address": "Là", "birth_date": "1984", "language": "fr"})
    dispute(resident_id, "address")
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'conflict' WHERE device_seq = 3")
    assert set(listed(store, actor)[0].merged_fields) == {"birth_date", "language"}


def test_two_versions_are_to_review_until_they_are_settled(
    store: Store, actor: Actor, clock: StillClock, dispute: Dispute
) -> None:
    resident_id = register(store, actor, address="Ici")
    conflicts = [dispute(resident_id, "address"), dispute(resident_id, "birth_name")]
    all_sent(store)
    # one file, whatever the number of its fields
    assert store.read(read_summary).to_review == 1
    assert worst_state(store.read(read_sync_status), is_exchanging=False, has_failed=False) is SyncState.TO_REVIEW
    assert store.read(read_standing, "resident", resident_id).state is RecordState.TO_REVIEW
    store.run(settle_conflicts, actor, dict.fromkeys(conflicts, "Là"))
    assert store.read(read_summary).to_review == 0
    assert store.read(read_standing, "resident", resident_id).state is RecordState.ONLY_HERE
    (row,) = store.read(list_unsent)
    assert (row.record_type, row.resident, row.parts) == ("resident", "BENALI Karim", ("resident", "conflict"))


def test_two_staff_on_one_laptop_both_find_what_is_theirs_to_review(
    store: Store, actor: Actor, clock: StillClock, dispute: Dispute
) -> None:
    resident_id = register(store, actor, address="Ici")
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE resident SET referent_id = ?", (str(NADIA),))
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged', author_id = ?", (str(CLAIRE),))
    third = uuid4()
    with store.direct() as connection:
        staff = {"id": third, "space_id": SPACE, "created_at": clock(), "family_name": "Corre", "first_name": "Yann"}
        connection.execute(insert(table_of("staff_member")).values(role="caretaker", is_active=True, **staff))
    conflict_id = dispute(resident_id, "address", standing_author_id=third, other_author_id=third)
    # nobody who has written here: for the referent, once it is she who asks
    assert store.read(read_summary).to_review == 0
    assert store.read(read_summary, NADIA).to_review == 1
    assert [file.concerns_me for file in listed(store, actor)] == [True]
    assert [file.concerns_me for file in listed(store, actor_of(clock, staff_id=CLAIRE, seed=4))] == [False]
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE conflict SET other_author_id = ?", (str(CLAIRE),))
    assert store.read(read_summary).to_review == 1
    colleague = actor_of(clock, staff_id=CLAIRE, seed=5)
    assert [file.concerns_me for file in listed(store, colleague)] == [True]
    store.run(settle_conflicts, colleague, {conflict_id: "Là"})
    assert outbox_of(store)[-1].author_id == CLAIRE


def test_who_may_not_write_in_a_file_may_not_settle_it(store: Store, clock: StillClock, dispute: Dispute) -> None:
    resident_id = register(store, actor_of(clock))
    conflict_id = dispute(resident_id, "address")
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(settle_conflicts, actor_of(clock, role="dpo", seed=3), {conflict_id: "Là"})
    with pytest.raises(KnownError, match="record_gone"):
        store.run(settle_conflicts, actor_of(clock, seed=4), {uuid4(): "Là"})
