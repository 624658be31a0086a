"""Seven daily copies beside the vault: faithful, tried, never at the cost of the last good one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.storage import engine
from intake_app.storage.backup import MOST, DailyCopies, StoppedError, list_copies, open_copy
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME
from intake_app.storage.safe_file import Disk
from intake_app.storage.store import Store
from intake_app.storage.vault_file import COPIES_NAME
from sync.client import erase
from tests.store.test_disk import POSIX, largest_file
from tests.store.world import outbox_of, register

MONDAY = date(2026, 11, 23)


@pytest.fixture
def copies(folder: Path, keys: Keys, store: Store) -> DailyCopies:
    return DailyCopies(folder, keys, store)


def names_in(copy: Path, keys: Keys) -> list[str]:
    """The family names that a copy holds."""
    with closing(open_copy(copy, keys)) as connection:
        return [name for (name,) in connection.execute("SELECT family_name FROM resident ORDER BY family_name")]


def left_in(folder: Path) -> list[str]:
    """What the folder of copies holds."""
    return sorted(path.name for path in (folder / COPIES_NAME).glob("*.db*"))


def test_a_copy_holds_all_there_is_under_a_key_of_its_own(
    folder: Path, keys: Keys, store: Store, actor: Actor, copies: DailyCopies
) -> None:
    register(store, actor, "Benali", "Karim")
    assert copies.is_due(MONDAY)
    copy = copies.make(MONDAY)
    assert names_in(copy.path, keys) == ["Benali"]
    assert copy.path.read_bytes()[:16] != engine.PLAINTEXT_HEADER
    assert b"Benali" not in copy.path.read_bytes()
    with pytest.raises(KnownError, match="database_damaged"):
        engine._connect(copy.path, keys.database_key)
    assert not copies.is_due(MONDAY)
    assert copies.is_due(MONDAY + timedelta(days=1))
    assert left_in(folder) == ["palier-2026-11-23.db"]


def test_the_eighth_day_lets_the_first_one_go(copies: DailyCopies) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(MOST + 2)]
    for day in days:
        copies.make(day)
    assert [copy.day for copy in copies.copies()] == days[:1:-1]


def test_people_go_on_saving_while_it_is_copied(
    folder: Path, keys: Keys, store: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is of the moment it was begun."""
    register(store, actor, "Benali", "Karim")
    steps: list[int] = []

    def save_meanwhile() -> bool:
        steps.append(1)
        if len(steps) == 2:
            register(store, actor, "Riou", "Alix")
        return False

    monkeypatch.setattr("intake_app.storage.backup.PAGES_AT_ONCE", 5)
    copy = DailyCopies(folder, keys, store, save_meanwhile).make(MONDAY)
    assert len(steps) > 10
    assert names_in(copy.path, keys) == ["Benali"]
    assert len(outbox_of(store)) == 4


class WrongDisk(Disk):
    """Writes something else than it was given, or nothing any more."""

    def __init__(self, spoil: Callable[[Path], None]) -> None:
        super().__init__()
        self._spoil = spoil

    def force_file(self, path: Path) -> None:
        super().force_file(path)
        self._spoil(path)


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def forget_newest(keys: Keys) -> Callable[[Path], None]:
    """Take the newest change out of a copy: it is sound, and says less."""

    def spoil(path: Path) -> None:
        with closing(sqlcipher.connect(str(path), isolation_level=None)) as connection:
            connection.execute(f"PRAGMA key = \"x'{bytes(keys.backup_key).hex()}'\"")
            connection.execute("UPDATE outbox_change SET fields = x'7b7d' WHERE device_seq = 2")

    return spoil


