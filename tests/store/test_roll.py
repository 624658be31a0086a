"""Calling the roll: ticking, undoing, walk-ins; everything may be done twice."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import (
    add_walk_in,
    invite_residents,
    mark_present,
    mark_status,
    put_on_waiting_list,
    register_walk_in,
    take_off_roll,
    undo_mark,
)
from intake_app.services.resident_lists import find_residents
from intake_app.services.rolls import Roll, find_for_roll, read_roll
from intake_app.services.rows import fetch
from intake_app.services.sheets.contents import read_content
from intake_app.services.workshop_lists import list_upcoming
from intake_app.services.workshops import close_workshop
from intake_app.storage.store import Store
from tests.store.world import PAPER, TODAY, StillClock, actor_of, outbox_of, plan, register, someone


@pytest.fixture
def slot_id(store: Store, actor: Actor) -> UUID:
    """This afternoon's slot."""
    return plan(store, actor)[1]


def statuses(roll: Roll) -> dict[str, str]:
    return {row.family_name: row.status for row in roll.rows}


def test_the_roll_counts_who_is_expected_and_who_came(store: Store, actor: Actor, slot_id: UUID) -> None:
    karim, sylvie = register(store, actor, "Benali", "Karim"), register(store, actor, "Le Goff", "Sylvie")
    assert store.run(invite_residents, actor, slot_id, [karim, sylvie, karim]) == 2
    assert store.run(invite_residents, actor, slot_id, [karim]) == 0
    store.run(mark_present, actor, slot_id, karim)
    fatou = register(store, actor, "Diallo", "Fatou")
    store.run(add_walk_in, actor, slot_id, fatou)
    roll = store.read(read_roll, slot_id)
    assert (roll.expected, roll.present, roll.walk_ins) == (3, 2, 1)
    assert statuses(roll) == {"Benali": "present", "Diallo": "present", "Le Goff": "expected"}
    assert [row.is_walk_in for row in roll.rows] == [False, True, False]
    assert roll.rows[0].arrived_at == actor.clock()
    (listed,) = store.read(list_upcoming, TODAY)
    assert (listed.expected, listed.present, listed.status) == (3, 2, "held")


def test_ticking_twice_is_one_fact(store: Store, actor: Actor, clock: StillClock, slot_id: UUID) -> None:
    karim = register(store, actor)
    store.run(invite_residents, actor, slot_id, [karim])
    first = store.run(mark_present, actor, slot_id, karim)
    saved = outbox_of(store)
    clock.advance(minutes=5)
    assert store.run(mark_present, actor, slot_id, karim) == first == attendance_id(slot_id, karim)
    assert outbox_of(store) == saved


def test_a_tick_taken_back_is_expected_again_and_can_be_ticked_again(
    store: Store, actor: Actor, clock: StillClock, slot_id: UUID
) -> None:
    karim = register(store, actor)
    store.run(invite_residents, actor, slot_id, [karim])
    store.run(mark_present, actor, slot_id, karim)
    store.run(undo_mark, actor, slot_id, karim)
    (row,) = store.read(read_roll, slot_id).rows
    assert (row.status, row.arrived_at) == ("expected", None)
    clock.advance(minutes=5)
    store.run(mark_present, actor, slot_id, karim)
    assert store.read(read_roll, slot_id).present == 1


def test_a_walk_in_taken_back_leaves_the_roll_and_can_come_back(store: Store, actor: Actor, slot_id: UUID) -> None:
    karim = register(store, actor)
    store.run(add_walk_in, actor, slot_id, karim)
    store.run(undo_mark, actor, slot_id, karim)
    store.run(undo_mark, actor, slot_id, karim)
    assert store.read(read_roll, slot_id).rows == ()
    assert store.read(list_upcoming, TODAY)[0].expected == 0
    store.run(add_walk_in, actor, slot_id, karim)
    (row,) = store.read(read_roll, slot_id).rows
    assert (row.status, row.is_walk_in) == ("present", True)


