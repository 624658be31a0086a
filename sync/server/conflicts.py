"""Two people, one field, two values: the first stays, the other waits in a row that whoever is concerned receives.

The centre writes these rows itself, under the lock and in the transaction of the change that left the field open, and
numbers them before it: who has seen the record with that change has seen them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec
from sqlalchemy import select

from intake_app.domain.record_types import blank_values, table_of
from intake_app.domain.wire import Wire, to_wire
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.merge import Conflict
from sync.protocol.messages import Change, Edit
from sync.server.field_rules import INVALID
from sync.server.records import CONFLICT, Records
from sync.server.settled import Key, Settled
from sync.server.tables import RECEIVED_CHANGE

CHOSEN: Final = "chosen_value"
ARCHIVED: Final = "archived_at"
SETTLING: Final = frozenset({CHOSEN, "settled_by", "settled_at"})
"""What a laptop may say of a conflict: the centre alone finds that two people disagree."""


def reason_of_choice(change: Change) -> str | None:
    """Why a laptop's word on a conflict is refused: it may only choose, and what it chooses is JSON."""
    if not SETTLING.issuperset(change.fields):
        return "unknown_field"
    edit = change.fields.get(CHOSEN)
    try:
        msgspec.json.decode(edit.new if edit is not None and edit.new is not None else "null")
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return INVALID
    return None


def rule(records: Records, unit: Sequence[Settled]) -> list[Settled]:
    """What the centre writes of conflicts after an accepted unit: those it leaves open, those it closes."""
    if not records.disputes and not any(one.conflicts for one in unit):
        return []
    settled_here = {one.change.record_id for one in unit if one.change.record_type == CONFLICT}
    before = len(records.rulings)
    for one in unit:
        if one.change.record_type != CONFLICT:
            _rule_on_fields(records, one, settled_here)
    for one in unit:
        if one.change.record_type == CONFLICT and CHOSEN in one.conflicts:
            _open_choice_again(records, one)
    return records.rulings[before:]


def _rule_on_fields(records: Records, one: Settled, settled_here: set[str]) -> None:
    change = one.change
    for name, edit in change.fields.items() if one.key in records.disputes else ():
        for row in records.open_conflicts(one.key, name):
            if name in one.conflicts:
                if _is_own(change, edit, row):
                    # it takes the place of the author's value that waited
                    one.conflicts[name] = Conflict(one.conflicts[name].current, _value(row["base_value"]), edit.new)
                    _amend(records, one, row, {ARCHIVED: change.recorded_at})
            elif str(row["id"]) not in settled_here and _has_seen(change, edit, row):
                signed = {"settled_by": change.author_id, "settled_at": change.recorded_at}
                _amend(records, one, row, {CHOSEN: _text(records.standing[one.key][name]), **signed})
    for name, conflict in one.conflicts.items():
        _open(records, one, one.key, name, conflict, {})


def _has_seen(change: Change, edit: Edit, row: dict[str, Wire]) -> bool:
    """Whether this edit, which went in, was made by somebody who knew both values, or says the one that waits."""
    is_read = change.base_revision >= int(str(row["revision"]))
    return is_read or row["other_value"] == _text(edit.new) or _is_own(change, edit, row)


def _is_own(change: Change, edit: Edit, row: dict[str, Wire]) -> bool:
    """Whether the edit was made on the value that waits, by its author."""
    return row["other_value"] == _text(edit.base) and row["other_author_id"] == change.author_id


def _open_choice_again(records: Records, one: Settled) -> None:
    """Two people chose differently: the field itself is open again, between the two choices."""
    row = records.standing[one.key]
    key, name = (str(row["record_type"]), str(row["record_id"])), str(row["field"])
    if key not in records:
        return
    stands, mine, theirs = records.standing[key][name], _value(one.change.fields[CHOSEN].new), _value(row[CHOSEN])
    signed: dict[str, Wire] = {}
    if stands == mine:
        signed = {"other_author_id": row["settled_by"], "other_at": row["settled_at"]}
        signed |= {"standing_author_id": one.change.author_id, "standing_at": one.change.recorded_at}
    waiting = theirs if stands == mine else mine
    _open(records, one, key, name, Conflict(stands, _value(row["base_value"]), waiting), signed)


