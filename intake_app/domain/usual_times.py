"""When a workshop usually starts and ends: for some actions by their nature, else by the half-day chosen."""

from __future__ import annotations

from intake_app.domain.names import fold
from intake_app.domain.reference import ReferenceEntry, entries, entry

Times = tuple[str, str]
"""Start and end of a slot, as `14:00`."""


def times_of_action(title: str) -> Times | None:
    """The usual times of the action with this title, French or English; None where they vary."""
    wanted = fold(title)
    found = (one for one in entries("increase_action") if wanted in (fold(one.fr), fold(one.en)))
    return next((_times(one) for one in found if "times" in one.mapping), None)


def times_of_half_day(half_day: str) -> Times:
    """The usual times of a half-day (a code of `half_day`); BugError when there is no such code."""
    return _times(entry("half_day", half_day))


def _times(found: ReferenceEntry) -> Times:
    start, end = found.mapping["times"]
    return start, end