def test_a_walk_in_taken_back_can_be_invited(store: Store, actor: Actor, slot_id: UUID) -> None:
    karim = register(store, actor)
    store.run(add_walk_in, actor, slot_id, karim)
    store.run(undo_mark, actor, slot_id, karim)
    assert store.run(invite_residents, actor, slot_id, [karim]) == 1
    assert statuses(store.read(read_roll, slot_id)) == {"Benali": "expected"}


def test_somebody_late_came_and_somebody_excused_did_not(store: Store, actor: Actor, slot_id: UUID) -> None:
    late, excused = register(store, actor, "Petit", "Anaïs"), register(store, actor, "Riou", "Gwenaël")
    store.run(invite_residents, actor, slot_id, [late, excused])
    store.run(mark_status, actor, slot_id, late, "late")
    store.run(mark_status, actor, slot_id, excused, "absent_excused")
    roll = store.read(read_roll, slot_id)
    assert (roll.present, roll.expected) == (1, 2)
    assert roll.rows[0].is_present
    assert not roll.rows[1].is_present


def test_an_unknown_status_is_refused(store: Store, actor: Actor, slot_id: UUID) -> None:
    with pytest.raises(InvalidFields):
        store.run(mark_status, actor, slot_id, register(store, actor), "asleep")


def test_a_new_person_and_her_attendance_are_one_unit(store: Store, actor: Actor, slot_id: UUID) -> None:
    before = outbox_of(store)
    resident_id = actor.new_id()
    store.run(register_walk_in, actor, slot_id, someone("Diallo", "Fatou"), resident_id=resident_id, notice=PAPER)
    added = outbox_of(store)[len(before) :]
    assert len({change.unit_id for change in added}) == 1
    assert [change.record_type for change in added] == ["resident", "notice_delivery", "workshop", "attendance"]
    assert statuses(store.read(read_roll, slot_id)) == {"Diallo": "present"}


def test_a_walk_in_without_notice_is_nobody_and_nowhere(store: Store, actor: Actor, slot_id: UUID) -> None:
    with pytest.raises(InvalidFields):
        store.run(register_walk_in, actor, slot_id, someone(), resident_id=actor.new_id())
    assert store.read(find_residents) == []
    assert store.read(read_roll, slot_id).rows == ()


