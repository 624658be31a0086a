"""Changes that came before what they need: kept with their words until it comes, then applied as if they came after."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, exists, func, select

from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.domain.wire import to_wire
from sync.protocol.messages import Change, Edit, VerdictKind
from sync.server import erase
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.records import Records
from sync.server.settled import Key, Settled
from sync.server.tables import RECEIVED_CHANGE

_TYPES: Final = tuple(RECORD_TYPES)
PARENT_LOST: Final = "parent_lost"
MADE_ON_LAPTOPS: Final = frozenset(_TYPES[_TYPES.index("resident") :])
"""What another laptop may still send. Whatever else is missing, only somebody can put right."""
_HELD: Final = (
    RECEIVED_CHANGE.c.space_id == bindparam("space"),
    RECEIVED_CHANGE.c.waits_for.is_not(None),
    RECEIVED_CHANGE.c.verdict == VerdictKind.HELD,
)
_ANY_HELD: Final = select(RECEIVED_CHANGE.c.waits_for).where(*_HELD).limit(1)


def turn_down(records: Records, unit: Sequence[Settled]) -> list[Settled]:
    """The verdicts of a unit that could not go in: refused, or held when all it lacks may still come."""
    needed = next((one.waits_for for one in unit if one.waits_for is not None), None)
    is_refused = any(one.reason is not None for one in unit)
    # what was sent before came from a laptop, whoever's coming has it judged again
    may_wait = not records.sender.is_centre or any(one.sent is not None for one in unit)
    why = _reason_not_to_wait(records, needed, may_wait=may_wait) if needed is not None and not is_refused else None
    decided = {one.change.record_id for one in unit if one.decides_record}
    if not is_refused and why is None:
        records.waiting |= decided
        return [Settled(one.change, waits_for=needed, sent=one.sent) for one in unit]
    refused = [
        # another change of the unit may wait for a record that is well
        Settled(
            one.change, reason=one.reason or (why if one.waits_for == needed else None) or "unit_refused", sent=one.sent
        )
        for one in unit
    ]
    records.refused.update({one.change.record_id: one.reason or "" for one in refused if one.decides_record})
    records.waiting -= decided
    return refused


def rests_on_erased(records: Records, needed: Key) -> bool:
    """Whether this record will not come because somebody was erased."""
    return _reason_not_to_wait(records, needed, may_wait=True) == erase.ERASED


def _reason_not_to_wait(records: Records, needed: Key, *, may_wait: bool) -> str | None:
    """Why this record will not come: it was refused (and nobody else's word of it waits to make it), or is none that a
    laptop makes, or belongs to another space.
    """
    record_type, record_id = needed
    if record_type not in MADE_ON_LAPTOPS or not may_wait:
        return "unknown_parent"
    kept, table = RECEIVED_CHANGE.c, table_of(record_type)
    said = select(kept.verdict, kept.reason, kept.fields).where(
        kept.space_id == records.sender.space_id,
        kept.record_id == UUID(record_id),
        kept.verdict.in_((VerdictKind.REFUSED, VerdictKind.HELD)),
    )
    found = records.connection.execute(said).all()
    reasons = {*(row.reason for row in found), records.refused.get(record_id)} - {None}
    if erase.ERASED in reasons:
        # what was written of somebody erased goes with it: there is nothing to be put right
        return erase.ERASED
    waits = record_id in records.waiting or any("created_at" in (row.fields or {}) for row in found)
    if reasons and not waits:
        return "parent_refused"
    elsewhere = select(table.c.id).where(table.c.id == UUID(record_id))
    return "unknown_parent" if records.connection.scalar(select(exists(elsewhere))) else None


def answered_for_good(connection: Connection, space_id: UUID, device_id: UUID, last_seq: int) -> int:
    """The number up to which none of the device's changes was ever held; `last_seq` when none was at all. What was held
    has its verdict from this life, and may have had another one in the life that was lost.
    """
    kept = RECEIVED_CHANGE.c
    mine = kept.space_id == space_id, kept.device_id == device_id, kept.waits_for.is_not(None)
    first_held = connection.scalar(select(func.min(kept.device_seq)).where(*mine))
    return last_seq if first_held is None else int(first_held) - 1


def change_at(connection: Connection, space_id: UUID, device_id: UUID, number: int) -> str:
    """The id of the change that the device gave this number; nothing where it is not known."""
    kept = RECEIVED_CHANGE.c
    mine = kept.space_id == space_id, kept.device_id == device_id, kept.device_seq == number
    found = connection.scalar(select(kept.change_id).where(*mine))
    return "" if found is None else str(found)


def waiting_units(records: Records, ids: Collection[str]) -> Iterator[list[Settled]]:
    """The units that wait for one of these records, in the order of their devices' numbers; no longer counted as
    held: whoever asks gives them their new verdicts.
    """
    found = _take_out(records.connection, records.sender.space_id, ids) if ids else []
    for _, rows in groupby(found, key=lambda row: row.unit_id):
        yield [_as_settled(row) for row in rows]


def give_up_waiting(records: Records) -> list[list[Settled]]:
    """The units that the sender's laptop has waiting, refused: what they need will not come."""
    kept = RECEIVED_CHANGE.c
    mine = (
        kept.space_id == records.sender.space_id,
        kept.device_id == records.sender.device_id,
        kept.waits_for.is_not(None),
        kept.verdict == VerdictKind.HELD,
    )
    found = records.connection.execute(select(RECEIVED_CHANGE).where(*mine).order_by(kept.device_seq)).all()
    records.connection.execute(delete(RECEIVED_CHANGE).where(*mine))
    refused = [replace(_as_settled(row), reason=PARENT_LOST) for row in found]
    records.refused.update({one.change.record_id: PARENT_LOST for one in refused if one.decides_record})
    return [list(unit) for _, unit in groupby(refused, key=lambda one: one.change.unit_id)]


def _take_out(connection: Connection, space_id: UUID, ids: Collection[str]) -> Sequence[Any]:
    given: dict[str, Any] = {"space": space_id}
    # hardly ever is anything held at all
    if connection.execute(_ANY_HELD, given).first() is None:
        return ()
    kept = RECEIVED_CHANGE.c
    given["ids"] = listed(ids)
    wanted = (*_HELD, one_of(kept.waits_for, "ids", on_postgresql=is_postgresql(connection)))
    query = select(RECEIVED_CHANGE).where(*wanted).order_by(kept.device_id, kept.device_seq)
    found = connection.execute(query, given).all()
    if found:
        connection.execute(delete(RECEIVED_CHANGE).where(*wanted), given)
    return found


def _as_settled(row: Any) -> Settled:
    change = Change(
        change_id=str(row.change_id),
        device_seq=row.device_seq,
        unit_id=str(row.unit_id),
        author_id=str(row.author_id),
        record_type=row.record_type,
        record_id=str(row.record_id),
        kind=row.kind,
        fields={name: Edit(*pair) for name, pair in row.fields.items()},
        base_revision=row.base_revision,
        schema_version=row.schema_version,
        recorded_at=str(to_wire(row.recorded_at)),
        clock_offset=row.clock_offset,
    )
    sent = {"device_id": row.device_id, "received_at": to_wire(row.received_at), "waited_for": row.waits_for}
    return Settled(change, sent={name: str(value) for name, value in sent.items()})
