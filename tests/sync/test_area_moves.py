"""Whatever a record refers to decides to which areas it belongs: when that changes, what depends on it comes and goes
with the very next exchange, without any comparison.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance
from intake_app.domain.base import SyncedRow
from intake_app.domain.encounter import Encounter
from intake_app.domain.place import Building
from intake_app.domain.situation import Situation
from intake_app.domain.workshop import Slot
from intake_app.services.attendances import invite_residents
from intake_app.services.conflicts import list_conflicted_files
from intake_app.services.encounters import record_encounter
from intake_app.services.resident_merges import merge_residents
from sync.server.erasures import erase_residents
from sync.server.handle import Server
from tests.common.areas import FILE, AreaLaptop, Made, MadeAreas, counts, full_file

MET = {"channel": "doorstep", "outcome": "informed"}


def edit(laptop: AreaLaptop, row_class: type[SyncedRow], record_id: UUID, **fields: Any) -> None:
    """Somebody corrects a reference, and the centre hears of it."""

    def go(session: Session, _actor: Actor) -> None:
        row = session.get(row_class, record_id)
        assert row is not None
        for name, value in fields.items():
            setattr(row, name, value)

    laptop.store.run(go, laptop.actor)
    laptop.exchange()


def heard(*laptops: AreaLaptop) -> None:
    """They exchange once, and have what they should without being set right."""
    for laptop in laptops:
        assert laptop.exchange().repaired == 0
        laptop.assert_right()


def test_a_half_day_given_to_a_workshop_elsewhere_takes_its_guests_with_it(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    local, guest = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    here, slot_id = whole.plan(areas.north)
    there, _ = whole.plan(areas.south)
    whole.store.run(invite_residents, whole.actor, slot_id, [local, guest])
    whole.exchange()
    heard(north, south)
    assert north.ids("resident") == {local, guest}
    assert south.ids("workshop") == {here, there}
    edit(whole, Slot, slot_id, workshop_id=there)
    heard(north, south)
    # the guest has left the north, whose own resident still attends; the south keeps nothing of the other workshop
    assert north.ids("resident") == {local}
    assert north.ids("workshop") == {here, there}
    assert counts(north, "slot", "attendance") == [1, 1]
    assert south.ids("resident") == {local, guest}
    assert south.ids("workshop") == {there}
    assert counts(south, "slot", "attendance", "notice_delivery", "situation") == [2, 2, 2, 1]


def test_a_laptop_that_gives_a_half_day_away_lets_go_of_it(made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    guest = full_file(whole, "SUD", neighbourhood_id=areas.south)
    there, _ = whole.plan(areas.south)
    who = full_file(whole, "VISITEUSE")
    _, visited = whole.plan(areas.south)
    whole.tick(visited, who)
    here, slot_id = whole.plan(areas.north)
    whole.store.run(invite_residents, whole.actor, slot_id, [guest])
    whole.exchange()
    heard(north)
    [elsewhere] = [row["workshop_id"] for row in north.rows("slot").values() if row["id"] == visited]
    edit(north, Slot, slot_id, workshop_id=elsewhere)
    heard(north)
    assert north.ids("workshop") == {here, elsewhere}
    assert north.ids("slot") == {visited}
    assert north.ids("resident") == {who}
    assert there not in north.ids("workshop")


def test_an_encounter_given_a_resident_goes_to_her_area(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    who = full_file(whole, "SUD", neighbourhood_id=areas.south)
    encounter_id = whole.store.run(record_encounter, whole.actor, neighbourhood_id=areas.north, **MET)
    whole.exchange()
    heard(north, south)
    assert north.ids("encounter") == {encounter_id}
    assert south.ids("encounter") == set()
    edit(whole, Encounter, encounter_id, resident_id=who)
    heard(north, south)
    assert north.ids("encounter") == set()
    assert south.ids("encounter") == {encounter_id}
    edit(whole, Encounter, encounter_id, resident_id=None)
    heard(north, south)
    assert north.ids("encounter") == {encounter_id}
    assert south.ids("encounter") == set()


def test_what_was_written_into_the_wrong_file_goes_to_the_right_one(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    here, there = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.exchange()
    heard(north, south)
    [situation] = north.ids("situation")
    edit(whole, Situation, situation, resident_id=there)
    heard(north, south)
    assert north.ids("situation") == set()
    assert situation in south.ids("situation")
    assert here in north.ids("resident")


def test_a_presence_given_to_another_half_day_and_person_takes_both_along(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    here, there = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    held_here, slot_here = whole.plan(areas.north)
    held_there, slot_there = whole.plan(areas.south)
    whole.tick(slot_here, there)
    whole.exchange()
    heard(north, south)
    assert north.ids("resident") == {here, there}
    assert south.ids("workshop") == {held_here, held_there}
    [presence] = whole.ids("attendance")
    edit(whole, Attendance, presence, resident_id=here, slot_id=slot_there)
    heard(north, south)
    assert north.ids("resident") == {here}
    assert north.ids("workshop") == {held_here, held_there}
    assert south.ids("resident") == {here, there}
    assert south.ids("workshop") == {held_there}
    assert counts(south, *FILE) == [2, 1, 2, 2, 1]


def test_a_building_counted_to_another_neighbourhood_changes_its_area(made: Made, areas: MadeAreas) -> None:
    whole, tower, north = made(), made(areas.tower), made(areas.north)
    inside = full_file(whole, "TOUR", building_id=areas.tower)
    before, _ = whole.plan(areas.north)
    after, slot_id = whole.plan(areas.south)
    guest = full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.store.run(invite_residents, whole.actor, slot_id, [guest])
    whole.exchange()
    heard(tower, north)
    assert tower.ids("workshop") == {before}
    edit(whole, Building, areas.tower, neighbourhood_id=areas.south)
    heard(north)
    # it has another area now, and reads it afresh
    tower.exchange()
    assert tower.ids("workshop") == {after}
    assert tower.ids("resident") == {inside, guest}
    tower.assert_right()
    heard(tower)


def test_an_anonymous_encounter_follows_its_neighbourhood(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    encounter_id = whole.store.run(record_encounter, whole.actor, neighbourhood_id=areas.north, **MET)
    whole.exchange()
    heard(north)
    edit(whole, Encounter, encounter_id, neighbourhood_id=areas.south)
    heard(north, south)
    assert north.ids("encounter") == set()
    assert south.ids("encounter") == {encounter_id}


def test_an_erasure_takes_and_brings_what_it_leaves_with_others(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north, south, tower = made(), made(areas.north), made(areas.south), made(areas.tower)
    who = full_file(whole, "EFFACÉE", building_id=areas.tower)
    joined = full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.store.run(merge_residents, whole.actor, joined, who)
    met = {"resident_id": who, "neighbourhood_id": areas.south}
    encounter_id = whole.store.run(record_encounter, whole.actor, **met, **MET)
    _, slot_id = whole.plan(areas.south)
    whole.tick(slot_id, who)
    whole.exchange()
    heard(north, south, tower)
    assert tower.ids("resident") == north.ids("resident") == {who, joined}
    assert tower.ids("encounter") == {encounter_id}
    assert south.ids("encounter") == set()
    erase_residents(server.centre, areas.space.space_id, [who], "request")
    heard(whole, north, south, tower)
    # the meeting is counted where it was; whom she was joined with goes home; of a building she is no more
    assert south.ids("encounter") == {encounter_id}
    assert north.ids("encounter") == tower.ids("encounter") == set()
    assert north.ids("resident") == {who}
    assert counts(tower, "resident", "attendance", "slot") == [0, 0, 0]


def test_somebody_erased_is_counted_where_the_centre_has_them(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, other = made(), made()
    who = full_file(whole, "EFFACÉE")
    whole.exchange()
    other.exchange()
    # offline: the centre never accepts it
    other.update(who, neighbourhood_id=areas.south)
    erase_residents(server.centre, areas.space.space_id, [who], "request")
    heard(other, whole)
    for laptop in (whole, other):
        assert laptop.rows("resident")[who]["neighbourhood_id"] == areas.north


def test_nobody_is_asked_any_more_whose_meeting_it_was(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, other = made(), made()
    who, another = full_file(whole, "EFFACÉE"), full_file(whole, "RESTÉE")
    encounter_id = whole.store.run(record_encounter, whole.actor, neighbourhood_id=areas.north, **MET)
    whole.exchange()
    other.exchange()
    edit(whole, Encounter, encounter_id, resident_id=who)
    edit(other, Encounter, encounter_id, resident_id=another)
    for laptop in (whole, other):
        heard(laptop)
        assert [len(file.fields) for file in laptop.store.read(list_conflicted_files, laptop.actor)] == [1]
    erase_residents(server.centre, areas.space.space_id, [who], "request")
    heard(other, whole)
    for laptop in (whole, other):
        assert laptop.store.read(list_conflicted_files, laptop.actor) == []
