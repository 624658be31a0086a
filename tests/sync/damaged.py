"""A laptop and its centre made once, and copied for each damage that is tried."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import Engine

from intake_app.storage.backup import DailyCopies
from intake_app.storage.engine import _connect
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from sync.client import mending
from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop

PAGE: Final = 4096
MONDAY: Final = date(2026, 11, 23)
_CENTRE: Final = "centre.db"


@dataclass(frozen=True)
class World:
    """A closed laptop, with its folder and its centre's database in `folder`."""

    folder: Path
    laptop: SyncedLaptop


def build(folder: Path, migrated_file: Path, people: tuple[int, int, int]) -> World:
    """So many people (CENTRE 0, CENTRE 1…) at the centre before the copy of the day, more (DEPUIS 0…) there since, and
    some (ICI 0…) only on the laptop; each tenth of the first was corrected here.
    """
    before, since, here = people
    shutil.copy(migrated_file, folder / _CENTRE)
    with _serving(folder) as server:
        laptop = SyncedLaptop(folder / "laptop", server, make_space(server))
        known = [laptop.register(f"CENTRE {number}", address="tour A " * 20) for number in range(before)]
        laptop.exchange()
        DailyCopies(laptop.folder, laptop.keys, laptop.store).make(MONDAY)
        for number in range(since):
            laptop.register(f"DEPUIS {number}")
        laptop.exchange()
        for number in range(here):
            laptop.register(f"ICI {number}")
        for person in known[::10]:
            laptop.update(person, address="tour B")
        laptop.close()
    return World(folder, laptop)


@contextmanager
def copied(world: World, folder: Path) -> Iterator[tuple[Server, SyncedLaptop]]:
    """The centre, and the laptop still closed, of a test's own."""
    shutil.copytree(world.folder, folder)
    with _serving(folder) as server:
        laptop = copy.copy(world.laptop)
        laptop.folder, laptop.transport = folder / "laptop", DirectTransport(server)
        yield server, laptop


@contextmanager
def _serving(folder: Path) -> Iterator[Server]:
    engine = open_engine(f"sqlite:///{folder / _CENTRE}")
    yield Server(engine, name="Rennes", clock=FakeClock())
    engine.dispose()


@contextmanager
def shape_made_once(folder: Path) -> Iterator[None]:
    """The shape of an empty database is the same each time: the migrations are run once, then copied."""
    keys = Keys(UUID(int=1), bytearray(range(32)))
    open_store(folder, keys).close()
    with closing(_connect(folder / DATABASE_NAME, keys.database_key)) as connection:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        # what a full-text table keeps for itself comes with it
        shape = [sql for (sql,) in connection.execute(made) if not sql.startswith("CREATE TABLE '")]
        version = connection.execute("PRAGMA user_version").fetchone()[0]

    def put_shape(engine: Engine) -> None:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            for sql in (*shape, f"PRAGMA user_version = {version}"):
                driver.execute(sql)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mending, "bring_up_to_date", put_shape)
        yield


def root_of(laptop: SyncedLaptop, table: str) -> int:
    """The page where a table begins (the first is 1)."""
    with closing(_connect(laptop.folder / DATABASE_NAME, laptop.keys.database_key)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (table,)).fetchone()[0])


def spoil(path: Path, *places: int) -> None:
    """Change the bytes at these places."""
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 0x20
    path.write_bytes(bytes(content))
