"""Turns the database driver's complaints into sentences a person can act upon, at the edge of the storage."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError

from intake_app.domain.errors import KnownError

_SENTENCES: Final = (
    ("database or disk is full", "disk_full"),
    ("attempt to write a readonly database", "folder_read_only"),
    ("unable to open database file", "database_unreachable"),
    ("file is not a database", "database_damaged"),
    ("database disk image is malformed", "database_damaged"),
    ("disk i/o error", "disk_failing"),
    ("database is locked", "database_busy"),
)

_ERRNOS: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "folder_read_only",
    errno.EACCES: "folder_read_only",
}


def known_failure(failure: BaseException) -> KnownError | None:
    """The known error behind a driver's or the system's failure; None when it is none we know."""
    if isinstance(failure, OSError) and failure.errno in _ERRNOS:
        return KnownError(_ERRNOS[failure.errno])
    said = str(getattr(failure, "orig", failure)).lower()
    return next((KnownError(key) for sentence, key in _SENTENCES if sentence in said), None)


@contextmanager
def translated_failures() -> Iterator[None]:
    """Raise a KnownError in place of a driver's or the system's failure that has a sentence; let the others through."""
    try:
        yield
    except (DBAPIError, OSError) as failure:
        known = known_failure(failure)
        if known is None:
            raise
        raise known from failure
