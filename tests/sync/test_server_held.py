"""A change that comes before what it needs waits at the centre with its words, and takes effect when that comes."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.situation import Situation
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Edit
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from sync.server.tables import RECEIVED_CHANGE
from tests.common.devices import Device, creation, new_change
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot
from tests.sync.verdicts import kinds, reasons, stored


@pytest.fixture
def one(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def other(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.another_code(server))


def receipts(server: Server, verdict: str) -> list[Any]:
    """What the centre keeps of the changes that were answered so."""
    with server.centre.database.read() as connection:
        return list(connection.execute(select(RECEIVED_CHANGE).where(RECEIVED_CHANGE.c.verdict == verdict)))


def situated(space: MadeSpace, resident: Any, **more: Any) -> Change:
    """A situation of a resident."""
    row = space.actor().create(Situation, resident_id=resident.id, as_of="2026-11-22")
    return creation(row, space.staff_id, **more)


def test_an_update_before_its_creation_is_held_then_applied(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    early = one.number([edited(space, resident, phone=("+33639980001", None))])
    assert kinds(one.exchange(early)) == ["held"]
    # its words are kept, its number counts, and nothing blocks
    (kept,) = receipts(server, "held")
    assert (kept.fields, kept.waits_for, kept.server_seq) == ({"phone": ["+33639980001", None]}, resident.id, None)
    assert kinds(one.send(registered(space))) == ["applied"]
    assert kinds(one.exchange(early)) == ["held"]
    (made,) = other.send(registered(space, resident)).verdicts
    (repeated,) = one.exchange(early).verdicts
    assert (repeated.kind, repeated.server_seq, repeated.reason) == ("duplicate", (made.server_seq or 0) + 1, None)
    other.catch_up()
    for device in (one, other):
        assert device.rows["resident", str(resident.id)]["phone"] == "+33639980001"
    assert receipts(server, "held") == []


def test_a_whole_unit_waits_and_goes_in_whole(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident, walk_in = made_resident(space), made_resident(space, first_name="Fanta")
    workshop, slot = workshop_with_slot(space)
    unit = str(new_uuid7())
    sent = [registered(space, walk_in, unit_id=unit), creation(attended(space, slot, walk_in), space.staff_id)]
    sent = [sent[0], new_change("attendance", sent[1].record_id, pairs(sent[1]), space.staff_id, unit_id=unit)]
    reply = one.send(*sent, registered(space, resident))
    assert kinds(reply) == ["held", "held", "applied"]
    assert [row["first_name"] for row in stored(server)] == ["Aïcha"]
    other.send(creation(workshop, space.staff_id), creation(slot, space.staff_id))
    assert len(stored(server)) == 2
    assert len(stored(server, "attendance")) == 1
    numbers = sorted(row.server_seq for row in receipts(server, "applied") if str(row.unit_id) == unit)
    assert numbers[1] == numbers[0] + 1


def pairs(change: Change) -> dict[str, Any]:
    """The fields of a change as `new_change` wants them."""
    return {name: (edit.new, edit.base) for name, edit in change.fields.items()}


def test_what_waits_for_what_waits_goes_in_after_it(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    mark = creation(attended(space, slot, resident), space.staff_id)
    reply = one.send(mark, creation(slot, space.staff_id), registered(space, resident))
    assert kinds(reply) == ["held", "held", "applied"]
    assert stored(server, "attendance") == []
    other.send(creation(workshop, space.staff_id))
    assert [len(stored(server, record_type)) for record_type in ("slot", "attendance")] == [1, 1]
    other.catch_up()
    assert ("attendance", mark.record_id) in other.rows


def test_several_edits_of_a_missing_record_go_in_in_their_order(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    one.send(*(edited(space, resident, address=(f"{n} rue Volga", f"{n - 1} rue Volga")) for n in range(1, 13)))
    other.send(registered(space, made_resident(space)), registered(space, resident))
    # each was made on the one before: only the first did not know what stood
    row = next(row for row in stored(server) if row["id"] == resident.id)
    assert row["address"] is None
    assert len(receipts(server, "conflict")) == 12
    late = made_resident(space)
    one.send(
        *(edited(space, late, address=(f"{n} rue Volga", f"{n - 1} rue Volga" if n > 1 else None)) for n in (1, 2))
    )
    other.send(registered(space, late))
    assert next(row for row in stored(server) if row["id"] == late.id)["address"] == "2 rue Volga"


def test_an_edit_that_waited_may_conflict(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    early = one.number([edited(space, resident, first_name=("Awa", "Fanta"))])
    one.exchange(early)
    other.send(registered(space, resident))
    (repeated,) = one.exchange(early).verdicts
    assert (repeated.kind, repeated.fields) == ("duplicate", ["first_name"])
    assert one.rows["resident", str(resident.id)]["first_name"] == "Aïcha"
    (kept,) = stored(server, "conflict")
    assert (kept["standing_value"], kept["other_value"]) == ('"Aïcha"', '"Awa"')


def test_refused_with_dependents_children_of_a_refused_record_are_refused(
    server: Server, space: MadeSpace, one: Device
) -> None:
    resident = made_resident(space)
    bad = registered(space, resident)
    bad.fields["phone"] = Edit("x" * 30)
    child = situated(space, resident)
    assert reasons(one.send(bad, child)) == ["value_too_long", "parent_refused"]
    # later ones too: what was refused is remembered by its id alone
    assert reasons(one.send(situated(space, resident))) == ["parent_refused"]
    assert {row.fields for row in receipts(server, "refused")} == {None}
    assert [row.record_id for row in receipts(server, "refused") if row.record_type == "resident"] == [resident.id]


def test_what_waited_for_a_record_that_is_then_refused_is_refused(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    early = one.number([situated(space, resident)])
    assert kinds(one.exchange(early)) == ["held"]
    bad = registered(space, resident)
    bad.fields["phone"] = Edit("x" * 30)
    other.send(bad)
    (repeated,) = one.exchange(early).verdicts
    assert (repeated.kind, repeated.reason) == ("duplicate", "parent_refused")
    assert [row.fields for row in receipts(server, "refused")] == [None, None]
    # said again, it is no longer refused: what comes now goes in
    assert kinds(other.send(registered(space, resident), situated(space, resident))) == ["applied", "applied"]


def test_a_refused_edit_of_a_record_holds_nothing_of_it_back(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    known, to_come = made_resident(space), made_resident(space)
    bad = {"phone": ("x" * 30, None)}
    one.send(registered(space, known))
    edits = [edited(space, resident, **bad) for resident in (known, to_come)]
    assert reasons(one.send(*edits)) == ["value_too_long", "value_too_long"]
    assert kinds(one.send(situated(space, known), situated(space, to_come))) == ["applied", "held"]
    other.send(registered(space, to_come))
    assert len(stored(server, "situation")) == 2


def test_what_rests_on_a_record_refused_elsewhere_waits_where_it_waits(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    """Two laptops call the roll of a workshop that a third has not sent: what one says is refused, the other's waits
    for the workshop, and so does what is said of it afterwards.
    """
    resident, (workshop, slot) = made_resident(space), workshop_with_slot(space)
    one.send(registered(space, resident))
    mark = creation(attended(space, slot, resident), space.staff_id)
    bad = new_change("attendance", mark.record_id, pairs(mark) | {"status": ("x" * 99, None)}, space.staff_id)
    assert reasons(one.send(bad)) == ["value_too_long"]
    assert kinds(other.send(mark)) == ["held"]
    late = new_change("attendance", mark.record_id, {"status": ("left_early", "expected")}, space.staff_id)
    assert kinds(other.send(late)) == ["held"]
    one.send(creation(workshop, space.staff_id), creation(slot, space.staff_id))
    assert [row["status"] for row in stored(server, "attendance")] == ["left_early"]


def test_nothing_waits_for_a_row_that_the_centre_alone_makes(space: MadeSpace, one: Device) -> None:
    nowhere = made_resident(space, neighbourhood_id=new_uuid7())
    assert reasons(one.send(registered(space, nowhere))) == ["unknown_parent"]


def test_nothing_waits_for_a_record_of_another_space(server: Server, space: MadeSpace, one: Device) -> None:
    elsewhere = make_space(server)
    stranger = made_resident(elsewhere)
    Device(server, elsewhere.code).send(registered(elsewhere, stranger))
    reply = one.send(situated(space, stranger), edited(space, stranger, phone=("+33639980001", None)))
    assert reasons(reply) == ["unknown_parent", "other_space"]


def test_a_poison_operation_in_the_middle_of_a_batch_holds_nothing_back(
    server: Server, space: MadeSpace, one: Device
) -> None:
    poison = registered(space)
    poison.fields["gender"] = Edit({"of": "no kind"})
    reply = one.send(registered(space), poison, registered(space), edited(space, new_uuid7(), phone=("1", None)))
    assert kinds(reply) == ["applied", "refused", "applied", "held"]
    assert len(stored(server)) == 2


def test_what_a_batch_left_waiting_goes_in_with_what_the_same_batch_sets_free(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    # the situation waits for its resident; one batch corrects the situation, then brings the resident
    resident = made_resident(space)
    situation = situated(space, resident)
    assert kinds(other.send(situation)) == ["held"]
    said = {"interests": ("jardinage", None)}
    correction = new_change("situation", situation.record_id, said, space.staff_id)
    assert kinds(one.send(correction, registered(space, resident))) == ["applied", "applied"]
    assert [row["interests"] for row in stored(server, "situation")] == ["jardinage"]
    assert receipts(server, "held") == []


def test_a_restored_centre_asks_again_from_the_first_change_it_holds(
    server: Server, space: MadeSpace, one: Device
) -> None:
    # in the life that was lost, what is held here may have had its verdict
    one.send(registered(space), edited(space, new_uuid7(), phone=("+33639980001", None)), registered(space))
    begin_new_life(server.centre.database, server.centre.new_id)
    with pytest.raises(RefusedError) as refusal:
        one.exchange()
    assert (refusal.value.key, refusal.value.details["device_seq"]) == ("epoch_changed", 1)
