"""What the centre takes in and what it refuses: change by change, unit by unit, trusting nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.record_types import RECORD_TYPES, references
from sync.protocol.messages import Edit, VerdictKind
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.devices import Device, creation, new_change
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot
from tests.sync.verdicts import kinds, reasons, refused_for, stored


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


def test_a_new_resident_is_stored_as_it_was_entered(server: Server, space: MadeSpace, device: Device) -> None:
    resident = made_resident(space, birth_date="1986~", phone="+33639980001", has_no_phone=False, gender="F")
    reply = device.send(registered(space, resident))
    (row,) = stored(server)
    assert row == {**resident.model_dump(), "revision": reply.verdicts[0].server_seq, "created_at": row["created_at"]}
    assert row["created_at"] == resident.created_at.replace(microsecond=0)


def test_every_record_type_goes_in_and_comes_out_the_same(server: Server, space: MadeSpace, device: Device) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    attendance = attended(space, slot, resident, status="present", is_walk_in=True, arrived_at="2026-12-01T13:05:00Z")
    workshop.checklist = ["room_booked", "posters"]
    sent = [creation(row, space.staff_id) for row in (resident, workshop, slot, attendance)]
    assert kinds(device.send(*sent)) == ["applied"] * 4
    other = Device(server, space.another_code(server))
    other.download()
    for change in sent:
        row = other.rows[change.record_type, change.record_id]
        said = {name: edit.new for name, edit in change.fields.items()}
        expected = sorted(said["checklist"]) if "checklist" in said else None
        assert row == {**row, **said, **({"checklist": expected} if expected else {})}
    # true and not 1, whichever database wrote it
    assert other.rows["attendance", str(attendance.id)]["is_walk_in"] is True
    assert other.rows["resident", str(resident.id)]["has_no_phone"] is False


def test_what_a_new_record_omits_has_its_default(server: Server, space: MadeSpace, device: Device) -> None:
    fields = {
        "family_name": "Diallo",
        "neighbourhood_id": str(space.neighbourhood_id),
        "created_at": "2026-11-22T08:00:00Z",
    }
    record_id = new_uuid7()
    assert kinds(device.send(new_change("resident", record_id, fields, space.staff_id))) == ["applied"]
    (row,) = stored(server)
    assert (row["first_name"], row["has_no_phone"], row["phone"]) == ("", False, None)
    # its author left the blank's own values out, and needs not be told them
    assert ("resident", str(record_id)) not in device.rows


def test_a_base_is_judged_like_a_value(server: Server, space: MadeSpace, device: Device) -> None:
    workshop, _ = workshop_with_slot(space)
    device.send(creation(workshop, space.staff_id))
    pairs = {"checklist": (["posters"], [["nested"]])}
    change = new_change("workshop", workshop.id, pairs, space.staff_id, base_revision=1)
    assert refused_for(device, space, change) == "value_invalid"


def test_a_reference_must_exist(server: Server, space: MadeSpace, device: Device) -> None:
    assert refused_for(device, space, registered(space, made_resident(space, building_id=new_uuid7()))) == (
        "unknown_parent"
    )


def test_a_reference_into_another_space_does_not_exist(server: Server, space: MadeSpace, device: Device) -> None:
    stranger = made_resident(space, neighbourhood_id=make_space(server).neighbourhood_id)
    assert refused_for(device, space, registered(space, stranger)) == "unknown_parent"


def test_a_record_of_another_space_cannot_be_touched(server: Server, space: MadeSpace, device: Device) -> None:
    theirs = make_space(server)
    resident = made_resident(theirs)
    Device(server, theirs.code).send(registered(theirs, resident))
    assert refused_for(device, space, edited(space, resident, family_name=("Taken", "Traoré"))) == "other_space"
    assert refused_for(device, space, registered(space, made_resident(space, id=resident.id))) == "other_space"
    assert [row["family_name"] for row in stored(server) if row["id"] == resident.id] == ["Traoré"]


def test_an_author_must_be_on_the_staff_of_the_space(server: Server, space: MadeSpace, device: Device) -> None:
    theirs = make_space(server)
    by_stranger = creation(made_resident(space), theirs.staff_id)
    assert refused_for(device, space, by_stranger) == "author_unknown"
    claimed = registered(space)
    claimed.fields["created_by"] = Edit(str(theirs.staff_id))
    assert refused_for(device, space, claimed) == "author_unknown"


def test_a_new_record_without_what_it_needs_is_refused(server: Server, space: MadeSpace, device: Device) -> None:
    change = registered(space)
    del change.fields["family_name"]
    assert refused_for(device, space, change) == "value_invalid"


def test_parent_and_child_may_come_together(server: Server, space: MadeSpace, device: Device) -> None:
    workshop, slot = workshop_with_slot(space)
    unit = str(new_uuid7())
    sent = [creation(row, space.staff_id, unit_id=unit) for row in (workshop, slot)]
    assert kinds(device.send(*sent)) == ["applied", "applied"]


def test_a_unit_goes_in_whole_or_not_at_all(server: Server, space: MadeSpace, device: Device) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    unit = str(new_uuid7())
    wrong = creation(attended(space, slot, resident), space.staff_id, unit_id=unit)
    wrong.fields["status"] = Edit(12)
    walk_in = [registered(space, resident, unit_id=unit), wrong]
    reply = device.send(creation(workshop, space.staff_id), creation(slot, space.staff_id), *walk_in, registered(space))
    assert kinds(reply) == ["applied", "applied", "refused", "refused", "applied"]
    assert reasons(reply) == [None, None, "unit_refused", "value_invalid", None]
    assert resident.id not in {row["id"] for row in stored(server)}
    seqs = [verdict.server_seq for verdict in reply.verdicts if verdict.server_seq]
    assert seqs == list(range(seqs[0], seqs[0] + 3))


def test_nothing_may_refer_to_a_record_of_a_refused_unit(server: Server, space: MadeSpace, device: Device) -> None:
    workshop, slot = workshop_with_slot(space)
    unit = str(new_uuid7())
    bad = registered(space, unit_id=unit)
    bad.fields["gender"] = Edit(3)
    reply = device.send(creation(workshop, space.staff_id, unit_id=unit), bad, creation(slot, space.staff_id))
    assert reasons(reply) == ["unit_refused", "value_invalid", "parent_refused"]
    assert stored(server, "workshop") == stored(server, "slot") == []


def test_a_refused_unit_takes_back_its_edits_of_older_records(server: Server, space: MadeSpace, device: Device) -> None:
    old, new = made_resident(space), made_resident(space)
    unit = str(new_uuid7())
    edit = edited(space, old, unit=unit, first_name=("Awa", "Aïcha"))
    bad = registered(space, new, unit_id=unit)
    bad.fields["phone"] = Edit("x" * 30)
    reply = device.send(registered(space, old), edit, bad, edited(space, old, phone=("+33639980002", None)))
    assert reasons(reply) == [None, "unit_refused", "value_too_long", None]
    (row,) = stored(server)
    assert (row["first_name"], row["phone"]) == ("Aïcha", "+33639980002")


def test_what_depends_on_a_refused_record_is_refused_and_the_rest_goes_in(
    server: Server, space: MadeSpace, device: Device
) -> None:
    workshop, slot = workshop_with_slot(space)
    bad = creation(workshop, space.staff_id)
    bad.fields["title"] = Edit("")
    reply = device.send(bad, creation(slot, space.staff_id), registered(space))
    assert reasons(reply) == ["value_invalid", "parent_refused", None]


def test_edits_of_one_record_in_one_batch_build_on_each_other(server: Server, space: MadeSpace, device: Device) -> None:
    resident = made_resident(space)
    reply = device.send(
        registered(space, resident),
        edited(space, resident, seen=0, phone=("+33639980001", None)),
        edited(space, resident, seen=0, phone=("+33639980002", "+33639980001")),
    )
    assert kinds(reply) == ["applied"] * 3
    (row,) = stored(server)
    assert (row["phone"], row["revision"]) == ("+33639980002", reply.verdicts[2].server_seq)


def test_a_refused_change_leaves_no_words_behind(server: Server, space: MadeSpace, device: Device) -> None:
    change = registered(space, made_resident(space, first_name="Hortense"))
    change.fields["phone"] = Edit("secret" * 9)
    device.send(change)
    with server.centre.database.read() as connection:
        kept = connection.execute(select(RECEIVED_CHANGE).where(RECEIVED_CHANGE.c.verdict == "refused")).one()
    assert (str(kept.change_id), kept.reason, kept.fields, kept.record_id) == (
        change.change_id,
        "value_too_long",
        None,
        UUID(change.record_id),
    )
    assert "Hortense" not in repr(kept)


def test_the_log_keeps_who_said_what_on_what(server: Server, space: MadeSpace, device: Device) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident), edited(space, resident, phone=("+33639980001", None)))
    with server.centre.database.read() as connection:
        query = select(RECEIVED_CHANGE).where(RECEIVED_CHANGE.c.device_seq == 2).order_by(RECEIVED_CHANGE.c.server_seq)
        kept = connection.execute(query.where(RECEIVED_CHANGE.c.record_type == "resident")).one()
    assert (kept.author_id, kept.record_id, kept.kind, kept.base_revision) == (space.staff_id, resident.id, "set", 1)
    assert kept.fields == {"phone": ["+33639980001", None]}
    assert str(kept.device_id) == device.enrolment.device_id


def test_every_reference_points_to_an_earlier_type() -> None:
    # a record that could refer to a later one of its own type would need a wider closure of pages
    order = list(RECORD_TYPES)
    for record_type in RECORD_TYPES:
        for target in references(record_type).values():
            assert order.index(target) < order.index(record_type)


def test_the_verdict_of_an_applied_change_names_its_number(server: Server, space: MadeSpace, device: Device) -> None:
    reply = device.send(registered(space), registered(space))
    assert [verdict.kind for verdict in reply.verdicts] == [VerdictKind.APPLIED] * 2
    # the centre's own rows (neighbourhood, site, staff) came first
    assert [verdict.server_seq for verdict in reply.verdicts] == [4, 5]
