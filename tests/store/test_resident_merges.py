"""Two files of one person: shown as one, each with its own records, and apart again within thirty days."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.portrait import Portrait
from intake_app.services.attendances import invite_residents, mark_present, mark_status, undo_mark
from intake_app.services.clashes import ClashKind
from intake_app.services.families import family_of, root_of
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.lookalikes import find_lookalikes
from intake_app.services.notices import NoticeState, list_consents, record_consent
from intake_app.services.privacy import list_openings, record_opening
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents
from intake_app.services.resident_merges import merge_residents, preview_merge, undo_merge
from intake_app.services.residents import archive_resident, restore_resident, update_resident
from intake_app.services.rolls import find_for_roll, read_roll
from intake_app.services.situations import record_situation
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, TODAY, TOWER_B, VILLEJEAN, StillClock, actor_of, outbox_of, plan, register

Pair = tuple[UUID, UUID]


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    """Nadia, an adviser here: caretakers join no files."""
    return actor_of(clock, role="adviser")


@pytest.fixture
def pair(store: Store, actor: Actor, clock: StillClock) -> Pair:
    """One person registered twice: « Benali Karim », and later « Ben Ali Karim » with a phone and a building."""
    karim = register(store, actor, "Benali", "Karim", address="tour B, appt 604")
    clock.advance(hours=2)
    again = register(store, actor, "Ben Ali", "Karim", phone="06 39 98 00 01", building_id=TOWER_B)
    return karim, again


@pytest.fixture
def joined(store: Store, actor: Actor, pair: Pair) -> UUID:
    """The join of the two, with the second's phone."""
    return store.run(merge_residents, actor, *pair, ["phone"])


def shown(store: Store, text: str = "") -> list[UUID]:
    return [row.id for row in store.read(find_residents, text)]


def test_a_preview_shows_where_two_files_differ(store: Store, pair: Pair) -> None:
    preview = store.read(preview_merge, pair[1], pair[0])
    assert (preview.survivor.id, preview.merged.id) == pair
    fields = {field.name: field for field in preview.differing}
    assert list(fields) == ["family_name", "phone", "address", "neighbourhood_id"]
    assert fields["phone"].survivor_value == (None, True)
    assert fields["phone"].merged_value == ("+33639980001", False)
    assert fields["neighbourhood_id"].merged_value == (MAUREPAS, TOWER_B)
    assert [name for name, field in fields.items() if field.suggests_other] == ["phone", "neighbourhood_id"]
    assert preview.agreeing == {"first_name": "Karim"}
    assert preview.names[TOWER_B] == "Tour B"


def test_a_preview_says_what_speaks_against_it(store: Store, actor: Actor, pair: Pair) -> None:
    _, slot_id = plan(store, actor)
    third = register(store, actor, "Benaly", "Karim")
    store.run(merge_residents, actor, pair[1], third)
    for one in (pair[0], third):
        assert store.read(preview_merge, *pair).clashes == ()
        store.run(mark_present, actor, slot_id, one)
    (clash,) = store.read(preview_merge, *pair).clashes
    assert (clash.kind, clash.title, clash.on) == (ClashKind.SAME_SLOT, "3h pour l’emploi", TODAY)


@pytest.mark.usefixtures("joined")
def test_joined_files_are_listed_and_found_once(store: Store, pair: Pair) -> None:
    assert shown(store) == [pair[0]]
    assert shown(store, "ben ali") == shown(store, "benali") == shown(store, "06 39 98") == [pair[0]]
    assert store.read(family_of, pair[1]) == list(pair)


def test_joining_is_one_unit_that_rewrites_no_other_row(store: Store, joined: UUID, pair: Pair) -> None:
    unit = outbox_of(store)[-1].unit_id
    changes = [row for row in outbox_of(store) if row.unit_id == unit]
    assert {(row.record_type, row.record_id) for row in changes} == {
        ("resident", pair[0]),
        ("resident_merge", joined),
    }
    assert read_phone(store, pair[0]) == "+33639980001"


def read_phone(store: Store, resident_id: UUID) -> str | None:
    return store.read(read_resident, resident_id, TODAY).fields.phone


