"""Joining two files of one person, and taking it back.

A join is an alias, never a rewriting: both files keep their records, and lists, rolls and the file itself show them
as one (`services.families`). So whatever is written meanwhile on another laptop, in either file, is neither lost nor
in the way. It is never automatic.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day, TextId
from intake_app.domain.errors import KnownError
from intake_app.domain.names import short_name
from intake_app.domain.record_types import references, table_of
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.wire import Wire, to_wire
from intake_app.services.access import Deed, require
from intake_app.services.clashes import Clash, Clashes
from intake_app.services.days import local_day
from intake_app.services.families import family_of, root_of
from intake_app.services.record_names import read_names
from intake_app.services.resident_lists import ResidentRow, read_resident_rows
from intake_app.services.rows import fetch, put

DAYS_TO_UNDO: Final = 30
TOGETHER: Final = (("phone", "has_no_phone"), ("neighbourhood_id", "building_id"))
"""Fields that say one thing: taking the first takes the second."""
_TELLING: Final = {"phone": 0, "neighbourhood_id": 1}
_MERGE: Final = table_of("resident_merge")
_STAFF: Final = table_of("staff_member")
_FOLLOWERS: Final = {follower: leader for leader, follower in TOGETHER}


@dataclass(frozen=True, slots=True)
class DifferingField:
    """A field in which two files differ, with what each says. `suggests_other`: the one that stays says nothing."""

    name: str
    survivor_value: Any
    merged_value: Any
    suggests_other: bool


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two files, side by side: the older is the one that stays. `agreeing` is what both say alike, by field; `names`
    are those of the records they refer to. The phone comes with « has none », the neighbourhood with the building.
    """

    survivor: ResidentRow
    merged: ResidentRow
    differing: tuple[DifferingField, ...]
    agreeing: dict[str, Any]
    names: dict[UUID, str]
    clashes: tuple[Clash, ...] = ()
    """What speaks against it, to be said."""


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """A file that was joined to another: what it says of the person, when and by whom it was joined, and the last day
    on which that can be taken back (None once it has gone by).
    """

    merge_id: UUID
    resident: ResidentRow
    joined_on: Day
    joined_by: str
    undo_until: Day | None


def preview_merge(session: Session, one_id: UUID, other_id: UUID) -> MergePreview:
    """What the two files say, and where they differ. Raises KnownError `already_joined`, `record_gone`."""
    survivor, merged = _two_files(session, one_id, other_id)
    differing: list[DifferingField] = []
    agreeing: dict[str, Any] = {}
    for name in ResidentFields.model_fields:
        if name in _FOLLOWERS:
            continue
        mine, theirs = _said(survivor, name), _said(merged, name)
        if mine != theirs:
            differing.append(DifferingField(name, mine, theirs, not _is_precise(name, mine)))
        elif mine not in (None, ""):
            agreeing[name] = mine
    rows = {row.id: row for row in read_resident_rows(session, [survivor.id, merged.id])}
    both = family_of(session, survivor.id), family_of(session, merged.id)
    return MergePreview(
        survivor=rows[survivor.id],
        merged=rows[merged.id],
        differing=tuple(differing),
        agreeing=agreeing,
        names=read_names(session, [*_referred(survivor), *_referred(merged)]),
        clashes=tuple(Clashes(session, [*both[0], *both[1]]).between(*both)),
    )


def merge_residents(
    session: Session, actor: Actor, survivor_id: UUID, merged_id: UUID, taken: Collection[str] = ()
) -> UUID:
    """Show the two files as one from now on, that of `survivor_id`, with the fields `taken` from the other. Returns the
    join's id, by which it is undone.

    Raises KnownError: already_joined, record_gone, not_allowed.
    """
    require(actor, Deed.JOIN_FILES)
    survivor, merged = (fetch(session, Resident, root_of(session, one)) for one in (survivor_id, merged_id))
    if survivor.id == merged.id:
        raise KnownError("already_joined")
    names = {*taken, *(follower for leader, follower in TOGETHER if leader in taken)}
    before = {name: getattr(survivor, name) for name in ResidentFields.model_fields if name in names}
    put(survivor, {name: getattr(merged, name) for name in before})
    replaced = {name: [to_wire(getattr(survivor, name)), to_wire(value)] for name, value in before.items()}
    merge = actor.create(
        ResidentMerge,
        survivor_id=survivor.id,
        merged_id=merged.id,
        replaced=msgspec.json.encode(replaced).decode() if replaced else None,
    )
    session.add(merge)
    return merge.id


