"""What somebody saves on a laptop whose first download has barely begun: it may name herself, and is sent like
everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.staff import list_staff
from sync.server.administration import staff
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, assert_numbered_without_holes, outbox_of, rows_there
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import workplace_of


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop that has joined, and read nothing."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, is_filled=False)
    yield made
    made.close()


def test_a_follow_up_and_a_referent_name_her_before_her_own_row_has_come(
    laptop: SyncedLaptop, server: Server, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 1)
    assert laptop.exchange(is_stopped=lambda: bool(laptop.rows("neighbourhood"))).is_stopped
    assert not laptop.rows("site")
    who = laptop.register("AVANT", referent_id=space.staff_id)
    asked = {"purpose": "call_back", "due_on": date(2026, 12, 1)}
    task = laptop.store.run(schedule_follow_up, laptop.actor, who, **asked)
    assert [row.short_name for row in laptop.store.read(list_staff)] == ["Claire M."]
    laptop.exchange()
    assert {row.state for row in outbox_of(laptop.store)} == {"acknowledged"}
    assert rows_there(server, "follow_up")[task]["assigned_to"] == space.staff_id
    assert laptop.rows("staff_member")[space.staff_id]["site_id"] == space.site_id
    assert_converged(server, laptop.store)
    assert_numbered_without_holes(server)


def test_joining_once_more_keeps_the_row_that_has_come(laptop: SyncedLaptop, server: Server, space: MadeSpace) -> None:
    laptop.exchange()
    before = laptop.rows("staff_member")
    staff.disable(server.centre, space.space_id, space.staff_id)
    staff.enable(server.centre, space.space_id, space.staff_id)
    workplace = workplace_of(laptop)
    workplace.rejoin(space.another_code(server))
    assert laptop.rows("staff_member") == before
    workplace.exchange()
    assert_converged(server, laptop.store)
