"""The power goes at any moment, thousands of times: nobody called saved is ever missing, and nothing is ever broken.

The statements are those that the store gives its driver for real use cases, on the real schema; they are played on
SQLite3MultipleCiphers, which writes the same format, and what is left is opened by the store's own library.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.errors import KnownError
from intake_app.storage.engine import _connect
from intake_app.storage.keys import Keys
from tests.conftest import Counts
from tests.store.conftest import make_keys
from tests.store.played_day import NORMAL
from tests.store.power import Picture, Recording, Transaction, cuts, picture_of, replay

pytest.importorskip("apsw")
pytestmark = pytest.mark.timeout(2_400)

SEED = 20261127
LONGEST_S = 12.0
"""How long the many cuts go on in a normal run, at most."""
FOLDED_OFTEN = {**NORMAL, "wal_autocheckpoint": "40"}
"""The log is folded into the file as it is after some thousand saves of a day."""


def played(furnished_folder: Path, folder: Path, day: Sequence[Transaction], settings: dict[str, str]) -> Recording:
    """The day on a recorded disk."""
    copied = shutil.copytree(furnished_folder, folder)
    recording = replay(copied, make_keys().database_key, day, settings)
    assert len(set(recording.pictures)) > len(day) * 0.8
    return recording


def found_after(folder: Path, files: dict[str, bytes], keys: Keys) -> Picture | None:
    """What the store's own library makes of the files a cut has left; None when they are broken."""
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        with closing(_connect(folder / "palier.db", keys.database_key)) as connection:
            if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                return None
            return picture_of(connection)
    except (KnownError, sqlcipher.Error):
        return None


def judge(recording: Recording, folder: Path, keys: Keys, count: int, longest: float, seed: int) -> Counter[str]:
    """So many cuts: "kept" when everything acknowledged is there, "lost" when less, "broken"."""
    places: dict[Picture, int] = {picture: place for place, picture in enumerate(recording.pictures)}
    first = {picture: recording.pictures.index(picture) for picture in places}
    ends: Counter[str] = Counter()
    until = time.monotonic() + longest
    luck = random.Random(seed)
    folder.mkdir(exist_ok=True)
    while sum(ends.values()) < count and time.monotonic() < until:
        for saved, files in cuts(recording, luck, min(200, count - sum(ends.values()))):
            found = found_after(folder, files, keys)
            if found is None or found not in places or first[found] > saved + 1:
                ends["broken"] += 1
            else:
                ends["kept" if places[found] >= saved else "lost"] += 1
    return ends


@pytest.mark.parametrize("settings", [NORMAL, FOLDED_OFTEN], ids=["a log that grows", "a log folded often"])
def test_2000_power_cuts_lose_nobody_called_saved(
    furnished_folder: Path,
    day: list[Transaction],
    quick_path: Path,
    keys: Keys,
    counts: Counts,
    minutes: float | None,
    is_nightly: bool,
    settings: dict[str, str],
) -> None:
    recording = played(furnished_folder, quick_path / "played", day, settings)
    longest = (minutes or 30) * 60 if is_nightly else LONGEST_S / 2
    ends = judge(recording, quick_path / "cut", keys, counts(1_000, 50_000), longest, SEED)
    print(f"seed {SEED}: {dict(ends)}")
    assert ends["lost"] == ends["broken"] == 0
    assert ends["kept"] > 50


@pytest.mark.parametrize(
    "settings,end",
    [
        ({**NORMAL, "synchronous": "NORMAL"}, "lost"),
        ({**NORMAL, "journal_mode": "DELETE", "synchronous": "OFF"}, "broken"),
    ],
    ids=["lax", "careless"],
)
def test_lesser_promises_are_caught_breaking(
    furnished_folder: Path, day: list[Transaction], quick_path: Path, keys: Keys, settings: dict[str, str], end: str
) -> None:
    """The cuts bite: what the store does not do loses, or breaks the file."""
    recording = played(furnished_folder, quick_path / "played", day, settings)
    ends = judge(recording, quick_path / "cut", keys, 60, LONGEST_S, SEED)
    assert ends[end] > 10, ends
