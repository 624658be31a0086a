"""Scans that never were, and a disk that fills up, or dies, at a step of the test's choosing."""

from __future__ import annotations

import errno
import random
from pathlib import Path
from typing import Any

from intake_app.storage.safe_file import Disk

CANARY = b"Zyxwenko Qwortzbach, 06 39 98 12 34"


def pdf(size: int = 700_000, seed: int = 1) -> bytes:
    """A file of `size` bytes that begins as a PDF does, with a fictitious person's name in it."""
    head = b"%PDF-1.7\n" + CANARY + b"\n"
    return head + random.Random(seed).randbytes(size - len(head))


def write_scan(folder: Path, content: bytes, name: str = "scan.pdf") -> Path:
    """The file somebody chooses, outside Palier's folder."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


class Killed(BaseException):
    """The program ends here."""


class StruckDisk(Disk):
    """A real disk that fails at its `fail_at`-th step (from 0): full, or the program is killed half way through it."""

    def __init__(self, fail_at: int = -1, *, is_kill: bool = True) -> None:
        super().__init__()
        self.fail_at, self.is_kill = fail_at, is_kill
        self.steps = 0

    def _step(self) -> bool:
        """Whether this step is the one; a full disk says so before anything is done."""
        self.steps += 1
        is_struck = self.steps - 1 == self.fail_at
        if is_struck and not self.is_kill:
            raise OSError(errno.ENOSPC, "full")
        return is_struck

    def append(self, path: Path, content: bytes) -> None:
        if self._step():
            super().append(path, content[: len(content) // 2])
            raise Killed
        super().append(path, content)

    def cut(self, path: Path, length: int) -> None:
        self._whole_or_not(super().cut, path, length)

    def force_file(self, path: Path) -> None:
        self._whole_or_not(super().force_file, path)

    def rename(self, source: Path, target: Path) -> None:
        self._whole_or_not(super().rename, source, target)

    def _whole_or_not(self, work: Any, *given: Any) -> None:
        if self._step():
            raise Killed
        work(*given)
