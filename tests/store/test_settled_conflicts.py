"""What was settled stays readable: on the page of sending for those it concerns, in the thread of the person's file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present
from intake_app.services.conflicts import settle_conflicts
from intake_app.services.record_states import RecordState
from intake_app.services.resident_merges import merge_residents
from intake_app.services.settled_conflicts import SettledField, list_settled_fields, settled_of
from intake_app.services.sync_pages import read_sync_page
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.test_disputed_files import dispute
from tests.store.world import CLAIRE, NADIA, TOWER_B, StillClock, actor_of, plan, register


def settled(store: Store, actor: Actor) -> list[SettledField]:
    return store.read(list_settled_fields, actor)


def disputed(store: Store, clock: StillClock, resident_id: UUID, standing: Any, other: Any, **columns: Any) -> UUID:
    """An address of hers in two versions: Claire's stands, Nadia's waits."""
    said = {"record_id": resident_id, "resident_id": resident_id, **columns}
    return dispute(store, clock, "address", standing, other, **said)


@pytest.mark.parametrize("choice, left", [("Ici", ("Là", "Nadia M.")), ("Là", ("Ici", "Claire D."))])
def test_both_versions_stay_with_who_wrote_them_and_who_chose(
    store: Store, actor: Actor, clock: StillClock, choice: str, left: tuple[str, str]
) -> None:
    karim = register(store, actor, address="Ici")
    conflict_id = disputed(store, clock, karim, "Ici", "Là")
    assert settled(store, actor) == []
    at = clock()
    store.run(settle_conflicts, actor, {conflict_id: choice})
    (field,) = settled(store, actor)
    assert (field.conflict_id, field.record_type, field.field) == (conflict_id, "resident", "address")
    assert (field.kept, field.dropped) == (choice, (left,))
    assert (field.settled_by, field.settled_at) == ("Nadia M.", at)
    assert (field.file_id, field.resident, field.workshop, field.of) == (karim, "BENALI Karim", "", "")
    assert settled(store, actor_of(clock, staff_id=CLAIRE, seed=2)) == [field]


def test_what_concerns_others_is_on_the_file_only(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor, address="Ici")
    conflict_id = disputed(store, clock, karim, "Ici", "Là", other_author_id=CLAIRE)
    store.run(settle_conflicts, actor_of(clock, staff_id=CLAIRE, seed=2), {conflict_id: "Là"})
    assert settled(store, actor) == []
    assert [field.conflict_id for field in store.read(settled_of, [karim])] == [conflict_id]


def test_the_referent_reads_what_others_settled(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor, address="Ici", referent_id=NADIA)
    conflict_id = disputed(store, clock, karim, "Ici", "Là", other_author_id=CLAIRE)
    store.run(settle_conflicts, actor_of(clock, staff_id=CLAIRE, seed=2), {conflict_id: "Là"})
    assert [field.conflict_id for field in settled(store, actor)] == [conflict_id]


def test_the_latest_comes_first_and_values_are_named(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor, address="Ici")
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, karim)
    mark = attendance_id(slot_id, karim)
    roll = dispute(
        store, clock, "status", "present", "excused",
        record_type="attendance", record_id=mark, workshop_id=workshop_id,
    )  # fmt: skip
    tower = dispute(store, clock, "building_id", None, str(TOWER_B), record_id=karim, resident_id=karim)
    store.run(settle_conflicts, actor, {roll: "present"})
    clock.advance(minutes=1)
    store.run(settle_conflicts, actor, {tower: str(TOWER_B)})
    first, second = settled(store, actor)
    assert (first.kept, first.dropped, dict(first.names)) == (
        str(TOWER_B), ((None, "Claire D."),), {TOWER_B: "Tour B"},
    )  # fmt: skip
    assert (second.of, second.workshop, second.file_id) == ("BENALI Karim", "3h pour l’emploi", workshop_id)


def test_it_stands_in_the_thread_of_the_file_whichever_of_them_it_was_written_in(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    karim, again = register(store, actor, address="Ici"), register(store, actor, "Ben Ali", "Karim", address="Ici")
    conflict_id = disputed(store, clock, again, "Ici", "Là")
    store.run(settle_conflicts, actor, {conflict_id: "Ici"})
    store.run(merge_residents, adviser, again, karim)
    entry = next(entry for entry in store.read(read_timeline, karim) if entry.record_type == "conflict")
    assert (entry.author, entry.standing.state, entry.record_id) == ("Nadia M.", RecordState.ONLY_HERE, conflict_id)
    assert entry.settled is not None
    assert (entry.settled.kept, entry.settled.dropped) == ("Ici", (("Là", "Nadia M."),))


def test_the_page_of_sending_brings_it_and_nothing_is_left_to_do(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor, address="Ici")
    conflict_id = disputed(store, clock, karim, "Ici", "Là")
    assert not store.read(read_sync_page, actor).is_clear
    store.run(settle_conflicts, actor, {conflict_id: "Ici"})
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged', settled_at = recorded_at")
    page = store.read(read_sync_page, actor)
    assert page.is_clear
    assert [field.conflict_id for field in page.settled] == [conflict_id]


def test_who_may_open_no_file_reads_no_choice(store: Store, clock: StillClock) -> None:
    evaluator = actor_of(clock, role="evaluator")
    with pytest.raises(KnownError, match="not_allowed"):
        settled(store, evaluator)
    assert store.read(read_sync_page, evaluator).settled == ()
