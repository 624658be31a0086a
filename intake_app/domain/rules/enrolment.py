"""What must hold of an enrolment (rules V5, V6, V7, V15)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from intake_app.domain.base import Day
from intake_app.domain.rules.problem import FieldProblem

ENDED: Final = frozenset({"completed", "withdrawn", "lost_contact", "not_eligible"})
"""The statuses of an enrolment that has an exit."""
COUNTED: Final = frozenset({"enrolled", "active", "paused", "completed", "withdrawn", "lost_contact"})
"""The statuses that make somebody a participant."""

_BEFORE_THE_END: Final = frozenset({"lost_contact", "withdrew", "ineligible"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days of an operation, as far as known."""

    starts_on: Day | None
    ends_on: Day | None


def enrolment_problems(
    entered_on: Day, exited_on: Day | None, exit_reason: str | None, bounds: Bounds, today: Day
) -> Iterator[FieldProblem]:
    """An entry and an exit within the operation, in their order, none of them to come (V5)."""
    if entered_on > today:
        yield FieldProblem("entered_on", "day_to_come")
    if not _within(entered_on, bounds):
        yield FieldProblem("entered_on", "day_outside_operation")
    if exited_on is None:
        return
    if exited_on < entered_on:
        yield FieldProblem("exited_on", "exit_before_entry")
    if exited_on > today:
        yield FieldProblem("exited_on", "day_to_come")
    if not _within(exited_on, bounds):
        yield FieldProblem("exited_on", "day_outside_operation")
    if not exit_reason:
        yield FieldProblem("exit_reason", "field_missing")


def exit_doubts(status: str | None, reason: str | None) -> Iterator[FieldProblem]:
    """Whether how somebody left and why go together: shown, never in the way."""
    is_whole = status == "completed"
    if (is_whole and reason in _BEFORE_THE_END) or (status and not is_whole and reason == "completed"):
        yield FieldProblem("exit_reason", "exit_reason_differs")


def headline_doubts(headline: str | None, classes: Collection[str | None]) -> Iterator[FieldProblem]:
    """Whether an outcome was noted of the class under which an exit is counted; `classes` are those noted."""
    if headline and headline not in classes:
        yield FieldProblem("headline", "headline_without_outcome")


def makes_participants(bounds: Bounds) -> bool:
    """Whether an operation lasts more than one day: else whoever comes is counted, not a participant (V6, and DREETS
    Grand Est, 13 January 2025).
    """
    return bounds.starts_on is None or bounds.ends_on is None or bounds.ends_on > bounds.starts_on


def _within(day: Day, bounds: Bounds) -> bool:
    return (bounds.starts_on is None or bounds.starts_on <= day) and (bounds.ends_on is None or day <= bounds.ends_on)
