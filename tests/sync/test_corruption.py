"""One byte is wrong, anywhere in the file: it is always noticed, and « réparer » brings back what there was."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.storage.backup import DailyCopies
from intake_app.storage.engine import _connect
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.swap import DATABASE_NAME
from sync.client import mending
from sync.client.loss_receipt import LossReceipt
from tests.common.laptops import FakeClock
from tests.conftest import Counts
from tests.sync.damaged import MONDAY, PAGE, build, shape_made_once, spoil

pytestmark = pytest.mark.timeout(2_400)

SEED: Final = 20261127
LONGEST_S: Final = 15.0
ALWAYS: Final = (0, 5, 15, 16, 100, PAGE - 1, PAGE)
"""The salt, the head and the end of the first page, and the page behind it."""
Rows = dict[tuple[str, str], tuple[Any, ...]]
"""(Record type, id) → revision, then every other column."""


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
    with shape_made_once(tmp_path_factory.mktemp("shape")):
        laptop = build(tmp_path_factory.mktemp("whole"), migrated_file, (200, 10, 12)).laptop
        with closing(_connect(laptop.folder / DATABASE_NAME, laptop.keys.database_key)) as connection:
            roots = [row[0] - 1 for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
            unsent = connection.execute("SELECT device_seq FROM outbox_change WHERE state = 'pending'").fetchall()
            rows = rows_of(connection)
        unsent_numbers = frozenset(number for (number,) in unsent)
        yield Whole(laptop.folder, laptop.keys, laptop.space.staff_id, rows, unsent_numbers, tuple(roots))


def rows_of(connection: Any) -> Rows:
    """Every record that the database holds."""
    found: Rows = {}
    for record_type in RECORD_TYPES:
        table = table_of(record_type)
        columns = ", ".join(["id", "revision", *(f'"{column.name}"' for column in table.columns)])
        for record_id, *said in connection.execute(f"SELECT {columns} FROM {table.name}"):
            found[record_type, record_id] = tuple(said)
    return found


def is_back(there: tuple[Any, ...] | None, was: tuple[Any, ...]) -> bool:
    """Whether a record is what it was, or comes again from the centre, which has numbered it since."""
    if there is None:
        return bool(was[0] > 0)
    return there == was or bool(there[0] < was[0])


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
    back = sum(is_back(rows.get(key), was) for key, was in whole.rows.items())
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
    whole: Whole, quick_path: Path, counts: Counts, minutes: float | None, is_nightly: bool
) -> None:
    luck, tried = random.Random(SEED), Counter[str]()
    until = time.monotonic() + ((minutes or 30) * 60 if is_nightly else LONGEST_S)
    for place in places(whole, luck):
        if tried["tried"] >= counts(200, 10_000) or (time.monotonic() > until and tried["tried"] >= len(ALWAYS)):
            break
        folder = Path(shutil.copytree(whole.folder, quick_path / "hurt"))
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


def test_a_wrong_byte_where_a_table_begins_costs_nothing(whole: Whole, quick_path: Path) -> None:
    for root in random.Random(SEED).sample(whole.roots, 4):
        folder = Path(shutil.copytree(whole.folder, quick_path / str(root)))
        spoil(folder / DATABASE_NAME, root * PAGE + 77)
        receipt = mending.repair(folder, whole.keys, whole.staff_id, FakeClock())
        assert (receipt.lost, judge(whole, folder, receipt)) == (0, (len(whole.rows), 0))
