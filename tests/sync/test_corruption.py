"""One byte is wrong, anywhere in the file: it is always noticed, and « réparer » brings back what there was."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import Engine

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.storage.backup import DailyCopies
from intake_app.storage.engine import _connect
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.swap import DATABASE_NAME
from sync.client import mending
from sync.client.loss_receipt import LossReceipt
from sync.server.database import open_engine
from sync.server.handle import Server
from tests.common.laptops import FakeClock
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.conftest import Counts

pytestmark = pytest.mark.timeout(2_400)

SEED: Final = 20261127
LONGEST_S: Final = 15.0
PAGE: Final = 4096
MONDAY: Final = date(2026, 11, 23)
ALWAYS: Final = (0, 5, 15, 16, 100, PAGE - 1, PAGE)
"""The salt, the head and the end of the first page, and the page behind it."""
Rows = dict[tuple[str, str], int]
"""(Record type, id) → revision."""


@dataclass(frozen=True)
class Whole:
    """A laptop's folder before anything is wrong with it."""

    folder: Path
    keys: Keys
    staff_id: UUID
    rows: Rows
    unsent: frozenset[int]
    """Numbers of the changes that the centre has not received."""
    roots: tuple[int, ...]
    """The pages where tables begin, counted from 0."""


@pytest.fixture(scope="module")
def whole(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """Two hundred people at the centre, the copy of the day, then ten more there, and twelve only here."""
    folder = tmp_path_factory.mktemp("whole")
    centre = open_engine(f"sqlite:///{shutil.copy(migrated_file, folder / 'centre.db')}")
    server = Server(centre, name="Rennes", clock=FakeClock())
    laptop = SyncedLaptop(folder / "laptop", server, make_space(server))
    people = [laptop.register(f"CENTRE {number}", address="tour A " * 12) for number in range(200)]
    laptop.exchange()
    DailyCopies(laptop.folder, laptop.keys, laptop.store).make(MONDAY)
    people += [laptop.register(f"DEPUIS {number}") for number in range(10)]
    laptop.exchange()
    for number in range(12):
        laptop.register(f"ICI {number}")
        laptop.update(people[number * 17], address="tour B")
    laptop.close()
    with closing(_connect(laptop.folder / DATABASE_NAME, laptop.keys.database_key)) as connection:
        roots = [row[0] - 1 for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
        unsent = connection.execute("SELECT device_seq FROM outbox_change WHERE state = 'pending'").fetchall()
        rows = rows_of(connection)
    yield Whole(
        laptop.folder, laptop.keys, laptop.space.staff_id, rows, frozenset(one for (one,) in unsent), tuple(roots)
    )
    centre.dispose()


@pytest.fixture(scope="module", autouse=True)
def _quick_shape(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The shape of an empty database is the same each time: thirty migrations are run once, then copied."""
    folder, keys = tmp_path_factory.mktemp("shape"), Keys(UUID(int=1), bytearray(range(32)))
    open_store(folder, keys).close()
    with closing(_connect(folder / DATABASE_NAME, keys.database_key)) as connection:
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        shape = [sql for (sql,) in connection.execute(made)]
        version = connection.execute("PRAGMA user_version").fetchone()[0]

    def put_shape(engine: Engine) -> None:
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            for sql in shape:
                # what a full-text table keeps itself in comes with it
                if not sql.startswith("CREATE TABLE '"):
                    driver.execute(sql)
            driver.execute(f"PRAGMA user_version = {version}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mending, "bring_up_to_date", put_shape)
        yield


def rows_of(connection: Any) -> Rows:
    """Every record that the database holds."""
    found: Rows = {}
    for record_type, row_class in RECORD_TYPES.items():
        query = f"SELECT id, revision FROM {row_class.__tablename__}"
        found |= {(record_type, record_id): revision for record_id, revision in connection.execute(query)}
    return found


def is_noticed(folder: Path, keys: Keys) -> bool:
    """Whether the opening sees it, or the copy of the day, which reads every page."""
    try:
        store = open_store(folder, keys)
    except KnownError:
        return True
    try:
        DailyCopies(folder, keys, store).make(MONDAY + timedelta(days=1))
    except KnownError as failure:
        return failure.key == "database_damaged"
    finally:
        store.close()
    return False


def judge(whole: Whole, folder: Path, receipt: LossReceipt) -> tuple[int, int]:
    """How many records are back, here or at the next exchange with the centre, and how many changes are gone that the
    receipt does not count.
    """
    with closing(_connect(folder / DATABASE_NAME, whole.keys.database_key)) as connection:
        rows = rows_of(connection)
        query = "SELECT device_seq FROM outbox_change WHERE state = 'pending' AND fields <> x'7b7d'"
        kept = {number for (number,) in connection.execute(query)}
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
    counted = {number for first, last in receipt.missing for number in range(first, last + 1)}
    back = sum(key in rows or revision > 0 for key, revision in whole.rows.items())
    assert len(kept) == receipt.waiting
    return back, len(whole.unsent - kept - counted)


def places(whole: Whole, luck: random.Random) -> Iterator[int]:
    """Bytes of the file: those that matter most, one in each root, then any."""
    size = (whole.folder / DATABASE_NAME).stat().st_size
    yield from ALWAYS
    yield from (root * PAGE + luck.randrange(PAGE) for root in luck.sample(whole.roots, 6))
    while True:
        yield luck.randrange(size)


def test_one_wrong_byte_anywhere_is_noticed_and_repaired(
    whole: Whole, tmp_path: Path, counts: Counts, minutes: float | None, is_nightly: bool
) -> None:
    luck, tried = random.Random(SEED), Counter[str]()
    until = time.monotonic() + ((minutes or 30) * 60 if is_nightly else LONGEST_S)
    for place in places(whole, luck):
        if tried["tried"] >= counts(200, 10_000) or (time.monotonic() > until and tried["tried"] >= len(ALWAYS)):
            break
        folder = Path(shutil.copytree(whole.folder, tmp_path / "hurt"))
        with (folder / DATABASE_NAME).open("r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ luck.randrange(1, 256)]))
        assert is_noticed(folder, whole.keys), place
        receipt = mending.repair(folder, whole.keys, whole.staff_id, FakeClock())
        back, uncounted = judge(whole, folder, receipt)
        assert uncounted == 0, place
        assert back >= 0.99 * len(whole.rows), place
        tried.update(tried=1, back=back, rows=len(whole.rows), lost=receipt.lost, repaired_whole=not receipt.lost)
        shutil.rmtree(folder)
    print(f"seed {SEED}: {dict(tried)}")
    assert tried["back"] >= 0.999 * tried["rows"]


def test_a_wrong_byte_where_a_table_begins_costs_nothing(whole: Whole, tmp_path: Path) -> None:
    for root in random.Random(SEED).sample(whole.roots, 4):
        folder = Path(shutil.copytree(whole.folder, tmp_path / str(root)))
        content = bytearray((folder / DATABASE_NAME).read_bytes())
        content[root * PAGE + 77] ^= 0x11
        (folder / DATABASE_NAME).write_bytes(bytes(content))
        receipt = mending.repair(folder, whole.keys, whole.staff_id, FakeClock())
        assert (receipt.lost, judge(whole, folder, receipt)) == (0, (len(whole.rows), 0))
