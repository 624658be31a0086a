"""Disks that are full, failing or read-only: a clear word, nothing lost, and work goes on once there is room."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.services.resident_lists import find_residents
from intake_app.storage import engine
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.store import Store
from tests.store.world import furnish, outbox_of, register

NOBODY = 65534
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and rights of POSIX systems")


def fill(store: Store, actor: Actor) -> tuple[set[UUID], KnownError]:
    """Register people until it fails: those that were saved, and the failure."""
    saved: set[UUID] = set()
    for number in range(2_000):
        try:
            saved.add(register(store, actor, f"Nom{number}", "Alix", address="x" * 150))
        except KnownError as failure:
            return saved, failure
    raise AssertionError("the disk never filled up")


def assert_nothing_lost(store: Store, saved: set[UUID]) -> None:
    """Everybody saved is there and found; nobody else; numbers follow one another."""
    assert {row.id for row in store.read(find_residents, limit=10_000)} == saved
    assert {row.id for row in store.read(find_residents, "nom", limit=10_000)} == saved
    changes = outbox_of(store)
    assert [change.device_seq for change in changes] == list(range(1, len(changes) + 1))
    with store.direct() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def limit_pages(store: Store, more: int) -> None:
    """Let the database grow by `more` pages only."""
    with store.direct() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")


@pytest.mark.parametrize("room", [0, 1, 3, 12, 40])
def test_a_full_disk_loses_nothing_and_work_goes_on_when_there_is_room(store: Store, actor: Actor, room: int) -> None:
    limit_pages(store, room)
    saved, failure = fill(store, actor)
    assert failure.key == "disk_full"
    assert_nothing_lost(store, saved)
    again, failure = fill(store, actor)
    assert (again, failure.key) == (set(), "disk_full")
    limit_pages(store, 1_000_000)
    saved.add(register(store, actor, "Nomade", "Alix"))
    assert_nothing_lost(store, saved)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes meanwhile."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@POSIX
def test_a_disk_that_refuses_a_write_in_the_middle_loses_nothing(folder: Path, store: Store, actor: Actor) -> None:
    saved = {register(store, actor, "Nomade", "Alix")}
    size = (folder / f"{DATABASE_NAME}-wal").stat().st_size
    for room in (100, 4_000, 9_000):
        with largest_file(size + room):
            more, failure = fill(store, actor)
        assert failure.key in ("disk_full", "disk_failing")
        saved |= more
        saved.add(register(store, actor, f"Nomine{room}", "Alix"))
        size = (folder / f"{DATABASE_NAME}-wal").stat().st_size
    assert_nothing_lost(store, saved)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users of the machine can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextmanager
def without_rights() -> Iterator[None]:
    """Not as the administrator, for whom nothing is read-only."""
    is_administrator = os.geteuid() == 0
    if is_administrator:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if is_administrator:
            os.setresuid(0, 0, 0)


@POSIX
def test_a_read_only_folder_is_said_so_and_left_alone(open_folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(open_folder, keys)
    furnish(store)
    register(store, actor)
    store.close()
    content = (open_folder / DATABASE_NAME).read_bytes()
    for path in open_folder.iterdir():
        path.chmod(0o444)
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(KnownError, match="folder_read_only"):
        open_store(open_folder, keys)
    open_folder.chmod(0o755)
    assert (open_folder / DATABASE_NAME).read_bytes() == content


@POSIX
def test_an_empty_read_only_folder_is_said_so(open_folder: Path, keys: Keys) -> None:
    open_folder.chmod(0o555)
    with without_rights(), pytest.raises(KnownError, match="folder_read_only"):
        open_store(open_folder, keys)
    open_folder.chmod(0o755)
    assert list(open_folder.iterdir()) == []


@POSIX
def test_a_file_that_may_not_be_read_is_said_so(open_folder: Path, keys: Keys) -> None:
    open_store(open_folder, keys).close()
    (open_folder / DATABASE_NAME).chmod(0o000)
    with without_rights(), pytest.raises(KnownError, match="folder_read_only"):
        open_store(open_folder, keys)


def test_a_file_that_another_program_holds_is_said_so_and_work_goes_on_afterwards(
    folder: Path, keys: Keys, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An antivirus, or whatever copies folders to elsewhere."""
    impatient = [(name, "50" if name == "busy_timeout" else value) for name, value in engine._SETTINGS]
    monkeypatch.setattr(engine, "_SETTINGS", impatient)
    store = open_store(folder, keys)
    with closing(engine._connect(folder / DATABASE_NAME, keys.database_key)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match="database_busy"):
            register(store, actor)
        # what is there can be read meanwhile
        assert store.read(find_residents) == []
        other.execute("ROLLBACK")
    register(store, actor)
    assert len(store.read(find_residents)) == 1
    store.close()
