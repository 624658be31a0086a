"""Works through a batch: unit by unit, merged in memory, written with its receipts in one transaction.

The transaction holds the space's lock from before it reads until it commits, so that numbers become visible in their
order and two batches never merge into the same old record.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain, groupby
from operator import itemgetter
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from intake_app.domain.record_types import blank_values, merge_classes, references
from intake_app.domain.rules.belonging import ANOTHERS
from intake_app.domain.wire import Wire
from sync.merge import merge_edits
from sync.protocol.messages import Change, Verdict
from sync.server import erase, merges
from sync.server.audit import touch
from sync.server.bulk import write_rows
from sync.server.conflicts import ARCHIVED, archived_unseen, reason_of_choice, rule, sign_standing
from sync.server.content_rows import drop_taken_away
from sync.server.field_rules import INVALID, required_of
from sync.server.held import give_up_waiting, rests_on_erased, turn_down, waiting_units
from sync.server.judge import Judged
from sync.server.left_behind import look_again
from sync.server.receipts import sort_out
from sync.server.records import CONFLICT, Records
from sync.server.scope import deciding_fields
from sync.server.settled import EMPTIED, Key, Sender, Settled
from sync.server.tables import DEVICE, RECEIVED_CHANGE, SPACE_COUNTER

# statements of every batch, put together once
_LAST_OF_SPACE: Final = (
    select(SPACE_COUNTER.c.last_seq).where(SPACE_COUNTER.c.space_id == bindparam("space")).with_for_update()
)
_MOVE_SPACE: Final = (
    update(SPACE_COUNTER).where(SPACE_COUNTER.c.space_id == bindparam("space")).values(last_seq=bindparam("reached"))
)
_LAST_OF_DEVICE: Final = select(DEVICE.c.last_seq).where(DEVICE.c.id == bindparam("device"))
_MOVE_DEVICE: Final = (
    update(DEVICE)
    .where(DEVICE.c.id == bindparam("device"))
    .values(last_seq=bindparam("reached"), last_contact_at=bindparam("now"))
)


def accept_batch(connection: Connection, sender: Sender, judged: Judged, now: datetime) -> list[Verdict]:
    """Give every change its verdict, in order, and write what follows from them; the caller commits.

    Raises RefusedError (sequence_gap, sequence_forked) with nothing written.
    """
    last_number = lock_space(connection, sender.space_id)
    device = {"device": sender.device_id}
    last_seq = connection.scalars(_LAST_OF_DEVICE, device).one()
    batch = sort_out(connection, sender.space_id, sender.device_id, last_seq, judged.changes)
    if batch.last_seq > last_seq:
        connection.execute(_MOVE_DEVICE, {**device, "reached": batch.last_seq, "now": now})
    records = Records(connection, sender, now, last_number)
    settled = _work_through(records, Judged(batch.fresh, judged.reasons)) if batch.fresh else []
    fresh = iter(settled)
    return [batch.answered.get(place) or next(fresh).verdict() for place in range(len(judged.changes))]


def refuse_waiting(connection: Connection, sender: Sender, now: datetime) -> int:
    """Refuse what the sender's laptop has waiting, and what waits for that in turn; the caller commits. How many
    changes.
    """
    records = Records(connection, sender, now, lock_space(connection, sender.space_id))
    units = give_up_waiting(records)
    _release(records, units)
    settled = list(chain(*units))
    _write(records, settled)
    return sum(one.reason is not None for one in settled)


def lock_space(connection: Connection, space_id: UUID) -> int:
    """Take the space's lock until the transaction ends; the last number given."""
    return int(connection.scalars(_LAST_OF_SPACE, {"space": space_id}).one())


def _work_through(records: Records, judged: Judged) -> list[Settled]:
    sound = [change for change in judged.changes if judged.reasons[change.change_id] is None]
    records.load(sound)
    if records.sender.is_centre:
        # the centre signs for itself, and brings staff together with what they wrote
        hired = (change.record_id for change in sound if change.record_type == "staff_member")
        records.referable["staff_member"].update((str(records.sender.device_id), *hired))
        records.erased.orderers.add(str(records.sender.device_id))
    units: list[list[Settled]] = []
    for _, group in groupby(judged.changes, key=lambda change: change.unit_id):
        unit = [Settled(change, reason=judged.reasons[change.change_id]) for change in group]
        units.append(_accept_unit(records, unit))
    sent = len(units)
    _release(records, units)
    _write(records, list(chain(*units)))
    return list(chain(*units[:sent]))


