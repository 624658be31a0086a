"""Putting a rescued database in the place of a damaged one: old or new after a kill at any step, never between.

A small marker is written once the new file is whole and on the medium. From then on every step may be repeated, and
the next opening goes through with them.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, known_disk_error, write_safely
from intake_app.storage.vault_file import COPIES_NAME

DATABASE_NAME: Final = "palier.db"
FRESH_NAME: Final = "palier.db.rescued"
"""The new file, until it takes the place of the other."""
MARKER: Final = "palier.swap"
DAMAGE: Final = "palier.damage"
"""Left where a page was found that cannot be read: the next opening asks for the repair."""
ASIDE: Final = "palier-damaged"
MOST_ASIDE: Final = 2
FIRST_PAGES: Final = f"{COPIES_NAME}/palier.first"
"""See `first_pages`."""
_BESIDE: Final = ("-wal", "-shm", "-journal")


def note_damage(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """Have the next opening ask for the repair."""
    with suppress(KnownError):
        write_safely(disk, folder / DAMAGE, b"")


def is_damage_noted(folder: Path) -> bool:
    """Whether damage was found since the file was last repaired."""
    return (folder / DAMAGE).exists()


def begin_swap(folder: Path, aside: str, disk: Disk = LAPTOP_DISK) -> None:
    """`FRESH_NAME` is whole: from here on it is the database. `aside` names the damaged one, without its ending.

    Raises KnownError disk_full, folder_read_only, folder_unreachable: then the damaged file stays what it was.
    """
    write_safely(disk, folder / MARKER, aside.encode("ascii"))


def finish_swap(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """Go through with a swap that was begun; nothing happens where there is none. Raises KnownError as the disk
    does: it can be repeated.
    """
    marker, fresh = folder / MARKER, folder / FRESH_NAME
    try:
        if disk.exists(marker):
            if disk.exists(fresh):
                _put_aside(folder, disk.read(marker).decode("ascii", "replace"), disk)
                forget_first_pages(folder, disk)
                disk.rename(fresh, folder / DATABASE_NAME)
                disk.force_folder(folder)
            disk.delete(folder / DAMAGE)
            disk.delete(marker)
        clear_fresh(folder, disk)
    except OSError as error:
        raise known_disk_error(error) from error


def forget_first_pages(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """The file is about to get others: nothing would be found where these say."""
    disk.delete(folder / FIRST_PAGES)


def clear_fresh(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """Delete what a repair that was killed had made so far."""
    for ending in ("", *_BESIDE):
        disk.delete(folder / (FRESH_NAME + ending))


def name_aside(folder: Path, day: str) -> str:
    """A name that no file put aside has yet."""
    taken = {path.name for path in folder.glob(f"{ASIDE}-*.db")}
    names = (f"{ASIDE}-{day}" + (f"-{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
    return next(name for name in names if f"{name}.db" not in taken)


def forget_oldest_aside(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """Of the damaged files only the last two are kept."""
    kept = sorted(folder.glob(f"{ASIDE}-*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[MOST_ASIDE:]:
        for ending in ("", *_BESIDE):
            with suppress(OSError):
                disk.delete(path.with_name(path.name + ending))


def _put_aside(folder: Path, aside: str, disk: Disk) -> None:
    """The log first: what is renamed already is not there any more."""
    for ending in ("-wal", "-journal", ""):
        source = folder / (DATABASE_NAME + ending)
        if disk.exists(source):
            disk.rename(source, folder / f"{aside}.db{ending}")
    disk.delete(folder / f"{DATABASE_NAME}-shm")
