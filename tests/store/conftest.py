"""An encrypted store of one's own for each test: copied from one that was migrated once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.storage.keys import KEY_LENGTH, Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.common.import_files import BENALI, DIALLO, HEADERS, LE_GALL, write_workbook
from tests.common.memory import quick_path  # noqa: F401 (a fixture)
from tests.store.import_desk import Import
from tests.store.world import CLAIRE, StillClock, actor_of, furnish

if TYPE_CHECKING:
    from tests.store.power import Transaction

VAULT_ID = UUID("01900000-0000-4000-8000-0000000000aa")


def make_keys() -> Keys:
    """The keys of the tests' vault: the same every time."""
    return Keys(VAULT_ID, bytearray(range(1, KEY_LENGTH + 1)))


@pytest.fixture(scope="session")
def furnished_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store was migrated and furnished, and closed. Copy it, never open it."""
    folder = tmp_path_factory.mktemp("furnished")
    store = open_store(folder, make_keys())
    furnish(store)
    store.close()
    return folder


@pytest.fixture(scope="session")
def day(furnished_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Transaction]:
    """What the transactions of a caretaker's day say to the driver."""
    pytest.importorskip("apsw")
    from tests.store.played_day import record_day

    return record_day(shutil.copytree(furnished_folder, tmp_path_factory.mktemp("day") / "palier"), make_keys())


@pytest.fixture
def keys() -> Keys:
    return make_keys()


@pytest.fixture
def folder(tmp_path: Path, furnished_folder: Path) -> Path:
    """The data folder of the test's own store."""
    return shutil.copytree(furnished_folder, tmp_path / "palier")


@pytest.fixture
def store(folder: Path, keys: Keys) -> Iterator[Store]:
    opened = open_store(folder, keys)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StillClock:
    """Sunday 22 November 2026, 10:00 UTC."""
    return StillClock()


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    """Nadia, caretaker at Maurepas."""
    return actor_of(clock)


@pytest.fixture
def adviser(clock: StillClock) -> Actor:
    """Claire, adviser."""
    return actor_of(clock, staff_id=CLAIRE, role="adviser", seed=2)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of three people, in a workbook."""
    return write_workbook(tmp_path, [HEADERS, BENALI, LE_GALL, DIALLO])


@pytest.fixture
def bring(store: Store, adviser: Actor, listed: Path) -> Callable[..., Import]:
    """Claire brings in that list, or another."""
    return lambda given=listed, **choices: Import(store, adviser, given, **choices)
