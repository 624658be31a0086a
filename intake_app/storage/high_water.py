"""A mark of how far the database had come, kept outside its files: `palier.mark`.

SQLite drops every transaction behind a damaged byte of its log without a word, and SQLCipher accepts an older file
put back in the place of the newer one. Neither can be seen from inside; comparing the database with this mark shows
it, and says how many operations are missing. It does not show an older database put back together with its older
mark: only the server can.
"""

from __future__ import annotations

import enum
import hmac
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import UUID

from intake_app.domain.errors import BugError

FILE_NAME = "palier.mark"
RECEIVED_NAME = "palier.received"
"""As the mark: the highest number that the centre has signed for. What is missing below it comes back."""
HIGHEST = 2**64 - 1
_PLACES = (0, 512)
"""Byte offsets of the two records: one disk sector each, so that a torn write spoils one and never both."""
_CONTENT = struct.Struct(">Q16s")
_RECORD_LENGTH = _CONTENT.size + 32


class MarkState(enum.Enum):
    """How the file was found. ABSENT is normal before the first commit only; DAMAGED means no record of it is ours."""

    ABSENT = "absent"
    DAMAGED = "damaged"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Missing:
    """Operations that were committed and are gone, from `first` to `last` (sequence numbers, both included)."""

    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first + 1


class HighWaterMark:
    """The mark of one database. Use from the database thread only; `close()` at lock, before the keys are wiped.

    Written after each commit without fsync: it may lag behind the database, never lead. Two records (8-byte sequence,
    vault id, HMAC-SHA256) are overwritten in turn; the highest valid one counts.
    """

    def __init__(self, path: Path, key: bytearray, vault_id: UUID) -> None:
        """Reads `path`; `key` is `Keys.sidecar_mac_key`, referred to and not copied. Raises nothing for a missing or
        damaged file."""
        self._path = path
        self._key = key
        self._vault_id = vault_id
        self._handle: int | None = None
        self._values: list[int | None] = [None, None]
        self.state = self._read()

    def value(self) -> int | None:
        """The highest sequence known to have been committed; None when nothing valid is on the disk."""
        return max((value for value in self._values if value is not None), default=None)

    def raise_to(self, sequence: int) -> bool:
        """Call right after the commit of `sequence`; a lower one than `value()` changes nothing.

        Returns False when the disk refused: the commit holds all the same, only the mark lags. Raises BugError for a
        number out of range or a wiped key.
        """
        highest = self.value()
        if highest is not None and sequence <= highest:
            return True
        # never over the newest record: until this write has succeeded it is the one that counts
        place = 0 if highest is None or self._values[1] == highest else 1
        return self._write(place, sequence)

    def restart_at(self, sequence: int) -> bool:
        """Lower the mark to what the database has, once the loss has been told and recorded. Returns False when the
        disk refused."""
        first = 0 if self._values[0] == self.value() else 1
        # the highest goes first: a kill in between leaves the other one, and the loss is told once more rather than
        # never
        return self._write(first, sequence) and self._write(1 - first, sequence)

    def check(self, database_sequence: int) -> Missing | None:
        """What the database lost, given the highest sequence it holds now; None when nothing is known to be missing."""
        highest = self.value()
        if highest is None or highest <= database_sequence:
            return None
        return Missing(first=database_sequence + 1, last=highest)

    def close(self) -> None:
        """Let go of the file. May be called twice; the next `raise_to` opens it again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _read(self) -> MarkState:
        try:
            with self._path.open("rb") as stream:
                content = stream.read(_PLACES[1] + _RECORD_LENGTH)
        except FileNotFoundError:
            return MarkState.ABSENT
        except OSError:
            return MarkState.DAMAGED
        self._values = [self._parsed(content[place : place + _RECORD_LENGTH]) for place in _PLACES]
        return MarkState.DAMAGED if self.value() is None else MarkState.SOUND

    def _parsed(self, record: bytes) -> int | None:
        content, mac = record[: _CONTENT.size], record[_CONTENT.size :]
        if len(record) < _RECORD_LENGTH or not hmac.compare_digest(mac, self._mac(content)):
            return None
        sequence, vault_id = _CONTENT.unpack(content)
        return int(sequence) if vault_id == self._vault_id.bytes else None

    def _write(self, place: int, sequence: int) -> bool:
        if not 0 <= sequence <= HIGHEST:
            raise BugError("a sequence number has 8 bytes")
        content = _CONTENT.pack(sequence, self._vault_id.bytes)
        record = content + self._mac(content)
        try:
            if self._handle is None:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            os.lseek(self._handle, _PLACES[place], os.SEEK_SET)
            written = os.write(self._handle, record)
        except OSError:
            with suppress(OSError):
                self.close()
            return False
        if written < len(record):
            return False
        self._values[place] = sequence
        self.state = MarkState.SOUND
        return True

    def _mac(self, content: bytes) -> bytes:
        # under a key of zeros anybody could write a mark that is believed
        if not any(self._key):
            raise BugError("the key of the mark was wiped")
        return hmac.digest(self._key, b"palier/mark/v1|" + content, "sha256")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
