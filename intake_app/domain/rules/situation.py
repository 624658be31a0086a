"""What must hold of a situation before it is saved, and what looks odd in it without being wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from intake_app.domain.base import Day
from intake_app.domain.partial_date import earliest_day, is_partial_date, latest_day
from intake_app.domain.reference import entry
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.text import number_problems
from intake_app.domain.situation import SituationFields

LOCKED_AFTER: Final = timedelta(days=30)
"""How long an entry may be corrected; after that it is amended, and both stay."""
EXIT_WINDOW: Final = timedelta(days=28)
"""How long after the exit its situation still counts as immediate (V8)."""
SIX_MONTHS: Final = 6
_SETS: Final = ("barriers", "benefits", "mobility")
_DURATIONS: Final = {"under_6_months": (0, 6), "6_to_11_months": (6, 12), "12_to_23_months": (12, 24)}


def check_situation(
    fields: SituationFields | Mapping[str, Any], today: Day | None = None
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values to save, tidied, and everything wrong with them; `today` bounds the days they name."""
    given = fields.model_dump() if isinstance(fields, SituationFields) else dict(fields)
    values = {**given, "interests": tidy_text(given.get("interests"))}
    values |= {name: sorted(set(given.get(name) or ())) for name in _SETS}
    problems = form_problems(SituationFields, "situation", values)
    problems += number_problems({"interests": values["interests"]})
    since = values.get("unemployed_since")
    if since and not is_partial_date(since):
        problems.append(FieldProblem("unemployed_since", "since_not_understood"))
    elif since and today and earliest_day(since) > today:
        problems.append(FieldProblem("unemployed_since", "day_to_come"))
    return values, problems


def labour_class(labour_status: str | None) -> str | None:
    """The funders' class of a labour status: U unemployed, I inactive, E employed, X not classed; exactly one (V1)."""
    return None if labour_status is None else str(entry("labour_status", labour_status).mapping["esf"])


def situation_doubts(values: Mapping[str, Any], as_of: Day) -> Iterator[FieldProblem]:
    """What does not go together (V2, V9). Nothing is refused for it: the window asks, the person decides; of a date
    that is still being typed nothing is said.
    """
    is_out_of_work = labour_class(values.get("labour_status")) == "U"
    duration, since = values.get("unemployment_duration"), values.get("unemployed_since")
    since = since if since and is_partial_date(since) else None
    if (since or duration in (*_DURATIONS, "24_months_or_more")) and values.get("labour_status") and not is_out_of_work:
        yield FieldProblem("unemployment_duration", "duration_without_unemployment")
    if since and duration in (*_DURATIONS, "24_months_or_more") and not _agree(duration, since, as_of):
        yield FieldProblem("unemployed_since", "duration_and_since_differ")
    benefits = set(values.get("benefits") or ())
    if benefits & {"none", "refused", "unknown"} and len(benefits) > 1:
        yield FieldProblem("benefits", "benefits_and_none")


def stage_doubts(stage: str, as_of: Day, exited_on: Day | None) -> Iterator[FieldProblem]:
    """Whether a snapshot comes when its stage should: within 28 days of the exit (V8), six months after it (V3)."""
    if exited_on is None:
        return
    if stage == "exit" and not exited_on <= as_of <= exited_on + EXIT_WINDOW:
        yield FieldProblem("as_of", "exit_situation_late")
    if stage == "plus6" and as_of < months_later(exited_on, SIX_MONTHS):
        yield FieldProblem("as_of", "six_months_too_early")


def is_locked(stage: str, as_of: Day, today: Day) -> bool:
    """Whether a snapshot may only be amended."""
    return stage == "entry" and today > as_of + LOCKED_AFTER


def _agree(duration: str, since: str, as_of: Day) -> bool:
    """Whether a day on which work ended can lie in a band of durations, however it is read."""
    least, below = _DURATIONS.get(duration, (24, 12 * 100))
    return earliest_day(since) <= months_later(as_of, -least) and latest_day(since) > months_later(as_of, -below)