def test_the_file_reads_the_whole_family(store: Store, actor: Actor, joined: UUID, pair: Pair) -> None:
    karim, again = pair
    store.run(record_situation, actor, again, {"labour_status": "unemployed_unregistered_seeking"})
    store.run(schedule_follow_up, actor, again, purpose="call_back", due_on=TODAY)
    store.run(record_consent, actor, again, purpose="recontact", state="given", evidence="paper")
    store.run(record_opening, actor, again)
    file = store.read(read_resident, again, TODAY)
    assert (file.id, file.members) == (karim, pair)
    assert file.situation is not None
    assert file.notice.state is NoticeState.GIVEN
    assert file.consents == tuple(store.read(list_consents, again))
    assert file.next_follow_up is not None
    assert (file.next_follow_up.resident_id, file.next_follow_up.family_name) == (karim, "Benali")
    types = [entry.record_type for entry in store.read(read_timeline, karim)]
    assert types.count("resident") == types.count("notice_delivery") == 2
    assert len(store.read(list_openings, karim)) == 1
    (other,) = file.joined
    assert (other.merge_id, other.resident.id, other.joined_by) == (joined, again, "Nadia M.")
    assert other.undo_until is not None


@pytest.mark.usefixtures("joined")
def test_follow_ups_of_everybody_bear_the_shown_name(store: Store, actor: Actor, pair: Pair) -> None:
    store.run(schedule_follow_up, actor, pair[1], purpose="call_back", due_on=TODAY)
    (row,) = store.read(list_follow_ups, TODAY).today
    assert (row.resident_id, row.family_name, row.phone) == (pair[0], "Benali", "+33639980001")


def test_a_roll_shows_somebody_of_two_files_once(store: Store, actor: Actor, pair: Pair) -> None:
    _, slot_id = plan(store, actor)
    karim, again = pair
    store.run(invite_residents, actor, slot_id, [karim, again])
    store.run(mark_present, actor, slot_id, again)
    merge_id = store.run(merge_residents, actor, karim, again)
    (row,) = store.read(read_roll, slot_id).rows
    assert (row.resident_id, row.family_name, row.status) == (karim, "Benali", "present")
    (candidate,) = store.read(find_for_roll, slot_id, "ben ali")
    assert (candidate.resident.id, candidate.status) == (karim, "present")
    store.run(mark_status, actor, slot_id, karim, "absent_excused")
    assert [row.status for row in store.read(read_roll, slot_id).rows] == ["absent_excused"]
    store.run(undo_mark, actor, slot_id, karim)
    assert [row.status for row in store.read(read_roll, slot_id).rows] == ["expected"]
    store.run(undo_merge, actor, merge_id)
    assert len(store.read(read_roll, slot_id).rows) == 2


@pytest.mark.usefixtures("joined")
def test_ticking_the_shown_file_ticks_the_attendance_of_the_other(store: Store, actor: Actor, pair: Pair) -> None:
    _, slot_id = plan(store, actor)
    store.run(invite_residents, actor, slot_id, [pair[1]])
    assert store.run(invite_residents, actor, slot_id, [pair[0]]) == 0
    store.run(mark_present, actor, slot_id, pair[0])
    (row,) = store.read(read_roll, slot_id).rows
    assert row.is_present
    assert not row.is_walk_in


def test_somebody_joined_resembles_once_and_never_herself(store: Store, actor: Actor, pair: Pair) -> None:
    store.run(merge_residents, actor, *pair)
    names = Portrait("Ben Ali", "Karim", phone="+33639980001")
    (lookalike,) = store.read(find_lookalikes, names)
    assert lookalike.resident.id == pair[0]
    assert store.read(find_lookalikes, names, besides=pair[1]) == []


def test_undoing_puts_back_what_nobody_wrote_since(store: Store, actor: Actor, pair: Pair, clock: StillClock) -> None:
    karim, again = pair
    merge_id = store.run(merge_residents, actor, karim, again, ["phone", "neighbourhood_id", "address"])
    assert store.read(read_resident, karim, TODAY).building == "Tour B"
    store.run(update_resident, actor, karim, {"address": "tour C"})
    clock.advance(days=30)
    store.run(undo_merge, actor, merge_id)
    store.run(undo_merge, actor, merge_id)
    fields = store.read(read_resident, karim, TODAY).fields
    assert (fields.phone, fields.has_no_phone, fields.address) == (None, True, "tour C")
    assert (fields.neighbourhood_id, fields.building_id) == (MAUREPAS, None)
    assert set(shown(store)) == set(pair)
    assert store.read(read_resident, again, TODAY).joined == ()


