"""Rescues rows from a damaged database into a new one, and adds what the copies have of tables that broke.

After one page that cannot be authenticated a connection of SQLCipher refuses sound ones too: it is opened anew after
each error (github.com/sqlcipher/sqlcipher/issues/617).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.base import LAPTOP, SHARED
from intake_app.domain.errors import KnownError

FIRST: Final = ("outbox_change", "receipt", "local_setting", "server_copy", "blob")
"""What only this laptop has goes before what the centre has too."""
DERIVED: Final = frozenset({"search_entry"})
"""Made anew from the rows, with the indexes beside it."""
_BELOW: Final = -(2**63)
_ABOVE: Final = 2**63 - 1
_AT_ONCE: Final = 500
_PROBES: Final = 24


@dataclass
class Rescue:
    """What was found where."""

    rescued: dict[str, int] = field(default_factory=dict)
    """Table → rows of the file itself."""
    copied: dict[str, int] = field(default_factory=dict)
    """Table → rows that a copy had, and the file not any more."""
    broken: set[str] = field(default_factory=set)
    """Tables of which rows may be missing: the file itself could not be read to their end."""


class Source:
    """A file that rows are read from. `whole` names the tables read to their end without an error."""

    def __init__(self, connect: Callable[[], Any], *, is_copy: bool) -> None:
        """`connect` opens it under its key, and raises the driver's errors or a KnownError."""
        self._connect = connect
        self.is_copy = is_copy
        self._connection: Any = None
        self._broke = False
        self.whole: set[str] = set()

    def open(self) -> bool:
        """Whether it opens at all."""
        self.close()
        with suppress(sqlcipher.Error, KnownError):
            self._connection = self._connect()
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return True
        return False

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def last_number(self) -> int:
        """The highest number of a change that it knows to have been given."""
        numbers = [0]
        given = "SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'"
        for query in (given, "SELECT max(device_seq) FROM outbox_change", "SELECT max(last_seq) FROM receipt"):
            try:
                found = self._connection.execute(query).fetchone()
                numbers.append(int(found[0] or 0) if found else 0)
            except sqlcipher.Error:
                self.open()
        return max(numbers)

    def columns(self, table: str) -> list[str]:
        """The columns its table has; none when it has no such table."""
        try:
            return [row[1] for row in self._connection.execute(f"PRAGMA table_info({table})")]
        except sqlcipher.Error:
            self.open()
            return []

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, around the pages that cannot be read. A row may come twice."""
        query = f"SELECT rowid, {', '.join(columns)} FROM {table}"  # noqa: S608 (our own tables' names)
        low = _BELOW
        for row in self._run(query, _BELOW, _ABOVE):
            low = row[0]
            yield row[1:]
        if not self._broke:
            self.whole.add(table)
            return
        high = _ABOVE
        for row in self._run(query, low, _ABOVE, "DESC"):
            high = row[0]
            yield row[1:]
        yield from self._between(query, low, high)

    def _between(self, query: str, low: int, high: int) -> Iterator[tuple[Any, ...]]:
        """Look for sound pages between two that are not: up and down from some places."""
        for place in _places(low, high):
            if place <= low:
                continue
            for row in self._run(query, low, place, "DESC"):
                yield row[1:]
            for row in self._run(query, place - 1, high):
                low = row[0]
                yield row[1:]

    def _run(self, query: str, low: int, high: int, order: str = "ASC") -> Iterator[tuple[Any, ...]]:
        """The rows whose number lies between the two, in this order, as far as they can be read."""
        self._broke = self._connection is None
        if self._broke:
            return
        try:
            yield from self._connection.execute(
                f"{query} WHERE rowid > ? AND rowid < ? ORDER BY rowid {order}", (low, high)
            )
        except sqlcipher.Error:
            self._broke = True
            self.open()


def _places(low: int, high: int) -> list[int]:
    """Places to look at between two: evenly spread, or ever farther where nobody knows how far it goes."""
    low = max(low, 0)
    if high == _ABOVE:
        return [low + 2**power for power in range(_PROBES)]
    step = (high - low) / (_PROBES + 1)
    return sorted({low + int(step * number) for number in range(1, _PROBES + 1)} - {low})


def fill(target: Any, sources: Sequence[Source]) -> Rescue:
    """Fill the empty database `target` (the bare driver, foreign keys off, in a transaction) from `sources`, the one
    to be believed first: the next one is asked for a table only where those before could not be read to its end.
    """
    rescue = Rescue()
    tables = [name for name in sorted({*LAPTOP.tables, *SHARED.tables}) if name not in DERIVED]
    for table in sorted(tables, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST)):
        known = [row[1] for row in target.execute(f"PRAGMA table_info({table})")]
        for source in sources:
            theirs = source.columns(table)
            # quoted: one of ours is called `values`
            columns = [f'"{name}"' for name in known if name in theirs]
            if columns:
                added = _insert(target, table, columns, source)
                counted = rescue.copied if source.is_copy else rescue.rescued
                if added:
                    counted[table] = counted.get(table, 0) + added
            if table in source.whole:
                break
        if not any(table in source.whole and not source.is_copy for source in sources):
            rescue.broken.add(table)
    return rescue


def _insert(target: Any, table: str, columns: list[str], source: Source) -> int:
    before = target.total_changes
    marks = ", ".join("?" * len(columns))
    into = f"INSERT OR IGNORE INTO {table}({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 (our own tables' names)
    some: list[tuple[Any, ...]] = []
    for row in source.rows(table, columns):
        some.append(row)
        if len(some) >= _AT_ONCE:
            target.executemany(into, some)
            some.clear()
    target.executemany(into, some)
    return int(target.total_changes - before)
