"""Two files that resemble each other and are two people: said once by somebody who knows them, for every laptop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.resident_distinction import ResidentDistinction, distinction_id
from intake_app.services.access import Deed, require
from intake_app.services.resident_lists import ResidentRow, read_resident_rows
from intake_app.services.rows import fetch, put
from intake_app.storage.local_setting import forget_setting, read_setting

Pair = frozenset[UUID]
_BEFORE: Final = "residents_told_apart"
"""Where a laptop kept the pairs for itself, before they travelled."""
_DISTINCTION: Final = table_of("resident_distinction").c
_TOUCHING: Final[Select[Any]] = select(_DISTINCTION.one_id, _DISTINCTION.other_id).where(
    _DISTINCTION.archived_at.is_(None),
    or_(
        _DISTINCTION.one_id.in_(bindparam("ids", expanding=True)),
        _DISTINCTION.other_id.in_(bindparam("ids", expanding=True)),
    ),
)
_STAFF: Final = table_of("staff_member").c
_LATEST: Final[Select[Any]] = (
    select(_DISTINCTION.one_id, _DISTINCTION.other_id, _DISTINCTION.created_at, _STAFF.family_name, _STAFF.first_name)
    .outerjoin(table_of("staff_member"), _STAFF.id == _DISTINCTION.created_by)
    .where(_DISTINCTION.archived_at.is_(None))
    .order_by(_DISTINCTION.created_at.desc(), _DISTINCTION.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class ToldApart:
    """Two people said not to be one; `told_by` is « Nadia M. », empty when this laptop does not know them."""

    one: ResidentRow
    other: ResidentRow
    told_on: Day
    told_by: str


def tell_apart(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> UUID:
    """These two are not the same person: they are shown as alike no more, on any laptop. Returns the distinction's id.

    Raises KnownError: record_gone, not_allowed.
    """
    require(actor, Deed.TELL_APART)
    known = session.get(ResidentDistinction, distinction_id(one_id, other_id))
    if known is not None:
        put(known, {"archived_at": None})
        return known.id
    first, second = (fetch(session, Resident, one).id for one in sorted((one_id, other_id), key=str))
    row = actor.create(ResidentDistinction, id=distinction_id(one_id, other_id), one_id=first, other_id=second)
    session.add(row)
    return row.id


def forget_told_apart(session: Session, actor: Actor, one_id: UUID, other_id: UUID) -> None:
    """Take `tell_apart` back."""
    require(actor, Deed.TELL_APART)
    known = session.get(ResidentDistinction, distinction_id(one_id, other_id))
    if known is not None and known.archived_at is None:
        known.archived_at = actor.clock()


def carry_over_distinctions(session: Session, actor: Actor) -> None:
    """Let the pairs that this laptop kept for itself travel like the others, once."""
    require(actor, Deed.TELL_APART)
    kept = read_setting(session.connection(), _BEFORE, list[tuple[UUID, UUID]]) or []
    for pair in kept:
        if all(session.get(Resident, one) is not None for one in pair):
            tell_apart(session, actor, *pair)
    if kept:
        forget_setting(session.connection(), _BEFORE)


def list_told_apart(session: Session, actor: Actor, limit: int = 20) -> list[ToldApart]:
    """The pairs that were told apart, the latest first, for whoever may look at them again."""
    require(actor, Deed.JOIN_FILES)
    found = session.connection().execute(_LATEST, {"most": limit}).all()
    ids = {one for row in found for one in (row.one_id, row.other_id)}
    people = {row.id: row for row in read_resident_rows(session, list(ids))}
    return [
        ToldApart(
            one=people[row.one_id],
            other=people[row.other_id],
            told_on=row.created_at.astimezone().date(),
            told_by=short_name(row.family_name, row.first_name) if row.family_name else "",
        )
        for row in found
        if row.one_id in people and row.other_id in people
    ]


def read_told_apart(session: Session, resident_ids: Iterable[UUID]) -> set[Pair]:
    """The pairs that were told apart in which one of these residents is."""
    ids = list(resident_ids)
    found = session.connection().execute(_TOUCHING, {"ids": ids}) if ids else ()
    return {frozenset((row.one_id, row.other_id)) for row in found}
