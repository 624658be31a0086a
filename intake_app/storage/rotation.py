"""A new data key when somebody leaves the laptop: who once held the old one, and a copy of the disk, reads nothing that
is written from then on.

Everything is first made anew beside what stands, under the new key, and forced to the medium: the database
(`palier.db.next`), the contents of attachments (`attachments.next`), the marks (`palier.mark.next`…). Then the
vault file is written, which is the one moment of the change: killed before, the old key opens everything and what was
made is thrown away; killed after, the new one does, and the next opening puts what was made in its place. The daily
copies go, and damaged files put aside: the old key opens them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.errors import KnownError
from intake_app.storage.backup import is_sound
from intake_app.storage.blobs import FOLDER_NAME as CONTENTS
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.failures import translated_failures
from intake_app.storage.high_water import FILE_NAME, RECEIVED_NAME, HighWaterMark
from intake_app.storage.keys import KEY_LENGTH, Keys, RandomBytes
from intake_app.storage.safe_file import LAPTOP_DISK, Disk
from intake_app.storage.swap import ASIDE, DATABASE_NAME
from intake_app.storage.vault import Vault
from intake_app.storage.vault_file import COPIES_NAME

_MARKS: Final = (FILE_NAME, RECEIVED_NAME)
NEXT: Final = ".next"
Reseal = Callable[[Any, Keys, Keys], None]
"""Gives what lies sealed inside the new database, on its bare driver's connection, from the old keys to the new."""


def rotate(
    folder: Path, vault: Vault, keys: Keys, reseal: Reseal, disk: Disk = LAPTOP_DISK, random: RandomBytes = os.urandom
) -> Keys:
    """Give the closed laptop of `folder` a new data key; its open keys. `keys` are the old ones, and stay open.

    Raises KnownError: slots_too_old, disk_full, copy_not_faithful, and those of writing: then the old ones still hold.
    """
    fresh = Keys(keys.vault_id, bytearray(random(KEY_LENGTH)))
    try:
        with translated_failures():
            _forget_next(folder, disk)
            _copy_database(folder, keys, fresh, reseal, disk)
            _copy_contents(folder, keys, fresh, disk)
            for name in _MARKS:
                _copy_mark(folder, name, keys, fresh, disk)
            with suppress(OSError):
                disk.force_folder(folder)
            vault.change_root(keys, fresh)
    except BaseException:
        fresh.wipe()
        raise
    finish_rotation(folder, fresh, disk)
    return fresh


def finish_rotation(folder: Path, keys: Keys, disk: Disk = LAPTOP_DISK) -> None:
    """After a kill in the middle: put what was made under these keys in its place, or throw it away when it was made
    under keys that never came into use. Does nothing, quickly, where nothing was begun.
    """
    made = folder / (DATABASE_NAME + NEXT)
    if not disk.exists(made):
        return
    with translated_failures():
        if not _opens(made, keys):
            _forget_next(folder, disk)
            return
        if disk.exists(folder / (CONTENTS + NEXT)):
            shutil.rmtree(folder / CONTENTS, ignore_errors=True)
            disk.rename(folder / (CONTENTS + NEXT), folder / CONTENTS)
        for name in _MARKS:
            if disk.exists(folder / (name + NEXT)):
                disk.rename(folder / (name + NEXT), folder / name)
        for path in folder.glob(f"{ASIDE}-*"):
            disk.delete(path)
        shutil.rmtree(folder / COPIES_NAME, ignore_errors=True)
        # last of all: as long as this file is there, the rest is done again
        _delete(disk, folder, f"{DATABASE_NAME}-wal", f"{DATABASE_NAME}-shm")
        disk.rename(made, folder / DATABASE_NAME)
        with suppress(OSError):
            disk.force_folder(folder)


def _copy_database(folder: Path, keys: Keys, fresh: Keys, reseal: Reseal, disk: Disk) -> None:
    made = folder / (DATABASE_NAME + NEXT)
    with closing(_connect(folder / DATABASE_NAME, keys)) as source, closing(_connect(made, fresh)) as target:
        # thrown away when it does not come to the end, so nothing need be undone
        target.execute("PRAGMA journal_mode = OFF")
        source.backup(target)
        target.execute("PRAGMA secure_delete = ON")
        reseal(target, keys, fresh)
        if not is_sound(target):
            raise KnownError("copy_not_faithful")
    disk.force_file(made)


def _copy_contents(folder: Path, keys: Keys, fresh: Keys, disk: Disk) -> None:
    if not (folder / CONTENTS).is_dir():
        return
    source, target = BlobFolder(folder / CONTENTS, keys, disk), BlobFolder(folder / (CONTENTS + NEXT), fresh, disk)
    disk.make_folder(folder / (CONTENTS + NEXT))
    for name in sorted(source.names()):
        # what is damaged, or has not come whole, is asked for again by the rows that name it
        with suppress(KnownError):
            target.add(source.read(name))


def _copy_mark(folder: Path, name: str, keys: Keys, fresh: Keys, disk: Disk) -> None:
    value = HighWaterMark(folder / name, keys.sidecar_mac_key, keys.vault_id).value()
    if value is None:
        if name != FILE_NAME:
            return
        # there is always one from here on: by it an older vault file, whose key opens nothing, is told from damage
        value = 0
    path = folder / (name + NEXT)
    with HighWaterMark(path, fresh.sidecar_mac_key, fresh.vault_id) as mark:
        is_kept = mark.raise_to(value)
    if not is_kept:
        raise KnownError("disk_full")
    disk.force_file(path)


def _connect(path: Path, keys: Keys) -> Any:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{bytes(keys.database_key).hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _opens(path: Path, keys: Keys) -> bool:
    with closing(_connect(path, keys)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error:
            return False
    return True


def _forget_next(folder: Path, disk: Disk) -> None:
    shutil.rmtree(folder / (CONTENTS + NEXT), ignore_errors=True)
    _delete(disk, folder, *(name + NEXT for name in _MARKS))
    _delete(disk, folder, *(f"{DATABASE_NAME}{NEXT}{ending}" for ending in ("-journal", "-wal", "-shm", "")))


def _delete(disk: Disk, folder: Path, *names: str) -> None:
    for name in names:
        disk.delete(folder / name)
