"""The daily copies: seven encrypted databases in the folder `copies` beside the vault, one for each day of use.

A copy is made of one steady picture while everybody goes on working (a reader holds up no writer in WAL mode), a few
pages at a time, under a key of its own; then opened and tried on the spot. Only one that was found faithful gets its
name, and only then an older one goes. Contents of attachments are not copied: they never change, are mostly at the
centre as well, and would double what the folder weighs.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlmodel import Session

from intake_app.domain.base import LAPTOP, SHARED
from intake_app.domain.errors import KnownError
from intake_app.storage.failures import known_failure
from intake_app.storage.first_pages import has_first_pages, keep_first_pages
from intake_app.storage.keys import Keys
from intake_app.storage.local_setting import COPIES_STALE, forget_setting, read_setting
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, known_disk_error, write_safely
from intake_app.storage.store import Store
from intake_app.storage.vault_file import COPIES_NAME, FILE_NAME, THIRD_NAME

MOST: Final = 7
PAGES_AT_ONCE: Final = 64
PAUSE_S: Final = 0.002
"""Between two steps, so that whoever types always goes first."""
ROOM: Final = 64 * 1024 * 1024
"""Bytes that a copy leaves free: saving goes before copying."""
_NAME: Final = re.compile(r"^palier-(\d{4}-\d\d-\d\d)\.db$")
_NEWEST: Final = "SELECT device_seq, change_id, fields FROM outbox_change ORDER BY device_seq DESC LIMIT 1"
FreeBytes = Callable[[Path], int]


class StoppedError(Exception):
    """The window locks: the copy is given up, and nothing of it stays."""


@dataclass(frozen=True, slots=True)
class DailyCopy:
    """A copy that was tried when it was made."""

    day: date
    path: Path

    @property
    def made_at(self) -> datetime:
        """When it was made, UTC, as the file says."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


@dataclass(frozen=True, slots=True)
class _Picture:
    """What a faithful copy holds: rows of each table, the newest change, and the erasures it knows of."""

    counts: Mapping[str, int]
    newest: tuple[Any, ...] | None
    stale: int


def list_copies(folder: Path) -> list[DailyCopy]:
    """The copies beside the vault of `folder`, the newest first."""
    place = folder / COPIES_NAME
    if not place.is_dir():
        return []
    named = [(found.group(1), path) for path in place.iterdir() if (found := _NAME.match(path.name))]
    return [DailyCopy(date.fromisoformat(day), path) for day, path in sorted(named, reverse=True)]


def open_copy(path: Path, keys: Keys) -> Any:
    """A connection of the bare driver on a copy, to read. Raises the driver's errors when it is damaged."""
    connection = sqlcipher.connect(path.absolute().as_uri() + "?mode=ro", uri=True, isolation_level=None)
    _unlock(connection, keys)
    return connection


