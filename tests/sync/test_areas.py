"""A laptop of an area: what belongs there comes, with all that depends on it, and so does what enters it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.services.attendances import invite_residents
from sync.server.administration import laptops
from sync.server.handle import Server
from tests.common.areas import FILE, Made, MadeAreas, counts, full_file, move, move_workshop


def test_an_area_receives_its_own_and_the_lists_of_every_form(made: Made, areas: MadeAreas) -> None:
    whole = made()
    here, elsewhere = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.exchange()
    north = made(areas.north)
    assert north.ids("resident") == {here}
    assert counts(north, *FILE) == [1, 1, 1, 1, 1]
    assert counts(north, "neighbourhood", "building", "staff_member") == [2, 2, 1]
    assert made(areas.south).ids("resident") == {elsewhere}
    north.assert_right()
    whole.assert_right()


def test_a_building_is_an_area(made: Made, areas: MadeAreas) -> None:
    whole = made()
    inside = full_file(whole, "TOUR", building_id=areas.tower)
    whole.register("AILLEURS")
    workshop_id, _ = whole.plan(areas.north)
    whole.plan(areas.south)
    whole.exchange()
    tower = made(areas.tower)
    assert tower.ids("resident") == {inside}
    # the workshops held around it
    assert tower.ids("workshop") == {workshop_id}
    whole.update(inside, building_id=areas.court)
    whole.exchange()
    assert tower.exchange().removed >= 3
    assert counts(tower, "resident", "situation", "notice_delivery") == [0, 0, 0]
    tower.assert_right()


def test_a_row_entering_an_area_by_a_move_comes_with_all_that_depends_on_it(made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    who = full_file(whole, "ARRIVÉE", neighbourhood_id=areas.south)
    _, slot_id = whole.plan(areas.south)
    whole.tick(slot_id, who)
    whole.exchange()
    assert north.exchange().received == 0
    move(whole, who, areas.north)
    north.exchange()
    assert counts(north, *FILE) == [1, 1, 1, 1, 1]
    # and the workshop elsewhere that she attends, with that half-day
    assert counts(north, "attendance", "slot", "workshop") == [1, 1, 1]
    north.assert_right()


def test_a_row_entering_an_area_by_an_invitation_comes_with_her_notice_and_nothing_else(
    made: Made, areas: MadeAreas
) -> None:
    whole, north = made(), made(areas.north)
    guest = full_file(whole, "INVITÉE", neighbourhood_id=areas.south)
    _, slot_id = whole.plan(areas.north)
    whole.exchange()
    north.exchange()
    assert north.ids("slot") == {slot_id}
    whole.store.run(invite_residents, whole.actor, slot_id, [guest])
    whole.exchange()
    north.exchange()
    assert north.ids("resident") == {guest}
    assert counts(north, *FILE) == [1, 0, 1, 1, 0]
    whole.update(guest, first_name="Nadia")
    whole.exchange()
    north.exchange()
    assert north.rows("resident")[guest]["first_name"] == "Nadia"
    north.assert_right()


def test_a_row_entering_a_widened_area_comes(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    here, there = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.exchange()
    north.exchange()
    assert north.ids("resident") == {here}
    laptops.change_scope(server.centre, north.enrolment.device_id, areas.of(areas.north, areas.south))
    north.exchange()
    assert north.ids("resident") == {here, there}
    assert counts(north, *FILE) == [2, 2, 2, 2, 2]
    north.assert_right()


def test_a_workshop_that_moves_takes_its_guests_with_it(made: Made, areas: MadeAreas) -> None:
    whole, north, south = made(), made(areas.north), made(areas.south)
    guest, local = full_file(whole, "SUD", neighbourhood_id=areas.south), full_file(whole, "NORD")
    workshop_id, slot_id = whole.plan(areas.north)
    whole.store.run(invite_residents, whole.actor, slot_id, [guest, local])
    whole.exchange()
    north.exchange()
    south.exchange()
    assert north.ids("resident") == {guest, local}
    assert south.ids("resident") == {guest}
    move_workshop(whole, workshop_id, areas.south)
    north.exchange()
    south.exchange()
    # north keeps the workshop that its own resident attends, not the others who do
    assert north.ids("resident") == {local}
    assert counts(north, "workshop", "slot", "attendance") == [1, 1, 1]
    assert south.ids("resident") == {guest, local}
    assert counts(south, "workshop", "slot", "attendance", "situation") == [1, 1, 2, 1]
    north.assert_right()
    south.assert_right()


def test_a_file_joined_to_one_of_the_area_comes_until_they_are_taken_apart(made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    here, there = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    merge_id = uuid4()

    def join(session: Session, actor: Actor) -> None:
        session.add(actor.create(ResidentMerge, id=merge_id, survivor_id=there, merged_id=here))

    def part(session: Session, actor: Actor) -> None:
        merge = session.get(ResidentMerge, merge_id)
        assert merge is not None
        merge.undone_at = actor.clock()

    whole.exchange()
    whole.store.run(join, whole.actor)
    whole.exchange()
    north.exchange()
    assert north.ids("resident") == {here, there}
    assert counts(north, "situation", "resident_merge") == [1, 1]
    north.assert_right()
    whole.store.run(part, whole.actor)
    whole.exchange()
    north.exchange()
    assert north.ids("resident") == {here}
    assert counts(north, "resident_merge") == [0]
    north.assert_right()


def test_equal_keys_at_a_page_edge_and_moves_across_it_are_all_met(
    made: Made, areas: MadeAreas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 3)
    monkeypatch.setattr("sync.client.apply.ROWS_AT_ONCE", 2)
    monkeypatch.setattr("sync.server.area_news.MOVES_AT_ONCE", 2)
    whole = made()
    people = [full_file(whole, f"PERSONNE {place}", neighbourhood_id=areas.south) for place in range(7)]
    _, slot_id = whole.plan(areas.south)
    for who in people:
        whole.tick(slot_id, who)
    whole.exchange()
    north = made(areas.north)
    for who in people:
        whole.update(who, neighbourhood_id=areas.north)
    whole.exchange()
    north.exchange()
    assert counts(north, *FILE, "attendance", "slot") == [7, 7, 7, 7, 7, 7, 1]
    north.assert_right()
    for who in people[:5]:
        whole.update(who, neighbourhood_id=areas.south)
    whole.exchange()
    north.exchange(accept_removal=True)
    assert counts(north, *FILE, "attendance", "slot") == [2, 2, 2, 2, 2, 2, 1]
    north.assert_right()


def test_a_resident_registered_for_no_building_is_of_her_neighbourhood_alone(made: Made, areas: MadeAreas) -> None:
    whole, tower = made(), made(areas.tower)
    who = whole.register("SANS BÂTIMENT")
    whole.exchange()
    tower.exchange()
    assert counts(tower, "resident") == [0]
    whole.update(who, building_id=areas.tower)
    whole.exchange()
    tower.exchange()
    assert tower.ids("resident") == {who}
    tower.assert_right()
