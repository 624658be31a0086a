"""The contents of attachments, each in a file of its own named by its SHA-256, encrypted: `attachments/<sha256>`.

A file is a row of frames: is-last and length (5 bytes), then the frame sealed under the vault's attachment key. What
a frame is bound to (content, number, whether it is the last) makes exchanged, repeated or missing frames fail like
altered ones. A content is made under another name and given its own only once it is whole, its SHA-256 agrees and it
has been forced to the medium: a file that has its name may be believed.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import NONCE_LENGTH, TAG_LENGTH, Keys, RandomBytes, seal, unseal
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, known_disk_error

FOLDER_NAME: Final = "attachments"
FRAME: Final = 256 * 1024
"""Bytes of content in one frame, at most."""
_HEAD: Final = struct.Struct(">?I")
_AROUND: Final = NONCE_LENGTH + TAG_LENGTH
_ARRIVING, _ADDING = ".part", ".new"


class BlobFolder:
    """The folder of contents. `add` takes a whole one in, `arrival` one that comes in pieces; both raise KnownError
    disk_full, folder_read_only, folder_unreachable and leave nothing that could be believed.
    """

    def __init__(self, folder: Path, keys: Keys, disk: Disk = LAPTOP_DISK, random: RandomBytes = os.urandom) -> None:
        self._folder, self._keys, self._disk, self._random = folder, keys, disk, random

    def add(self, content: bytes) -> str:
        """Keep a content; its SHA-256. What is there already, and sound, is left alone."""
        name = sha256(content).hexdigest()
        if not self.is_sound(name):
            with _disk_failures():
                self._write(name, content)
        return name

    def arrival(self, name: str, byte_count: int) -> Arrival:
        """A content of `byte_count` bytes on its way, as far as it had come: what a kill left torn is cut off."""
        with _disk_failures():
            self._disk.make_folder(self._folder)
            return Arrival(self, name, byte_count)

    def has(self, name: str) -> bool:
        """Whether the content is here. It may have been altered since: reading tells."""
        return self._path(name).exists()

    def is_sound(self, name: str) -> bool:
        """Whether the content is here and nothing of it was altered: reads all of it."""
        try:
            return sha256(self.read(name)).hexdigest() == name
        except KnownError:
            return False

    def read(self, name: str, start: int = 0, most: int | None = None) -> bytes:
        """The content from byte `start` on, `most` bytes at most. Raises KnownError: attachment_missing,
        attachment_damaged.
        """
        end = None if most is None else start + most
        pieces: list[bytes] = []
        with _disk_failures(), self._open(name) as stream:
            for place, piece in _Frames(stream, name, self._keys.attachment_key).read_from(start):
                pieces.append(bytes(piece[max(0, start - place) : None if end is None else end - place]))
                if end is not None and place + len(piece) >= end:
                    break
        return b"".join(pieces)

    def forget(self, name: str) -> None:
        """Delete a content and whatever has come of it."""
        for ending in ("", _ARRIVING, _ADDING):
            with suppress(OSError):
                self._disk.delete(self._path(name, ending))

    def names(self) -> frozenset[str]:
        """The contents of which anything at all is in the folder."""
        if not self._folder.is_dir():
            return frozenset()
        return frozenset(path.name.split(".", 1)[0] for path in self._folder.iterdir())

    def sweep(self, kept: frozenset[str]) -> int:
        """Delete what belongs to no content of `kept`, and additions that were never finished; how many contents
        went. Nothing may be added meanwhile.
        """
        orphans = self.names() - kept
        for name in orphans:
            self.forget(name)
        for path in self._folder.glob(f"*{_ADDING}"):
            with suppress(OSError):
                self._disk.delete(path)
        return len(orphans)

    def _path(self, name: str, ending: str = "") -> Path:
        return self._folder / f"{name}{ending}"

    def _open(self, name: str, ending: str = "") -> BinaryIO:
        try:
            return self._path(name, ending).open("rb")
        except FileNotFoundError:
            raise KnownError("attachment_missing") from None

    def _write(self, name: str, content: bytes) -> None:
        self._disk.make_folder(self._folder)
        path = self._path(name, _ADDING)
        self._disk.delete(path)
        try:
            for number, start in enumerate(range(0, len(content), FRAME)):
                piece = content[start : start + FRAME]
                self._append(path, name, number, piece, is_last=start + FRAME >= len(content))
            self._settle(path, name)
        except OSError:
            with suppress(OSError):
                self._disk.delete(path)
            raise

    def _append(self, path: Path, name: str, number: int, piece: bytes, *, is_last: bool) -> None:
        sealed = seal(self._keys.attachment_key, piece, _bound_to(name, number, is_last), self._random)
        self._disk.append(path, _HEAD.pack(is_last, len(sealed)) + sealed)

    def _settle(self, path: Path, name: str) -> None:
        """Give a whole content its name, for good."""
        self._disk.force_file(path)
        self._disk.rename(path, self._path(name))
        with suppress(OSError):
            self._disk.force_folder(self._folder)


class Arrival:
    """A content that comes in pieces. `received` bytes are here, from the first on without a gap."""

    def __init__(self, folder: BlobFolder, name: str, byte_count: int) -> None:
        self._folder, self._name, self._byte_count = folder, name, byte_count
        self._path = folder._path(name, _ARRIVING)
        self._count = self.received = 0
        end = 0
        if self._path.exists():
            with self._path.open("rb") as stream:
                frames = _Frames(stream, name, folder._keys.attachment_key)
                with suppress(KnownError):
                    for place, piece in frames.read_from(0):
                        self._count, self.received, end = self._count + 1, place + len(piece), stream.tell()
            folder._disk.cut(self._path, end)
            if self.is_whole():
                # killed between its last byte and its name
                self._finish()

    def is_whole(self) -> bool:
        """Whether every byte has come."""
        return self.received >= self._byte_count

    def add(self, piece: bytes) -> None:
        """Keep the next bytes; with the last of them the content is here. Raises KnownError attachment_altered, and
        begins anew, when the whole is not what its name says.
        """
        with _disk_failures():
            for start in range(0, len(piece), FRAME):
                part = piece[start : start + FRAME]
                is_last = self.received + len(part) >= self._byte_count
                self._folder._append(self._path, self._name, self._count, part, is_last=is_last)
                self._count, self.received = self._count + 1, self.received + len(part)
            if self.is_whole():
                self._finish()

    def _finish(self) -> None:
        digest = sha256()
        with self._path.open("rb") as stream:
            for _, piece in _Frames(stream, self._name, self._folder._keys.attachment_key).read_from(0):
                digest.update(piece)
        if digest.hexdigest() != self._name:
            self._folder._disk.delete(self._path)
            self._count = self.received = 0
            raise KnownError("attachment_altered")
        self._folder._settle(self._path, self._name)


class _Frames:
    """Reads the frames of one file in their order."""

    def __init__(self, stream: BinaryIO, name: str, key: bytearray) -> None:
        self._stream, self._name, self._key = stream, name, key

    def read_from(self, start: int) -> Iterator[tuple[int, bytearray]]:
        """The place and the bytes of each frame that holds something from byte `start` on. Raises KnownError
        attachment_damaged where a frame is not what was written, or the last one is missing.
        """
        place = number = 0
        is_last = False
        while not is_last:
            head = self._stream.read(_HEAD.size)
            is_last, length = _HEAD.unpack(head) if len(head) == _HEAD.size else (False, 0)
            if not _AROUND < length <= FRAME + _AROUND:
                raise KnownError("attachment_damaged")
            if place + length - _AROUND <= start and not is_last:
                self._stream.seek(length, os.SEEK_CUR)
            else:
                yield place, self._unseal(number, is_last, self._stream.read(length))
            place, number = place + length - _AROUND, number + 1
        if self._stream.read(1):
            raise KnownError("attachment_damaged")

    def _unseal(self, number: int, is_last: bool, sealed: bytes) -> bytearray:
        try:
            return unseal(self._key, sealed, _bound_to(self._name, number, is_last))
        except KnownError as failure:
            raise KnownError("attachment_damaged") from failure


def _bound_to(name: str, number: int, is_last: bool) -> bytes:
    return f"palier/attachment/v1|{name}|{number}|{int(is_last)}".encode()


@contextmanager
def _disk_failures() -> Iterator[None]:
    """Raise a sentence in place of what the system says of the disk."""
    try:
        yield
    except OSError as failure:
        raise known_disk_error(failure) from failure
