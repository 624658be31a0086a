"""Writing the demonstration's rows, each stamped with who wrote it and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.domain.base import NewId, SyncedRow
from intake_app.domain.record_types import RECORD_TYPES

Row = TypeVar("Row", bound=SyncedRow)


@dataclass
class Scribe:
    """Writes rows of one space around one day. `staff` gives the id of each key of `places.STAFF`."""

    space_id: UUID
    today: date
    new_id: NewId
    staff: dict[str, UUID] = field(default_factory=dict)
    rows: list[SyncedRow] = field(default_factory=list)

    def day(self, distance: int) -> date:
        """The day so many days from today, before it when negative."""
        return self.today + timedelta(days=distance)

    def write(
        self, row_class: type[Row], by: str, on: date, at: str = "09:00", *, id: UUID | None = None, **values: Any
    ) -> Row:
        """Add a row written by a member of staff on a day, at most yesterday: nothing is ever written in the future."""
        moment = moment_of(min(on, self.day(-1)), at)
        actor = Actor(self.staff[by], self.space_id, "admin", clock=lambda: moment, new_id=self.new_id)
        row = actor.create(row_class, id=id, **values)
        self.rows.append(row)
        return row

    def days_since(self, day: date) -> int:
        """How many days ago a day was."""
        return (self.today - day).days

    def sorted_rows(self) -> list[SyncedRow]:
        """Every row, parents before children."""
        places = {row_class: place for place, row_class in enumerate(RECORD_TYPES.values())}
        return sorted(self.rows, key=lambda row: places[type(row)])


def moment_of(day: date, civil_time: str, minutes: int = 0) -> datetime:
    """The moment, in UTC, of a civil time (« 14:00 ») of this computer's zone, so many minutes later."""
    civil = datetime.combine(day, time.fromisoformat(civil_time)) + timedelta(minutes=minutes)
    return civil.astimezone(UTC)


def seeded_ids(seed: str, today: date) -> NewId:
    """Gives UUIDv7s of `today` that are the same for the same seed: the demonstration can be made twice alike."""
    midnight = int(datetime.combine(today, time(), UTC).timestamp() * 1000)
    count = 0

    def new_id() -> UUID:
        nonlocal count
        count += 1
        noise = int.from_bytes(hashlib.sha256(f"{seed}|{today}|{count}".encode()).digest()[:10], "big")
        value = (midnight + count << 80) | noise
        value = (value & ~(0xF << 76)) | (0x7 << 76)
        return UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))

    return new_id
