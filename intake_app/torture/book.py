"""What a laptop under torture wrote down, line by line, as it went: the kill that comes next does not take it along."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

TRIED: Final = "tried"
"""A value is about to be saved, and what the screen showed before."""
SAVED: Final = "saved"
"""It was: from here on it may never be missing."""
EXCHANGED: Final = "exchanged"
FAILED: Final = "failed"
FULL: Final = "full"
REFUSED: Final = "refused"
"""The store did not open after the kill."""


@dataclass(frozen=True)
class Written:
    """One value of one field of one record."""

    record_id: str
    field: str
    base: Any
    new: Any


class Book:
    """Appends to a file that survives whoever writes it."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, word: str, *values: Any) -> None:
        """Write a line. It is with the system when this returns, whatever becomes of this program."""
        os.write(self._handle, (json.dumps([word, *values]) + "\n").encode())


def read_book(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """The lines of a book, in their order."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            word, *values = json.loads(line)
            yield word, values