@pytest.mark.parametrize("how", ["flipped", "shortened", "emptied", "less"])
def test_a_copy_that_is_not_faithful_is_thrown_away_and_the_last_one_stays(
    folder: Path, keys: Keys, store: Store, actor: Actor, copies: DailyCopies, how: str
) -> None:
    register(store, actor, "Benali", "Karim")
    last = copies.make(MONDAY)
    content = last.path.read_bytes()
    spoils: dict[str, Callable[[Path], Any]] = {
        "flipped": flip,
        "shortened": lambda path: path.write_bytes(path.read_bytes()[:-4096]),
        "emptied": lambda path: path.write_bytes(b""),
        "less": forget_newest(keys),
    }
    with pytest.raises(KnownError, match="copy_not_faithful"):
        DailyCopies(folder, keys, store, disk=WrongDisk(spoils[how])).make(MONDAY)
    assert last.path.read_bytes() == content
    assert left_in(folder) == [last.path.name]


def test_a_full_disk_is_said_and_leaves_every_copy(folder: Path, keys: Keys, store: Store) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(MOST)]
    for day in days:
        DailyCopies(folder, keys, store).make(day)
    full = DailyCopies(folder, keys, store, free_bytes=lambda _folder: 1_000_000)
    with pytest.raises(KnownError, match="copy_disk_full"):
        full.make(MONDAY + timedelta(days=MOST))
    assert [copy.day for copy in full.copies()] == days[::-1]


@POSIX
@pytest.mark.parametrize("room", [0, 5_000, 300_000])
def test_a_disk_that_fills_in_the_middle_is_said(
    folder: Path, keys: Keys, store: Store, copies: DailyCopies, room: int
) -> None:
    last = copies.make(MONDAY)
    with largest_file(room), pytest.raises(KnownError, match=r"copy_disk_full|copy_not_faithful"):
        copies.make(MONDAY + timedelta(days=1))
    assert left_in(folder) == [last.path.name]


def test_a_damaged_original_is_noticed_and_the_last_copy_stays(
    folder: Path, keys: Keys, store: Store, actor: Actor, copies: DailyCopies
) -> None:
    """Each copy reads every page of the file: damage is not found on the day the page is wanted."""
    register(store, actor, "Benali", "Karim")
    last = copies.make(MONDAY)
    store.close()
    flip(folder / DATABASE_NAME)
    with pytest.raises(KnownError, match="database_damaged"):
        copies.make(MONDAY + timedelta(days=1))
    assert left_in(folder) == [last.path.name]
    assert names_in(last.path, keys) == ["Benali"]


@pytest.mark.parametrize("after", [0, 3, 30])
def test_a_window_that_locks_stops_it_and_nothing_of_it_stays(
    folder: Path, keys: Keys, store: Store, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr("intake_app.storage.backup.PAGES_AT_ONCE", 5)
    asked: Iterator[int] = iter(range(1_000_000))
    stopped = DailyCopies(folder, keys, store, lambda: next(asked) >= after)
    with pytest.raises(StoppedError):
        stopped.make(MONDAY)
    assert left_in(folder) == []


def test_a_window_that_locks_stops_it_while_it_is_tried(folder: Path, keys: Keys, store: Store) -> None:
    tried: list[Path] = []
    with pytest.raises(StoppedError):
        DailyCopies(folder, keys, store, lambda: bool(tried), disk=WrongDisk(tried.append)).make(MONDAY)
    assert len(tried) == 1
    assert left_in(folder) == []


def test_the_copies_that_know_somebody_erased_go_with_the_next_one(
    folder: Path, keys: Keys, store: Store, actor: Actor, copies: DailyCopies
) -> None:
    person = register(store, actor, "Benali", "Karim")
    for number in range(3):
        copies.make(MONDAY + timedelta(days=number))
    with store.direct() as connection:
        erase.scrub(connection, [str(person)])
    today = copies.copies()[0].day
    assert copies.is_due(today)
    copies.make(today)
    assert [copy.day for copy in list_copies(folder)] == [today]
    assert names_in(copies.copies()[0].path, keys) == [""]
    assert not copies.is_due(today)
    copies.make(today + timedelta(days=1))
    assert len(copies.copies()) == 2
