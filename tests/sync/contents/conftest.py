"""Two laptops of one space, a workshop, and a scan to join to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from sync.server.handle import Server
from tests.common.scans import write_scan
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.attached import CONTENT, plan_at


@pytest.fixture
def space(light_server: Server) -> MadeSpace:
    return make_space(light_server)


@pytest.fixture
def laptop(light_server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "laptop", light_server, space)
    yield made
    made.close()


@pytest.fixture
def other(light_server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "other", light_server, space, seed=2)
    yield made
    made.close()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "desktop", CONTENT)


@pytest.fixture
def workshop_id(laptop: SyncedLaptop) -> UUID:
    return plan_at(laptop)
