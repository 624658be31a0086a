"""The form in which values travel and are kept in the outbox: JSON's own types, ids and times as text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

Wire = str | int | float | bool | list[str] | None
"""A value as it travels."""


def to_wire(value: Any) -> Wire:
    """The travelling form of a column's value. Moments are whole seconds, `2026-11-22T05:01:02Z`; days `2026-11-22`."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(value)
    return value  # type: ignore[no-any-return]