def undo_merge(session: Session, actor: Actor, merge_id: UUID) -> UUID:
    """Show the two files apart again, each with its own records. What the join changed in the survivor goes back,
    except what somebody wrote since.

    Raises KnownError `too_late_to_undo` after thirty days, record_gone, not_allowed.
    """
    require(actor, Deed.JOIN_FILES)
    merge = fetch(session, ResidentMerge, merge_id)
    if merge.undone_at is not None:
        return merge_id
    if local_day(actor.clock) > last_day_to_undo(merge):
        raise KnownError("too_late_to_undo", days=DAYS_TO_UNDO)
    survivor = fetch(session, Resident, merge.survivor_id)
    replaced: dict[str, tuple[Wire, Wire]] = msgspec.json.decode(merge.replaced or "{}")
    put(
        survivor,
        {
            name: _typed(name, before)
            for name, (chosen, before) in replaced.items()
            if to_wire(getattr(survivor, name)) == chosen
        },
    )
    put(merge, {"undone_at": actor.clock(), "undone_by": actor.staff_id})
    return merge_id


def last_day_to_undo(merge: Any) -> Day:
    """The last day on which a join can be taken back."""
    joined_on: Day = merge.created_at.astimezone().date()
    return joined_on + timedelta(days=DAYS_TO_UNDO)


def list_joined(session: Session, members: Sequence[UUID], today: Day) -> list[JoinedFile]:
    """The joins that made one family of these files, the latest first."""
    columns, staff = _MERGE.c, _STAFF.c
    query = (
        select(columns.id, columns.merged_id, columns.created_at, staff.family_name, staff.first_name)
        .outerjoin(_STAFF, staff.id == columns.created_by)
        .where(columns.merged_id.in_(members), columns.survivor_id.in_(members), columns.undone_at.is_(None))
        .order_by(columns.created_at.desc(), columns.id.desc())
    )
    found = session.connection().execute(query).all()
    rows = {row.id: row for row in read_resident_rows(session, [merge.merged_id for merge in found])}
    return [
        JoinedFile(
            merge_id=merge.id,
            resident=rows[merge.merged_id],
            joined_on=merge.created_at.astimezone().date(),
            joined_by=short_name(merge.family_name, merge.first_name) if merge.family_name else "",
            undo_until=last if (last := last_day_to_undo(merge)) >= today else None,
        )
        for merge in found
        if merge.merged_id in rows
    ]


def _two_files(session: Session, one_id: UUID, other_id: UUID) -> tuple[Resident, Resident]:
    """The files under which the two are shown, the one that was registered first before the other."""
    rows = [fetch(session, Resident, root_of(session, one)) for one in (one_id, other_id)]
    if rows[0].id == rows[1].id:
        raise KnownError("already_joined")
    first, second = sorted(rows, key=lambda row: (row.created_at, row.id))
    return first, second


def _referred(row: Resident) -> Iterator[tuple[str, UUID]]:
    for name, target in references("resident").items():
        record_id = getattr(row, name)
        if record_id is not None:
            yield target, record_id


def _said(row: Resident, name: str) -> Any:
    """What a file says of one thing: its value, or the values of fields that go together."""
    follower = next((follower for leader, follower in TOGETHER if leader == name), None)
    value = getattr(row, name)
    return value if follower is None else (value, getattr(row, follower))


def _is_precise(name: str, value: Any) -> bool:
    """Whether a file says as much of this as can be said: a number and not only that there is none, a building."""
    return bool(value[_TELLING[name]] if name in _TELLING else value)


def _typed(name: str, value: Wire) -> Any:
    is_id = isinstance(table_of("resident").columns[name].type, TextId)
    return UUID(str(value)) if is_id and value is not None else value