class DailyCopies:
    """Makes the copies of `store`. `is_stopped` is asked between steps; then StoppedError is raised."""

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        store: Store,
        is_stopped: Callable[[], bool] = lambda: False,
        *,
        disk: Disk = LAPTOP_DISK,
        free_bytes: FreeBytes = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        self._folder, self._keys, self._store, self._disk = folder, keys, store, disk
        self._is_stopped, self._free_bytes = is_stopped, free_bytes

    def copies(self) -> list[DailyCopy]:
        """Those there are, the newest first."""
        return list_copies(self._folder)

    def is_due(self, today: date) -> bool:
        """Whether there is none of `today`, or somebody was erased, or the file got a new shape, since the last."""
        newest = next(iter(self.copies()), None)
        is_of_today = newest is not None and newest.day == today and has_first_pages(self._folder)
        return not is_of_today or bool(self._store.read(_stale))

    def make(self, today: date) -> DailyCopy:
        """Make the copy of `today` and try it; then let go of the oldest beyond seven, and of all older ones when
        somebody was erased since.

        Raises KnownError: copy_disk_full, copy_not_faithful, database_damaged (the original cannot be read whole),
        folder_read_only, folder_unreachable; the copies there are stay as they are. Raises StoppedError.
        """
        copy = DailyCopy(today, self._folder / COPIES_NAME / f"palier-{today.isoformat()}.db")
        fresh = copy.path.with_name("palier.db.new")
        try:
            self._disk.make_folder(copy.path.parent)
            self._forget(fresh)
            self._require_room()
            picture = self._store.read(self._copy_to, fresh)
            self._disk.force_file(fresh)
            self._try(fresh, picture)
            self._disk.rename(fresh, copy.path)
        except (OSError, sqlcipher.Error, KnownError) as failure:
            known = _told(failure)
            if known.key == "copy_not_faithful":
                # a page that cannot be authenticated is copied as zeros, without a word
                self._store.read(_require_authentic)
            raise known from failure
        finally:
            with suppress(OSError):
                self._forget(fresh)
        with suppress(OSError):
            self._disk.force_folder(copy.path.parent)
        self._copy_slots()
        self._store.fold()
        keep_first_pages(self._folder, self._keys.database_key, self._store.read(_schema_version), self._disk)
        self._let_go(picture.stale)
        return copy

    def _require_room(self) -> None:
        wanted = sum(path.stat().st_size for path in self._folder.glob("palier.db*"))
        if self._free_bytes(self._folder) < wanted + ROOM:
            raise KnownError("disk_full")

    def _copy_to(self, session: Session, path: Path) -> _Picture:
        """Copy one steady picture: the transaction of `session` holds it."""
        connection = session.connection()
        driver = connection.connection.driver_connection
        assert driver is not None
        picture = _picture_of(driver)
        with closing(sqlcipher.connect(str(path), isolation_level=None)) as target:
            _unlock(target, self._keys)
            # it is forced to the disk as a whole, and thrown away when it does not come so far
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            driver.backup(target, pages=PAGES_AT_ONCE, progress=self._between_steps)
            target.execute("PRAGMA journal_mode = DELETE")
        return picture

    def _between_steps(self, *_: int) -> None:
        if self._is_stopped():
            raise StoppedError
        time.sleep(PAUSE_S)

    def _try(self, path: Path, wanted: _Picture) -> None:
        """Open the copy as a stranger would, and read it."""
        with closing(open_copy(path, self._keys)) as connection:
            connection.set_progress_handler(self._is_stopped, 1_000)
            try:
                is_faithful = is_sound(connection) and _picture_of(connection) == wanted
            except sqlcipher.Error:
                if self._is_stopped():
                    raise StoppedError from None
                is_faithful = False
        if not is_faithful:
            raise KnownError("copy_not_faithful")

    def _copy_slots(self) -> None:
        # with the passphrase they were made for, a copy then is worth something by itself
        with suppress(OSError, KnownError):
            write_safely(self._disk, self._folder / THIRD_NAME, self._disk.read(self._folder / FILE_NAME))

    def _let_go(self, stale: int) -> None:
        for old in self.copies()[1 if stale else MOST :]:
            with suppress(OSError):
                self._disk.delete(old.path)
        if stale and len(self.copies()) == 1:
            with self._store.direct() as connection:
                if (read_setting(connection, COPIES_STALE, int) or 0) == stale:
                    forget_setting(connection, COPIES_STALE)

    def _forget(self, path: Path) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            self._disk.delete(path.with_name(path.name + ending))


def is_sound(connection: Any) -> bool:
    """Whether every page is authentic, and what they say holds together."""
    return (
        connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
        and connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    )


def _unlock(connection: Any, keys: Keys) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{bytes(keys.backup_key).hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")


def _picture_of(driver: Any) -> _Picture:
    tables = sorted({*LAPTOP.tables, *SHARED.tables})
    there = {name for (name,) in driver.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = {
        name: driver.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 (our own tables' names)
        for name in tables
        if name in there
    }
    newest = driver.execute(_NEWEST).fetchone()
    stale = driver.execute("SELECT value FROM local_setting WHERE name = ?", (COPIES_STALE,)).fetchone()
    return _Picture(counts, None if newest is None else tuple(newest), int(stale[0]) if stale else 0)


def _require_authentic(session: Session) -> None:
    if session.connection().exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
        raise KnownError("database_damaged")


def _schema_version(session: Session) -> int:
    return int(session.connection().exec_driver_sql("PRAGMA schema_version").scalar_one())


def _stale(session: Session) -> int:
    return read_setting(session.connection(), COPIES_STALE, int) or 0


def _told(failure: Exception) -> KnownError:
    if isinstance(failure, OSError):
        known: KnownError | None = known_disk_error(failure)
    else:
        known = failure if isinstance(failure, KnownError) else known_failure(failure)
    if known is None or known.key == "disk_failing":
        return KnownError("copy_not_faithful")
    return KnownError("copy_disk_full") if known.key == "disk_full" else known
