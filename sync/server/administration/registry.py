"""Places, staff and partners as the centre enters them: found by the names people use, added as rows that travel."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.sql import ColumnElement

from intake_app.domain.base import SyncedRow
from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold
from intake_app.domain.record_types import table_of
from sync.server.administration.workbook_rules import refused_field, tidied
from sync.server.centre import Centre
from sync.server.tables import SPACE

Row = TypeVar("Row", bound=SyncedRow)
Named = dict[str, UUID]
"""Folded name → id."""


def find_space(connection: Connection, name: str | None) -> UUID:
    """The space of this name, or the only one. Raises KnownError space_unknown, space_not_named (there are several)."""
    spaces = connection.execute(select(SPACE.c.id, SPACE.c.name)).all()
    if name is None:
        if len(spaces) > 1:
            raise KnownError("space_not_named")
        found = list(spaces)
    else:
        found = [space for space in spaces if fold(space.name) == fold(name)]
    if not found:
        raise KnownError("space_unknown")
    return UUID(str(found[0].id))


def space_country(connection: Connection, space_id: UUID) -> str:
    """The country of a space, two letters."""
    return str(connection.scalars(select(SPACE.c.country).where(SPACE.c.id == space_id)).one())


def named(connection: Connection, record_type: str, space_id: UUID) -> Named:
    """Every record of this type by its name; staff by first and family name."""
    table = table_of(record_type)
    query = select(table.c.id, _name_of(table)).where(table.c.space_id == space_id).order_by(table.c.id.desc())
    # of two with one name the older one counts: it comes last here
    return {fold(name): UUID(str(record_id)) for record_id, name in connection.execute(query)}


def _name_of(table: Table) -> ColumnElement[str]:
    if "first_name" in table.c:
        return table.c.first_name + " " + table.c.family_name
    return table.c[next(name for name in ("label", "name", "title_fr") if name in table.c)]


def find_named(connection: Connection, record_type: str, space_id: UUID, name: str) -> UUID:
    """The record of this name. Raises KnownError name_unknown."""
    found = named(connection, record_type, space_id).get(fold(name))
    if found is None:
        raise KnownError("name_unknown", name=name)
    return found


def names_of(connection: Connection, record_type: str, ids: Collection[str]) -> list[str]:
    """The names of these records."""
    table = table_of(record_type)
    query = select(_name_of(table)).where(table.c.id.in_(ids)).order_by(_name_of(table))
    return [str(name) for name in connection.scalars(query)]


def count_rows(connection: Connection, record_type: str, space_id: UUID) -> int:
    """How many records of this type a space has."""
    table = table_of(record_type)
    return int(connection.scalars(select(func.count()).select_from(table).where(table.c.space_id == space_id)).one())


def centre_row(centre: Centre, space_id: UUID, row_class: type[Row], **values: Any) -> Row:
    """A validated row by the centre's hand. Raises pydantic's ValidationError."""
    stamp = {"id": centre.new_id(), "space_id": space_id, "created_at": centre.clock(), "created_by": None}
    return row_class.model_validate({**values, **stamp})


def entered_row(centre: Centre, space_id: UUID, row_class: type[Row], **values: Any) -> Row:
    """The same for what was typed on the command line. Raises KnownError fields_refused with the fields' names."""
    tidy = tidied(values)
    if wrong := refused_field(tidy):
        raise KnownError("fields_refused", fields=wrong)
    try:
        return centre_row(centre, space_id, row_class, **tidy)
    except ValidationError as failure:
        fields = ", ".join(sorted({str(error["loc"][0]) for error in failure.errors() if error["loc"]}))
        raise KnownError("fields_refused", fields=fields) from None
