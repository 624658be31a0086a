"""Who is acting, in which space, with which clock: what every use case is given."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from intake_app.domain.base import Clock, NewId, SyncedRow

Row = TypeVar("Row", bound=SyncedRow)


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


def new_uuid7() -> UUID:
    """A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then random bits. The standard library has one from
    Python 3.14.
    """
    milliseconds = int(utc_now().timestamp() * 1000)
    value = (milliseconds << 80) | secrets.randbits(80)
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    return UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))


@dataclass(frozen=True)
class Actor:
    """A staff member at work in one space. `staff_id` signs what is written; clock and ids are passed in so that
    tests decide them.
    """

    staff_id: UUID
    space_id: UUID
    role: str
    clock: Clock = field(default=utc_now, repr=False)
    new_id: NewId = field(default=new_uuid7, repr=False)

    def create(self, row_class: type[Row], /, *, id: UUID | None = None, **values: Any) -> Row:
        """A new validated row in the actor's space, stamped with author and time; pydantic's ValidationError when a
        value is wrong.
        """
        stamp = {
            "id": id or self.new_id(),
            "space_id": self.space_id,
            "created_at": self.clock(),
            "created_by": self.staff_id,
        }
        return row_class.model_validate({**values, **stamp})
