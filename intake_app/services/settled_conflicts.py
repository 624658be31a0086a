"""What two people wrote apart and somebody has settled since: both versions stay readable, for those who wrote them and
on the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Row, Select, func, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.names import display_name
from intake_app.domain.record_types import references, table_of
from intake_app.domain.wire import Wire
from intake_app.services.access import Deed, require
from intake_app.services.record_names import read_names

MOST: Final = 100
_CONFLICT: Final = table_of("conflict")
_RESIDENT: Final = table_of("resident")
_WORKSHOP: Final = table_of("workshop")


@dataclass(frozen=True, slots=True)
class SettledField:
    """One field: the value that was kept, and those that were not, each with the short name of who wrote it (empty when
    this laptop does not know). Values are in wire form; `names` are those of the records they refer to. `resident` or
    `workshop` names the file, whose id is `file_id`; `of` tells which record of it, where that does not go without
    saying. `settled_at` is by the clock of the laptop it was settled on.
    """

    conflict_id: UUID
    record_type: str
    field: str
    of: str
    kept: Wire
    dropped: tuple[tuple[Wire, str], ...]
    settled_by: str
    settled_at: datetime
    file_id: UUID
    resident: str
    workshop: str
    names: tuple[tuple[UUID, str], ...]


def list_settled_fields(session: Session, actor: Actor) -> list[SettledField]:
    """What was settled of what the actor wrote, or follows, or settled: the latest first, MOST of them.

    Raises KnownError `not_allowed`.
    """
    require(actor, Deed.OPEN_FILE)
    people = (_CONFLICT.c.standing_author_id, _CONFLICT.c.other_author_id, _CONFLICT.c.settled_by)
    concerns = or_(*(person == actor.staff_id for person in (*people, _RESIDENT.c.referent_id)))
    return _read(session, _settled().where(concerns).limit(MOST))


def settled_of(session: Session, resident_ids: Collection[UUID]) -> list[SettledField]:
    """Everything that was settled of the files of these residents, the latest first."""
    return _read(session, _settled().where(_CONFLICT.c.resident_id.in_(resident_ids)))


def _settled() -> Select[Any]:
    columns = _CONFLICT.c
    at = func.coalesce(columns.settled_at, columns.created_at, type_=columns.settled_at.type).label("at")
    return (
        select(_CONFLICT, at, _RESIDENT.c.family_name, _RESIDENT.c.first_name, _WORKSHOP.c.title)
        .select_from(
            _CONFLICT.outerjoin(_RESIDENT, _RESIDENT.c.id == columns.resident_id).outerjoin(
                _WORKSHOP, _WORKSHOP.c.id == columns.workshop_id
            )
        )
        .where(columns.chosen_value.is_not(None), columns.archived_at.is_(None))
        .order_by(at.desc(), columns.revision.desc(), columns.id)
    )


def _read(session: Session, query: Select[Any]) -> list[SettledField]:
    rows = session.connection().execute(query).all()
    names = read_names(session, {wanted for row in rows for wanted in _named(row)})
    return [_told(row, names) for row in rows]


def _told(row: Row[Any], names: dict[UUID, str]) -> SettledField:
    versions = ((row.standing_value, row.standing_author_id), (row.other_value, row.other_author_id))
    kept = _value(row.chosen_value)
    dropped = [(_value(said), names.get(author, "")) for said, author in versions if _value(said) != kept]
    return SettledField(
        conflict_id=row.id,
        record_type=row.record_type,
        field=row.field,
        of=names.get(row.record_id, "") if row.record_type == "attendance" else "",
        kept=kept,
        dropped=tuple(dropped),
        settled_by=names.get(row.settled_by, ""),
        settled_at=row.at,
        file_id=row.workshop_id or row.resident_id or row.record_id,
        resident="" if row.family_name is None else display_name(row.family_name, row.first_name),
        workshop=row.title or "",
        names=tuple((one, names[one]) for target, one in _referred(row) if one in names),
    )


def _named(row: Row[Any]) -> Iterator[tuple[str, UUID]]:
    for person in (row.standing_author_id, row.other_author_id, row.settled_by):
        if person is not None:
            yield "staff_member", person
    if row.record_type == "attendance":
        yield row.record_type, row.record_id
    yield from _referred(row)


def _referred(row: Row[Any]) -> Iterator[tuple[str, UUID]]:
    """The records that the values refer to."""
    target = references(row.record_type).get(row.field)
    if target is not None:
        values = map(_value, (row.standing_value, row.other_value, row.chosen_value))
        yield from ((target, UUID(str(value))) for value in values if value)


def _value(text: str | None) -> Wire:
    return None if text is None else msgspec.json.decode(text)
