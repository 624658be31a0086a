"""One copy of the program per folder: two would each believe themselves alone with the database and its outbox."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from intake_app.domain.errors import KnownError
from intake_app.storage.safe_file import known_disk_error

if TYPE_CHECKING:
    from filelock import BaseFileLock

FILE_NAME = "palier.lock"


class OneCopy:
    """Holds `palier.lock` in `folder` from `take` to `release`, or as a context manager.

    The operating system holds the lock, not the file: after a crash or a power cut nothing has to be cleaned up. Keep
    the object for as long as the program runs: forgetting it lets go.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: BaseFileLock | None = None

    def take(self) -> None:
        """Raises KnownError at once, without waiting: `already_open`, `folder_read_only`, `disk_full`,
        `folder_unreachable`."""
        from filelock import FileLock, Timeout

        # not thread-local: the window takes it, the thread that closes the store may release it
        lock = FileLock(self._folder / FILE_NAME, blocking=False, thread_local=False)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            raise KnownError("already_open") from None
        except OSError as error:
            raise known_disk_error(error) from error
        self._lock = lock

    def release(self) -> None:
        """May be called twice."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
