"""Somebody leaves while work waits on her laptop: she is told, nothing is lost, and it can be rescued in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake_app.domain.base import Audience
from intake_app.domain.errors import KnownError
from sync.server.administration import staff
from sync.server.handle import Server
from sync.server.parcel import receive_parcel
from sync.server.spaces import invite
from tests.common.at_rest import assert_converged, assert_numbered_without_holes, outbox_of, rows_there
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """Hers, with somebody sent and somebody waiting, on the day she leaves."""
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    made.register("ENVOYÉE")
    made.exchange()
    made.register("EN ATTENTE")
    unused = space.another_code(server)
    assert len(staff.disable(server.centre, space.space_id, space.staff_id)) == 1
    with pytest.raises(KnownError, match="code_wrong"):
        workplace_of(made).rejoin(unused)
    yield made
    made.close()


def names_there(server: Server) -> list[str]:
    return sorted(row["family_name"] for row in rows_there(server, "resident").values())


def test_whoever_is_disabled_with_pending_work_is_told_and_loses_nothing(
    laptop: SyncedLaptop, server: Server, space: MadeSpace
) -> None:
    workplace = workplace_of(laptop)
    with pytest.raises(KnownError, match="device_revoked"):
        workplace.exchange()
    assert laptop.status().pending_files == 1
    assert names_there(server) == ["ENVOYÉE"]
    with pytest.raises(KnownError, match="staff_disabled"):
        invite(server.centre, space.staff_id, Audience.FIELD, needs_approval=False)
    # she is back: what waited goes
    staff.enable(server.centre, space.space_id, space.staff_id)
    workplace.rejoin(space.another_code(server))
    workplace.exchange()
    assert names_there(server) == ["EN ATTENTE", "ENVOYÉE"]
    assert {row.state for row in outbox_of(laptop.store)} == {"acknowledged"}
    assert_converged(server, laptop.store)
    assert_numbered_without_holes(server)


def test_what_waited_comes_as_a_parcel_all_the_same(laptop: SyncedLaptop, server: Server, tmp_path: Path) -> None:
    parcel = tmp_path / "stick.palier"
    workplace_of(laptop).write_parcel(parcel)
    with pytest.raises(KnownError, match="parcel_device_revoked"):
        receive_parcel(server.centre, parcel.read_bytes())
    receive_parcel(server.centre, parcel.read_bytes(), although_revoked=True)
    assert names_there(server) == ["EN ATTENTE", "ENVOYÉE"]


def test_her_colleagues_see_that_she_left_and_came_back(laptop: SyncedLaptop, server: Server, space: MadeSpace) -> None:
    centre, member = server.centre, space.staff_id
    assert rows_there(server, "staff_member")[member]["is_active"] is False
    staff.enable(centre, space.space_id, member)
    colleague = SyncedLaptop(laptop.folder.parent / "colleague", server, space, seed=2)
    assert colleague.rows("staff_member")[member]["is_active"] is True
    revision = rows_there(server, "staff_member")[member]["revision"]
    staff.enable(centre, space.space_id, member)
    assert rows_there(server, "staff_member")[member]["revision"] == revision
    colleague.close()