def _release(records: Records, units: list[list[Settled]]) -> None:
    """Give what was held its verdict, now that the records it waited for have come, were refused or are erased; and so
    on. What this very batch left waiting is among `units` and not yet in the log, whose units are added to them.
    """
    told: set[str] = set()
    while fresh := (records.created | records.refused.keys() | records.erased.fresh) - told:
        told |= fresh
        mine = [place for place, unit in enumerate(units) if _waits_for_one_of(unit, fresh)]
        for unit in waiting_units(records, fresh):
            records.load([one.change for one in unit])
            units.append(_accept_unit(records, unit))
        for place in mine:
            units[place] = _accept_unit(records, [Settled(one.change, sent=one.sent) for one in units[place]])


def _waits_for_one_of(unit: Sequence[Settled], ids: Collection[str]) -> bool:
    return any(one.waits_for is not None and one.waits_for[1] in ids for one in unit)


def _write(records: Records, settled: Sequence[Settled]) -> None:
    """Receipts and log first: they tell who wrote what stands in a conflict."""
    _write_receipts(records, settled)
    if by_centre := [*records.rulings, *records.looked_at]:
        sign_standing(records)
        _number_by_centre(records, by_centre)
        _write_receipts(records, by_centre)
    records.write()
    attachments = (records.standing[key] for key in records.changed if key[0] == "attachment")
    drop_taken_away(records.connection, records.sender.space_id, attachments)
    touch(records.connection, "space", records.space_id)
    for record_type, keys in groupby(records.changed, key=itemgetter(0)):
        touch(records.connection, record_type, *(record_id for _, record_id in keys))
    accepted = [one.change for one in settled if one.server_seq is not None]
    erase.carry_out(records.connection, records.sender.space_id, accepted)
    records.connection.execute(_MOVE_SPACE, {"space": records.sender.space_id, "reached": records.last_number})


def _write_receipts(records: Records, settled: Sequence[Settled]) -> None:
    device_id = str(records.sender.device_id)
    batch = {"space_id": records.space_id, "device_id": device_id, "received_at": records.moment}
    rows = [one.receipt(batch) for one in settled]
    write_rows(records.connection, RECEIVED_CHANGE, rows, is_upsert=False)


def _number_by_centre(records: Records, written: Sequence[Settled]) -> None:
    """Give what the centre wrote itself the next numbers of its own device."""
    centre = DEVICE.c.space_id == records.sender.space_id, DEVICE.c.staff_id.is_(None)
    device = records.connection.execute(select(DEVICE.c.id, DEVICE.c.last_seq).where(*centre)).one()
    for number, one in enumerate(written, device.last_seq + 1):
        one.number_by(str(device.id), number, records.moment)
    moved = update(DEVICE).where(*centre).values(last_seq=device.last_seq + len(written))
    records.connection.execute(moved)


def _accept_unit(records: Records, unit: list[Settled]) -> list[Settled]:
    """Every change of the unit, or none: its author meant them together. What speaks of somebody erased falls out of it
    and the rest stands, unless it rests on that.
    """
    undone: dict[Key, dict[str, Wire] | None] = {}
    was_changed = {one.key for one in unit} & records.changed.keys()
    for one in unit:
        undone.setdefault(one.key, records.standing.get(one.key))
        if one.reason is None:
            _apply(records, one)
    for one in unit:
        if not one.is_turned_down and records.owners.names_anothers(one.change, undone[one.key]):
            one.reason = ANOTHERS
    if not any(one.is_turned_down for one in unit):
        _number(records, unit)
        return unit
    for one in unit:
        if one.waits_for is not None and rests_on_erased(records, one.waits_for):
            one.reason, one.waits_for = erase.ERASED, None
    gone = [] if merges.is_among(unit) else [one for one in unit if one.reason == erase.ERASED]
    rest = [one for one in unit if one.reason != erase.ERASED or not gone]
    if any(one.is_turned_down for one in rest):
        records.take_back(undone, was_changed)
        rest = turn_down(records, rest)
    else:
        _number(records, rest)
    answered = {one.change.change_id: one for one in (*turn_down(records, gone), *rest)}
    return [answered[one.change.change_id] for one in unit]


