"""What the centre does of an erasure by itself: who may order it, what is refused afterwards, who has confirmed."""

from __future__ import annotations

import hashlib
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.attachment import Attachment
from intake_app.domain.erasure import Erasure
from intake_app.domain.errors import KnownError
from intake_app.domain.resident import Resident
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.situation import Situation
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, ExchangeReply, ExchangeRequest, KnownErasure
from sync.server import erasures
from sync.server.administration.program import main
from sync.server.handle import Server
from sync.server.tables import BLOB, BLOB_PART, ERASURE_RECEIPT, RECEIVED_CHANGE
from tests.common.devices import Device, ask, creation, new_change
from tests.common.servers import MadeSpace, make_space
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


def reasons(reply: ExchangeReply) -> list[str | None]:
    return [verdict.reason for verdict in reply.verdicts]


def tell(device: Device, **said: list[str] | list[KnownErasure]) -> ExchangeReply:
    request = ExchangeRequest(1, 1, device.cursor, **said)  # type: ignore[arg-type]
    return ask(device.server, "/v1/exchange", request, ExchangeReply, device.token)


def test_after_an_erasure_everything_of_the_person_is_refused_but_counts(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    resident, other = made_resident(space), made_resident(space)
    workshop, slot = workshop_with_slot(space)
    known = space.actor().create(Situation, resident_id=resident.id, as_of="2026-11-22")
    late = space.actor().create(Situation, resident_id=resident.id, as_of="2026-11-23")
    joined = space.actor().create(ResidentMerge, merged_id=other.id, survivor_id=resident.id)
    sent = [creation(row, space.staff_id) for row in (resident, other, workshop, slot, known)]
    assert reasons(device.send(*sent, order(space, dpo_id, resident))) == [None] * 6
    assert reasons(
        device.send(
            edited(space, resident, address=("tour A", None)),
            new_change("situation", known.id, {"interests": ("chant", None)}, space.staff_id, base_revision=3),
            creation(late, space.staff_id),
            creation(joined, space.staff_id),
            creation(attended(space, slot, resident), space.staff_id),
            new_change("situation", new_uuid7(), {}, space.staff_id, kind="erase"),
            order(space, dpo_id, resident),
        )
    ) == ["erased", "erased", "erased", "erased", None, "erased", None]
    (row,) = (row for row in server_rows(server, "resident").values() if row["id"] == resident.id)
    assert (row["family_name"], row["address"]) == ("", None)
    assert server_rows(server, "situation") == server_rows(server, "resident_merge") == {}
    assert len(server_rows(server, "attendance")) == 1


def test_what_is_held_of_somebody_erased_loses_its_words(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """Edits that came before the person did, and a situation that waits for her: then she is erased."""
    resident, stays = made_resident(space), made_resident(space)
    waits = creation(space.actor().create(Situation, resident_id=resident.id, as_of="2026-11-22"), space.staff_id)
    early = device.number(
        [edited(space, resident, address=("tour A", None)), waits, edited(space, stays, address=("tour B", None))]
    )
    assert [one.kind for one in device.exchange(early).verdicts] == ["held"] * 3
    device.send(order(space, dpo_id, resident))
    kept = RECEIVED_CHANGE.c
    with server.centre.database.read() as connection:
        query = select(kept.verdict, kept.reason, kept.fields).where(kept.device_seq <= 3).order_by(kept.device_seq)
        rows = [tuple(row) for row in connection.execute(query.where(kept.device_id == device.enrolment.device_id))]
    assert rows[:2] == [("refused", "erased", None)] * 2
    assert rows[2] == ("held", None, {"address": ["tour B", None]})
    assert reasons(device.exchange(early)) == ["erased", "erased", None]
    assert reasons(device.send(registered(space, resident), registered(space, stays))) == ["erased", None]
    assert server_rows(server, "resident")[stays.id]["address"] == "tour B"


def test_who_shared_a_unit_with_somebody_erased_is_not_taken_for_her(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    """Two files put away together before either came: then one of the two is erased."""
    resident, stays = made_resident(space), made_resident(space)
    first = edited(space, resident, address=("tour A", None))
    second = edited(space, stays, unit=first.unit_id, address=("tour B", None))
    early = device.number([first, second])
    assert [one.kind for one in device.exchange(early).verdicts] == ["held"] * 2
    device.send(order(space, dpo_id, resident))
    assert reasons(device.exchange(early)) == ["erased", None]
    device.send(registered(space, stays))
    assert server_rows(server, "resident")[stays.id]["address"] == "tour B"


def test_what_shared_her_unit_goes_on_waiting_when_the_centre_erases(
    server: Server, space: MadeSpace, device: Device
) -> None:
    resident, stays = made_resident(space), made_resident(space)
    first = edited(space, resident, address=("tour A", None))
    early = device.number([first, edited(space, stays, unit=first.unit_id, address=("tour B", None))])
    device.exchange(early)
    erasures.erase_residents(server.centre, space.space_id, [resident.id], "request")
    assert reasons(device.exchange(early)) == ["erased", None]
    device.send(registered(space, stays))
    assert server_rows(server, "resident")[stays.id]["address"] == "tour B"


def test_an_order_refused_with_its_unit_erases_nobody(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident))
    ordered = order(space, dpo_id, resident)
    wrong = edited(space, resident, unit=ordered.unit_id, family_name=("", "Traoré"))
    assert reasons(device.send(ordered, wrong)) == ["unit_refused", "value_invalid"]
    assert reasons(device.send(edited(space, resident, address=("tour A", None)))) == [None]
    assert server_rows(server, "erasure") == {}


def test_nobody_of_another_space_is_erased(server: Server, space: MadeSpace, device: Device) -> None:
    theirs = make_space(server)
    resident = made_resident(space)
    device.send(registered(space, resident))
    erasures.erase_residents(server.centre, theirs.space_id, [resident.id], "mistake")
    assert server_rows(server, "resident")[resident.id]["family_name"] == "Traoré"


@pytest.mark.parametrize("is_taken_away", [False, True])
def test_contents_that_nothing_else_names_go_too(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID, is_taken_away: bool
) -> None:
    resident, other = made_resident(space), made_resident(space)
    hers, shared = (hashlib.sha256(content).hexdigest() for content in (b"hers", b"shared"))
    scans = [(resident, hers), (resident, shared), (other, shared)]
    said = {"kind": "other", "media_type": "image/png", "byte_count": 4}
    rows = [space.actor().create(Attachment, resident_id=one.id, sha256=name, **said) for one, name in scans]
    rows[0].archived_at = rows[0].created_at if is_taken_away else None
    device.send(*[creation(row, space.staff_id) for row in (resident, other, *rows)])
    with server.centre.database.write() as connection:
        for name in (hers, shared):
            blob = {"space_id": space.space_id, "sha256": name}
            connection.execute(insert(BLOB).values(**blob, byte_count=4, received=4))
            connection.execute(insert(BLOB_PART).values(**blob, start=0, content=b"abcd"))
    device.send(order(space, dpo_id, resident))
    with server.centre.database.read() as connection:
        for table in (BLOB, BLOB_PART):
            assert list(connection.scalars(select(table.c.sha256))) == [shared]
    assert len(server_rows(server, "attachment")) == 1


def test_a_laptop_confirms_once_and_only_what_was_ordered(
    server: Server, space: MadeSpace, device: Device, dpo_id: UUID
) -> None:
    resident = made_resident(space)
    ordered = order(space, dpo_id, resident)
    device.send(registered(space, resident), ordered)
    for _ in range(2):
        tell(device, erased=[ordered.record_id, str(new_uuid7())])
    with server.centre.database.read() as connection:
        (receipt,) = connection.execute(select(ERASURE_RECEIPT)).all()
    assert (str(receipt.erasure_id), str(receipt.device_id)) == (ordered.record_id, device.enrolment.device_id)


@pytest.mark.parametrize(
    "said",
    [
        {"erased": ["not an id"]},
        {"erased": [str(new_uuid7())] * 1001},
        {"known_erasures": [KnownErasure("?", str(new_uuid7()), "request")]},
        {"known_erasures": [KnownErasure(str(new_uuid7()), str(new_uuid7()), "x" * 90)]},
    ],
)
def test_a_malformed_word_on_erasures_is_refused(device: Device, said: dict[str, list[str]]) -> None:
    device.catch_up()
    with pytest.raises(RefusedError, match="body_malformed"):
        tell(device, **said)


def test_the_log_keeps_numbers_and_loses_words(server: Server, space: MadeSpace, device: Device, dpo_id: UUID) -> None:
    resident, other = made_resident(space), made_resident(space)
    device.send(registered(space, resident), registered(space, other), order(space, dpo_id, resident))
    with server.centre.database.read() as connection:
        rows = connection.execute(select(RECEIVED_CHANGE).where(RECEIVED_CHANGE.c.record_type == "resident")).all()
    fields = {row.record_id: row.fields for row in rows}
    assert fields[resident.id] == {}
    assert fields[other.id]["family_name"] == ["Traoré", None]
    assert all(row.server_seq is not None for row in rows)


def test_the_administration_erases_and_lists(
    sqlite_url: str, light_server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    space = make_space(light_server)
    device = Device(light_server, space.code)
    resident, again = made_resident(space), made_resident(space)
    joined = space.actor().create(ResidentMerge, merged_id=again.id, survivor_id=resident.id)
    device.send(*[creation(row, space.staff_id) for row in (resident, again, joined)])

    def say(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--database", sqlite_url, "--lang", "en", *words])
        output, errors = capsys.readouterr()
        return int(ended.value.code or 0), output + errors

    assert say("erasures") == (0, "Nobody was erased.\n")
    code, output = say("erase", str(again.id))
    assert (code, "2 file(s)" in output, "Nothing was erased" in output) == (0, True, True)
    assert server_rows(light_server, "erasure") == {}
    assert say("erase", str(again.id), "--reason", "whim")[0] == 1
    assert say("erase", "Traoré")[0] == 1
    assert say("erase", str(again.id), "--reason", "retention", "--yes")[0] == 0
    assert {row["family_name"] for row in server_rows(light_server, "resident").values()} == {""}
    code, output = say("erase", str(again.id), "--yes")
    assert (code, "nobody under this reference" in output) == (1, True)
    code, output = say("erasures")
    assert output.count("confirmed by 0 computer(s) of 1") == 2
    assert "Portable de la loge" in output
    device.catch_up()
    tell(device, erased=[str(row) for row in server_rows(light_server, "erasure")])
    assert say("erasures")[1].count("confirmed by 1 computer(s) of 1") == 2


def test_nobody_is_found_under_no_reference(server: Server, space: MadeSpace) -> None:
    with server.centre.database.read() as connection, pytest.raises(KnownError, match="resident_unknown"):
        erasures.files_of(connection, space.space_id, new_uuid7())
