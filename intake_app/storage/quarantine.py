"""What the centre refused, with whatever goes with it: found together, said again together, or given up together.

A change goes with the others of its unit. A record that the centre has never had goes with what refers to it here,
sent or not: one would be refused without the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update
from sqlmodel import col

from intake_app.domain.record_types import RECORD_TYPES, from_wire, merge_classes, references, table_of
from intake_app.storage import search_index
from intake_app.storage.outbox import OUTBOX
from intake_app.storage.tables import ChangeState, Eviction, ServerCopy

Key = tuple[str, UUID]
"""Record type and id."""
VOID: Final = b"{}"
"""The fields of a change whose words were taken back: its number must still be sent, and says nothing."""
DIRECT: Final = "palier_direct"
"""Execution option under which synced tables are written without capture: pages of the centre, and what is given up."""
_OPEN: Final = (ChangeState.PENDING, ChangeState.HELD, ChangeState.QUARANTINED)
_GOING: Final = (ChangeState.PENDING, ChangeState.QUARANTINED)
"""What goes with a refused change: the centre has what it holds, and that cannot be taken back."""
_ORDER: Final = {record_type: place for place, record_type in enumerate(RECORD_TYPES)}


@dataclass
class Together:
    """Records that go together, parents first, those of them that the centre has never had, and their changes
    (number → row of the outbox).
    """

    records: list[Key] = field(default_factory=list)
    new: set[Key] = field(default_factory=set)
    changes: dict[int, Any] = field(default_factory=dict)


def refused_records(connection: Connection) -> set[Key]:
    """Every record with a refused change."""
    refused = OUTBOX.c.state == ChangeState.QUARANTINED
    query = select(OUTBOX.c.record_type, OUTBOX.c.record_id).where(refused).distinct()
    return {(record_type, record_id) for record_type, record_id in connection.execute(query)}


def gather(connection: Connection, start: Iterable[Key]) -> Together:
    """These records and whatever goes with them."""
    found, queue = Together(), list(start)
    while queue:
        key = queue.pop()
        is_new = key not in found.new and _is_unknown(connection, key, found.new)
        if key in found.records and not is_new:
            continue
        # or looked at already, before what it refers to
        found.records += [key] if key not in found.records else []
        for change in _changes_with(connection, key, is_new=is_new):
            found.changes[change.device_seq] = change
            queue.append((change.record_type, change.record_id))
        if is_new:
            found.new.add(key)
            queue += _children(connection, key)
            queue += _refused_parents(connection, key)
    found.records.sort(key=lambda one: _ORDER[one[0]])
    return found


def read_copy(connection: Connection, key: Key) -> dict[str, Any] | None:
    """The centre's version of a record under open changes; None: the centre has none."""
    mine = (col(ServerCopy.record_type) == key[0], col(ServerCopy.record_id) == key[1])
    row = connection.execute(select(col(ServerCopy.row)).where(*mine)).scalar()
    return None if row is None else msgspec.json.decode(row)


def _is_unknown(connection: Connection, key: Key, others: Set[Key]) -> bool:
    """Whether the centre has not got a record, nor has `others`: it never had it, or a life of it that was lost had,
    and this one has refused it, or lacks what it refers to.
    """
    copy = read_copy(connection, key)
    if copy is None or not others.isdisjoint(_parents(key, copy)):
        return True
    refused = (OUTBOX.c.record_id == key[1], OUTBOX.c.state == ChangeState.QUARANTINED)
    said = connection.scalars(select(OUTBOX.c.fields).where(*refused)) if _is_lost(copy) else ()
    return any("created_at" in msgspec.json.decode(fields) for fields in said)


def _is_lost(copy: Mapping[str, Any]) -> bool:
    """Whether the centre came back from a backup since it said this, and has not said it again."""
    return not copy["revision"]


def replace_changes(connection: Connection, together: Together) -> None:
    """Have the changes count no more: what they say is said again."""
    _settle(connection, together, ChangeState.REPLACED)


def give_up(connection: Connection, together: Together) -> None:
    """Have the records say what the centre says again; those it never had go."""
    _settle(connection, together, ChangeState.DISCARDED)
    by_record: dict[Key, list[Any]] = defaultdict(list)
    for change in together.changes.values():
        by_record[change.record_type, change.record_id].append(change)
    lost = []
    for key in reversed(together.records):
        if key in together.new:
            _remove(connection, key)
        elif key in by_record:
            copy = read_copy(connection, key) or {}
            fall_back(connection, key, copy, (msgspec.json.decode(change.fields) for change in by_record[key]))
            lost += [key] if _is_lost(copy) else []
    drop_copies(connection, together.records)
    _let_go(connection, [key for key in lost if read_copy(connection, key) is None])


