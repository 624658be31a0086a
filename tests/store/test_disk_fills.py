"""The disk is full at the n-th write, wherever that falls: nothing saved is lost, and the same save goes through once
there is room.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from intake_app.storage.engine import _connect
from intake_app.storage.keys import Keys
from tests.conftest import Counts
from tests.store.played_day import NORMAL
from tests.store.power import Picture, Transaction, disk, open_on_disk, picture_of, save

apsw = pytest.importorskip("apsw")
pytestmark = pytest.mark.timeout(2_400)
SAVES = 12
OFTEN = {**NORMAL, "wal_autocheckpoint": "30"}
"""The log is folded in within these saves, so that writes to the file itself fail too."""


def saved_on_a_full_disk(folder: Path, keys: Keys, saves: list[Transaction], room: int | None) -> tuple[Picture, int]:
    """Do the saves; the write behind `room` others finds the disk full. What is held at the end, and how many writes
    it took.
    """
    deeds: list[tuple[object, ...]] = []
    connection = open_on_disk(folder, keys.database_key, OFTEN, deeds)
    disk().room = room
    for transaction in saves:
        before = picture_of(connection)
        try:
            save(connection, transaction)
        except apsw.FullError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            disk().room = None
            if picture_of(connection) == before:
                save(connection, transaction)
    held = picture_of(connection)
    disk().room = None
    connection.close()
    return held, sum(deed[0] == "write" for deed in deeds)


def test_the_disk_is_full_at_every_tenth_write(
    furnished_folder: Path,
    day: list[Transaction],
    quick_path: Path,
    keys: Keys,
    counts: Counts,
) -> None:
    saves = day[:SAVES]
    whole, writes = saved_on_a_full_disk(shutil.copytree(furnished_folder, quick_path / "w"), keys, saves, None)
    assert writes > 100
    for room in range(0, writes, counts(10, 1)):
        folder = Path(shutil.copytree(furnished_folder, quick_path / f"full-{room}"))
        held, _ = saved_on_a_full_disk(folder, keys, saves, room)
        assert held == whole, room
        with closing(_connect(folder / "palier.db", keys.database_key)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            assert picture_of(connection) == whole, room
        shutil.rmtree(folder)
