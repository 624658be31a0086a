"""What comes late of somebody erased: it falls out of what it came with, and the rest stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.encounter import Encounter
from intake_app.domain.erasure import Erasure
from intake_app.domain.resident import Resident
from intake_app.domain.resident_merge import ResidentMerge
from sync.protocol.messages import Change, ExchangeReply
from sync.server import erasures
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.devices import Device, creation, new_change
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import server_rows
from tests.sync.erasing import hire_dpo
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def dpo_id(server: Server, space: MadeSpace) -> UUID:
    return hire_dpo(server, space)


def order(space: MadeSpace, dpo_id: UUID, resident: Resident) -> Change:
    return creation(space.actor().create(Erasure, resident_id=resident.id, reason="request"), dpo_id)


def met(space: MadeSpace, resident: Resident, **more: Any) -> Change:
    said = {"channel": "doorstep", "outcome": "registered", "met_on": "2026-11-22"}
    places = {"resident_id": resident.id, "neighbourhood_id": space.neighbourhood_id}
    return creation(space.actor().create(Encounter, **said, **places), space.staff_id, **more)


def reasons(reply: ExchangeReply) -> list[str | None]:
    return [verdict.reason for verdict in reply.verdicts]


def logged(server: Server, change: Change) -> Any:
    with server.centre.database.read() as connection:
        query = select(RECEIVED_CHANGE.c.fields).where(RECEIVED_CHANGE.c.change_id == UUID(change.change_id))
        return connection.scalars(query).one()


def test_a_meeting_that_comes_late_is_counted_of_nobody(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident), order(space, dpo_id, resident))
    late = met(space, resident)
    reply = device.send(late)
    assert reasons(reply) == [None]
    (row,) = server_rows(server, "encounter").values()
    assert (row["resident_id"], row["outcome"]) == (None, "registered")
    assert "resident_id" not in logged(server, late)
    # its author gets it back as it is counted
    assert "encounter" in {page.record_type for page in reply.pages}


def test_a_meeting_that_waits_for_somebody_erased_is_counted(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """She was registered after the backup, on a laptop that has not come yet: then she is erased."""
    resident = made_resident(space)
    (early,) = device.number([met(space, resident)])
    assert [one.kind for one in device.exchange([early]).verdicts] == ["held"]
    device.send(order(space, dpo_id, resident))
    assert reasons(device.exchange([early])) == [None]
    assert [row["resident_id"] for row in server_rows(server, "encounter").values()] == [None]


def test_what_is_said_of_others_in_the_same_breath_stands(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """Two joined files put away at once, one of them erased; a presence ticked, and the workshop said to be held."""
    erased, stays, never = made_resident(space), made_resident(space), made_resident(space)
    workshop, slot = workshop_with_slot(space)
    sent = [creation(row, space.staff_id) for row in (erased, stays, workshop, slot)]
    device.send(*sent, order(space, dpo_id, erased), order(space, dpo_id, never))
    unit = str(new_uuid7())
    away = {"archived_at": ("2026-11-22T05:01:02Z", None)}
    files = [edited(space, one, unit=unit, **away) for one in (stays, erased)]
    here = creation(attended(space, slot, never), space.staff_id)
    held = new_change(
        "workshop", workshop.id, {"status": ("held", "planned")}, space.staff_id, base_revision=3, unit_id=here.unit_id
    )
    reply = device.send(*files, held, here, registered(space))
    assert reasons(reply) == [None, "erased", None, "erased", None]
    numbers = [one.server_seq for one in reply.verdicts]
    first = numbers[0] or 0
    assert numbers == [first, None, first + 1, None, first + 2]
    assert server_rows(server, "resident")[stays.id]["archived_at"] is not None
    assert server_rows(server, "workshop")[workshop.id]["status"] == "held"


def test_what_a_join_takes_from_somebody_erased_goes_with_it(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    erased, stays = made_resident(space), made_resident(space)
    device.send(registered(space, erased), registered(space, stays), order(space, dpo_id, erased))
    joined = creation(space.actor().create(ResidentMerge, merged_id=erased.id, survivor_id=stays.id), space.staff_id)
    taken = edited(space, stays, unit=joined.unit_id, address=("quai des Serins", None))
    assert reasons(device.send(taken, joined)) == ["unit_refused", "erased"]
    assert server_rows(server, "resident")[stays.id]["address"] is None


def test_what_is_written_of_what_went_with_somebody_goes_too(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """A presence that waits for its resident, and a correction of it: neither is left to be reviewed."""
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    device.send(creation(workshop, space.staff_id), creation(slot, space.staff_id))
    presence = attended(space, slot, resident)
    corrected = {"status": ("expected", "present")}
    early = device.number(
        [
            creation(presence, space.staff_id),
            new_change("attendance", presence.id, corrected, space.staff_id),
        ]
    )
    assert [one.kind for one in device.exchange(early).verdicts] == ["held"] * 2
    device.send(order(space, dpo_id, resident))
    assert reasons(device.exchange(early)) == ["erased"] * 2
    again = new_change("attendance", presence.id, corrected, space.staff_id)
    assert reasons(device.send(again)) == ["erased"]


def test_what_waits_for_a_record_that_its_laptop_erased_goes_with_it(
    server: Server, space: MadeSpace, device: Device
) -> None:
    """The centre lost the record with a backup, and its laptop sends its number again without words."""
    gone = new_uuid7()
    edit = new_change("consent", gone, {"state": ("withdrawn", "given")}, space.staff_id)
    (early,) = device.number([edit])
    assert [one.kind for one in device.exchange([early]).verdicts] == ["held"]
    assert reasons(device.send(new_change("consent", gone, {}, space.staff_id, kind="erase"))) == ["erased"]
    assert reasons(device.exchange([early])) == ["erased"]
    again = new_change("consent", gone, {"state": ("refused", "given")}, space.staff_id)
    assert reasons(device.send(again)) == ["erased"]


def test_a_choice_about_a_conflict_that_was_lost_leaves_no_word(
    server: Server, space: MadeSpace, device: Device
) -> None:
    """Nobody could tell any more whose words they are, once that person is to be erased."""
    said = {"chosen_value": ('"Canaryval"', None), "settled_by": (str(space.staff_id), None)}
    said["settled_at"] = ("2026-11-22T05:01:02Z", None)
    lost = new_uuid7()
    choice, other = (new_change("conflict", lost, said, space.staff_id) for _ in range(2))
    assert reasons(device.send(choice)) == [None]
    assert logged(server, choice) == {}
    # nor is that a sign that somebody was erased
    assert reasons(device.send(other)) == [None]


def test_a_choice_about_a_conflict_that_was_lost_waits_for_nothing_though_the_centre_judges_it(
    server: Server, space: MadeSpace, device: Device
) -> None:
    """It came in one breath with an edit of somebody whom the centre had lost, too, and then erases."""
    lost = made_resident(space)
    unit = str(new_uuid7())
    said = {"chosen_value": ('"Canaryval"', None), "settled_by": (str(space.staff_id), None)}
    said["settled_at"] = ("2026-11-22T05:01:02Z", None)
    edit = edited(space, lost, unit=unit, phone=("+33639980002", None))
    early = device.number([edit, new_change("conflict", new_uuid7(), said, space.staff_id, unit_id=unit)])
    assert [one.kind for one in device.exchange(early).verdicts] == ["held", "held"]
    erasures.erase_residents(server.centre, space.space_id, [lost.id], "request")
    assert reasons(device.exchange(early)) == ["erased", None]
    assert [one.kind for one in device.exchange(early).verdicts] == ["duplicate", "duplicate"]


def test_what_was_made_in_one_breath_with_words_of_somebody_erased_is_not_hers(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """All of it waits for something else: the workshop, and what waits for that, can be said again."""
    resident = made_resident(space)
    device.send(registered(space, resident))
    workshop, slot = workshop_with_slot(space)
    first = edited(space, resident, address=("tour A", None))
    unit = {"unit_id": first.unit_id}
    lost = new_change("consent", new_uuid7(), {"state": ("withdrawn", "given")}, space.staff_id, **unit)
    made = creation(workshop, space.staff_id, **unit)
    early = device.number([first, made, lost, creation(slot, space.staff_id)])
    assert [one.kind for one in device.exchange(early).verdicts] == ["held"] * 4
    device.send(order(space, dpo_id, resident))
    assert reasons(device.exchange(early)) == ["erased", "unit_refused", "unit_refused", "parent_refused"]
    assert reasons(device.send(creation(workshop, space.staff_id), creation(slot, space.staff_id))) == [None, None]


def test_what_waits_for_somebody_who_is_well_goes_on_waiting(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """Two files edited at once, of which the centre has neither yet; one person is erased. The other file comes, and
    what else was said of it.
    """
    erased, stays = made_resident(space), made_resident(space)
    unit = str(new_uuid7())
    both = device.number([edited(space, one, unit=unit, phone=("+33639980001", None)) for one in (stays, erased)])
    assert [one.kind for one in device.exchange(both).verdicts] == ["held", "held"]
    device.send(order(space, dpo_id, erased))
    assert reasons(device.exchange(both)) == ["unit_refused", "erased"]
    later = met(space, stays)
    assert [one.kind for one in device.send(later).verdicts] == ["held"]
    device.send(registered(space, stays))
    assert [row["resident_id"] for row in server_rows(server, "encounter").values()] == [stays.id]
