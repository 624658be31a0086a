"""Who reads much more than usual, and which laptops were met twice: what an administrator should ask about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from intake_app.domain.record_types import table_of
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Readings
from sync.protocol.version import MAX_READINGS
from sync.server.audit_tables import READING_COUNT
from sync.server.bulk import is_postgresql
from sync.server.centre import Centre
from sync.server.field_rules import is_id
from sync.server.sign_in import KnownDevice
from sync.server.tables import DEVICE, DeviceState

FEWEST: Final = 40
"""Files opened on a day that are no reason to ask, whoever opens them."""
TIMES: Final = 3
"""Above so many times one's usual day, it is."""
FEWEST_TAKEN: Final = 10
MOST: Final = 2**31 - 1


@dataclass(frozen=True)
class MuchRead:
    """A day on which somebody opened, or took out, far more than they use to. `usual` is the median of their days."""

    staff: str
    day: date
    opened: int
    taken: int
    usual: float


@dataclass(frozen=True)
class MetTwice:
    """A laptop whose numbers were used by two: it was copied, or put back from a copy."""

    device_id: UUID
    label: str
    staff: str


def take_note(centre: Centre, device: KnownDevice, readings: Sequence[Readings]) -> None:
    """Keep the counts a laptop tells: a later count of a day takes the place of the one before. Raises RefusedError
    body_malformed.
    """
    if len(readings) > MAX_READINGS:
        raise RefusedError("body_malformed")
    rows = [_row(device, one) for one in readings]
    with centre.database.write() as connection:
        make = postgresql.insert if is_postgresql(connection) else sqlite.insert
        for row in rows:
            kept = make(READING_COUNT).values(row)
            newer = {name: row[name] for name in ("opened", "taken")}
            key = ["space_id", "device_id", "staff_id", "day"]
            connection.execute(kept.on_conflict_do_update(index_elements=key, set_=newer))


def _row(device: KnownDevice, told: Readings) -> dict[str, object]:
    try:
        day = date.fromisoformat(told.day)
    except ValueError as failure:
        raise RefusedError("body_malformed") from failure
    if not is_id(told.staff_id) or not (0 <= told.opened <= MOST and 0 <= told.taken <= MOST):
        raise RefusedError("body_malformed")
    key = {"space_id": device.space_id, "device_id": device.id, "staff_id": UUID(told.staff_id), "day": day}
    return {**key, "opened": told.opened, "taken": told.taken}


def much_read(centre: Centre, space_id: UUID, days: int) -> list[MuchRead]:
    """The days of the last `days` that stand out, the newest first."""
    staff, counted = table_of("staff_member").c, READING_COUNT.c
    with centre.database.read() as connection:
        rows = connection.execute(select(READING_COUNT).where(counted.space_id == space_id)).all()
        named = select(staff.id, staff.first_name, staff.family_name).where(staff.space_id == space_id)
        names = {row.id: f"{row.first_name} {row.family_name[:1]}." for row in connection.execute(named)}
    whole: dict[UUID, dict[date, tuple[int, int]]] = defaultdict(dict)
    for row in rows:
        # somebody may work on two laptops in a day
        before = whole[row.staff_id].get(row.day, (0, 0))
        whole[row.staff_id][row.day] = (before[0] + row.opened, before[1] + row.taken)
    since = centre.clock().date() - timedelta(days=days)
    found = []
    for staff_id, theirs in whole.items():
        for day, (opened, taken) in theirs.items():
            usual = float(median([one for other, (one, _) in theirs.items() if other != day] or [0]))
            usually_taken = float(median([one for other, (_, one) in theirs.items() if other != day] or [0]))
            is_much = opened > max(FEWEST, TIMES * usual) or taken > max(FEWEST_TAKEN, TIMES * usually_taken)
            if day >= since and is_much:
                found.append(MuchRead(names.get(staff_id, str(staff_id)), day, opened, taken, usual))
    return sorted(found, key=lambda one: (one.day, one.opened), reverse=True)


def met_twice(centre: Centre, space_id: UUID) -> list[MetTwice]:
    """The laptops that were copied, as far as was noticed."""
    staff = table_of("staff_member")
    joined = DEVICE.join(staff, staff.c.id == DEVICE.c.staff_id)
    query = select(DEVICE.c.id, DEVICE.c.label, staff.c.first_name, staff.c.family_name).select_from(joined)
    mine = (DEVICE.c.space_id == space_id, DEVICE.c.state == DeviceState.FORKED)
    with centre.database.read() as connection:
        rows = connection.execute(query.where(*mine).order_by(DEVICE.c.id)).all()
    return [MetTwice(row.id, row.label, f"{row.first_name} {row.family_name[:1]}.") for row in rows]
