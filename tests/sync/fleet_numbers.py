"""One receipt for each change, and the numbers of each identity without a hole: checked of a simulated fleet, whose
laptops may have been copied and have had several identities each.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import select

from sync.server.tables import DEVICE, RECEIVED_CHANGE, SPACE_COUNTER
from tests.sync.fleet_laptop import FleetLaptop
from tests.sync.fleet_world import World


def check_exactly_once(world: World) -> None:
    """One receipt for each change ever saved, numbered without a hole; none of a change that nobody made, and none
    missing but of what was lost with a laptop that was put back.
    """
    with world.centre.server.centre.database.read() as connection:
        received = [dict(row) for row in connection.execute(select(RECEIVED_CHANGE)).mappings()]
        devices = {row["id"]: dict(row) for row in connection.execute(select(DEVICE)).mappings()}
        last_seq = connection.scalars(select(SPACE_COUNTER.c.last_seq)).one()
    numbers = sorted(row["server_seq"] for row in received if row["server_seq"] is not None)
    assert numbers == list(range(1, len(numbers) + 1))
    assert last_seq == len(numbers)
    receipts = {str(row["change_id"]): row for row in received}
    assert len(receipts) == len(received)
    for laptop in world.laptops:
        check_answers(laptop, receipts)
        check_numbers(laptop, receipts, devices)
    check_former_numbers(received, devices)
    of_laptops = {name for name, row in receipts.items() if devices[row["device_id"]]["staff_id"] is not None}
    taken_back, known = world.copies.taken_back, world.copies.known_anywhere()
    assert of_laptops <= known | taken_back, "a change that nobody made"
    assert taken_back <= known | of_laptops | world.copies.lost.keys(), "received, and gone"


def check_answers(laptop: FleetLaptop, receipts: dict[str, Any]) -> None:
    """The laptop was told each of its changes' one verdict."""
    sent = laptop.outbox_rows()
    assert [row.device_seq for row in sent] == list(range(1, laptop.changes_saved + 1)), laptop.name
    told = {str(row.change_id): row.server_seq for row in sent}
    assert len(told) == len(sent)
    assert told == {name: receipts[name]["server_seq"] if name in receipts else "none" for name in told}, laptop.name


def check_numbers(laptop: FleetLaptop, receipts: dict[str, Any], devices: dict[Any, Any]) -> None:
    """The centre has every number of the laptop's present identity, or has had the same change from a former one."""
    me = next(row for row in devices.values() if str(row["id"]) == laptop.enrolment.device_id)
    assert me["last_seq"] == laptop.changes_saved, laptop.name
    for row in laptop.outbox_rows():
        receipt = receipts[str(row.change_id)]
        if receipt["device_id"] == me["id"]:
            assert receipt["device_seq"] == row.device_seq >= me["first_seq"], laptop.name
        else:
            former = devices[receipt["device_id"]]
            assert former["staff_id"] == me["staff_id"], laptop.name
            assert receipt["device_seq"] == row.device_seq, laptop.name
            assert laptop.was_copied, (laptop.name, row.device_seq)


def check_former_numbers(received: list[Any], devices: dict[Any, Any]) -> None:
    """No number of an identity was given twice, or lies outside those it was given."""
    numbers: dict[Any, list[int]] = defaultdict(list)
    for row in received:
        numbers[row["device_id"]].append(row["device_seq"])
    for device_id, given in numbers.items():
        device = devices[device_id]
        assert max(Counter(given).values()) == 1, device["label"]
        assert device["first_seq"] <= min(given), device["label"]
        assert max(given) <= device["last_seq"], device["label"]
