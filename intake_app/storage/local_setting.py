"""Named values of this laptop, typed by what is read and written."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col

from intake_app.storage.tables import LocalSetting

Value = TypeVar("Value")


def read_setting(connection: Connection, name: str, kind: type[Value]) -> Value | None:
    """The value called `name` as `kind` (anything msgspec decodes), or None when it was never set."""
    found = connection.execute(select(col(LocalSetting.value)).where(col(LocalSetting.name) == name)).scalar()
    return None if found is None else msgspec.json.decode(found, type=kind)


def write_setting(connection: Connection, name: str, value: Any) -> None:
    """Set the value called `name`."""
    encoded = msgspec.json.encode(value)
    statement = insert(LocalSetting).values(name=name, value=encoded)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": encoded}))
