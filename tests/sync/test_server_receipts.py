"""Exactly once: whatever is lost, doubled or cloned on the way, a change has one verdict and one effect."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import func, select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.record_types import table_of
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Edit, VerdictKind
from sync.server.administration.laptops import list_laptops
from sync.server.bulk import listed
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.receipts import _select_by_change
from sync.server.tables import RECEIVED_CHANGE, DeviceState
from tests.common.devices import Device
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import edited, made_resident, registered


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


def count_residents(server: Server) -> int:
    with server.centre.database.read() as connection:
        return int(connection.scalars(select(func.count()).select_from(table_of("resident"))).one())


def test_a_batch_sent_again_is_answered_the_same_and_done_once(
    server: Server, space: MadeSpace, device: Device
) -> None:
    good, bad = registered(space), registered(space)
    bad.fields["family_name"] = Edit("")
    batch = device.number([good, bad])
    first = device.exchange(batch)
    again = device.exchange(batch)
    assert [verdict.kind for verdict in again.verdicts] == [VerdictKind.DUPLICATE] * 2
    assert [(verdict.server_seq, verdict.reason) for verdict in again.verdicts] == [
        (verdict.server_seq, verdict.reason) for verdict in first.verdicts
    ]
    assert again.verdicts[1].reason == "value_invalid"
    assert count_residents(server) == 1


def test_the_verdict_of_a_conflict_is_repeated_with_its_fields(
    server: Server, space: MadeSpace, device: Device
) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident))
    Device(server, space.another_code(server)).send(edited(space, resident, first_name=("Awa", "Aïcha")))
    batch = device.number([edited(space, resident, first_name=("Aminata", "Aïcha"))])
    assert device.exchange(batch).verdicts[0].fields == ["first_name"]
    (again,) = device.exchange(batch).verdicts
    assert (again.kind, again.fields, again.reason) == (VerdictKind.DUPLICATE, ["first_name"], None)


def test_old_and_new_changes_may_come_in_one_batch(server: Server, space: MadeSpace, device: Device) -> None:
    batch = device.number([registered(space) for _ in range(4)])
    device.exchange(batch[:2])
    kinds = [verdict.kind for verdict in device.exchange(batch[1:]).verdicts]
    assert kinds == [VerdictKind.DUPLICATE, VerdictKind.APPLIED, VerdictKind.APPLIED]
    assert count_residents(server) == 4


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_gap_is_answered_with_the_number_expected_and_nothing_is_done(
    server: Server, space: MadeSpace, device: Device, missing: int
) -> None:
    device.send(registered(space))
    batch = device.number([registered(space) for _ in range(4)])
    del batch[missing]
    with pytest.raises(RefusedError, match="sequence_gap") as refused:
        device.exchange(batch)
    assert refused.value.details == {"expected": 2 + missing}
    assert count_residents(server) == 1


def test_numbers_in_disorder_are_a_gap(server: Server, space: MadeSpace, device: Device) -> None:
    batch = device.number([registered(space) for _ in range(2)])
    with pytest.raises(RefusedError, match="sequence_gap"):
        device.exchange(batch[::-1])


def test_a_number_with_another_change_stops_both_laptops(server: Server, space: MadeSpace, device: Device) -> None:
    device.send(registered(space))
    clone = msgspec.structs.replace(registered(space), device_seq=1)
    with pytest.raises(RefusedError, match="sequence_forked"):
        device.exchange([clone])
    with pytest.raises(RefusedError, match="sequence_forked"):
        device.exchange()
    assert [laptop.state for laptop in list_laptops(server.centre)] == [DeviceState.FORKED]
    assert count_residents(server) == 1


def test_a_known_change_under_the_number_of_another_is_a_fork(server: Server, space: MadeSpace, device: Device) -> None:
    device.send(registered(space), registered(space))
    known = device.number([registered(space)])
    device.exchange(known)
    with pytest.raises(RefusedError, match="sequence_forked"):
        device.exchange([msgspec.structs.replace(known[0], device_seq=1)])


def test_a_fork_inside_one_batch_is_seen(server: Server, space: MadeSpace, device: Device) -> None:
    batch = device.number([registered(space)])
    twin = msgspec.structs.replace(registered(space), device_seq=1)
    with pytest.raises(RefusedError, match="sequence_forked"):
        device.exchange([*batch, twin])
    assert count_residents(server) == 0


def test_under_a_new_identity_old_changes_are_known_and_new_ones_go_in(
    server: Server, space: MadeSpace, device: Device
) -> None:
    batch = device.number([registered(space) for _ in range(3)])
    device.exchange(batch[:2])
    renewed = Device(server, space.another_code(server))
    kinds = [verdict.kind for verdict in renewed.exchange(batch).verdicts]
    assert kinds == [VerdictKind.DUPLICATE, VerdictKind.DUPLICATE, VerdictKind.APPLIED]
    assert [verdict.kind for verdict in renewed.exchange(batch).verdicts] == [VerdictKind.DUPLICATE] * 3
    renewed.next_seq = 4
    assert renewed.send(registered(space)).verdicts[0].kind == VerdictKind.APPLIED
    assert count_residents(server) == 4


def test_a_laptop_that_worked_alone_before_starts_from_its_own_number(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code, first_seq=41)
    assert device.send(registered(space)).verdicts[0].device_seq == 41
    with pytest.raises(RefusedError, match="sequence_gap") as refused:
        device.exchange([msgspec.structs.replace(registered(space), device_seq=7)])
    assert refused.value.details == {"expected": 42}


@pytest.mark.parametrize(
    "part", [{"change_id": "c"}, {"change_id": "C" * 36}, {"device_seq": -1}, {"device_seq": 2**63}]
)
def test_a_change_that_cannot_have_a_receipt_is_malformed(light_server: Server, part: dict[str, object]) -> None:
    space = make_space(light_server)
    device = Device(light_server, space.code)
    with pytest.raises(RefusedError, match="body_malformed"):
        device.exchange([msgspec.structs.replace(device.number([registered(space)])[0], **part)])


def test_a_batch_that_says_a_change_twice_is_malformed(server: Server, space: MadeSpace, device: Device) -> None:
    (change,) = device.number([registered(space)])
    with pytest.raises(RefusedError, match="body_malformed"):
        device.exchange([change, change])
    assert device.exchange([change]).verdicts[0].kind == VerdictKind.APPLIED


def test_a_change_id_of_another_space_means_nothing_here(server: Server, space: MadeSpace, device: Device) -> None:
    theirs = make_space(server)
    change = registered(theirs)
    Device(server, theirs.code).send(change)
    mine = registered(space, change_id=change.change_id)
    assert device.send(mine).verdicts[0].kind == VerdictKind.APPLIED


def test_every_change_has_one_receipt(server: Server, space: MadeSpace, device: Device) -> None:
    bad = registered(space)
    bad.fields["gender"] = Edit(3)
    batch = device.number([registered(space), bad, registered(space)])
    device.exchange(batch)
    device.exchange(batch)
    with server.centre.database.read() as connection:
        mine = str(device.enrolment.device_id)
        rows = connection.execute(select(RECEIVED_CHANGE).order_by(RECEIVED_CHANGE.c.device_seq)).all()
    kept = [(row.device_seq, row.verdict, row.server_seq) for row in rows if str(row.device_id) == mine]
    assert kept == [(1, "applied", 4), (2, "refused", None), (3, "applied", 5)]


def test_receipts_are_found_by_their_key_even_by_a_plan_made_while_the_log_was_empty(postgresql_url: str) -> None:
    """Such a plan is kept for the life of a connection: with any other index it would read the space's whole log."""
    engine = open_engine(postgresql_url)
    query = str(_select_by_change(on_postgresql=True).compile(engine))
    with engine.begin() as connection:
        driver: Any = connection.connection.driver_connection
        # a log that other tests filled and emptied is not planned for as an empty one
        driver.execute("TRUNCATE received_change CASCADE")
        driver.execute("SET plan_cache_mode = force_generic_plan")
        given = {"ids": listed([str(uuid4())]), "space": uuid4(), "param_1": 1}
        plan = "\n".join(line for (line,) in driver.execute(f"EXPLAIN {query}", given, prepare=True))
    engine.dispose()
    assert "using pk_received_change" in plan
    (condition,) = [line for line in plan.splitlines() if "Index Cond:" in line]
    assert "ROW(space_id, change_id) >= ROW" in condition


def test_a_receipt_of_another_space_is_none_of_ours(server: Server, space: MadeSpace, device: Device) -> None:
    # later than all that this space has been sent, and before the other's first: next to each other in the log's key
    change_id = str(new_uuid7())
    other = make_space(server)
    named = msgspec.structs.replace(registered(other), change_id=change_id)
    assert [verdict.kind for verdict in Device(server, other.code).send(named).verdicts] == [VerdictKind.APPLIED]
    mine = msgspec.structs.replace(registered(space), change_id=change_id)
    assert [verdict.kind for verdict in device.send(mine).verdicts] == [VerdictKind.APPLIED]
