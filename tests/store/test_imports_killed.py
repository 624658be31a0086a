"""An import, or its taking back, is killed at any moment: what it wrote is whole, its report knows it, and doing it
again doubles nobody.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.imports.reports import list_imports, read_report
from intake_app.services.imports.undoing import undo_row
from intake_app.services.resident_lists import find_residents
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.common.import_files import HEADERS, write_workbook
from tests.store.import_desk import BY_VOICE, Import
from tests.store.world import CLAIRE, TODAY, StillClock, actor_of, outbox_of

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


def take_back_until_killed(folder: Path, keys: Keys, seed: int, run_id: UUID, acknowledge: int) -> NoReturn:
    """Take every row back, some in one commit, saying so on the pipe after each commit."""
    try:
        store, actor = open_store(folder, keys), claire(StillClock(), seed)
        left = rows_of(store, run_id, "added")
        for start in range(0, len(left), TOGETHER):
            some = left[start : start + TOGETHER]
            store.run_all(actor, [(undo_row, (run_id, number, some)) for number in some])
            os.write(acknowledge, b"." * len(some))
        os.write(acknowledge, b"!")
        time.sleep(60)
    finally:
        os._exit(1)


def kill(work: Callable[[int], NoReturn], rows: int, more: float) -> int:
    """Let the work settle so many rows and live so many seconds more; how many rows it called saved."""
    reading, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(acknowledge)
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
    for seed in range(1, KILLS + 1):
        work = partial(import_until_killed, folder, keys, path, seed)
        called_saved += kill(work, luck.randint(1, 6), luck.random() * 0.03)
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


def rows_of(store: Store, run_id: UUID, state: str) -> list[int]:
    return [row.number for row in store.read(read_report, run_id) if row.state == state]


def test_taking_back_that_is_killed_is_whole_and_goes_on(folder: Path, keys: Keys, tmp_path: Path) -> None:
    luck = random.Random(SEED)
    people = [(f"NOM{place:02}", "Alix", f"{1950 + place}", f"06123456{place:02}", "F") for place in range(PEOPLE)]
    store = open_store(folder, keys)
    run = Import(store, claire(StillClock(), 1), write_workbook(tmp_path, [HEADERS, *people]))
    run_id = run.start(BY_VOICE)
    run.bring_together(*(row.number for row in run.rows))
    store.close()
    called_saved = 0
    for seed in range(2, KILLS + 2):
        work = partial(take_back_until_killed, folder, keys, seed, run_id)
        called_saved += kill(work, luck.randint(1, 6), luck.random() * 0.03)
    store = open_store(folder, keys)
    try:
        here = {row.id for row in store.read(find_residents, limit=200)}
        rows = store.read(read_report, run_id)
        assert {row.resident_id for row in rows if row.state == "added"} == here
        assert len([row for row in rows if row.state == "undone"]) == PEOPLE - len(here) >= called_saved >= KILLS
        open_ones = store.read(list_follow_ups, TODAY)
        assert {one.resident_id for one in (*open_ones.late, *open_ones.week, *open_ones.later)} == here
        store.run_all(
            claire(StillClock(), 99), [(undo_row, (run_id, number)) for number in rows_of(store, run_id, "added")]
        )
        assert store.read(find_residents) == []
    finally:
        store.close()
