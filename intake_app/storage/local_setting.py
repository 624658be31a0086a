"""Named values of this laptop, typed by what is read and written."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import Connection

Value = TypeVar("Value")
REWRITE_DUE: Final = "rewrite_due"
"""Somebody was erased: the file is to be written anew when it is next closed."""

COPIES_STALE: Final = "copies_stale"
"""Somebody was erased (how many times so far): the daily copies made before are to go, once there is a newer one."""

# asked of the driver itself: an exchange with nothing to tell is made of little else
_READ: Final = "SELECT value FROM local_setting WHERE name = ?"
_WRITE: Final = (
    "INSERT INTO local_setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value"
)


def read_setting(connection: Connection, name: str, kind: type[Value]) -> Value | None:
    """The value called `name` as `kind` (anything msgspec decodes), or None when it was never set."""
    found = connection.exec_driver_sql(_READ, (name,)).scalar()
    return None if found is None else msgspec.json.decode(found, type=kind)


def write_setting(connection: Connection, name: str, value: Any) -> None:
    """Set the value called `name`."""
    connection.exec_driver_sql(_WRITE, (name, msgspec.json.encode(value)))


def forget_setting(connection: Connection, name: str) -> None:
    """Let go of the value called `name`."""
    connection.exec_driver_sql("DELETE FROM local_setting WHERE name = ?", (name,))
