"""Is this person already known? Whoever resembles, with a score and the reasons: what follows, a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from intake_app.domain.likeness.keys import keys_to_look_for
from intake_app.domain.likeness.likeness import Bond, Likeness, Reason, compare
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.family import Families
from intake_app.services.distinctions import read_told_apart
from intake_app.services.families import read_families
from intake_app.services.portraits import read_portraits
from intake_app.services.resident_lists import ResidentRow, read_resident_rows
from intake_app.storage import likeness_index

_AT_ONCE: Final = 200
_RESIDENT: Final = table_of("resident").c
_STAFF: Final = table_of("staff_member")
_REGISTRARS: Final = (
    select(_RESIDENT.id, _RESIDENT.created_by, _STAFF.c.family_name, _STAFF.c.first_name)
    .outerjoin(_STAFF, _STAFF.c.id == _RESIDENT.created_by)
    .where(_RESIDENT.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Somebody who may be the same person, or of the same home at most (`bond`): a score of 100, and why.

    `gender` is as far as known; `registered_by` is « Nadia M. », empty when this laptop does not know them.
    """

    resident: ResidentRow
    score: int
    bond: Bond
    reasons: tuple[Reason, ...]
    gender: str | None = None
    registered_by: str = ""
    registrar_id: UUID | None = None


def find_lookalikes(session: Session, portrait: Portrait, *, besides: UUID | None = None) -> list[Lookalike]:
    """Residents who may be this person, the most alike first, then people of one home. `besides` is the file the
    portrait is of: its own family and whoever was told apart from it are left out.
    """
    (found,) = _look_for(session, [portrait])
    families = read_families(session, [*found, *([besides] if besides else [])])
    others = _no_lookalikes(session, families, besides) if besides else set()
    (shown,) = _told(
        session, [{one: like for one, like in found.items() if families.root(one) not in others}], families
    )
    return shown


def find_lookalikes_of_many(session: Session, portraits: Sequence[Portrait]) -> list[list[Lookalike]]:
    """For each portrait, in order, the residents who may be this person: thousands of rows of a file to be imported.
    Rows that resemble each other within the file are found by `domain.likeness.pairs.resembling_within`.
    """
    answers: list[list[Lookalike]] = []
    for start in range(0, len(portraits), _AT_ONCE):
        found = _look_for(session, portraits[start : start + _AT_ONCE])
        answers += _told(session, found, read_families(session, {one for of_one in found for one in of_one}))
    return answers


def _no_lookalikes(session: Session, families: Families[UUID], resident_id: UUID) -> set[UUID]:
    """Her own files, and those of whoever was said to be somebody else."""
    members = set(families.members(resident_id))
    told = {end for pair in read_told_apart(session, members) for end in pair}
    return {families.root(one) for one in members | told}


def _look_for(session: Session, portraits: Sequence[Portrait]) -> list[dict[UUID, Likeness]]:
    """For each portrait, the files worth showing."""
    connection = session.connection()
    near = [likeness_index.find_sharing(connection, keys_to_look_for(portrait)) for portrait in portraits]
    known = read_portraits(session, {one for ids in near for one in ids})
    found = []
    for portrait, ids in zip(portraits, near, strict=True):
        alike = {one: compare(portrait, known[one]) for one in ids if one in known}
        found.append({one: like for one, like in alike.items() if like.is_shown})
    return found


def describe(session: Session, resident_ids: Iterable[UUID]) -> dict[UUID, Lookalike]:
    """Each of these residents as they are told beside somebody they resemble; score and reasons are to be put in."""
    ids = list(resident_ids)
    portraits, registrars = read_portraits(session, ids), _read_registrars(session, ids)
    return {
        row.id: Lookalike(row, 0, Bond.SAME_PERSON, (), portraits[row.id].gender, *registrars[row.id])
        for row in read_resident_rows(session, ids)
        if row.id in portraits
    }


def _told(
    session: Session, found: Sequence[Mapping[UUID, Likeness]], families: Families[UUID]
) -> list[list[Lookalike]]:
    """Somebody with several files resembles by any of them, and is shown once, by the file that is shown."""
    best = [_best(of_one, families) for of_one in found]
    people = describe(session, {root for of_one in best for root in of_one})
    return [
        [
            replace(people[root], score=like.score, bond=like.bond, reasons=like.reasons)
            for root, like in of_one.items()
            if root in people
        ]
        for of_one in best
    ]


def _best(found: Mapping[UUID, Likeness], families: Families[UUID]) -> dict[UUID, Likeness]:
    best: dict[UUID, Likeness] = {}
    for one, like in sorted(found.items(), key=lambda pair: (pair[1].bond is Bond.HOUSEHOLD, -pair[1].score, pair[0])):
        best.setdefault(families.root(one), like)
    return best


def _read_registrars(session: Session, resident_ids: Sequence[UUID]) -> dict[UUID, tuple[str, UUID | None]]:
    """Who registered each resident: short name and id."""
    found = session.connection().execute(_REGISTRARS, {"ids": resident_ids}) if resident_ids else ()
    return {
        row.id: (short_name(row.family_name, row.first_name) if row.family_name else "", row.created_by)
        for row in found
    }
