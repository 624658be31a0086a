"""The centre joins files, and never ties a circle."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.resident_merge import ResidentMerge
from sync.protocol.messages import Change, ExchangeReply
from sync.server.handle import Server
from tests.common.devices import MOMENT, Device, creation, new_change
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import server_rows
from tests.sync.residents import edited, made_resident, registered


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def files(space: MadeSpace, device: Device) -> list[UUID]:
    """Four files that the centre has."""
    residents = [made_resident(space) for _ in range(4)]
    device.send(*[registered(space, resident) for resident in residents])
    return [resident.id for resident in residents]


def join(space: MadeSpace, merged: UUID, survivor: UUID, **more: str) -> Change:
    return creation(space.actor().create(ResidentMerge, merged_id=merged, survivor_id=survivor), space.staff_id, **more)


def undo(space: MadeSpace, joined: Change) -> Change:
    said = {"undone_at": (MOMENT, None), "undone_by": (str(space.staff_id), None)}
    return new_change("resident_merge", joined.record_id, said, space.staff_id, base_revision=1)


def reasons(reply: ExchangeReply) -> list[str | None]:
    return [verdict.reason for verdict in reply.verdicts]


def test_two_files_are_joined_and_taken_apart(space: MadeSpace, device: Device, files: list[UUID]) -> None:
    first, second, *_ = files
    joined = join(space, first, second)
    assert reasons(device.send(joined, undo(space, joined), join(space, second, first))) == [None, None, None]


def test_a_join_the_other_way_round_is_a_circle(
    server: Server, space: MadeSpace, device: Device, files: list[UUID]
) -> None:
    first, second, *_ = files
    other = Device(server, space.another_code(server))
    assert reasons(device.send(join(space, first, second))) == [None]
    assert reasons(other.send(join(space, second, first))) == ["merge_circle"]
    assert len(server_rows(server, "resident_merge")) == 1


def test_a_circle_of_three_is_seen_within_one_batch(space: MadeSpace, device: Device, files: list[UUID]) -> None:
    first, second, third, fourth = files
    sent = [
        join(space, first, second),
        join(space, third, second),
        join(space, third, first),
        join(space, fourth, third),
    ]
    assert reasons(device.send(*sent)) == [None, None, "merge_circle", None]


def test_a_file_is_not_joined_to_itself(space: MadeSpace, device: Device, files: list[UUID]) -> None:
    assert reasons(device.send(join(space, files[0], files[0]))) == ["merge_circle"]


def test_a_refused_unit_joins_nothing(space: MadeSpace, device: Device, files: list[UUID]) -> None:
    first, second, *_ = files
    joined = join(space, first, second)
    wrong = edited(space, first, unit=joined.unit_id, family_name=("", "Traoré"))
    assert reasons(device.send(joined, wrong)) == ["unit_refused", "value_invalid"]
    assert reasons(device.send(join(space, second, first))) == [None]


def test_an_undoing_refused_with_its_unit_leaves_the_files_joined(
    space: MadeSpace, device: Device, files: list[UUID]
) -> None:
    first, second, *_ = files
    joined = join(space, first, second)
    device.send(joined)
    apart = undo(space, joined)
    wrong = edited(space, first, unit=apart.unit_id, family_name=("", "Traoré"))
    assert reasons(device.send(apart, wrong)) == ["unit_refused", "value_invalid"]
    assert reasons(device.send(join(space, second, first))) == ["merge_circle"]


def test_what_a_join_ties_is_never_rewritten(
    server: Server, space: MadeSpace, device: Device, files: list[UUID]
) -> None:
    first, second, third, _ = files
    joined = join(space, first, second)
    device.send(joined, new_change("resident_merge", joined.record_id, {"survivor_id": str(third)}, space.staff_id))
    (row,) = server_rows(server, "resident_merge").values()
    assert row["survivor_id"] == second
