"""Writes pages from the centre into the laptop's tables, with this laptop's open changes kept on top.

The only place that writes synced tables without an operation (see `storage.change_capture`). On SQLite a column's
stored form is its wire form, so a page goes in as it came; only sets become JSON text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from intake_app.domain.base import CodeSet
from intake_app.domain.record_types import RECORD_TYPES, blank_values, table_of
from intake_app.domain.wire import Wire
from intake_app.storage import blob_rows, search_index
from intake_app.storage.search_index import INDEXED
from sync.client import erase
from sync.client.copies import keep_copy, lay_upon, open_records
from sync.client.digests import correct_digest, revisions_of
from sync.client.evict import note_back
from sync.protocol.messages import Page

ROWS_AT_ONCE: Final = 500
"""Rows written in one transaction, so that somebody typing never waits for a page."""


def in_parts(pages: Sequence[Page]) -> Iterator[Page]:
    """The pages cut into parts of some hundreds of rows, in the order of dependence: each part finds its parents
    written.
    """
    order = {record_type: place for place, record_type in enumerate(RECORD_TYPES)}
    for page in sorted(pages, key=lambda page: order.get(page.record_type, len(order))):
        for start in range(0, len(page.rows), ROWS_AT_ONCE):
            yield Page(page.record_type, page.columns, page.rows[start : start + ROWS_AT_ONCE])


def apply_pages(connection: Connection, pages: Sequence[Page]) -> int:
    """Write the rows of `pages` (parents and children in any order: references are checked at commit). Returns how
    many.
    """
    return sum(_apply_page(connection, page) for page in pages if page.record_type in RECORD_TYPES)


def _apply_page(connection: Connection, page: Page) -> int:
    record_type = page.record_type
    columns, rows = _known_columns(page)
    place, revision = columns.index("id"), columns.index("revision")
    after = {row[place]: row[revision] for row in rows}
    before = revisions_of(connection, record_type, after)
    note_back(connection, record_type, after)
    opened = open_records(connection, after)
    under_edit = [row for row in rows if row[place] in opened] if opened else []
    if under_edit:
        rows = [row for row in rows if row[place] not in opened] + [
            _keep_and_overlay(connection, record_type, columns, row) for row in under_edit
        ]
    write_rows(connection, record_type, columns, rows)
    correct_digest(connection, record_type, before, after)
    if record_type == "resident":
        _index(connection, columns, rows)
    if record_type == "attachment":
        # one of them may have been put back, or be the same scan as one that was taken away
        blob_rows.offer_once_more(connection, [one for one in after if before.get(one) != after[one]])
    if record_type == erase.RECORD_TYPE:
        names = columns.index("id"), columns.index("resident_id")
        erase.carry_out(connection, [(row[names[0]], row[names[1]]) for row in rows])
    return len(rows)


def _known_columns(page: Page) -> tuple[tuple[str, ...], list[list[Any]]]:
    """The page without columns this version of the program does not have: a newer server may send more."""
    known = table_of(page.record_type).columns
    places = [place for place, name in enumerate(page.columns) if name in known]
    if len(places) == len(page.columns):
        return tuple(page.columns), page.rows
    return tuple(page.columns[place] for place in places), [[row[place] for place in places] for row in page.rows]


def _keep_and_overlay(connection: Connection, record_type: str, columns: tuple[str, ...], row: list[Any]) -> list[Any]:
    """Keep the centre's version of a record under edit, and give the row as its author sees it."""
    server = dict(zip(columns, row, strict=True))
    keep_copy(connection, record_type, server)
    seen = lay_upon(connection, record_type, server)
    return [seen[name] for name in columns]


@cache
def _statement(record_type: str, columns: tuple[str, ...]) -> tuple[str, tuple[Wire, ...], tuple[int, ...]]:
    """The upsert of these columns, the values that fill the columns not received, and where the sets are."""
    table = table_of(record_type)
    blanks = blank_values(record_type)
    missing = tuple(column.name for column in table.columns if column.name not in columns)
    names = (*columns, *missing)
    marks = ", ".join("?" * len(names))
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns if name != "id")
    # every name comes from the table's own columns, none from the page
    text = f"INSERT INTO {table.name}({', '.join(names)}) VALUES ({marks}) ON CONFLICT(id) DO UPDATE SET {changed}"  # noqa: S608
    fillers = tuple(_stored(table.columns[name].type, blanks.get(name)) for name in missing)
    sets = tuple(place for place, name in enumerate(columns) if isinstance(table.columns[name].type, CodeSet))
    return text, fillers, sets


def _stored(kind: Any, value: Any) -> Any:
    return msgspec.json.encode(value or []).decode() if isinstance(kind, CodeSet) else value


def write_rows(connection: Connection, record_type: str, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    """Write rows of a type in wire form over those of the same ids."""
    if not rows:
        return
    text, fillers, sets = _statement(record_type, columns)
    values = [tuple(row) + fillers for row in rows] if not sets else [_with_sets(row, sets) + fillers for row in rows]
    connection.exec_driver_sql(text, values)


def _with_sets(row: list[Any], sets: tuple[int, ...]) -> tuple[Any, ...]:
    stored = list(row)
    for place in sets:
        stored[place] = msgspec.json.encode(row[place] or []).decode()
    return tuple(stored)


def _index(connection: Connection, columns: tuple[str, ...], rows: list[list[Any]]) -> None:
    if set(INDEXED) <= set(columns):
        places = [columns.index(name) for name in INDEXED]
        found = [tuple(row[place] for place in places) for row in rows]
    else:
        # this laptop is not shown every column: what it has of the others stands
        ids = msgspec.json.encode([row[columns.index("id")] for row in rows]).decode()
        query = f"SELECT {', '.join(INDEXED)} FROM resident WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        found = [tuple(row) for row in connection.exec_driver_sql(query, (ids,))]
    if found:
        search_index.refresh_all(connection, found)
