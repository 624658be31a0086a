"""What leaves an area leaves its laptops, once nobody's work depends on it: nothing that was done there is lost."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.encounter import Encounter
from intake_app.domain.errors import KnownError
from intake_app.services.encounters import record_encounter
from intake_app.services.quarantine import discard
from sync.protocol.digests import scope_mark
from sync.protocol.errors import RefusedError
from sync.server.administration import laptops
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.areas import FILE, Made, MadeAreas, counts, full_file, move
from tests.common.direct_transport import DirectTransport
from tests.common.synced_laptop import server_rows
from tests.sync.erasing import hire_dpo, order


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


@pytest.mark.parametrize("is_erased", [False, True])
def test_whom_the_centre_names_under_what_was_refused_stays_with_it(
    server: Server, made: Made, areas: MadeAreas, is_erased: bool
) -> None:
    whole = made()
    dpo_id = hire_dpo(server, areas.space)
    named, said = whole.register("DITE AU CENTRE"), whole.register("DITE ICI")
    met = {"neighbourhood_id": areas.north, "channel": "doorstep", "outcome": "informed"}
    meeting_id = whole.store.run(record_encounter, whole.actor, resident_id=named, **met)
    whole.exchange()
    north = made(areas.north)

    def say(session: Session, _actor: Actor) -> None:
        meeting = session.get(Encounter, meeting_id)
        assert meeting is not None
        meeting.resident_id = said

    north.store.run(say, north.actor)
    with north.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET author_id = ?", (str(uuid4()),))
    move(whole, named, areas.south)
    assert north.exchange().refused == 1
    if is_erased:
        order(whole, dpo_id, said)
        whole.exchange()
    else:
        north.store.run(discard, north.actor, "encounter", meeting_id)
    north.exchange()
    north.exchange()
    assert (named in north.ids("resident"), counts(north, "encounter")) == (False, [0])
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
