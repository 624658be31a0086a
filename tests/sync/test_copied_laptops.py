"""News of its other self comes to a copied laptop before either is told apart: what others wrote refers to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.encounters import record_encounter
from sync.server.administration.laptops import approve
from sync.server.handle import Server
from sync.server.scope import Scope
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workplaces import copy_of, workplace_of
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
