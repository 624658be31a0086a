"""What waits at the centre for a record that has not come: shown to the administration, ended when it never will."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from intake_app.domain.record_types import references
from sync.protocol.messages import VerdictKind
from sync.server.accept import refuse_waiting
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.settled import Sender
from sync.server.tables import DEVICE, RECEIVED_CHANGE, DeviceState


@dataclass(frozen=True)
class Awaited:
    """Records of one type that changes of a laptop wait for: how many changes, for how many records, and the laptops
    that have not been heard of since. One of those has them, or nobody.
    """

    record_type: str
    changes: int
    records: int
    silent: tuple[UUID, ...]


@dataclass(frozen=True)
class Waiting:
    """What of a laptop's waits at the centre: how many changes, since when, and for what."""

    device_id: UUID
    changes: int
    since: datetime
    awaited: tuple[Awaited, ...]


def list_waiting(centre: Centre, space_id: UUID) -> list[Waiting]:
    """Whatever waits in a space, laptop by laptop. Ids and counts, no words."""
    kept = RECEIVED_CHANGE.c
    held = (kept.space_id == space_id, kept.waits_for.is_not(None), kept.verdict == VerdictKind.HELD)
    columns = (kept.device_id, kept.record_type, kept.record_id, kept.waits_for, kept.fields, kept.received_at)
    with centre.database.read() as connection:
        rows = connection.execute(select(*columns).where(*held).order_by(kept.device_id, kept.device_seq)).all()
        heard = _last_heard(connection, space_id) if rows else {}
    needed = _needed_at_last(rows)
    return [
        _waiting(device_id, list(group), needed, heard)
        for device_id, group in groupby(rows, key=lambda row: row.device_id)
    ]


def refuse_held(centre: Centre, device_id: UUID) -> int:
    """Refuse what a laptop has waiting, and what waits for that in turn: its author finds it to be reviewed, and may
    correct it or give it up. Returns how many changes.
    """
    with centre.database.write() as connection:
        touch(connection, "device", device_id)
        space_id = connection.scalars(select(DEVICE.c.space_id).where(DEVICE.c.id == device_id)).one()
        return refuse_waiting(connection, Sender(space_id, device_id), centre.clock())


def _waiting(
    device_id: UUID, rows: Sequence[Any], needed: dict[UUID, tuple[str, UUID]], heard: dict[UUID, datetime | None]
) -> Waiting:
    changes: Counter[str] = Counter()
    records: dict[str, set[UUID]] = defaultdict(set)
    newest: dict[str, datetime] = {}
    for row in rows:
        record_type, record_id = needed.get(row.waits_for, (row.record_type, row.waits_for))
        changes[record_type] += 1
        records[record_type].add(record_id)
        newest[record_type] = max(row.received_at, newest.get(record_type, row.received_at))
    awaited = [
        Awaited(one, changes[one], len(records[one]), tuple(_silent(heard, newest[one], device_id)))
        for one in sorted(changes)
    ]
    return Waiting(device_id, len(rows), min(row.received_at for row in rows), tuple(awaited))


def _silent(heard: dict[UUID, datetime | None], since: datetime, besides: UUID) -> Iterator[UUID]:
    for device_id, moment in heard.items():
        if device_id != besides and (moment is None or moment < since):
            yield device_id


def _last_heard(connection: Connection, space_id: UUID) -> dict[UUID, datetime | None]:
    """When each laptop was last heard of, those left out that will not speak again."""
    columns = DEVICE.c
    query = select(columns.id, columns.last_contact_at).where(
        columns.space_id == space_id,
        columns.staff_id.is_not(None),
        columns.state.not_in((DeviceState.REVOKED, DeviceState.WIPED)),
        columns.replaced_by.is_(None),
    )
    return {row.id: row.last_contact_at for row in connection.execute(query.order_by(columns.id))}


def _needed_at_last(rows: Sequence[Any]) -> dict[UUID, tuple[str, UUID]]:
    """Record waited for → record (type, id) that all of it waits for: one that was sent may wait for another."""
    types: dict[UUID, str] = {}
    onward: dict[UUID, UUID] = {}
    for row in rows:
        if "created_at" in row.fields:
            onward[row.record_id] = row.waits_for
        elif row.waits_for == row.record_id:
            types[row.waits_for] = row.record_type
        for name, target in references(row.record_type).items():
            if row.fields.get(name, [None])[0] == str(row.waits_for):
                types[row.waits_for] = target
    found = {}
    for record_id in types:
        last, passed = record_id, {record_id}
        while onward.get(last) in types and onward[last] not in passed:
            last = onward[last]
            passed.add(last)
        found[record_id] = (types[last], last)
    return found
