"""Pages of current rows, as one class of laptop may see them, closed under references.

A laptop checks references when it commits a page. So whatever a row of the page refers to and the laptop cannot have
yet (its last change lies beyond what the page reaches) is added to the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Select, bindparam, select

from intake_app.domain.base import Audience
from intake_app.domain.record_types import RECORD_TYPES, columns_for, references, table_of
from sync.server.bulk import is_postgresql, listed, one_of, rows_by_id
from sync.server.scope import Reader

_BEYOND_ALL: Final = 2**62
_ROW: Final = msgspec.json.Decoder(list[Any])


class WrittenPage(msgspec.Struct, frozen=True):
    """A `protocol.messages.Page` whose rows are JSON already."""

    record_type: str
    columns: tuple[str, ...]
    rows: list[msgspec.Raw]


Ids = dict[str, set[str]]
"""Record type → ids."""


def write_pages(rows: Mapping[str, Sequence[str]], audience: Audience) -> list[WrittenPage]:
    """Record type → its rows (JSON arrays of `columns_for`) as pages, parents before children."""
    return [
        WrittenPage(record_type, columns_for(record_type, audience), [msgspec.Raw(row) for row in rows[record_type]])
        for record_type in RECORD_TYPES
        if rows.get(record_type)
    ]


def read_closed(
    connection: Connection, ids: Mapping[str, Collection[str]], reader: Reader, reach: int | None
) -> dict[str, list[str]]:
    """The rows with these ids (all within the reader's reach), and whatever they refer to, and so on, that changed
    after number `reach` (None: nothing can have).
    """
    rows = {
        record_type: rows_by_id(connection, record_type, columns_for(record_type, reader.audience), chosen)
        for record_type, chosen in ids.items()
        if chosen
    }
    if reach is not None or reader.scope is not None:
        present = {record_type: set(chosen) for record_type, chosen in ids.items()}
        close(connection, rows, present, reader, _BEYOND_ALL if reach is None else reach)
    return rows


def close(connection: Connection, rows: dict[str, list[str]], present: Ids, reader: Reader, reach: int) -> None:
    """Add to `rows` (whose ids are `present`) what they refer to and changed after number `reach`, recursively.

    A laptop that has an area may lack what came into it unchanged: of residents and workshops everything is added. An
    area is closed under references, so all of it is within reach.
    """
    audience = reader.audience
    fresh: Mapping[str, Sequence[str]] = rows
    while fresh:
        added: dict[str, list[str]] = {}
        for record_type, wanted in _referred(fresh, audience).items():
            missing = wanted - present.setdefault(record_type, set())
            is_area = reader.is_narrowed(record_type)
            found = missing if is_area else _changed_after(connection, record_type, missing, reach) if missing else []
            if found:
                present[record_type].update(found)
                columns = columns_for(record_type, audience)
                added[record_type] = rows_by_id(connection, record_type, columns, found)
        for record_type, more in added.items():
            rows.setdefault(record_type, []).extend(more)
        fresh = added


def _referred(rows: Mapping[str, Sequence[str]], audience: Audience) -> Ids:
    referred: Ids = defaultdict(set)
    for record_type, texts in rows.items():
        columns = columns_for(record_type, audience)
        places = [(columns.index(name), target) for name, target in references(record_type).items() if name in columns]
        if places:
            for text in texts:
                values = _ROW.decode(text)
                for place, target in places:
                    if values[place] is not None:
                        referred[target].add(values[place])
    return referred


def _changed_after(connection: Connection, record_type: str, ids: Collection[str], reach: int) -> list[str]:
    statement = _select_changed(record_type, is_postgresql(connection))
    return [str(found) for found in connection.scalars(statement, {"ids": listed(ids), "reach": reach})]


@cache
def _select_changed(record_type: str, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    chosen = one_of(table.c.id, "ids", on_postgresql=on_postgresql)
    return select(table.c.id).where(chosen, table.c.revision > bindparam("reach"))
