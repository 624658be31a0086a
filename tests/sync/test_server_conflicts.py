"""Two laptops, one record: what merges, what stays open, who is told, and how it is settled."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from intake_app.domain.conflict import Conflict
from intake_app.domain.record_types import table_of
from sync.protocol.messages import VerdictKind
from sync.server.handle import Server
from sync.server.tables import DEVICE, RECEIVED_CHANGE
from tests.common.devices import Device, creation, new_change
from tests.common.servers import MadeSpace
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot


@pytest.fixture
def one(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def other(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.another_code(server))


def conflicts(server: Server) -> list[Any]:
    """The conflicts the centre wrote down, in the order of their making."""
    table = table_of("conflict")
    with server.centre.database.read() as connection:
        return list(connection.execute(select(table).order_by(table.c.created_at, table.c.revision)).all())


def chosen(server: Server) -> list[str | None]:
    """What was chosen in each, as JSON; None while nobody has."""
    return [kept.chosen_value for kept in conflicts(server)]


def test_different_fields_are_both_kept(space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    key = ("resident", str(resident.id))
    one.send(registered(space, resident))
    other.send(edited(space, resident, phone=("+33639980001", None)))
    reply = one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    assert reply.verdicts[0].kind == VerdictKind.APPLIED
    other.catch_up()
    for device in (one, other):
        assert (device.rows[key]["phone"], device.rows[key]["first_name"]) == ("+33639980001", "Awa")


def test_the_same_new_value_is_no_conflict(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    for device in (one, other):
        reply = device.send(edited(space, resident, phone=("+33639980001", None)))
        assert reply.verdicts[0].kind == VerdictKind.APPLIED
    assert conflicts(server) == []


def test_the_first_value_stays_and_the_other_waits_with_both_authors(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha"), phone=("+33639980001", None)))
    reply = other.send(edited(space, resident, first_name=("Aminata", "Aïcha"), address=("2 rue Volga", None)))
    (verdict,) = reply.verdicts
    assert (verdict.kind, verdict.fields) == (VerdictKind.CONFLICT, ["first_name"])
    (kept,) = conflicts(server)
    values = (kept.standing_value, kept.base_value, kept.other_value)
    assert (*values, kept.field) == ('"Awa"', '"Aïcha"', '"Aminata"', "first_name")
    assert (kept.standing_author_id, kept.other_author_id) == (space.staff_id, space.staff_id)
    assert (kept.record_type, kept.record_id, kept.resident_id) == ("resident", resident.id, resident.id)
    assert (kept.chosen_value, kept.circle) == (None, "field")
    # numbered before the change that made it: who has read the record with that change has read it too
    assert kept.revision == (verdict.server_seq or 0) - 1
    # both are told what stands and what waits, the author of the open value too
    one.catch_up()
    for device in (one, other):
        row = device.rows["resident", str(resident.id)]
        assert (row["first_name"], row["address"]) == ("Awa", "2 rue Volga")
        assert device.rows["conflict", str(kept.id)]["other_value"] == '"Aminata"'


def test_the_centre_signs_conflicts_with_its_own_numbers(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    residents = [made_resident(space) for _ in range(3)]
    one.send(*(registered(space, resident) for resident in residents))
    one.send(*(edited(space, resident, first_name=("Awa", "Aïcha")) for resident in residents))
    other.send(*(edited(space, resident, first_name=("Aminata", "Aïcha")) for resident in residents))
    with server.centre.database.read() as connection:
        centre = connection.execute(select(DEVICE).where(DEVICE.c.staff_id.is_(None))).one()
        log = connection.execute(select(RECEIVED_CHANGE).order_by(RECEIVED_CHANGE.c.server_seq)).all()
    assert [entry.server_seq for entry in log] == list(range(1, len(log) + 1))
    own = [entry for entry in log if entry.device_id == centre.id]
    assert [entry.device_seq for entry in own] == list(range(1, centre.last_seq + 1))
    assert [entry.record_type for entry in own][-3:] == ["conflict"] * 3
    # part of the unit that caused it
    by_unit = {entry.unit_id: entry.record_id for entry in log if entry.record_type == "resident"}
    assert {by_unit[entry.unit_id] for entry in own[-3:]} == {resident.id for resident in residents}


def test_the_author_of_an_open_value_is_told_what_stands_even_when_there_is_no_other_news(
    space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    other.catch_up()
    other.rows.clear()
    reply = other.send(edited(space, resident, first_name=("Aminata", "Aïcha")))
    assert reply.verdicts[0].kind == VerdictKind.CONFLICT
    assert other.rows["resident", str(resident.id)]["first_name"] == "Awa"


def test_the_author_of_what_stands_is_who_wrote_it_last(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    late = "2026-11-23T10:00:00Z"
    one.send(registered(space, resident))
    one.send(new_change("resident", resident.id, {"first_name": ("Awa", "Aïcha")}, space.staff_id, recorded_at=late))
    one.send(edited(space, resident, phone=("+33639980001", None)))
    other.send(edited(space, resident, first_name=("Aminata", "Aïcha")))
    (kept,) = conflicts(server)
    assert kept.standing_at.isoformat() == "2026-11-23T10:00:00+00:00"


def test_what_is_written_after_the_conflict_is_not_taken_for_what_stood(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    late = new_change(
        "resident", resident.id, {"first_name": ("Aminata", "Awa")}, space.staff_id, recorded_at="2026-11-23T10:00:00Z"
    )
    other.send(edited(space, resident, first_name=("Aminata", "Aïcha")), late)
    (kept,) = conflicts(server)
    assert kept.standing_at.isoformat() == "2026-11-22T08:00:00+00:00"


def test_an_edit_made_on_the_conflict_settles_it(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    number = other.send(edited(space, resident, first_name=("Aminata", "Aïcha"))).verdicts[0].server_seq or 0
    one.send(edited(space, resident, seen=number - 2, phone=("+33639980001", None)))
    one.send(edited(space, resident, seen=number - 2, first_name=("Awa Marie", "Awa")))
    assert chosen(server) == [None]
    other.send(edited(space, resident, seen=number, phone=("+33639980002", "+33639980001")))
    assert chosen(server) == [None]
    other.send(edited(space, resident, seen=number, first_name=("Maïmouna", "Awa Marie")))
    (kept,) = conflicts(server)
    assert (kept.chosen_value, kept.settled_by) == ('"Maïmouna"', space.staff_id)
    one.catch_up()
    for device in (one, other):
        assert device.rows["conflict", str(kept.id)]["settled_at"] == "2026-11-22T08:00:00Z"


def test_writing_the_value_that_waits_settles_it(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    other.send(edited(space, resident, first_name=("Aminata", "Aïcha")))
    one.send(edited(space, resident, first_name=("Aminata", "Awa")))
    assert chosen(server) == ['"Aminata"']


def test_an_edit_that_conflicts_again_settles_nothing(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    number = other.send(edited(space, resident, first_name=("Aminata", "Aïcha"))).verdicts[0].server_seq or 0
    one.send(edited(space, resident, seen=number - 2, first_name=("Awa Marie", "Awa")))
    assert other.send(edited(space, resident, seen=number, first_name=("Fanta", "Awa"))).verdicts[0].fields
    assert [(kept.standing_value, kept.other_value, kept.chosen_value) for kept in conflicts(server)] == [
        ('"Awa"', '"Aminata"', None),
        ('"Awa Marie"', '"Fanta"', None),
    ]


def test_a_value_that_waits_is_replaced_by_its_authors_next_one(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    corrected = edited(space, resident, first_name=("Aminata Lou", "Aminata"))
    other.send(edited(space, resident, first_name=("Aminata", "Aïcha")), corrected)
    found = [(kept.other_value, kept.base_value, kept.archived_at is None) for kept in conflicts(server)]
    assert found == [('"Aminata"', '"Aïcha"', False), ('"Aminata Lou"', '"Aïcha"', True)]


def test_an_author_who_comes_round_to_what_stands_settles_it(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    other.send(
        edited(space, resident, first_name=("Aminata", "Aïcha")), edited(space, resident, first_name=("Awa", "Aminata"))
    )
    assert chosen(server) == ['"Awa"']


def test_the_same_value_waits_once(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    third = Device(server, space.another_code(server))
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    for device in (other, third):
        (verdict,) = device.send(edited(space, resident, first_name=("Aminata", "Aïcha"))).verdicts
        assert verdict.fields == ["first_name"]
    assert chosen(server) == [None]


def test_ticking_one_person_on_two_laptops_is_one_attendance(space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    one.send(*(creation(row, space.staff_id) for row in (resident, workshop, slot)))
    other.catch_up()
    early = attended(space, slot, resident, status="present", arrived_at="2026-12-01T13:00:00Z")
    late = attended(space, slot, resident, status="present", arrived_at="2026-12-01T13:04:00Z")
    assert one.send(creation(early, space.staff_id)).verdicts[0].kind == VerdictKind.APPLIED
    assert other.send(creation(late, space.staff_id)).verdicts[0].kind == VerdictKind.APPLIED
    one.catch_up()
    other.catch_up()
    # the second laptop is told the arrival that stands
    assert other.rows["attendance", str(early.id)]["arrived_at"] == "2026-12-01T13:00:00Z"
    assert len([key for key in other.rows if key[0] == "attendance"]) == 1


def test_elements_added_apart_are_all_kept(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    workshop, _ = workshop_with_slot(space)
    one.send(creation(workshop, space.staff_id))
    for device, step in ((one, "posters"), (other, "room_booked")):
        change = new_change("workshop", workshop.id, {"checklist": ([step], [])}, space.staff_id, base_revision=1)
        assert device.send(change).verdicts[0].kind == VerdictKind.APPLIED
    assert other.rows["workshop", str(workshop.id)]["checklist"] == ["posters", "room_booked"]
    one.catch_up()
    assert one.rows["workshop", str(workshop.id)]["checklist"] == ["posters", "room_booked"]


def test_many_conflicts_in_one_batch_are_all_written_down(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    residents = [made_resident(space) for _ in range(20)]
    one.send(*(registered(space, resident) for resident in residents))
    one.send(*(edited(space, resident, first_name=("Awa", "Aïcha")) for resident in residents))
    reply = other.send(*(edited(space, resident, first_name=("Aminata", "Aïcha")) for resident in residents))
    assert {verdict.kind for verdict in reply.verdicts} == {VerdictKind.CONFLICT}
    assert {kept.record_id for kept in conflicts(server)} == {resident.id for resident in residents}


def test_a_mark_written_apart_belongs_to_its_workshop(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    one.send(*(creation(row, space.staff_id) for row in (resident, workshop, slot)))
    one.send(creation(attended(space, slot, resident, status="present"), space.staff_id))
    other.send(creation(attended(space, slot, resident, status="excused"), space.staff_id))
    (kept,) = conflicts(server)
    assert (kept.record_type, kept.workshop_id, kept.resident_id) == ("attendance", workshop.id, None)


def test_a_laptop_cannot_make_a_conflict_of_its_own(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    said = {"record_type": "resident", "record_id": resident.id, "field": "phone", "circle": "field"}
    made = space.actor().create(Conflict, resident_id=resident.id, **said)
    reply = one.send(registered(space, resident), creation(made, space.staff_id))
    assert [verdict.reason for verdict in reply.verdicts] == [None, "unknown_field"]
    assert conflicts(server) == []


@pytest.mark.parametrize(
    "fields,reason",
    [({"chosen_value": '"Awa"'}, None), ({"chosen_value": "Awa"}, "value_invalid"), ({"field": "x"}, "unknown_field")],
)
def test_a_laptop_may_choose_and_nothing_else(
    server: Server, space: MadeSpace, one: Device, other: Device, fields: dict[str, str], reason: str | None
) -> None:
    resident = made_resident(space)
    one.send(registered(space, resident))
    one.send(edited(space, resident, first_name=("Awa", "Aïcha")))
    other.send(edited(space, resident, first_name=("Aminata", "Aïcha")))
    (kept,) = conflicts(server)
    (verdict,) = one.send(new_change("conflict", kept.id, dict(fields), space.staff_id)).verdicts
    assert verdict.reason == reason
    assert chosen(server) == [fields["chosen_value"] if reason is None else None]
