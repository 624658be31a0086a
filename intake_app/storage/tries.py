"""A growing wait after wrong passphrases: 5 tries at once, then 30 s, doubling up to 15 min. Nothing is ever erased.

What it is worth: it slows down who sits at this laptop (a colleague's child, a passer-by). It does not slow down who
copied the folder: they try elsewhere, and only Argon2id and the passphrase stand in their way. Until a pepper from
the operating system's keyring gives it a key, the file is not authenticated either: deleting it resets the count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec

from intake_app.domain.errors import KnownError
from intake_app.storage.safe_file import Disk, write_safely

FILE_NAME = "palier.tries"
FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
MOST_UNTOLD = 500
"""Failed tries kept for the trail, the latest ones: at a quarter of an hour each, five days of guessing."""

Clock = Callable[[], datetime]
"""The current time, aware, in UTC."""


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


class _Count(msgspec.Struct):
    failures: Annotated[int, msgspec.Meta(ge=0, le=2**31)]
    last_at: Annotated[datetime, msgspec.Meta(tz=True)]


class FailedTry(msgspec.Struct, frozen=True):
    """A try that opened nothing, until the trail inside the store has heard of it."""

    staff_id: UUID
    at: Annotated[datetime, msgspec.Meta(tz=True)]


class _TriesFile(msgspec.Struct):
    version: int
    owners: dict[UUID, _Count]
    untold: Annotated[tuple[FailedTry, ...], msgspec.Meta(max_length=MOST_UNTOLD)] = ()


def wait_after(failures: int) -> int:
    """Seconds to wait after that many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT_S, FIRST_WAIT_S << min(failures - FREE_TRIES, 10))


class Tries:
    """The count of one folder, one row per member of staff, kept over restarts.

    A full or read-only disk never keeps the right passphrase out: the count then lives in memory only.
    """

    def __init__(self, folder: Path, clock: Clock, disk: Disk) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._disk = disk
        kept = self._read()
        self._counts, self._untold = kept.owners, kept.untold

    def wait(self, staff_id: UUID) -> int:
        """Seconds before this person may try again; 0 when they may now."""
        count = self._counts.get(staff_id)
        if count is None:
            return 0
        now = self._clock()
        if now < count.last_at:
            # the clock was set back (or was far ahead before): the wait starts again from now, so that it does end,
            # and this is kept, so that it ends for a program started afresh as well
            count.last_at = now
            self._write()
        over_at = count.last_at + timedelta(seconds=wait_after(count.failures))
        return max(0, -int((now - over_at).total_seconds() // 1))

    def begin(self, staff_id: UUID) -> None:
        """Count a try before it is made, so that ending the program in the middle does not save it.

        Raises KnownError `too_many_tries` with `seconds`; that try is not counted.
        """
        seconds = self.wait(staff_id)
        if seconds:
            raise KnownError("too_many_tries", seconds=seconds)
        before = self._counts.get(staff_id)
        now = self._clock()
        self._counts[staff_id] = _Count(min(before.failures + 1 if before else 1, 2**31), now)
        self._untold = (*self._untold, FailedTry(staff_id, now))[-MOST_UNTOLD:]
        self._write()

    def take_back(self, staff_id: UUID) -> None:
        """The last try came to nothing through no fault of the person."""
        count = self._counts[staff_id]
        count.failures -= 1
        self._drop_last_of(staff_id)
        self._write()

    def clear(self, staff_id: UUID) -> None:
        """The passphrase was right."""
        self._counts.pop(staff_id, None)
        self._drop_last_of(staff_id)
        self._write()

    @property
    def untold(self) -> tuple[FailedTry, ...]:
        """The failed tries that the trail has not heard of, in the order they were made."""
        return self._untold

    def forget(self, told: Collection[FailedTry]) -> None:
        """The trail has these for good."""
        if told:
            self._untold = tuple(one for one in self._untold if one not in told)
            self._write()

    def _drop_last_of(self, staff_id: UUID) -> None:
        """The try counted last was none that failed."""
        last = max((place for place, one in enumerate(self._untold) if one.staff_id == staff_id), default=None)
        if last is not None:
            self._untold = self._untold[:last] + self._untold[last + 1 :]

    def _read(self) -> _TriesFile:
        try:
            return msgspec.json.decode(self._disk.read(self._path), type=_TriesFile)
        except (OSError, msgspec.MsgspecError, RecursionError, UnicodeError):
            # absent or damaged is the same as deleted: see the head of this file
            return _TriesFile(1, {})

    def _write(self) -> None:
        with suppress(KnownError):
            write_safely(self._disk, self._path, msgspec.json.encode(_TriesFile(1, self._counts, self._untold)))
