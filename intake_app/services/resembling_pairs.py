"""Fiches qui se ressemblent: pairs of files that may be one person's, for an adviser to decide one by one.

The whole index is gone through in parts short enough that somebody typing never waits (`sweep_pairs`, called again
with the key it ends at); what was found is then read with what speaks against joining (`read_pairs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.likeness.likeness import Bond, Reason, compare
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, require
from intake_app.services.attendances import CAME
from intake_app.services.distinctions import read_told_apart
from intake_app.services.families import read_families
from intake_app.services.lookalikes import Lookalike, describe
from intake_app.services.portraits import read_portraits
from intake_app.storage import likeness_index

_AT_ONCE: Final = 600
"""Entries of the index read in one part."""
_MOST_PAIRS: Final = 400
"""Comparisons after which a part ends: with what is read, some 20 ms of work."""
_MOST_SHARING: Final = 30
"""With more files than that under one key the key says nothing: those who may be one share a rarer one too."""
_ATTENDANCE, _SLOT, _WORKSHOP = (table_of(name) for name in ("attendance", "slot", "workshop"))
_ENROLMENT, _OPERATION = (table_of(name) for name in ("enrolment", "operation"))
_IDS: Final[Any] = bindparam("ids", expanding=True)
_PRESENCES: Final[Select[Any]] = (
    select(_ATTENDANCE.c.resident_id, _SLOT.c.id, _WORKSHOP.c.title, _SLOT.c.held_on)
    .join(_SLOT, _SLOT.c.id == _ATTENDANCE.c.slot_id)
    .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
    .where(_ATTENDANCE.c.resident_id.in_(_IDS), _ATTENDANCE.c.status.in_(CAME), _ATTENDANCE.c.archived_at.is_(None))
    .order_by(_SLOT.c.held_on.desc())
)
_ENROLMENTS: Final[Select[Any]] = (
    select(_ENROLMENT.c.resident_id, _OPERATION.c.id, _OPERATION.c.name, _ENROLMENT.c.entered_on)
    .join(_OPERATION, _OPERATION.c.id == _ENROLMENT.c.operation_id)
    .where(_ENROLMENT.c.resident_id.in_(_IDS), _ENROLMENT.c.archived_at.is_(None))
    .order_by(_ENROLMENT.c.entered_on.desc())
)


class ClashKind(StrEnum):
    """What speaks against two files being one person's, and must be seen before they are joined."""

    SAME_SLOT = "same_slot"
    """Both were there."""
    SAME_OPERATION = "same_operation"
    """Both are enrolled."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Where both files are; `title` is the workshop's or the operation's, `on` the day of the first file."""

    kind: ClashKind
    title: str
    on: Day


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two files that resemble each other, the smaller id first."""

    score: int
    one_id: UUID
    other_id: UUID
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ResemblingPair:
    """Two files to decide on, the older first; both tell the same score and reasons."""

    one: Lookalike
    other: Lookalike
    clashes: tuple[Clash, ...]

    @property
    def key(self) -> frozenset[UUID]:
        """The two ids, whichever comes first."""
        return frozenset((self.one.resident.id, self.other.resident.id))


def sweep_pairs(session: Session, actor: Actor, after: str = "") -> tuple[list[FoundPair], str | None]:
    """The pairs that resemble each other in one part of the index, and where to go on (None at the end). A pair may be
    found in several parts.
    """
    require(actor, Deed.JOIN_FILES)
    groups, goes_on = likeness_index.read_sharing(session.connection(), after, _AT_ONCE)
    pairs: set[tuple[UUID, UUID]] = set()
    for key, group in groups.items():
        if len(group) <= _MOST_SHARING:
            pairs.update(combinations(sorted(group), 2))
        if len(pairs) >= _MOST_PAIRS:
            goes_on = key
            break
    known = read_portraits(session, {one for pair in pairs for one in pair})
    found = []
    for one, other in pairs:
        if one in known and other in known:
            like = compare(known[one], known[other])
            if like.is_shown and like.bond is Bond.SAME_PERSON:
                found.append(FoundPair(like.score, one, other, like.reasons))
    return found, goes_on


def read_pairs(session: Session, actor: Actor, found: Iterable[FoundPair]) -> list[ResemblingPair]:
    """The pairs still to decide, the most alike first: not those that were joined or told apart."""
    require(actor, Deed.JOIN_FILES)
    best = sorted(found, key=lambda pair: (-pair.score, pair.one_id, pair.other_id))
    ids = {one for pair in best for one in (pair.one_id, pair.other_id)}
    families = read_families(session, ids)
    members = {member for one in ids for member in families.members(one)}
    told = {frozenset(map(families.root, pair)) for pair in read_told_apart(session, members)}
    open_pairs: dict[frozenset[UUID], FoundPair] = {}
    for pair in best:
        roots = frozenset((families.root(pair.one_id), families.root(pair.other_id)))
        if len(roots) == 2 and roots not in told:
            open_pairs.setdefault(roots, pair)
    people = describe(session, {root for roots in open_pairs for root in roots})
    clashes = _Clashes(session, members)
    return [
        ResemblingPair(*_both(people, roots, pair), tuple(clashes.between(*map(families.members, roots))))
        for roots, pair in open_pairs.items()
        if roots <= people.keys()
    ]


def _both(people: dict[UUID, Lookalike], roots: frozenset[UUID], pair: FoundPair) -> tuple[Lookalike, Lookalike]:
    older, newer = sorted((people[root] for root in roots), key=lambda one: (one.resident.created_at, one.resident.id))
    return replace(older, score=pair.score, reasons=pair.reasons), replace(
        newer, score=pair.score, reasons=pair.reasons
    )


class _Clashes:
    """Where each of these files was present or enrolled."""

    def __init__(self, session: Session, resident_ids: Iterable[UUID]) -> None:
        ids = list(resident_ids)
        self._places: dict[UUID, dict[tuple[ClashKind, UUID], Clash]] = {}
        for kind, query in ((ClashKind.SAME_SLOT, _PRESENCES), (ClashKind.SAME_OPERATION, _ENROLMENTS)):
            for resident_id, place_id, title, on in session.connection().execute(query, {"ids": ids}) if ids else ():
                self._places.setdefault(resident_id, {})[kind, place_id] = Clash(kind, title, on)

    def between(self, members: Sequence[UUID], others: Sequence[UUID]) -> Iterator[Clash]:
        """What both families have in common."""
        mine, theirs = self._of(members), self._of(others)
        return (clash for place, clash in mine.items() if place in theirs)

    def _of(self, members: Sequence[UUID]) -> dict[tuple[ClashKind, UUID], Clash]:
        return {place: clash for one in members for place, clash in self._places.get(one, {}).items()}
