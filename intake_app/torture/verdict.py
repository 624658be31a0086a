"""Looks, once the torture is over, at what is left of everything: saved values, rows, files, numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import sqlcipher3.dbapi2 as sqlite

from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.torture.book import SAVED, TRIED, Written, read_book

if TYPE_CHECKING:
    from sqlmodel import Session

    from intake_app.storage.store import Store

Rows = dict[str, list[list[Any]]]
_CHECKS: Final = ("integrity_check", "foreign_key_check")


class Ledger:
    """Everything the laptops wrote in their books: what was saved, and what somebody replaced it by."""

    def __init__(self, books: list[Path]) -> None:
        self.saved: list[Written] = []
        self._after: dict[tuple[str, str, Any], list[Any]] = defaultdict(list)
        for book in books:
            for word, values in read_book(book):
                if word == SAVED:
                    self.saved.append(Written(*values))
                elif word == TRIED:
                    tried = Written(*values)
                    self._after[tried.record_id, tried.field, tried.base].append(tried.new)

    def lost(self, standing: dict[tuple[str, str], Any], waiting: set[tuple[str, str, Any]]) -> list[Written]:
        """What was saved and is neither there, nor in a conflict, nor replaced by a value that is."""

        def lives(record_id: str, field: str, value: Any) -> bool:
            if standing.get((record_id, field)) == value or (record_id, field, value) in waiting:
                return True
            return any(lives(record_id, field, later) for later in self._after.get((record_id, field, value), ()))

        return [one for one in self.saved if not lives(one.record_id, one.field, one.new)]


def standing_values(store: Store) -> dict[tuple[str, str], Any]:
    """(Record, field) → value, of the fields that the torture writes."""
    fields = ("family_name", "birth_name", "address")
    rows = store.read(_read, f"SELECT id, {', '.join(fields)} FROM resident")  # noqa: S608 (our own names)
    return {(row[0], name): value for row in rows for name, value in zip(fields, row[1:], strict=True)}


def waiting_values(store: Store) -> set[tuple[str, str, Any]]:
    """(Record, field, value) that stand in a conflict, as this laptop knows them."""
    found = set()
    columns = "record_id, field, standing_value, other_value"
    for record_id, field, *values in store.read(_read, f"SELECT {columns} FROM conflict"):  # noqa: S608 (our own names)
        found |= {(record_id, field, msgspec.json.decode(value)) for value in values if value is not None}
    query = "SELECT record_id, fields FROM outbox_change WHERE state = 'conflict'"
    for record_id, fields in store.read(_read, query):
        found |= {(record_id, name, edit[0]) for name, edit in msgspec.json.decode(fields).items()}
    return found


def rows_of(store: Store) -> Rows:
    """Every synced row, by its type."""
    return {record_type: _plain(store.read(_read, _all_rows(record_type))) for record_type in RECORD_TYPES}


def _plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    """Rows without the spaces that one of two writers puts into lists."""
    return [
        [msgspec.json.decode(value) if isinstance(value, str) and value.startswith("[") else value for value in row]
        for row in rows
    ]


def _all_rows(record_type: str) -> str:
    table = table_of(record_type)
    return f"SELECT {', '.join(sorted(table.columns.keys()))} FROM {table.name} ORDER BY id"  # noqa: S608 (our own names)


def _read(session: Session, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.connection().exec_driver_sql(query)]


def wounds_of_store(store: Store) -> list[str]:
    """What is wrong with a laptop's file; empty when it is sound."""
    found = [store.read(_read, f"PRAGMA {check}") for check in (*_CHECKS, "cipher_integrity_check")]
    return [str(row[0]) for rows in found for row in rows if row[0] != "ok"]


def wounds_of_centre(file: Path) -> Iterator[str]:
    """What is wrong with the centre's file, or with its receipts: each number of each laptop once, none missing."""
    with closing(sqlite.connect(str(file))) as connection:
        for check in _CHECKS:
            for row in connection.execute(f"PRAGMA {check}"):
                if row[0] != "ok":
                    yield str(row[0])
        counted = (
            "SELECT d.last_seq - d.first_seq + 1, count(DISTINCT r.device_seq), count(r.device_seq) FROM device d "
            "LEFT JOIN received_change r ON r.device_id = d.id GROUP BY d.id"
        )
        for expected, numbers, receipts in connection.execute(counted):
            if not expected == numbers == receipts:
                yield f"{expected} numbers, {numbers} known, {receipts} receipts"
        doubled = "SELECT count(*) FROM (SELECT change_id FROM received_change GROUP BY change_id HAVING count(*) > 1)"
        for (count,) in connection.execute(doubled):
            if count:
                yield f"{count} changes with two receipts"
