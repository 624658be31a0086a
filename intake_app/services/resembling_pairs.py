"""Fiches qui se ressemblent: pairs of files that may be one person's, for an adviser to decide one by one.

The whole index is gone through in parts short enough that somebody typing never waits (`sweep_pairs`, called again
with the key it ends at); what was found is then read with what speaks against joining (`read_pairs`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.likeness.likeness import Bond, Reason, compare
from intake_app.services.access import Deed, require
from intake_app.services.clashes import Clash, Clashes
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
    clashes = Clashes(session, members)
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
