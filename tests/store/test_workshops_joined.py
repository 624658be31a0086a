"""Workshops attended under two files of one person: she counts once, in the lists as on the roll."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.attendances import invite_residents, mark_present, put_on_waiting_list
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.resident_merges import merge_residents, undo_merge
from intake_app.services.rolls import read_roll
from intake_app.services.workshop_lists import list_workshops
from intake_app.services.workshops import close_workshop
from intake_app.storage.store import Store
from tests.store.world import TODAY, StillClock, actor_of, outbox_of, plan, register


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    """An adviser: caretakers join no files."""
    return actor_of(clock, role="adviser")


@pytest.fixture
def people(store: Store, actor: Actor) -> tuple[UUID, UUID, UUID]:
    """« Benali Karim », the same person again, and somebody else."""
    return register(store, actor), register(store, actor, "Ben Ali"), register(store, actor, "Traoré", "Aïcha")


def counts(store: Store, slot_id: UUID) -> tuple[int, int]:
    """How many a list says are expected and came; the roll must say the same."""
    (row,) = [row for row in store.read(list_workshops, TODAY).upcoming if row.slot_id == slot_id]
    roll = store.read(read_roll, slot_id)
    assert (row.expected, row.present) == (roll.expected, roll.present)
    return row.expected, row.present


def test_one_person_of_two_files_counts_once(store: Store, actor: Actor, people: tuple[UUID, UUID, UUID]) -> None:
    karim, again, aicha = people
    slot_id, both, other = (plan(store, actor)[1] for _ in range(3))
    for one, came in ((slot_id, [again, aicha]), (both, [karim, again, aicha])):
        store.run(invite_residents, actor, one, [karim, again, aicha])
        for resident_id in came:
            store.run(mark_present, actor, one, resident_id)
    store.run(invite_residents, actor, other, [karim, aicha])
    assert [counts(store, one) for one in (slot_id, both, other)] == [(3, 2), (3, 3), (2, 0)]
    merge_id = store.run(merge_residents, actor, karim, again)
    assert [counts(store, one) for one in (slot_id, both, other)] == [(2, 2), (2, 2), (2, 0)]
    store.run(undo_merge, actor, merge_id)
    assert [counts(store, one) for one in (slot_id, both, other)] == [(3, 2), (3, 3), (2, 0)]


def test_three_files_of_one_person_count_once(store: Store, actor: Actor, people: tuple[UUID, UUID, UUID]) -> None:
    karim, again, third = people
    _, slot_id = plan(store, actor)
    store.run(invite_residents, actor, slot_id, people)
    for resident_id in people:
        store.run(mark_present, actor, slot_id, resident_id)
    store.run(merge_residents, actor, again, third)
    assert counts(store, slot_id) == (2, 2)
    store.run(merge_residents, actor, karim, again)
    assert counts(store, slot_id) == (1, 1)


def test_whoever_came_under_another_file_is_not_absent(
    store: Store, actor: Actor, people: tuple[UUID, UUID, UUID]
) -> None:
    karim, again, aicha = people
    workshop_id, slot_id = plan(store, actor)
    store.run(invite_residents, actor, slot_id, [karim, aicha])
    store.run(mark_present, actor, slot_id, again)
    store.run(merge_residents, actor, karim, again)
    closing = store.run(close_workshop, actor, workshop_id)
    assert closing.absent == 1
    assert [row.resident_id for row in store.read(list_follow_ups, TODAY).week] == [aicha]
    assert {row.family_name: row.status for row in store.read(read_roll, slot_id).rows} == {
        "Benali": "present",
        "Traoré": "absent_unexcused",
    }


def test_whoever_missed_it_under_two_files_is_called_once(
    store: Store, actor: Actor, people: tuple[UUID, UUID, UUID]
) -> None:
    karim, again, _ = people
    workshop_id, slot_id = plan(store, actor)
    store.run(invite_residents, actor, slot_id, [karim, again])
    store.run(merge_residents, actor, karim, again)
    closing = store.run(close_workshop, actor, workshop_id)
    assert (closing.absent, len(closing.follow_up_ids)) == (1, 1)
    (row,) = store.read(list_follow_ups, TODAY).week
    assert row.resident_id == karim
    assert [row.status for row in store.read(read_roll, slot_id).rows] == ["absent_unexcused"]
    assert sum(change.record_type == "follow_up" for change in outbox_of(store)) == 1


def test_who_is_expected_under_one_file_waits_under_no_other(
    store: Store, actor: Actor, people: tuple[UUID, UUID, UUID]
) -> None:
    slot_id, (karim, again, _third) = plan(store, actor)[1], people
    store.run(invite_residents, actor, slot_id, [again])
    store.run(put_on_waiting_list, actor, slot_id, [karim])
    store.run(merge_residents, actor, karim, again)
    roll = store.read(read_roll, slot_id)
    assert ([row.resident_id for row in roll.rows], roll.waiting) == ([karim], ())
    assert counts(store, slot_id) == (1, 0)
