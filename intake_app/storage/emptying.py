"""Nothing is left of a laptop's records: the keys first, then what they opened. A notice that is written before says
that it is to be done, so that a kill in the middle is made good at the next start, and without anybody's passphrase.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.storage.blobs import FOLDER_NAME as CONTENTS
from intake_app.storage.key_ring import forget_pepper
from intake_app.storage.key_stretching import NO_FLOOR
from intake_app.storage.one_copy import FILE_NAME as LOCK
from intake_app.storage.safe_file import LAPTOP_DISK, Disk
from intake_app.storage.vault_file import COPIES_NAME, COPY_NAME, FILE_NAME, THIRD_NAME, read_pair
from intake_app.storage.vault_slot import SlotKind

NOTICE_NAME: Final = "palier.emptied"
_FOLDERS: Final = (CONTENTS, f"{CONTENTS}.next", COPIES_NAME)


def is_to_be_emptied(folder: Path) -> bool:
    """Whether the notice is there: from then on there is no way back."""
    return (folder / NOTICE_NAME).exists()


def empty(folder: Path, disk: Disk = LAPTOP_DISK) -> bool:
    """Destroy everything of ours in `folder` but the notice and the lock; whether nothing is left. To be called with
    every file closed. Overwriting is no promise on an SSD, which may keep an older cell: without the passphrase what
    it holds opens nothing.
    """
    _forget_peppers(folder, disk)
    for name in (FILE_NAME, COPY_NAME, THIRD_NAME):
        for path in (folder / name, folder / f"{name}.new"):
            _shred(disk, path)
    with suppress(OSError):
        disk.force_folder(folder)
    for path in folder.glob("palier[.-]*"):
        if path.name not in (NOTICE_NAME, LOCK):
            with suppress(OSError):
                disk.delete(path)
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    with suppress(OSError):
        disk.force_folder(folder)
    return not is_anything_left(folder)


def is_anything_left(folder: Path) -> bool:
    """Whether something of ours is still there."""
    left = {path.name for path in folder.glob("palier[.-]*")} - {NOTICE_NAME, LOCK}
    return bool(left) or any((folder / name).exists() for name in _FOLDERS)


def _forget_peppers(folder: Path, disk: Disk) -> None:
    """What the key ring of the system holds for these keys goes first, while the vault still says where it is."""
    with suppress(KnownError):
        body = read_pair(disk, folder, NO_FLOOR).body
        for slot in body.slots_of(SlotKind.PASSPHRASE):
            if slot.pepper is not None:
                with suppress(KnownError):
                    forget_pepper(body.vault_id, slot.pepper)


def _shred(disk: Disk, path: Path) -> None:
    """Overwrite a file that holds keys, then delete it: in that order, each forced to the medium."""
    with suppress(OSError):
        if disk.exists(path):
            # the same file, not another one under its name
            with path.open("r+b") as stream:
                stream.write(os.urandom(path.stat().st_size))
                stream.flush()
                os.fsync(stream.fileno())
    with suppress(OSError):
        disk.delete(path)
