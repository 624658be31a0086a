"""Two files that resemble each other and are two people: said once by somebody who knows them, for every laptop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.resident_distinction import ResidentDistinction, distinction_id
from intake_app.services.access import Deed, require
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


def read_told_apart(session: Session, resident_ids: Iterable[UUID]) -> set[Pair]:
    """The pairs that were told apart in which one of these residents is."""
    ids = list(resident_ids)
    found = session.connection().execute(_TOUCHING, {"ids": ids}) if ids else ()
    return {frozenset((row.one_id, row.other_id)) for row in found}
