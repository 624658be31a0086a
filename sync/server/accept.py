"""Works through a batch: unit by unit, merged in memory, written with its receipts in one transaction.

The transaction holds the space's lock from before it reads until it commits, so that numbers become visible in their
order and two batches never merge into the same old record.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection, select, update

from intake_app.domain.base import NewId
from intake_app.domain.record_types import blank_values, merge_classes, references
from intake_app.domain.wire import Wire, to_wire
from sync.merge import merge_edits
from sync.protocol.messages import Change, Verdict
from sync.server import merges
from sync.server.bulk import write_rows
from sync.server.conflicts import note_conflicts, settle_conflicts
from sync.server.field_rules import INVALID, required_of
from sync.server.judge import Judged
from sync.server.receipts import sort_out
from sync.server.records import Key, Records, load_records
from sync.server.settled import Sender, Settled
from sync.server.tables import DEVICE, RECEIVED_CHANGE, SPACE_COUNTER


def accept_batch(connection: Connection, sender: Sender, judged: Judged, now: datetime, new_id: NewId) -> list[Verdict]:
    """Give every change its verdict, in order, and write what follows from them; the caller commits.

    Raises RefusedError (sequence_gap, sequence_forked) with nothing written.
    """
    last_number = lock_space(connection, sender.space_id)
    last_seq = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.id == sender.device_id)).one()
    batch = sort_out(connection, sender.space_id, sender.device_id, last_seq, judged.changes)
    settled = _work_through(connection, sender, Judged(batch.fresh, judged.reasons), last_number)
    if settled:
        _write_receipts(connection, sender, settled, now)
        accepted = [one for one in settled if one.server_seq is not None]
        note_conflicts(connection, sender.space_id, accepted, new_id)
        settle_conflicts(connection, sender.space_id, accepted, now)
        last_number = max((one.server_seq or 0 for one in accepted), default=last_number)
        counter = update(SPACE_COUNTER).where(SPACE_COUNTER.c.space_id == sender.space_id)
        connection.execute(counter.values(last_seq=last_number))
    if batch.last_seq > last_seq:
        moved = update(DEVICE).where(DEVICE.c.id == sender.device_id)
        connection.execute(moved.values(last_seq=batch.last_seq, last_contact_at=now))
    fresh = iter(settled)
    return [batch.answered.get(place) or next(fresh).verdict() for place in range(len(judged.changes))]


def _write_receipts(connection: Connection, sender: Sender, settled: Sequence[Settled], now: datetime) -> None:
    shared = {
        "space_id": str(sender.space_id),
        "device_id": str(sender.device_id),
        "received_at": to_wire(now),
    }
    write_rows(connection, RECEIVED_CHANGE, [one.receipt() | shared for one in settled], is_upsert=False)


def lock_space(connection: Connection, space_id: UUID) -> int:
    """Take the space's lock until the transaction ends; the last number given."""
    counter = select(SPACE_COUNTER.c.last_seq).where(SPACE_COUNTER.c.space_id == space_id).with_for_update()
    return int(connection.scalars(counter).one())


def _work_through(connection: Connection, sender: Sender, judged: Judged, last_number: int) -> list[Settled]:
    sound = [change for change in judged.changes if judged.reasons[change.change_id] is None]
    records = load_records(connection, sender.space_id, sound)
    if sender.is_centre:
        # the centre signs for itself, and brings staff together with what they wrote
        hired = (change.record_id for change in sound if change.record_type == "staff_member")
        records.referable["staff_member"].update((str(sender.device_id), *hired))
    settled: list[Settled] = []
    for _, group in groupby(judged.changes, key=lambda change: change.unit_id):
        unit = _accept_unit(records, list(group), judged.reasons, last_number)
        last_number = unit[-1].server_seq or last_number
        settled.extend(unit)
    records.write(connection)
    return settled


def _accept_unit(
    records: Records, unit: Sequence[Change], reasons: dict[str, str | None], last_number: int
) -> list[Settled]:
    """Every change of the unit, or none: its author meant them together."""
    if len(unit) == 1:
        # most are alone, and a refused change has written nothing
        return [_accept_one(records, unit[0], reasons, last_number)]
    undone: dict[Key, dict[str, Wire] | None] = {}
    was_changed = {(change.record_type, change.record_id) for change in unit} & records.changed.keys()
    settled: list[Settled] = []
    for change in unit:
        key = (change.record_type, change.record_id)
        undone.setdefault(key, records.standing.get(key))
        one = _accept_one(records, change, reasons, last_number)
        last_number = one.server_seq or last_number
        settled.append(one)
    if any(one.reason is not None for one in settled):
        records.take_back(undone, was_changed)
        return [Settled(one.change, reason=one.reason or "unit_refused") for one in settled]
    return settled


def _accept_one(records: Records, change: Change, reasons: dict[str, str | None], last_number: int) -> Settled:
    one = Settled(change, reason=reasons[change.change_id])
    if one.reason is None:
        one.reason = _apply(records, one, last_number + 1)
    if one.reason is None:
        one.server_seq = last_number + 1
    return one


def _apply(records: Records, one: Settled, number: int) -> str | None:
    """Merge the change into its record; the reason to refuse it, None when it went in."""
    change = one.change
    key = (change.record_type, change.record_id)
    standing = records.standing.get(key)
    reason = _reason_of_kin(records, change, key, standing is None)
    if reason is not None:
        return reason
    merged = merge_edits(standing, change.fields, merge_classes(change.record_type))
    values = merged.values
    for name, edit in change.fields.items():
        if values[name] != edit.new:
            one.is_echoed = True
    if standing is None:
        # as an edit of a blank record it says the blank's values, as its author has them
        values = {**blank_values(change.record_type), **values}
        for name in required_of(change.record_type):
            if values[name] is None:
                return INVALID
        values["id"], values["space_id"] = change.record_id, records.space_id
    if change.record_type == merges.RECORD_TYPE and merges.makes_circle(records.joins, values):
        return merges.CIRCLE
    values["revision"] = number
    one.conflicts = merged.conflicts
    records.put(key, values)
    return None


def _reason_of_kin(records: Records, change: Change, key: Key, is_new: bool) -> str | None:
    """Whether space, author, record and the records it refers to are what they must be."""
    if key in records.elsewhere:
        return "other_space"
    staff = records.referable["staff_member"]
    creator = change.fields.get("created_by")
    if change.author_id not in staff or (creator is not None and creator.new is not None and creator.new not in staff):
        return "author_unknown"
    if is_new and "created_at" not in change.fields:
        # an edit of a record the centre has not got, or refused
        return "unknown_parent"
    for name, target in references(change.record_type).items():
        edit = change.fields.get(name)
        if edit is not None and edit.new is not None and edit.new not in records.referable[target]:
            return "unknown_parent"
    return None