def _number(records: Records, unit: Sequence[Settled]) -> None:
    """Give the changes of a unit that goes in their numbers, after what the centre itself has to say of it."""
    for one in (*rule(records, unit), *look_again(records, unit), *unit):
        records.last_number += 1
        one.server_seq = records.last_number
        if one.key in records:
            records.standing[one.key]["revision"] = one.server_seq
        else:
            # a choice about a conflict of a life that was lost: whose words these are, nobody could tell any more
            one.change = msgspec.structs.replace(one.change, fields={}, kind=EMPTIED)


def _apply(records: Records, one: Settled) -> None:
    """Merge the change into its record, or note why it cannot be or what it lacks."""
    key, change = one.key, records.erased.unlinked(one.change)
    if change is not one.change:
        one.change, one.is_echoed = change, True
    standing = records.standing.get(key)
    reason = records.erased.reason_to_refuse(change, records.standing, records.referable["resident"])
    if reason is not None:
        one.reason = reason
        return
    # what was held comes from a laptop, whoever has it judged again
    if change.record_type == CONFLICT and (one.sent is not None or not records.sender.is_centre):
        one.reason = reason_of_choice(change)
        if one.reason is None and standing is None and key not in records.elsewhere:
            # a centre put back from a backup: it makes the conflict again when the two values meet again
            return
    if one.reason is None:
        _check_kin(records, one, standing is None)
    if one.reason is None and one.waits_for is None:
        _merge(records, one, standing)


def _merge(records: Records, one: Settled, standing: dict[str, Wire] | None) -> None:
    change = one.change
    merged = merge_edits(standing, change.fields, merge_classes(change.record_type))
    values = merged.values
    one.conflicts = merged.conflicts
    said = {name: edit.new for name, edit in change.fields.items()}
    one.is_echoed |= one.sent is not None or not said.items() <= values.items()
    # whoever ordered an erasure gets it back signed
    one.is_echoed |= change.record_type == erase.RECORD_TYPE
    if standing is None:
        # as an edit of a blank record it says the blank's values, as its author has them
        values = {**blank_values(change.record_type), **values}
        if None in map(values.get, required_of(change.record_type)):
            one.reason = INVALID
            return
        values["id"], values["space_id"] = change.record_id, records.space_id
    elif unseen := archived_unseen(records, change):
        one.conflicts[ARCHIVED], one.is_echoed = unseen, True
    if standing is not None:
        one.is_move = any(values[name] != standing[name] for name in deciding_fields(change.record_type))
    if change.record_type == merges.RECORD_TYPE and merges.makes_circle(records.joins, values):
        one.reason = merges.CIRCLE
        return
    records.put(one.key, values)


def _check_kin(records: Records, one: Settled, is_new: bool) -> None:
    """Whether space, author, record and the records it refers to are what they must be."""
    change = one.change
    staff = records.referable["staff_member"]
    creator = change.fields.get("created_by")
    if one.key in records.elsewhere:
        one.reason = "other_space"
    elif change.author_id not in staff or (
        creator is not None and creator.new is not None and creator.new not in staff
    ):
        one.reason = "author_unknown"
    elif change.author_id in records.disabled and _is_late(records.sender, one):
        one.reason = "author_disabled"
    elif is_new and "created_at" not in change.fields:
        # an edit of a record the centre has not got, or refused
        one.waits_for = one.key
    else:
        one.waits_for = _missing(records, change)


def _is_late(sender: Sender, one: Settled) -> bool:
    """Whether a change came after its author's access was closed. When it was written no clock can tell, so its coming
    counts: whoever sits at the laptop reads it and says it again. What had come before and waited goes on.
    """
    return one.sent is None and not (sender.is_centre or sender.takes_disabled)


def _missing(records: Records, change: Change) -> Key | None:
    for name, target in references(change.record_type).items():
        edit = change.fields.get(name)
        if edit is not None and edit.new is not None and edit.new not in records.referable[target]:
            return target, edit.new
    return None
