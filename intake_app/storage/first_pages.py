"""The pages without which no other page can be found: the first one, and those of the schema behind it.

They hardly ever change. They are kept beside the daily copies as they stand in the file, encrypted and authenticated,
so that a file whose own are damaged can still be read with these in their place. See
https://www.zetetic.net/sqlcipher/design/ for how SQLCipher 4 encrypts a page, https://sqlite.org/fileformat2.html for
what is in it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from intake_app.domain.errors import KnownError
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, write_safely
from intake_app.storage.swap import DATABASE_NAME
from intake_app.storage.swap import FIRST_PAGES as NAME

GRAFTED_NAME: Final = f"{DATABASE_NAME}.grafted"
PAGE: Final = 4096
_SALT: Final = 16
_IV: Final = 16
_HMAC: Final = 64
_END: Final = PAGE - _IV - _HMAC
_NUMBER: Final = struct.Struct(">I")
_INTERIOR: Final = 5
_SIZE, _FREE, _FREE_COUNT, _COOKIE = 28, 32, 36, 40
"""Bytes of the first page where its numbers begin: pages of the file, free ones, version of the schema."""


class _Cipher:
    """Opens and seals the pages of one file. The first page begins with the file's salt instead of a fixed text."""

    def __init__(self, key: bytes | bytearray, salt: bytes) -> None:
        self._key, self._salt = bytes(key), salt
        other = bytes(byte ^ 0x3A for byte in salt)
        self._hmac_key = hashlib.pbkdf2_hmac("sha512", self._key, other, 2, 32)

    def open(self, number: int, page: bytes) -> bytearray | None:
        """What a page says, in its place; None when it is not authentic."""
        start = _SALT if number == 1 else 0
        if len(page) < PAGE or not hmac.compare_digest(page[PAGE - _HMAC :], self._mac(number, page[start:-_HMAC])):
            return None
        iv = page[_END : _END + _IV]
        return bytearray(start) + self._crypt(iv).decryptor().update(page[start:_END])

    def seal(self, number: int, said: bytearray) -> bytes:
        """The page that says so."""
        start, iv = (_SALT if number == 1 else 0), os.urandom(_IV)
        sealed = self._crypt(iv).encryptor().update(bytes(said[start:_END])) + iv
        return self._salt[:start] + sealed + self._mac(number, sealed)

    def _mac(self, number: int, sealed: bytes) -> bytes:
        return hmac.digest(self._hmac_key, sealed + struct.pack("<I", number), "sha512")

    def _crypt(self, iv: bytes) -> Cipher[CBC]:
        return Cipher(AES(self._key), CBC(iv))


def keep_first_pages(folder: Path, key: bytes | bytearray, schema_version: int, disk: Disk = LAPTOP_DISK) -> bool:
    """Keep them as they stand in the database of `folder`, whose `PRAGMA schema_version` is given. False, and nothing
    changes, where they cannot be read or newer ones are still in the log.
    """
    with suppress(OSError, KnownError), (folder / DATABASE_NAME).open("rb") as file:
        first = file.read(PAGE)
        cipher = _Cipher(key, first[:_SALT])
        said = cipher.open(1, first)
        if said is None or _number_at(said, _COOKIE) != schema_version:
            return False
        kept = [_NUMBER.pack(1) + first]
        for number in _children(said):
            file.seek((number - 1) * PAGE)
            page = file.read(PAGE)
            if cipher.open(number, page) is None:
                return False
            kept.append(_NUMBER.pack(number) + page)
        write_safely(disk, folder / NAME, b"".join(kept))
        return True
    return False


def has_first_pages(folder: Path) -> bool:
    """Whether they are kept."""
    return (folder / NAME).exists()


def graft(folder: Path, key: bytes | bytearray, disk: Disk = LAPTOP_DISK) -> Path | None:
    """A copy of the damaged database with the pages that were kept in their place, to be read only. None where there
    are none. `forget_graft` deletes it.
    """
    path, target = folder / DATABASE_NAME, folder / GRAFTED_NAME
    try:
        kept = dict(_kept(disk.read(folder / NAME)))
        said = _Cipher(key, kept[1][:_SALT]).open(1, kept[1])
        if said is None:
            return None
        for ending in ("", "-wal"):
            if disk.exists(path.with_name(path.name + ending)):
                shutil.copyfile(path.with_name(path.name + ending), target.with_name(target.name + ending))
        # the file has grown since, and what was free then may not be now
        for place, number in ((_SIZE, target.stat().st_size // PAGE), (_FREE, 0), (_FREE_COUNT, 0)):
            _NUMBER.pack_into(said, place, number)
        kept[1] = _Cipher(key, kept[1][:_SALT]).seal(1, said)
        with target.open("r+b") as file:
            for number, page in kept.items():
                file.seek((number - 1) * PAGE)
                file.write(page)
    except (OSError, KeyError, KnownError):
        return None
    return target


def forget_graft(folder: Path, disk: Disk = LAPTOP_DISK) -> None:
    """Delete it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            disk.delete(folder / (GRAFTED_NAME + ending))


def _kept(content: bytes) -> Iterator[tuple[int, bytes]]:
    step = _NUMBER.size + PAGE
    for start in range(0, len(content) - step + 1, step):
        yield _number_at(content, start), content[start + _NUMBER.size : start + step]


def _children(said: bytes | bytearray) -> list[int]:
    """The pages of the schema behind the first: none while all of it fits into that one."""
    head = 100
    if said[head] != _INTERIOR:
        return []
    count = struct.unpack_from(">H", said, head + 3)[0]
    cells = struct.unpack_from(f">{count}H", said, head + 12)
    return [*(_number_at(said, cell) for cell in cells), _number_at(said, head + 8)]


def _number_at(content: bytes | bytearray, place: int) -> int:
    return int(_NUMBER.unpack_from(content, place)[0])
