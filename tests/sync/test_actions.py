"""An action added without network by whoever answers for the programme is offered on every laptop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from intake_app.services.actions import add_action, list_actions, put_action_away, update_action
from intake_app.services.conflicts import list_conflicted_files
from sync.server.handle import Server
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.erasing import settle


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def laptops(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[tuple[SyncedLaptop, SyncedLaptop]]:
    here, there = (SyncedLaptop(tmp_path / str(seed), server, space, seed=seed) for seed in (1, 2))
    for laptop in (here, there):
        laptop.actor = replace(laptop.actor, role="programme_officer")
    yield here, there
    here.close()
    there.close()


def test_an_action_added_offline_reaches_everybody_and_two_corrections_are_kept(
    laptops: tuple[SyncedLaptop, SyncedLaptop],
) -> None:
    here, there = laptops
    before = len(there.store.read(list_actions))
    fields = {"title_fr": "CAP gardien", "kind": "training", "unit": "hours", "funded_hours": 420}
    action_id = here.store.run(add_action, here.actor, fields)
    settle(here, there)
    assert len(there.store.read(list_actions)) == before + 1
    here.store.run(update_action, here.actor, action_id, {"funded_hours": 400})
    there.store.run(update_action, there.actor, action_id, {"title_en": "Caretaker’s certificate"})
    settle(here, there)
    for laptop in laptops:
        (row,) = [one for one in laptop.store.read(list_actions) if one.id == action_id]
        assert (row.title_fr, row.title_en, row.funded_hours) == ("CAP gardien", "Caretaker’s certificate", 400)
        assert laptop.store.read(list_conflicted_files, laptop.actor) == []
    here.store.run(put_action_away, here.actor, action_id)
    settle(here, there)
    assert len(there.store.read(list_actions)) == before