def test_undoing_is_too_late_after_thirty_days(
    store: Store, actor: Actor, joined: UUID, pair: Pair, clock: StillClock
) -> None:
    clock.advance(days=31)
    with pytest.raises(KnownError, match="too_late_to_undo"):
        store.run(undo_merge, actor, joined)
    file = store.read(read_resident, pair[0], clock().date())
    assert [one.undo_until for one in file.joined] == [None]


@pytest.mark.usefixtures("joined")
def test_one_family_is_not_joined_again(store: Store, actor: Actor, pair: Pair) -> None:
    with pytest.raises(KnownError, match="already_joined"):
        store.run(merge_residents, actor, pair[1], pair[0])
    with pytest.raises(KnownError, match="already_joined"):
        store.read(preview_merge, *pair)


@pytest.mark.usefixtures("joined")
def test_a_third_file_joins_the_whole_family(store: Store, actor: Actor, pair: Pair) -> None:
    third = register(store, actor, "Benaly", "Karim")
    store.run(merge_residents, actor, third, pair[1])
    assert store.read(family_of, pair[1]) == [third, *pair]
    assert shown(store) == [third]


def test_circles_made_apart_are_shown_as_one_family(store: Store, actor: Actor, pair: Pair, joined: UUID) -> None:
    """What another laptop did meanwhile comes as a row: both joins stand until the centre has refused one."""
    row = {
        "id": str(actor.new_id()),
        "space_id": str(actor.space_id),
        "survivor_id": str(pair[1]),
        "merged_id": str(pair[0]),
        "created_at": "2026-11-22T09:00:00Z",
    }
    with store.direct("resident_merge") as connection:
        names = ", ".join(row)
        statement = f"INSERT INTO resident_merge({names}, revision) VALUES (?, ?, ?, ?, ?, 7)"
        connection.exec_driver_sql(statement, tuple(row.values()))
    assert store.read(root_of, pair[0]) == pair[1]
    assert shown(store) == [pair[1]]


def test_a_file_joined_to_two_others_shows_one(store: Store, actor: Actor, pair: Pair) -> None:
    third = register(store, actor, "Benaly", "Karim", address="tour C")
    first, second = actor.new_id(), actor.new_id()
    with store.direct("resident_merge") as connection:
        for revision, merge_id, survivor in ((9, first, pair[0]), (8, second, third)):
            connection.exec_driver_sql(
                "INSERT INTO resident_merge(id, space_id, survivor_id, merged_id, created_at, revision) "
                "VALUES (?, ?, ?, ?, '2026-11-22T09:00:00Z', ?)",
                (str(merge_id), str(actor.space_id), str(survivor), str(pair[1]), revision),
            )
    assert store.read(family_of, pair[1]) == [pair[0], third, pair[1]]
    assert shown(store) == [pair[0]]


@pytest.mark.usefixtures("joined")
def test_putting_a_file_away_puts_the_joined_ones_away(store: Store, adviser: Actor, pair: Pair) -> None:
    store.run(archive_resident, adviser, pair[0])
    assert shown(store) == shown(store, "ben ali") == []
    store.run(restore_resident, adviser, pair[0])
    assert shown(store) == shown(store, "ben ali") == [pair[0]]


@pytest.mark.parametrize("role", ["caretaker", "outreach", "evaluator"])
def test_joining_is_for_advisers(store: Store, clock: StillClock, pair: Pair, role: str) -> None:
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(merge_residents, actor_of(clock, role=role), *pair)


def test_a_place_in_another_neighbourhood_is_taken_whole(store: Store, actor: Actor) -> None:
    here, there = register(store, actor), register(store, actor, neighbourhood_id=VILLEJEAN)
    store.run(merge_residents, actor, here, there, ["neighbourhood_id"])
    assert store.read(read_resident, here, TODAY).neighbourhood == "Villejean"
