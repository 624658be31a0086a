"""A laptop of an area: what belongs there comes, with all that depends on it; what leaves it goes, once nobody's work
depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.situation import Situation
from intake_app.domain.workshop import Workshop
from intake_app.services.attendances import invite_residents
from intake_app.services.notices import record_consent
from sync.client.place import read_last_success
from sync.protocol.digests import scope_mark
from sync.protocol.errors import RefusedError
from sync.server.administration import laptops
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.areas import AreaLaptop, MadeAreas, make_areas
from tests.common.direct_transport import DirectTransport
from tests.common.synced_laptop import server_rows

Made = Callable[..., AreaLaptop]
FILE = ("resident", "situation", "notice_delivery", "consent", "follow_up")


@pytest.fixture
def areas(server: Server) -> MadeAreas:
    return make_areas(server)


@pytest.fixture
def made(server: Server, areas: MadeAreas, tmp_path: Path) -> Iterator[Made]:
    """Makes laptops of the places given."""
    opened: list[AreaLaptop] = []

    def make(*places: UUID) -> AreaLaptop:
        number = len(opened) + 1
        opened.append(AreaLaptop(tmp_path / str(number), server, areas, *places, seed=number))
        return opened[-1]

    yield make
    for laptop in opened:
        laptop.close()


def full_file(laptop: AreaLaptop, name: str, **fields: Any) -> UUID:
    """Somebody with a situation, a notice, a consent and a follow-up."""
    resident_id = laptop.register(name, **fields)
    asked = {"purpose": "recontact", "state": "given", "evidence": "paper"}
    laptop.store.run(record_consent, laptop.actor, resident_id, **asked)

    def add(session: Session, actor: Actor) -> None:
        today = actor.clock().date()
        session.add(actor.create(Situation, resident_id=resident_id, stage="entry", as_of=today))
        session.add(actor.create(FollowUp, resident_id=resident_id, purpose="call_back", due_on=today))

    laptop.store.run(add, laptop.actor)
    return resident_id


def move(laptop: AreaLaptop, resident_id: UUID, neighbourhood: UUID) -> None:
    laptop.update(resident_id, neighbourhood_id=neighbourhood)
    laptop.exchange()


def move_workshop(laptop: AreaLaptop, workshop_id: UUID, neighbourhood: UUID) -> None:
    def go(session: Session, _actor: Actor) -> None:
        workshop = session.get(Workshop, workshop_id)
        assert workshop is not None
        workshop.neighbourhood_id = neighbourhood

    laptop.store.run(go, laptop.actor)
    laptop.exchange()


def counts(laptop: AreaLaptop, *record_types: str) -> list[int]:
    return [len(laptop.ids(record_type)) for record_type in record_types]


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


def test_a_resident_who_moves_away_goes_with_her_file_and_is_found_no_more(made: Made, areas: MadeAreas) -> None:
    whole = made()
    who, stays = full_file(whole, "PARTIE"), full_file(whole, "RESTÉE")
    _, slot_id = whole.plan(areas.south)
    whole.tick(slot_id, who)
    whole.exchange()
    north = made(areas.north)
    assert counts(north, "slot", "workshop", "attendance") == [1, 1, 1]
    move(whole, who, areas.south)
    outcome = north.exchange()
    assert outcome.removed == 8
    assert north.ids("resident") == {stays}
    assert counts(north, "slot", "workshop", "attendance") == [0, 0, 0]
    found = north.store.read(
        lambda session: session.connection().exec_driver_sql("SELECT resident_id FROM search_entry").scalars().all()
    )
    assert found == [str(stays)]
    north.assert_right()
    assert north.exchange().removed == 0


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


def test_a_row_leaving_with_pending_changes_goes_only_after_their_verdicts(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    whole = made()
    who = full_file(whole, "PARTIE")
    whole.exchange()
    north = made(areas.north)
    north.update(who, first_name="Tapé ici")
    move(whole, who, areas.south)
    wire = north.transport
    assert isinstance(wire, DirectTransport)

    def typed_meanwhile(path: str, _response: Any) -> None:
        if path == "/v1/exchange":
            wire.fault = None
            north.update(who, address="12 rue du Gros-Chêne")

    wire.fault = typed_meanwhile
    north.exchange()
    # told to go, and sent once more before it does
    assert counts(north, "resident", "situation") == [1, 0]
    assert (north.exchange().sent, counts(north, "resident")) == (1, [0])
    now = server_rows(server, "resident")[who]
    assert (now["first_name"], now["address"]) == ("Tapé ici", "12 rue du Gros-Chêne")
    north.assert_right()


def test_what_was_refused_keeps_its_row(server: Server, made: Made, areas: MadeAreas) -> None:
    whole = made()
    who = full_file(whole, "PARTIE")
    whole.exchange()
    north = made(areas.north)
    north.update(who, first_name="Refusé")
    with north.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET author_id = ?", (str(uuid4()),))
    move(whole, who, areas.south)
    assert north.exchange().refused == 1
    assert north.rows("resident")[who]["first_name"] == "Refusé"
    # nothing of what she became elsewhere
    assert north.rows("resident")[who]["neighbourhood_id"] == areas.north
    # it counts no more, and what nothing was refused of has gone
    assert counts(north, "situation", "follow_up") == [0, 0]
    assert north.exchange().repaired == 0
    with north.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'discarded'")
    north.exchange()
    assert counts(north, "resident") == [0]
    north.assert_right()


def test_an_area_changed_while_offline_sends_what_was_done_and_then_lets_go(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    whole, north = made(), made(areas.north)
    old, there = full_file(whole, "NORD"), full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.exchange()
    north.exchange()
    north.update(old, first_name="Hors ligne")
    new = north.register("ENREGISTRÉE HORS LIGNE")
    laptops.change_scope(server.centre, north.enrolment.device_id, areas.of(areas.south))
    # two runs: the first hears that the area is another one, and reads it afresh
    north.exchange()
    assert north.ids("resident") == {there}
    rows = server_rows(server, "resident")
    assert rows[old]["first_name"] == "Hors ligne"
    assert new in rows
    assert north.status().pending_files == 0
    north.assert_right()


def test_refused_after_reassignment_nothing_is(server: Server, made: Made, areas: MadeAreas) -> None:
    """What somebody did before she was given another area counts: an area bounds what comes, not what was done."""
    whole, north = made(), made(areas.north)
    who = full_file(whole, "SUIVIE")
    whole.exchange()
    north.exchange()
    north.update(who, first_name="Avant")
    laptops.change_scope(server.centre, north.enrolment.device_id, areas.of(areas.south))
    outcome = north.exchange()
    assert (outcome.sent, outcome.refused, outcome.conflicts) == (1, 0, 0)
    with server.centre.database.read() as connection:
        last = connection.execute(select(RECEIVED_CHANGE).order_by(RECEIVED_CHANGE.c.server_seq.desc())).first()
    assert last is not None
    assert (str(last.author_id), last.verdict) == (str(north.actor.staff_id), "applied")
    assert counts(north, "resident") == [0]


def test_a_laptop_that_becomes_a_whole_spaces_one_reads_all_of_it(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    full_file(whole, "SUD", neighbourhood_id=areas.south)
    whole.exchange()
    assert north.exchange().received == 0
    laptops.change_scope(server.centre, north.enrolment.device_id, None)
    north.exchange()
    assert counts(north, "resident") == [1]
    north.assert_right()


def test_what_a_laptop_makes_outside_its_area_goes_once_it_is_received(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    north = made(areas.north)
    away, here = north.register("SUD", neighbourhood_id=areas.south), north.register("NORD")
    assert north.ids("resident") == {away, here}
    assert north.exchange().removed >= 2
    assert north.ids("resident") == {here}
    assert server_rows(server, "resident").keys() == {away, here}
    north.assert_right()


def test_a_walk_in_from_elsewhere_stays_as_a_guest(made: Made, areas: MadeAreas) -> None:
    north = made(areas.north)
    _, slot_id = north.plan(areas.north)
    guest = full_file(north, "SUD", neighbourhood_id=areas.south)
    north.tick(slot_id, guest)
    north.exchange()
    assert counts(north, *FILE) == [1, 0, 1, 1, 0]
    north.assert_right()


def test_who_leaves_and_comes_back_between_two_runs_is_there(made: Made, areas: MadeAreas) -> None:
    whole = made()
    who = full_file(whole, "VA-ET-VIENT")
    whole.exchange()
    north = made(areas.north)
    move(whole, who, areas.south)
    move(whole, who, areas.north)
    assert north.exchange().removed == 0
    assert counts(north, *FILE) == [1, 1, 1, 1, 1]
    move(whole, who, areas.south)
    north.update(who, first_name="Gardée")
    move(whole, who, areas.north)
    north.exchange()
    assert counts(north, *FILE) == [1, 1, 1, 1, 1]
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


def test_pulling_while_somebody_types_in_a_record_that_leaves(made: Made, areas: MadeAreas) -> None:
    whole = made()
    who = full_file(whole, "PARTIE")
    whole.exchange()
    north = made(areas.north)
    move(whole, who, areas.south)
    wire = north.transport
    assert isinstance(wire, DirectTransport)

    def save_meanwhile(path: str, _response: Any) -> None:
        # saved after the request had left, before the answer came that says she has gone
        if path == "/v1/exchange" and wire.calls.count("/v1/exchange") == 1:
            north.update(who, first_name="Tapé")

    wire.calls.clear()
    wire.fault = save_meanwhile
    outcome = north.exchange()
    # the run ends with what it knew: the row waits for the verdict of what was typed
    assert outcome.removed >= 1
    assert north.rows("resident")[who]["first_name"] == "Tapé"
    assert counts(north, "situation") == [0]
    wire.fault = None
    assert (north.exchange().sent, counts(north, "resident")) == (1, [0])
    with pytest.raises(KnownError, match="record_gone"):
        north.update(who, first_name="Trop tard")
    north.assert_right()


def test_a_centre_that_lost_its_rows_does_not_empty_a_laptop(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    people = [whole.register(f"PERSONNE {place}") for place in range(30)]
    whole.exchange()
    north.exchange()
    success = north.store.read(lambda session: read_last_success(session.connection()))
    with server.centre.database.write() as connection:
        for table in ("situation", "notice_delivery", "resident"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("DELETE FROM space_digest")
    north.clock.advance(hours=1)
    for laptop in (north, whole):
        laptop.clock.advance(hours=1)
        for _ in range(2):
            with pytest.raises(KnownError, match="mass_removal") as refused:
                laptop.exchange(is_thorough=True)
            assert (refused.value.details["count"], refused.value.details["total"]) == (30, 30)
            assert counts(laptop, "resident", "notice_delivery") == [30, 30]
    assert north.store.read(lambda session: read_last_success(session.connection())) == success
    # what is typed meanwhile is sent all the same
    north.register("NOUVELLE")
    with pytest.raises(KnownError, match="mass_removal"):
        north.exchange()
    assert len(server_rows(server, "resident")) == 1
    # somebody was asked, and it is meant
    assert north.exchange(accept_removal=True).removed == 60
    assert counts(north, "resident") == [1]
    assert set(people) & north.ids("resident") == set()
    north.assert_right()


def test_few_rows_go_without_asking(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    people = [whole.register(f"PERSONNE {place}") for place in range(6)]
    whole.exchange()
    north.exchange()
    for who in people:
        whole.update(who, neighbourhood_id=areas.south)
    whole.exchange()
    assert north.exchange().removed == 12
    assert counts(north, "resident") == [0]


def test_a_removal_is_carried_out_in_parts(made: Made, areas: MadeAreas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.client.evict.ROWS_AT_ONCE", 4)
    whole = made()
    who = full_file(whole, "PARTIE")
    workshop_id, slot_id = whole.plan(areas.north)
    whole.tick(slot_id, who)
    whole.exchange()
    north = made(areas.north)
    move(whole, who, areas.south)
    move_workshop(whole, workshop_id, areas.south)
    assert north.exchange().removed == 8
    assert counts(north, *FILE, "workshop", "slot", "attendance") == [0] * 8
    north.assert_right()


def test_a_cursor_of_another_area_is_refused_wherever_rows_are_read(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    north = made(areas.north)
    mark = scope_mark(areas.of(areas.south))
    laptops.change_scope(server.centre, north.enrolment.device_id, areas.of(areas.south))
    asked: list[str] = []
    wire = north.transport
    assert isinstance(wire, DirectTransport)
    call = wire.call

    def listen(path: str, *rest: Any) -> Any:
        try:
            return call(path, *rest)
        except RefusedError as refusal:
            asked.append(f"{path} {refusal.key} {refusal.details}")
            raise

    wire.call = listen  # type: ignore[method-assign]
    north.exchange()
    assert asked == [f"/v1/exchange scope_changed {{'scope': '{mark}'}}"]


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
