"""The log is cut or flipped anywhere: what opens is a moment that was, and what is missing is counted exactly."""

from __future__ import annotations

import shutil
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.high_water import FILE_NAME
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from tests.conftest import Counts
from tests.store.conftest import make_keys
from tests.store.world import StillClock, actor_of, outbox_of, register

pytestmark = pytest.mark.timeout(2_400)
LOG = f"{DATABASE_NAME}-wal"
HEAD, FRAME = 32, 24 + 4096


@dataclass(frozen=True)
class Crash:
    """A folder as a crash leaves it: how long the log was after each save, and how many changes there were then."""

    folder: Path
    lengths: list[int]
    numbers: list[int]

    def kept(self, length: int) -> int:
        """How many changes a log holds of which only the first `length` bytes are sound."""
        return self.numbers[bisect_right(self.lengths, length) - 1]


@pytest.fixture(scope="module")
def crash(furnished_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Crash:
    folder = tmp_path_factory.mktemp("crash")
    live = shutil.copytree(furnished_folder, folder / "live")
    store = open_store(live, make_keys())
    actor = actor_of(StillClock())
    # what opening itself wrote is no save of anybody's
    lengths, numbers = [0, (live / LOG).stat().st_size if (live / LOG).exists() else 0], [0, 0]
    for number in range(8):
        register(store, actor, f"Nom{number}", "Alix", address="12 rue du Gros-Chêne " * 3)
        lengths.append((live / LOG).stat().st_size)
        numbers.append(len(outbox_of(store)))
    left = shutil.copytree(live, folder / "left")
    store.close()
    return Crash(Path(left), lengths, numbers)


def opened_after(folder: Path, keys: Keys) -> tuple[int, int]:
    """How many changes are said to be missing, and how many there are."""
    missing = 0
    try:
        open_store(folder, keys).close()
    except KnownError as refusal:
        assert refusal.key == "saved_changes_missing"  # noqa: PT017 (any other is a failure)
        missing = int(refusal.details["count"])
    # without the mark nobody knows, and it opens
    (folder / FILE_NAME).unlink()
    store = open_store(folder, keys)
    numbers = [change.device_seq for change in outbox_of(store)]
    with store.direct() as connection:
        assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    store.close()
    assert numbers == list(range(1, len(numbers) + 1))
    return missing, len(numbers)


def spread(values: range, count: int) -> list[int]:
    """So many of them, evenly spread, the first and the last among them."""
    if len(values) <= count:
        return list(values)
    return sorted({values[round(place * (len(values) - 1) / (count - 1))] for place in range(count)})


def test_a_log_cut_at_any_sector_says_exactly_what_is_gone(
    crash: Crash, quick_path: Path, keys: Keys, counts: Counts
) -> None:
    size, everything = crash.lengths[-1], crash.numbers[-1]
    for length in spread(range(0, size + 1, 512), counts(100, size)):
        folder = Path(shutil.copytree(crash.folder, quick_path / str(length)))
        with (folder / LOG).open("r+b") as log:
            log.truncate(length)
        missing, kept = opened_after(folder, keys)
        assert (kept, missing) == (crash.kept(length), everything - crash.kept(length)), length
        shutil.rmtree(folder)


def test_a_byte_flipped_in_any_frame_says_exactly_what_is_gone(
    crash: Crash, quick_path: Path, keys: Keys, counts: Counts
) -> None:
    size, everything = crash.lengths[-1], crash.numbers[-1]
    starts = range(HEAD, size, FRAME)
    for start in [0, *spread(starts, counts(100, size))]:
        folder = Path(shutil.copytree(crash.folder, quick_path / str(start)))
        content = bytearray((folder / LOG).read_bytes())
        # somewhere in its head, its page, or in what authenticates that
        content[start + (7, 30, 2_000, 4_100)[start // FRAME % 4] if start else 10] ^= 0x04
        (folder / LOG).write_bytes(bytes(content))
        missing, kept = opened_after(folder, keys)
        assert (kept, missing) == (crash.kept(start), everything - crash.kept(start)), start
        shutil.rmtree(folder)
