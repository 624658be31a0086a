"""An import is killed at any moment: what it wrote is whole, its report knows it, and doing it again doubles nobody."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import NoReturn

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.imports.reports import list_imports, read_report
from intake_app.services.resident_lists import find_residents
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.common.import_files import HEADERS, write_workbook
from tests.store.import_desk import BY_VOICE, Import
from tests.store.world import CLAIRE, StillClock, actor_of, outbox_of

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each killed import is a fork of this process"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]
PEOPLE = 40
TOGETHER = 3
KILLS = 4
SEED = 20261126


def claire(clock: StillClock, seed: int) -> Actor:
    """The adviser, at another of her sittings."""
    return actor_of(clock, staff_id=CLAIRE, role="adviser", seed=seed)


def import_until_killed(folder: Path, keys: Keys, path: Path, seed: int, acknowledge: int) -> NoReturn:
    """Bring in every new row, some in one commit, saying so on the pipe after each commit."""
    try:
        run = Import(open_store(folder, keys), claire(StillClock(), seed), path)
        new = [row.row.number for row in run.judged() if row.verdict == "new"]
        run.start(BY_VOICE)
        for start in range(0, len(new), TOGETHER):
            brought = run.bring_together(*new[start : start + TOGETHER])
            os.write(acknowledge, b"." * len(brought))
        os.write(acknowledge, b"!")
        time.sleep(60)
    finally:
        os._exit(1)


def kill_an_import(folder: Path, keys: Keys, path: Path, seed: int, rows: int, more: float) -> int:
    """Let an import bring in so many rows and live so many seconds more; how many rows it called saved."""
    reading, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        import_until_killed(folder, keys, path, seed, acknowledge)
    os.close(acknowledge)
    said = b""
    try:
        while said.count(b".") < rows and not said.endswith(b"!"):
            part = os.read(reading, 4096)
            assert part, "the import stopped by itself"
            said += part
        time.sleep(more)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    while part := os.read(reading, 4096):
        said += part
    os.close(reading)
    return said.count(b".")


def test_a_killed_import_is_whole_and_never_doubled(folder: Path, keys: Keys, tmp_path: Path) -> None:
    luck = random.Random(SEED)
    people = [(f"NOM{place:02}", "Alix", f"{1950 + place}", f"06123456{place:02}", "F") for place in range(PEOPLE)]
    path = write_workbook(tmp_path, [HEADERS, *people])
    called_saved = 0
    for kill in range(KILLS):
        called_saved += kill_an_import(folder, keys, path, kill + 1, luck.randint(1, 6), luck.random() * 0.03)
    store = open_store(folder, keys)
    try:
        look_at(store, called_saved)
        finish = Import(store, claire(StillClock(), 99), path)
        finish.start(BY_VOICE)
        # a slow machine may have let the killed ones bring in everybody
        if left := [row.row.number for row in finish.judged() if row.verdict == "new"]:
            finish.bring(*left)
        residents = store.read(find_residents, limit=200)
        assert sorted(row.family_name for row in residents) == [name for name, *_ in people]
    finally:
        store.close()


def look_at(store: Store, called_saved: int) -> None:
    """The reports tell exactly who was brought in, each with what goes with them, and none says that it ended."""
    runs = store.read(list_imports)
    added = [row.resident_id for run in runs for row in store.read(read_report, run.id) if row.state == "added"]
    residents = {row.id for row in store.read(find_residents, limit=200)}
    assert len(runs) == KILLS
    assert all(run.finished_at is None for run in runs)
    assert set(added) == residents
    assert len(added) == len(residents) >= called_saved >= KILLS
    per_unit: dict[object, set[str]] = {}
    for change in outbox_of(store):
        per_unit.setdefault(change.unit_id, set()).add(change.record_type)
    assert all({"resident", "notice_delivery", "follow_up"} <= types for types in per_unit.values())
