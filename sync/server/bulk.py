"""Rows by the thousand, between the database and the form they travel in, in one statement each.

Reading, the database itself writes each row as a JSON array, which goes into the reply as it is. Writing, PostgreSQL
takes a JSON document of rows, and SQLite's columns hold the travelling form already. So no value is converted in
Python, either way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Final

import msgspec
from sqlalchemy import JSON, Boolean, Connection, Table, Text, any_, bindparam, case, cast, func, literal_column, select
from sqlalchemy import column as light_column
from sqlalchemy import table as light_table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement, Executable, Select

from intake_app.domain.base import CodeSet, UtcTime
from intake_app.domain.record_types import table_of

ROWS_AT_ONCE: Final = 2000
"""Rows of one statement: a batch of a laptop's whole, a large import in parts that fit in memory."""
_MOMENT: Final = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'


def is_postgresql(connection: Connection) -> bool:
    """Whether this connection leads to PostgreSQL rather than SQLite."""
    return connection.dialect.name == "postgresql"


def as_json(record_type: str, columns: Sequence[str], *, on_postgresql: bool) -> ColumnElement[str]:
    """A row's columns as the text of a JSON array, values in their travelling form."""
    table = table_of(record_type)
    if on_postgresql:
        parts = [_travelling_postgresql(table.columns[name]) for name in columns]
        return cast(func.json_build_array(*parts), Text)
    return func.json_array(*[_travelling_sqlite(table.columns[name]) for name in columns], type_=Text)


def _travelling_postgresql(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.to_char(func.timezone("UTC", column), _MOMENT) if isinstance(column.type, UtcTime) else column


def _travelling_sqlite(column: ColumnElement[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, Boolean):
        return func.json(case((column.is_(None), "null"), (column, "true"), else_="false"))
    return func.json(column) if isinstance(column.type, CodeSet) else column


def one_of(column: ColumnElement[Any], name: str, *, on_postgresql: bool) -> ColumnElement[bool]:
    """The id `column` is among those given as parameter `name` (see `listed`): one parameter however many they are.

    To PostgreSQL an array and not a set to join with: whatever its planner thinks of the table, it goes by the
    column's index, or looks each row up in the array.
    """
    if on_postgresql:
        array = func.array(select(given_ids(name)).scalar_subquery(), type_=postgresql.ARRAY(postgresql.UUID))
        return column == any_(array)
    return column.in_(select(func.json_each(bindparam(name, type_=Text)).table_valued("value").c.value))


def given_ids(name: str) -> ColumnElement[Any]:
    """The ids of parameter `name` (see `listed`) as PostgreSQL's own, one a row."""
    values = func.json_array_elements_text(cast(bindparam(name, type_=Text), JSON)).table_valued("value")
    return cast(values.c.value, postgresql.UUID)


def listed(ids: Collection[str]) -> str:
    """The value of a parameter of `one_of`."""
    return msgspec.json.encode(list(ids)).decode()


@cache
def _select_rows(record_type: str, columns: tuple[str, ...], on_postgresql: bool) -> Select[Any]:
    chosen = one_of(table_of(record_type).c.id, "ids", on_postgresql=on_postgresql)
    return select(as_json(record_type, columns, on_postgresql=on_postgresql)).where(chosen)


def rows_by_id(connection: Connection, record_type: str, columns: tuple[str, ...], ids: Collection[str]) -> list[str]:
    """The rows with these ids, each the text of a JSON array."""
    statement = _select_rows(record_type, columns, is_postgresql(connection))
    return list(connection.scalars(statement, {"ids": listed(ids)}))


def write_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, is_upsert: bool) -> None:
    """Insert `rows` (column → value in its travelling form); with `is_upsert`, overwrite those whose id exists."""
    on_postgresql = is_postgresql(connection)
    if on_postgresql and not is_upsert:
        _copy(connection, table, rows)
        return
    statement = _insert(table, is_upsert, on_postgresql)
    documents = _documents(table)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        if on_postgresql:
            connection.execute(statement, {"rows": msgspec.json.encode(some).decode()})
        else:
            connection.execute(statement, [_stored(row, documents) for row in some])


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """PostgreSQL's own way in: half the work of a statement that reads a JSON document of rows."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    pick = itemgetter(*names)
    documents = [names.index(name) for name in _documents(table)]
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            values = list(pick(row))
            for place in documents:
                values[place] = None if values[place] is None else msgspec.json.encode(values[place]).decode()
            copy.write_row(values)


@cache
def _documents(table: Table) -> tuple[str, ...]:
    """The columns that hold JSON."""
    return tuple(column.name for column in table.columns if isinstance(column.type, JSON | CodeSet))


def _stored(row: Mapping[str, Any], documents: Sequence[str]) -> Mapping[str, Any]:
    said = {name: row[name] for name in documents if row[name] is not None}
    return {**row, **{name: msgspec.json.encode(value).decode() for name, value in said.items()}} if said else row


@cache
def _insert(table: Table, is_upsert: bool, on_postgresql: bool) -> Executable:
    columns = [column.name for column in table.columns]
    # a table without types: what is given is already in the form the driver takes
    target = light_table(table.name, *[light_column(name) for name in columns])
    statement: Any
    if on_postgresql:
        document = cast(bindparam("rows", type_=Text), JSON)
        populated = func.json_populate_recordset(literal_column(f"NULL::{table.name}"), document)
        source = populated.table_valued(*columns, name="given")
        given: Any = select(*[light_column(name) for name in columns]).select_from(source)
        statement = postgresql.insert(target).from_select(columns, given)
    else:
        statement = sqlite.insert(target).values({name: bindparam(name) for name in columns})
    if is_upsert:
        overwritten = {name: statement.excluded[name] for name in columns if name != "id"}
        statement = statement.on_conflict_do_update(index_elements=["id"], set_=overwritten)
    return statement  # type: ignore[no-any-return]