def test_a_closed_roll_does_not_change(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    karim = register(store, actor)
    store.run(add_walk_in, actor, slot_id, karim)
    store.run(close_workshop, actor, workshop_id)
    for change in (undo_mark, mark_present):
        with pytest.raises(KnownError, match="workshop_closed"):
            store.run(change, actor, slot_id, karim)


def test_two_colleagues_on_one_laptop_tick_one_person_once(store: Store, clock: StillClock, slot_id: UUID) -> None:
    nadia, again = actor_of(clock, seed=7), actor_of(clock, seed=8)
    karim = register(store, nadia)
    assert store.run(add_walk_in, nadia, slot_id, karim) == store.run(add_walk_in, again, slot_id, karim)
    assert len(store.read(read_roll, slot_id).rows) == 1


def test_whoever_leaves_early_left_when_it_was_noted(
    store: Store, actor: Actor, slot_id: UUID, clock: StillClock
) -> None:
    karim = register(store, actor)
    store.run(mark_present, actor, slot_id, karim)
    clock.advance(hours=1)
    left = clock()
    store.run(mark_status, actor, slot_id, karim, "left_early")
    clock.advance(hours=1)
    store.run(mark_status, actor, slot_id, karim, "left_early")
    row = store.read(lambda session: fetch(session, Attendance, attendance_id(slot_id, karim)))
    assert (row.arrived_at, row.left_at) == (left - timedelta(hours=1), left)


def test_those_awaited_come_before_those_there_and_before_everybody_else(
    store: Store, actor: Actor, slot_id: UUID
) -> None:
    for number in range(40):
        register(store, actor, f"Diallo{chr(97 + number % 26)}{chr(97 + number // 26)}", "Fatou")
    came, awaited = (register(store, actor, name, "Aïcha") for name in ("Diallo", "Dialzz"))
    store.run(invite_residents, actor, slot_id, [came, awaited])
    store.run(mark_present, actor, slot_id, came)
    found = store.read(find_for_roll, slot_id, "dial")
    assert [one.resident.id for one in found[:2]] == [awaited, came]
    assert {one.status for one in found[2:]} == {None}


def test_typing_a_name_finds_those_on_the_roll_first(store: Store, actor: Actor, slot_id: UUID) -> None:
    for number in range(12):
        register(store, actor, f"Diallo{'abcdefghijkl'[number]}", "Fatou")
    expected = register(store, actor, "Dialloz", "Aïcha")
    store.run(invite_residents, actor, slot_id, [expected])
    found = store.read(find_for_roll, slot_id, "dia")
    assert len(found) == 8
    assert (found[0].resident.family_name, found[0].status) == ("Dialloz", "expected")
    assert {candidate.status for candidate in found[1:]} == {None}
    assert store.read(find_for_roll, slot_id, "  ") == []


def test_who_waits_for_a_place_is_neither_expected_nor_absent_nor_on_the_sheet(
    store: Store, actor: Actor, clock: StillClock, slot_id: UUID
) -> None:
    karim, sylvie, fatou = (register(store, actor, name, "Ana") for name in ("Benali", "Le Goff", "Diallo"))
    store.run(invite_residents, actor, slot_id, [karim])
    assert store.run(put_on_waiting_list, actor, slot_id, [sylvie, karim]) == 1
    clock.advance(minutes=1)
    assert store.run(put_on_waiting_list, actor, slot_id, [fatou, sylvie]) == 1
    roll = store.read(read_roll, slot_id)
    assert statuses(roll) == {"Benali": "expected"}
    assert [row.family_name for row in roll.waiting] == ["Le Goff", "Diallo"]
    (listed,) = store.read(list_upcoming, TODAY)
    assert (listed.expected, listed.present, listed.waiting) == (1, 0, 2)
    content = store.read(read_content, listed.workshop_id, listed.held_on)
    assert [line.family_name for line in content.lines] == ["Benali"]
    assert [one.status for one in store.read(find_for_roll, slot_id, "D")] == ["waiting"]
    closing = store.run(close_workshop, actor, listed.workshop_id)
    assert (closing.absent, len(closing.follow_up_ids)) == (1, 1)
    assert [row.family_name for row in store.read(read_roll, slot_id).waiting] == ["Le Goff", "Diallo"]


def test_a_freed_place_is_given_to_whoever_waits_when_somebody_says_so(
    store: Store, actor: Actor, slot_id: UUID
) -> None:
    karim, sylvie = register(store, actor, "Benali", "Karim"), register(store, actor, "Le Goff", "Sylvie")
    store.run(invite_residents, actor, slot_id, [karim])
    store.run(put_on_waiting_list, actor, slot_id, [sylvie])
    store.run(take_off_roll, actor, slot_id, karim)
    roll = store.read(read_roll, slot_id)
    assert (roll.rows, [row.family_name for row in roll.waiting]) == ((), ["Le Goff"])
    assert store.run(invite_residents, actor, slot_id, [sylvie]) == 1
    roll = store.read(read_roll, slot_id)
    assert (statuses(roll), roll.waiting) == ({"Le Goff": "expected"}, ())


def test_whoever_waited_and_comes_all_the_same_is_there_and_stays_there(
    store: Store, actor: Actor, slot_id: UUID
) -> None:
    sylvie = register(store, actor, "Le Goff", "Sylvie")
    store.run(put_on_waiting_list, actor, slot_id, [sylvie])
    store.run(mark_present, actor, slot_id, sylvie)
    store.run(take_off_roll, actor, slot_id, sylvie)
    assert store.run(put_on_waiting_list, actor, slot_id, [sylvie]) == 0
    assert statuses(store.read(read_roll, slot_id)) == {"Le Goff": "present"}