def _let_go(connection: Connection, records: Sequence[Key]) -> None:
    """Have these go in the end, unless the centre brings them again: no number of theirs would tell that it lacks
    them.
    """
    rows = [{"record_type": record_type, "record_id": record_id} for record_type, record_id in records]
    if rows:
        connection.execute(insert(Eviction).prefix_with("OR IGNORE"), rows)


def drop_copies(connection: Connection, records: Sequence[Key]) -> None:
    """Let go of the centre's versions that nothing lies upon any more."""
    copy = col(ServerCopy.record_id)
    is_open = exists(select(1).where(OUTBOX.c.record_id == copy, OUTBOX.c.state.in_(_OPEN), OUTBOX.c.fields != VOID))
    ids = [record_id for _, record_id in records]
    if not ids:
        return
    connection.execute(delete(ServerCopy).where(copy.in_(ids), ~is_open))


def _changes_with(connection: Connection, key: Key, *, is_new: bool) -> Iterator[Any]:
    """The refused changes of a record (of one the centre has not got: those to be sent too), with their whole units."""
    states = _GOING if is_new else (ChangeState.QUARANTINED,)
    mine = select(OUTBOX.c.unit_id).where(OUTBOX.c.record_id == key[1], OUTBOX.c.state.in_(states))
    yield from connection.execute(select(OUTBOX).where(OUTBOX.c.unit_id.in_(mine), OUTBOX.c.state.in_(_GOING)))


def _children(connection: Connection, key: Key) -> Iterator[Key]:
    for record_type in RECORD_TYPES:
        table = table_of(record_type)
        for name, target in references(record_type).items():
            if target == key[0]:
                ids = connection.execute(select(table.c.id).where(table.c[name] == key[1])).scalars()
                yield from ((record_type, record_id) for record_id in ids.all())


def _parents(key: Key, row: Mapping[str, Any]) -> Iterator[Key]:
    """The records that a row, in wire form, refers to."""
    return ((target, UUID(row[name])) for name, target in references(key[0]).items() if row.get(name) is not None)


def _refused_parents(connection: Connection, key: Key) -> Iterator[Key]:
    names = references(key[0])
    table = table_of(key[0])
    row = connection.execute(select(table).where(table.c.id == key[1])).mappings().first() if names else None
    refused = refused_records(connection) if row else set()
    for name, target in names.items():
        if row is not None and (target, row[name]) in refused:
            yield target, row[name]


def _settle(connection: Connection, together: Together, state: ChangeState) -> None:
    """Refused changes take this state. Those still to be sent keep their number, and lose their words."""
    refused = [one.device_seq for one in together.changes.values() if one.state != ChangeState.PENDING]
    waiting = [one.device_seq for one in together.changes.values() if one.state == ChangeState.PENDING]
    for numbers, values in ((refused, {"state": state}), (waiting, {"fields": VOID})):
        if numbers:
            connection.execute(update(OUTBOX).where(OUTBOX.c.device_seq.in_(numbers)).values(values))


def _remove(connection: Connection, key: Key) -> None:
    table = table_of(key[0])
    statement = delete(table).where(table.c.id == key[1]).execution_options(**{DIRECT: True})
    connection.execute(statement)
    if key[0] == "resident":
        search_index.forget(connection, [str(key[1])])


def fall_back(connection: Connection, key: Key, copy: Mapping[str, Any], given_up: Iterable[Collection[str]]) -> None:
    """Put the fields of changes that count no more (their names) back to what the centre says, under what is still to
    be sent.
    """
    mine = (OUTBOX.c.record_id == key[1], OUTBOX.c.state.in_(_OPEN))
    kept = connection.execute(select(OUTBOX.c.fields).where(*mine).order_by(OUTBOX.c.device_seq)).scalars().all()
    names = {name for names in given_up for name in names} & merge_classes(key[0]).keys()
    values = {name: copy[name] for name in names if name in copy}
    for edits in map(msgspec.json.decode, kept):
        values.update({name: _laid_upon(values[name], *edits[name]) for name in values if name in edits})
    if not values:
        return
    table = table_of(key[0])
    told = {name: from_wire(key[0], name, value) for name, value in values.items()}
    mine_alone = table.c.id == bindparam("key")
    statement = update(table).where(mine_alone).values(told).execution_options(**{DIRECT: True})
    connection.execute(statement, {"key": key[1]})
    if key[0] == "resident":
        row = connection.execute(select(table).where(table.c.id == key[1])).one()
        search_index.refresh(connection, [row])


def _laid_upon(value: Any, new: Any, base: Any) -> Any:
    """A field's value with one edit on top; a set keeps what others added to it."""
    if not isinstance(new, list):
        return new
    return sorted((set(value or ()) | (set(new) - set(base or ()))) - (set(base or ()) - set(new)))
