"""A process that registers people is killed at any moment, again and again: nobody it called saved is ever missing."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.drafts import open_draft, save_draft
from intake_app.services.residents import register_resident
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from tests.conftest import Counts
from tests.store.world import PAPER, StillClock, actor_of, outbox_of, someone

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each killed writer is a fork of this process"),
    # from Python 3.12 a fork beside threads is warned of: the test runner's own threads do nothing in the child
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
    pytest.mark.timeout(1_200),
]

MOST_SAVES = 6
LONGEST_S = 0.02
"""How long the longest-lived writer goes on after the saves it was let make: some five registrations more."""
SEED = 20261122


def write_until_killed(folder: Path, keys: Keys, acknowledge: int, seed: int) -> NoReturn:
    """Register people for ever, saying each one's id on the pipe only once `Store.run` has returned."""
    try:
        store = open_store(folder, keys)
        clock = StillClock()
        actor = actor_of(clock, seed=seed)
        os.write(acknowledge, bytes(16))
        while True:
            clock.advance(seconds=1)
            os.write(acknowledge, save_somebody(store, actor).bytes)
    finally:
        os._exit(1)


def save_somebody(store: Store, actor: Actor) -> UUID:
    """Begin a form, then save it: a resident, a situation and a notice in one unit."""
    resident_id = actor.new_id()
    store.run(save_draft, actor, "resident", resident_id, {"family_name": "Nom"})
    fields = someone(f"Nom{resident_id.hex[-6:]}", "Alix", address="12 rue du Gros-Chêne " * 5)
    situation = {"labour_status": "retired", "barriers": ["mobility"]}
    return store.run(register_resident, actor, fields, resident_id=resident_id, situation=situation, notice=PAPER)


def killed_writer(folder: Path, keys: Keys, seed: int, saves: int, more: float) -> list[UUID]:
    """Let a writer save so many people and live so many seconds more, then kill it; the ids it called saved."""
    reading, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_until_killed(folder, keys, acknowledge, seed)
    os.close(acknowledge)
    said = b""
    try:
        # the first sixteen bytes say that the store is open
        while len(said) < 16 * (1 + saves):
            ready, _, _ = select.select([reading], [], [], 60)
            part = os.read(reading, 65_536) if ready else b""
            assert part, "the writer stopped by itself"
            said += part
        time.sleep(more)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while part := os.read(reading, 65_536):
            said += part
        os.close(reading)
    return [UUID(bytes=said[place : place + 16]) for place in range(16, len(said), 16)]


def assert_whole(store: Store, saved: set[UUID]) -> int:
    """Everybody called saved is there, whole and found; the outbox has no hole. Returns how many people there are."""
    with store.direct() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        found = {UUID(row) for row in connection.exec_driver_sql("SELECT id FROM resident").scalars()}
        for table in ("situation", "notice_delivery", "search_entry"):
            of_people = connection.exec_driver_sql(f"SELECT resident_id FROM {table}").scalars()
            assert {UUID(row) for row in of_people} == found
        connection.exec_driver_sql("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
    assert saved <= found
    changes = outbox_of(store)
    assert [change.device_seq for change in changes] == list(range(1, len(changes) + 1))
    assert {change.record_id for change in changes if change.record_type == "resident"} == found
    return len(found)


def test_200_killed_writers_lose_nobody_they_called_saved(folder: Path, keys: Keys, counts: Counts) -> None:
    kills, lives = counts(200, 2_000), random.Random(SEED)
    print(f"seed {SEED}, {kills} kills")
    store = open_store(folder, keys)
    # what Python learns at the first save every fork then knows already
    saved = {save_somebody(store, actor_of(StillClock(), seed=SEED - 1))}
    store.close()
    people = 0
    for number in range(kills):
        saves, more = lives.randint(0, MOST_SAVES), lives.random() * LONGEST_S
        saved.update(killed_writer(folder, keys, SEED + number, saves, more))
        # the next writer opens what this one left; every tenth time all of it is read as well
        if number % 10 == 9 or number == kills - 1:
            store = open_store(folder, keys)
            people = assert_whole(store, saved)
            store.close()
    assert len(saved) > kills
    # a writer may have saved one person more than it could still say
    assert people - len(saved) <= kills


def test_a_draft_typed_before_the_kill_is_there_after_it(folder: Path, keys: Keys) -> None:
    reading, acknowledge = os.pipe()
    actor = actor_of(StillClock())
    record_id = actor.new_id()
    child = os.fork()
    if child == 0:
        try:
            typed = {"family_name": "Diallo", "phone": "06 39"}
            open_store(folder, keys).run(save_draft, actor, "resident", record_id, typed, place="phone")
            os.write(acknowledge, b"1")
            time.sleep(30)
        finally:
            os._exit(1)
    ready, _, _ = select.select([reading], [], [], 30)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    os.close(acknowledge)
    assert ready
    store = open_store(folder, keys)
    draft = store.read(open_draft, "resident", record_id)
    store.close()
    assert draft is not None
    assert (draft.values, draft.place) == ({"family_name": "Diallo", "phone": "06 39"}, "phone")
