"""Erasing somebody for good: ordered here, carried out by the centre, then by every laptop that receives the order."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.erasure import Erasure
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules import erasing
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.families import family_of
from intake_app.services.rows import fetch


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What would go: the names of the person's files, and how many records of each type go or (`kept`) stay without a
    name.
    """

    names: tuple[tuple[str, str], ...]
    """(family name, first name) of each file, the one shown first."""
    removed: dict[str, int]
    kept: int


def preview_erasure(session: Session, resident_id: UUID) -> ErasurePreview:
    """What erasing a resident would take away. Raises KnownError `record_gone`."""
    members = family_of(session, resident_id)
    rows = [fetch(session, Resident, one) for one in members]
    counts = {record_type: _count(session, record_type, members) for record_type in erasing.REMOVED}
    return ErasurePreview(
        names=tuple((row.family_name, row.first_name) for row in rows),
        removed={record_type: count for record_type, count in counts.items() if count},
        kept=_count(session, "attendance", members) + _count(session, "encounter", members),
    )


def erase_resident(session: Session, actor: Actor, resident_id: UUID, reason: str) -> int:
    """Order that a resident be erased, with every file joined to theirs: hidden here at once, gone from the centre and
    each laptop at their next exchange. Cannot be taken back. Returns how many files.

    Raises InvalidFields, KnownError `not_allowed`, `record_gone`.
    """
    require(actor, Deed.ERASE)
    refuse(code_problems("erasure", {"reason": reason}))
    members = family_of(session, resident_id)
    for one in members:
        fetch(session, Resident, one)
        session.add(actor.create(Erasure, resident_id=one, reason=reason))
    return len(members)


def _count(session: Session, record_type: str, members: list[UUID]) -> int:
    columns = table_of(record_type).c
    of_them = or_(*[columns[name].in_(members) for name in erasing.LINKS[record_type]])
    return int(session.connection().execute(select(func.count()).where(of_them)).scalar_one())
