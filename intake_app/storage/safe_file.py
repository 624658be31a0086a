"""Small files that must never be half written: temporary file, fsync, rename, fsync of the folder.

Everything that touches the disk goes through `Disk`, so that tests can fill it, cut the power or take the rights away
at any step.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from intake_app.domain.errors import KnownError

LARGEST = 256 * 1024
"""Bytes beyond which one of our small files is certainly not ours."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def known_disk_error(error: OSError) -> KnownError:
    """The sentence for a failed write: `disk_full`, `folder_read_only`, else `folder_unreachable` (unplugged, bad
    sector, network)."""
    if error.errno in _FULL:
        return KnownError("disk_full")
    if error.errno in _REFUSED:
        return KnownError("folder_read_only")
    return KnownError("folder_unreachable")


class Disk:
    """The few operations a safe write needs, each as durable as the platform allows.

    `attempts` and `pause` bridge the moment in which a Windows antivirus holds a freshly written file open.
    """

    def __init__(
        self, attempts: int = 20 if os.name == "nt" else 1, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._attempts = attempts
        self._pause = pause

    def make_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def exists(self, path: Path) -> bool:
        return path.exists()

    def read(self, path: Path) -> bytes:
        """The file, cut after `LARGEST` bytes: a huge one planted in the place of ours cannot fill the memory."""
        with path.open("rb") as stream:
            return stream.read(LARGEST)

    def write(self, path: Path, content: bytes) -> None:
        """Write and force to the medium; readable by its owner only."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb", buffering=0) as stream:
            view = memoryview(content)
            while view:
                view = view[stream.write(view) :]
            force(stream.fileno())

    def append(self, path: Path, content: bytes) -> None:
        """Write at the end of a file that is still being made; `force_file` makes it durable once it is whole."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "ab", buffering=0) as stream:
            view = memoryview(content)
            while view:
                view = view[stream.write(view) :]

    def cut(self, path: Path, length: int) -> None:
        """Drop what follows the first `length` bytes."""
        os.truncate(path, length)

    def force_file(self, path: Path) -> None:
        """Force what was appended to the medium."""
        with path.open("ab") as stream:
            force(stream.fileno())

    def rename(self, source: Path, target: Path) -> None:
        for attempt in range(1, self._attempts + 1):
            try:
                os.replace(source, target)
            except PermissionError:
                if attempt == self._attempts:
                    raise
                self._pause(0.1)
            else:
                return

    def delete(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def force_folder(self, folder: Path) -> None:
        """Make a rename survive a power cut. Windows has no such call: NTFS journals the rename itself."""
        if sys.platform != "win32":
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def force(handle: int) -> None:
    """fsync; on macOS the stronger F_FULLFSYNC, because its fsync leaves the bytes in the drive's own cache (man 2
    fsync)."""
    if sys.platform == "darwin":  # pragma: no cover - exercised on macOS only
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def write_safely(disk: Disk, path: Path, content: bytes) -> None:
    """Replace `path` by `content` whole or not at all: a kill at any step leaves the old file or the new one.

    Raises KnownError: `disk_full`, `folder_read_only`, `folder_unreachable`; the old file is then untouched.
    Returning means the new one stands.
    """
    # one fixed temporary name: what a kill leaves behind is overwritten by the next write instead of piling up
    temporary = path.with_name(path.name + ".new")
    try:
        disk.write(temporary, content)
        disk.rename(temporary, path)
    except OSError as error:
        with suppress(OSError):
            disk.delete(temporary)
        raise known_disk_error(error) from error
    # the new file is in place: a folder that cannot be forced (some network disks) must not be told as a write that
    # failed
    with suppress(OSError):
        disk.force_folder(path.parent)


LAPTOP_DISK = Disk()
"""The real disk."""
