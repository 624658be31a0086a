"""News of its other self comes to a copied laptop before either is told apart: what others wrote refers to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.encounters import record_encounter
from sync.server.administration.laptops import approve
from sync.server.handle import Server
from sync.server.scope import Scope
from tests.common.at_rest import outbox_of
from tests.common.backups import Backups
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import copy_of, stop_all, workplace_of
from tests.sync.spy import SpyTransport


@pytest.mark.parametrize("is_area", [False, True])
def test_what_the_other_self_sent_under_the_same_name_comes_all_the_same(
    server: Server, space: MadeSpace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_area: bool
) -> None:
    area: Scope = {"neighbourhoods": [str(space.neighbourhood_id)], "buildings": []}
    laptop = SyncedLaptop(tmp_path / "one", server, space, SpyTransport(server), scope=area if is_area else None)
    laptop.register("COMMUN")
    twin = copy_of(laptop, tmp_path / "twin")
    other = laptop.register("ICI")
    laptop.exchange()
    colleague = SyncedLaptop(tmp_path / "colleague", server, space, seed=2)
    met = {"neighbourhood_id": space.neighbourhood_id, "channel": "lobby", "outcome": "informed"}
    colleague.store.run(record_encounter, colleague.actor, resident_id=other, **met)
    colleague.exchange()
    mine = twin.register("LÀ-BAS")
    # what both had waiting goes first, and is no proof of anything yet
    monkeypatch.setattr("sync.client.engine.FIRST_BATCH", 1)
    workplace = workplace_of(twin)
    # and the rows were counted in the morning
    workplace._is_counted = True
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    assert workplace.enrolment is not None
    approve(server.centre, workplace.enrolment.fingerprint)
    workplace.exchange()
    assert {other, mine} <= twin.rows("resident").keys()
    assert twin.rows("encounter").keys() == colleague.rows("encounter").keys()
    for one in (laptop, twin, colleague):
        one.close()


def test_a_copy_that_shares_the_new_name_too_goes_on_under_one_of_its_own(
    light_server: Server, tmp_path: Path, server_clock: FakeClock
) -> None:
    """The copy was made between the question for a new name and its answer: both hold the key of that name."""
    space = make_space(light_server)
    backups = Backups(light_server, tmp_path, server_clock)
    laptop = SyncedLaptop(tmp_path / "one", light_server, space)
    wire: Any = laptop.transport
    backups.keep()
    laptop.register("COMMUN")
    laptop.exchange()
    stop_all(light_server)
    wire.fault = lose_the_new_name
    with pytest.raises(KnownError, match="server_slow"):
        workplace_of(laptop).exchange()
    wire.fault = None
    twin = copy_of(laptop, tmp_path / "twin")
    # in this life nobody knows that there are two, and one goes on under the common name
    server = backups.put_back(laptop)
    here, there = laptop, twin
    here.exchange()
    here.register("ICI")
    here.exchange()
    stop_all(server)
    approved_exchange(server, here)
    mine = there.register("LÀ-BAS")
    for _ in range(2):
        approved_exchange(server, there)
        approved_exchange(server, here)
    for one in (here, there):
        assert mine in one.rows("resident")
        assert len(one.rows("resident")) == 3
        assert {row.state for row in outbox_of(one.store)} == {"acknowledged"}
        one.close()
    server.centre.database.engine.dispose()


def lose_the_new_name(path: str, _response: Any) -> None:
    if path == "/v1/renewal":
        raise KnownError("server_slow")


def approved_exchange(server: Server, laptop: SyncedLaptop) -> None:
    """Exchange, and have somebody at the centre approve whatever new name that takes."""
    workplace = workplace_of(laptop)
    for _ in range(3):
        try:
            workplace.exchange()
        except KnownError as error:
            if error.key != "device_pending" or workplace.enrolment is None:
                raise
            approve(server.centre, workplace.enrolment.fingerprint)
