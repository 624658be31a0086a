"""How far somebody has come (domain reference §9.2): eight steps, each shown by a dated fact, on one track for each
stay in an operation. Who comes back begins another track; the one before stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from intake_app.domain.base import Day
from intake_app.domain.rules.enrolment import COUNTED

COMPLETED: Final = "completed"


class Step(StrEnum):
    """The steps of a path, in order."""

    SPOTTED = "spotted"
    CONTACTED = "contacted"
    AGREED = "agreed"
    ATTENDED = "attended"
    ENROLLED = "enrolled"
    COMPLETED = "completed"
    OUTCOME = "outcome"
    SIX_MONTHS = "six_months"


OF_A_STAY: Final = (Step.ENROLLED, Step.COMPLETED, Step.OUTCOME, Step.SIX_MONTHS)
"""The steps that each stay in an operation has of its own; those before are the person's."""


class Standing(StrEnum):
    """Where somebody stands with a step. `MISSING`: later ones were reached, this one nobody noted; `STOPPED`: the path
    ended there before its end; `REFUSED`: the person was asked and said no, which stops nothing.
    """

    DONE = "done"
    STOPPED = "stopped"
    REFUSED = "refused"
    CURRENT = "current"
    MISSING = "missing"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Fact:
    """The record that shows a step, and its day."""

    on: Day
    record_type: str
    record_id: UUID


@dataclass(frozen=True, slots=True)
class Stay:
    """From the entry into an operation, or a return to it, to the exit that followed; `status` is a code of
    `enrolment_status`: how it ended, or how it stands.
    """

    enrolment_id: UUID
    began: Fact
    status: str
    ended: Fact | None = None
    is_return: bool = False
    is_over: bool = False
    """Whether the person has come back since: nothing more is expected of it."""


@dataclass(frozen=True, slots=True)
class Track:
    """The steps reached in one stay (None: somebody in no operation) and on the way to it; `refused` is the refusal, or
    the withdrawal, of somebody who agreed to nothing that still stands.
    """

    stay: Stay | None
    reached: Mapping[Step, Fact]
    refused: Fact | None = None

    @property
    def stopped_at(self) -> Step | None:
        """The step at which somebody left before the end; None of everybody else."""
        if self.stay is None or self.stay.ended is None or Step.COMPLETED in self.reached:
            return None
        return Step.COMPLETED if self.stay.status in COUNTED else Step.ENROLLED

    def standing(self, step: Step) -> Standing:
        """Where the person stands with a step."""
        if step in self.reached:
            return Standing.DONE
        if step is self.stopped_at:
            return Standing.STOPPED
        refused_at = Step.AGREED if self.refused is not None else None
        if step is refused_at:
            return Standing.REFUSED
        order = list(Step)
        known = [order.index(one) for one in (*self.reached, self.stopped_at, refused_at) if one is not None]
        furthest = max(known, default=-1)
        if order.index(step) < furthest:
            return Standing.MISSING
        is_next = order.index(step) == furthest + 1 and self.stopped_at is not Step.ENROLLED
        return Standing.CURRENT if is_next else Standing.TO_COME


Linked = tuple[Fact, UUID | None]
"""A fact and the enrolment it is of, if it names one."""


def tracks(
    before: Mapping[Step, Fact],
    stays: Sequence[Stay],
    outcomes: Iterable[Linked],
    reviews: Iterable[Linked],
    refused: Fact | None = None,
) -> tuple[Track, ...]:
    """The tracks of somebody, the latest first; without a stay, the one that leads to it. `before` are the steps that
    are the person's; an outcome and a review (the situation six months after) belong to the stay they followed.
    """
    ordered = sorted(stays, key=lambda stay: (stay.began.on, str(stay.began.record_id)))
    found: list[dict[Step, Fact]] = [{**before, **_of_stay(stay)} for stay in ordered] or [dict(before)]
    left = [stay for stay in ordered if stay.ended is not None]
    for step, linked, among in ((Step.OUTCOME, outcomes, ordered), (Step.SIX_MONTHS, reviews, left or ordered)):
        for fact, enrolment_id in sorted(linked, key=lambda one: one[0].on):
            stay = _followed(fact.on, enrolment_id, among)
            found[ordered.index(stay) if stay is not None else -1].setdefault(step, fact)
    followed: Sequence[Stay | None] = ordered or [None]
    made = [Track(stay, reached, refused) for stay, reached in zip(followed, found, strict=True)]
    return tuple(reversed(made))


def _of_stay(stay: Stay) -> dict[Step, Fact]:
    found = {Step.ENROLLED: stay.began} if stay.status in COUNTED else {}
    if stay.ended is not None and stay.status == COMPLETED:
        found[Step.COMPLETED] = stay.ended
    return found


def _followed(day: Day, enrolment_id: UUID | None, stays: Sequence[Stay]) -> Stay | None:
    """Which stay a fact of this day follows: the last begun before, of its enrolment if it names one. Who comes back on
    the day of a fact had it before.
    """
    own = [stay for stay in stays if enrolment_id in (None, stay.enrolment_id)] or list(stays)
    begun = [stay for stay in own if stay.began.on < day] or own[:1]
    return begun[-1] if begun else None
