"""A large file made piece by piece under another name, and given its own once it is whole; its SHA-256 on the way."""

from __future__ import annotations

import hashlib
import io
from contextlib import suppress
from pathlib import Path
from typing import Any

from intake_app.storage.safe_file import Disk, known_disk_error


class GrowingFile(io.RawIOBase):
    """Writes to `<target>.new`. `settle` gives it its name, `abandon` leaves nothing of it; afterwards what is still
    written goes nowhere. Both may be called again.

    Raises KnownError: disk_full, folder_read_only, folder_unreachable.
    """

    def __init__(self, disk: Disk, target: Path) -> None:
        super().__init__()
        self._disk, self._target = disk, target
        self._path = target.with_name(target.name + ".new")
        self._hash = hashlib.sha256()
        self._is_over = False
        with suppress(OSError):
            disk.delete(self._path)

    @property
    def sha256(self) -> str:
        """Of what was written so far (hexadecimal)."""
        return self._hash.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        """Add `content` at the end."""
        piece = bytes(content)
        if not self._is_over:
            try:
                self._disk.append(self._path, piece)
            except OSError as error:
                raise known_disk_error(error) from error
            self._hash.update(piece)
        return len(piece)

    def settle(self) -> None:
        """The file is whole: from now on it stands under its name."""
        try:
            self._disk.force_file(self._path)
            self._disk.rename(self._path, self._target)
        except OSError as error:
            self.abandon()
            raise known_disk_error(error) from error
        self._is_over = True
        with suppress(OSError):
            self._disk.force_folder(self._target.parent)

    def abandon(self) -> None:
        """Delete what there is of it, unless it stands."""
        if not self._is_over:
            self._is_over = True
            with suppress(OSError):
                self._disk.delete(self._path)
