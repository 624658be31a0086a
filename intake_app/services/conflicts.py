"""Fields that two people wrote apart: shown side by side, settled by whoever knows, without network if need be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Row, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import SyncedRow
from intake_app.domain.conflict import Conflict
from intake_app.domain.errors import KnownError
from intake_app.domain.names import display_name, short_name
from intake_app.domain.record_types import RECORD_TYPES, from_wire, references, table_of
from intake_app.domain.wire import Wire, to_wire
from intake_app.services.access import Deed, require
from intake_app.services.residents import neighbourhood_of
from intake_app.services.rows import fetch, put
from intake_app.storage.outbox import OUTBOX, is_open_conflict
from intake_app.storage.tables import ChangeState

_CONFLICT: Final = table_of("conflict")
_RESIDENT: Final = table_of("resident")
_WORKSHOP: Final = table_of("workshop")
_STAFF: Final = table_of("staff_member")


@dataclass(frozen=True, slots=True)
class ConflictField:
    """One field: the value both started from, the one that stands in the record today, and the one that waits.

    Values are in wire form; authors short names (« Yann C. »), empty when this laptop does not know who it was, or
    when the record was changed once more since (their ids are None then); moments by the clocks of their laptops.
    """

    conflict_id: UUID
    field: str
    base: Wire
    standing: Wire
    standing_author: str
    standing_at: datetime | None
    other: Wire
    other_author: str
    other_at: datetime | None
    standing_author_id: UUID | None = None
    other_author_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ConflictedFile:
    """A record with fields to settle. `resident` (« BENALI Karim ») or `workshop` (its title) names the file it is
    part of, whose id is `file_id`. `concerns_me`: the actor wrote one of the values, or is the referent, or there is
    none. `merged_fields` are what this laptop sent together with a value that waits, and that went in by itself.
    """

    record_type: str
    record_id: UUID
    resident: str
    workshop: str
    fields: tuple[ConflictField, ...]
    concerns_me: bool
    merged_fields: tuple[str, ...]
    file_id: UUID


def list_conflicted_files(session: Session, actor: Actor) -> list[ConflictedFile]:
    """Every record with something to settle: those that concern the actor first, then the oldest.

    Raises KnownError `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    by_record: dict[tuple[str, UUID], list[Row[Any]]] = defaultdict(list)
    for found in session.connection().execute(_open_conflicts()):
        by_record[found.record_type, found.record_id].append(found)
    names = _staff_names(session, [found for rows in by_record.values() for found in rows])
    merged = _merged_fields(session, [record_id for _, record_id in by_record])
    files = [_file(session, actor, rows, names, merged) for rows in by_record.values()]
    return sorted(files, key=lambda file: not file.concerns_me)


def settle_conflicts(session: Session, actor: Actor, choices: Mapping[UUID, Wire]) -> None:
    """Write the value chosen (wire form) for each conflict (by id) into its record, as one unit. Choosing the same
    again changes nothing.

    Raises KnownError: `not_allowed`, `record_gone` (or whom the value names is not on this laptop), `already_settled`
    (otherwise, by somebody else, meanwhile).
    """
    require(actor, Deed.OPEN_FILE)
    for conflict_id, choice in choices.items():
        conflict = fetch(session, Conflict, conflict_id)
        require(actor, Deed.PLAN if conflict.resident_id is None else Deed.MEET)
        chosen = msgspec.json.encode(choice).decode()
        if conflict.chosen_value not in (None, chosen):
            raise KnownError("already_settled")
        if conflict.chosen_value is None:
            _write_choice(session, conflict, choice)
            put(conflict, {"chosen_value": chosen, "settled_by": actor.staff_id, "settled_at": actor.clock()})


def _write_choice(session: Session, conflict: Conflict, choice: Wire) -> None:
    row: SyncedRow = fetch(session, RECORD_TYPES[conflict.record_type], conflict.record_id)
    if to_wire(getattr(row, conflict.field)) == choice:
        return
    target = references(conflict.record_type).get(conflict.field)
    if target is not None and choice is not None:
        # of another area, or erased
        fetch(session, RECORD_TYPES[target], UUID(str(choice)))
    value = from_wire(conflict.record_type, conflict.field, choice)
    put(row, {conflict.field: value})
    if conflict.record_type == "resident" and conflict.field == "building_id" and value is not None:
        # a building says where somebody lives: the two must not tell different places
        put(row, {"neighbourhood_id": neighbourhood_of(session, value)})


def _open_conflicts() -> Any:
    columns = _CONFLICT.c
    return (
        select(_CONFLICT, _RESIDENT.c.family_name, _RESIDENT.c.first_name, _RESIDENT.c.referent_id, _WORKSHOP.c.title)
        .select_from(
            _CONFLICT.outerjoin(_RESIDENT, _RESIDENT.c.id == columns.resident_id).outerjoin(
                _WORKSHOP, _WORKSHOP.c.id == columns.workshop_id
            )
        )
        .where(is_open_conflict())
        .order_by(columns.created_at, columns.revision, columns.id)
    )


def _file(
    session: Session,
    actor: Actor,
    rows: list[Row[Any]],
    names: Mapping[UUID, str],
    merged: Mapping[UUID, Collection[str]],
) -> ConflictedFile:
    first = rows[0]
    people = {person for row in rows for person in (row.standing_author_id, row.other_author_id)}
    disputed = {row.field for row in rows}
    return ConflictedFile(
        first.record_type,
        first.record_id,
        resident="" if first.family_name is None else display_name(first.family_name, first.first_name),
        workshop=first.title or "",
        fields=tuple(_field(session, row, names) for row in rows),
        concerns_me=first.referent_id is None or actor.staff_id in {first.referent_id, *people},
        merged_fields=tuple(name for name in merged.get(first.record_id, ()) if name not in disputed),
        file_id=first.workshop_id or first.resident_id or first.record_id,
    )


def _field(session: Session, row: Row[Any], names: Mapping[UUID, str]) -> ConflictField:
    table = table_of(row.record_type)
    stands = to_wire(
        session.connection().execute(select(table.c[row.field]).where(table.c.id == row.record_id)).scalar()
    )
    is_same = stands == _read(row.standing_value)
    return ConflictField(
        conflict_id=row.id,
        field=row.field,
        base=_read(row.base_value),
        standing=stands,
        standing_author=names.get(row.standing_author_id, "") if is_same else "",
        standing_at=row.standing_at if is_same else None,
        other=_read(row.other_value),
        other_author=names.get(row.other_author_id, ""),
        other_at=row.other_at,
        standing_author_id=row.standing_author_id if is_same else None,
        other_author_id=row.other_author_id,
    )


def _read(text: str | None) -> Wire:
    return None if text is None else msgspec.json.decode(text)


def _staff_names(session: Session, rows: list[Row[Any]]) -> dict[UUID, str]:
    ids = {person for row in rows for person in (row.standing_author_id, row.other_author_id)}
    query = select(_STAFF.c.id, _STAFF.c.family_name, _STAFF.c.first_name).where(_STAFF.c.id.in_(ids))
    return {found.id: short_name(found.family_name, found.first_name) for found in session.connection().execute(query)}


def _merged_fields(session: Session, record_ids: list[UUID]) -> dict[UUID, list[str]]:
    """Record id → the fields of this laptop's changes of which another field waits."""
    sent = OUTBOX.c
    query = (
        select(sent.record_id, sent.fields)
        .where(sent.record_id.in_(record_ids), sent.state == ChangeState.CONFLICT)
        .order_by(sent.device_seq)
    )
    found: dict[UUID, dict[str, None]] = defaultdict(dict)
    for record_id, fields in session.connection().execute(query):
        found[record_id].update(dict.fromkeys(msgspec.json.decode(fields)))
    return {record_id: list(names) for record_id, names in found.items()}