def _open(records: Records, one: Settled, key: Key, name: str, conflict: Conflict, signed: dict[str, Wire]) -> None:
    pair = (_text(conflict.current), _text(conflict.new))
    if any((row["standing_value"], row["other_value"]) == pair for row in records.open_conflicts(key, name)):
        return
    conflict_id = str(uuid5(UUID(one.change.change_id), name))
    values = {
        "created_at": records.moment,
        **_file_of(records, key),
        "record_type": key[0],
        "record_id": key[1],
        "field": name,
        "circle": str(table_of(key[0]).columns[name].info["audience"]),
        "base_value": _text(conflict.base),
        "standing_value": pair[0],
        "other_value": pair[1],
        "other_author_id": one.change.author_id,
        "other_at": one.change.recorded_at,
        **signed,
    }
    blanks = blank_values(CONFLICT)
    records.put((CONFLICT, conflict_id), {**blanks, **values, "id": conflict_id, "space_id": records.space_id})
    records.disputes[key].append(conflict_id)
    _write_down(records, one, conflict_id, {field: Edit(value, blanks[field]) for field, value in values.items()})


def _amend(records: Records, one: Settled, row: dict[str, Wire], values: dict[str, Wire]) -> None:
    conflict_id = str(row["id"])
    records.put((CONFLICT, conflict_id), {**row, **values})
    _write_down(records, one, conflict_id, {field: Edit(value, row[field]) for field, value in values.items()})


def _write_down(records: Records, one: Settled, conflict_id: str, fields: dict[str, Edit]) -> None:
    """An entry of the log in the centre's name, part of the unit that caused it."""
    change = Change(
        change_id=str(uuid5(UUID(one.change.change_id), f"{conflict_id}|{'|'.join(fields)}")),
        device_seq=0,
        unit_id=one.change.unit_id,
        author_id=one.change.author_id,
        record_type=CONFLICT,
        record_id=conflict_id,
        kind="set",
        fields=fields,
        base_revision=0,
        schema_version=SCHEMA_VERSION,
        recorded_at=records.moment,
    )
    records.rulings.append(Settled(change))


def sign_standing(records: Records) -> None:
    """Say who wrote what stands, in the conflicts that this batch opened. Its own receipts must be written already."""
    for ruling in records.rulings:
        row = records.standing[ruling.key]
        if "other_value" in ruling.change.fields and row["standing_at"] is None:
            entries = _history(records, str(row["record_id"]), str(row["field"]))
            author = next((entry for entry in entries if entry.server_seq < ruling.server_seq), None)
            if author is not None:
                row |= {"standing_author_id": str(author.author_id), "standing_at": to_wire(author.recorded_at)}
                ruling.change.fields.update({name: Edit(row[name]) for name in ("standing_author_id", "standing_at")})


def archived_unseen(records: Records, change: Change) -> Conflict | None:
    """The file was put away, and whoever makes this edit of it did not know: somebody must look."""
    key = (change.record_type, change.record_id)
    row = records.standing[key]
    stands = row[ARCHIVED]
    if key[0] != "resident" or stands is None or key in records.changed or ARCHIVED in change.fields:
        return None
    if change.base_revision >= int(str(row["revision"])):
        return None
    put_away = next(_history(records, key[1], ARCHIVED), None)
    if put_away is None or change.base_revision >= put_away.server_seq:
        return None
    return None if put_away.device_id == records.sender.device_id else Conflict(stands, None, None)


def _history(records: Records, record_id: str, name: str) -> Iterator[Any]:
    """The accepted changes that gave a field of a record its value, the latest first."""
    kept = RECEIVED_CHANGE.c
    query = (
        select(kept.server_seq, kept.device_id, kept.author_id, kept.recorded_at, kept.fields, kept.conflict_fields)
        .where(
            kept.space_id == records.sender.space_id,
            kept.record_id == UUID(record_id),
            kept.server_seq.is_not(None),
        )
        .order_by(kept.server_seq.desc())
    )
    for entry in records.connection.execute(query):
        if name in entry.fields and name not in (entry.conflict_fields or ()):
            yield entry


def _file_of(records: Records, key: Key) -> dict[str, Wire]:
    """Whose file, or which workshop, the record is part of: its conflicts travel with it."""
    row = records.standing[key]
    if key[0] in ("resident", "workshop"):
        return {f"{key[0]}_id": key[1]}
    if row.get("slot_id"):
        return {"workshop_id": _workshop_of(records, str(row["slot_id"]))}
    return {
        "workshop_id": row.get("workshop_id"),
        "resident_id": row.get("resident_id") or row.get("survivor_id"),
    }


def _workshop_of(records: Records, slot_id: str) -> str | None:
    known = records.standing.get(("slot", slot_id))
    if known is not None:
        return str(known["workshop_id"])
    slot = table_of("slot")
    found = records.connection.execute(select(slot.c.workshop_id).where(slot.c.id == UUID(slot_id))).scalar()
    return str(found) if found else None


def _text(value: Wire) -> str:
    return msgspec.json.encode(value).decode()


def _value(text: Wire) -> Wire:
    return msgspec.json.decode(str(text)) if text is not None else None
