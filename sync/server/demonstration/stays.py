"""Who is in an operation, from when to when, and how it ended: decided before anything of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from intake_app.domain.public_holidays import Calendar
from intake_app.domain.rules.due import due_attempts
from intake_app.domain.working_days import working_day
from sync.server.demonstration.offer_rows import COHORT_ENDED
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe

BUSINESS_PERSON: Final = 0
"""The resident (by place) whose food truck is told from idea to study, in a second operation after a first one."""
_COOK, _SURVEYED, _NEWCOMER = 2, 4, 9
_RETURNED: Final = (18, 28, 44)
"""Those who were lost, then came back."""
_SETTLED, _IN_TOUCH = 150, 90
_ENDED: Final = (
    ("completed", "job"),
    ("completed", "training"),
    ("withdrawn", None),
    ("completed", "enterprise"),
    ("lost_contact", None),
)
LATE: Final = 4
"""How many days late the caretaker's first review is, at least."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's enrolment. `away` are the days of a former exit and of the return."""

    number: int
    resident: Registered
    entered_on: date
    is_earlier: bool = False
    status: str = "active"
    exited_on: date | None = None
    headline: str | None = None
    away: tuple[date, date] | None = None

    @property
    def calendar(self) -> Calendar:
        """The holidays of where the person lives."""
        return Calendar.ENGLAND if self.resident.neighbourhood == "harbour_rise" else Calendar.FRANCE

    @property
    def in_cohort(self) -> bool:
        """Whether they prepared the caretakers' certificate."""
        return self.headline == "training" and self.calendar is Calendar.FRANCE

    def is_around(self, day: date) -> bool:
        """Whether the person comes to workshops on a day: not once they have what they came for, nor once they left."""
        is_away = self.away is not None and self.away[0] < day < self.away[1]
        has_gone = self.exited_on is not None and (self.headline is not None or self.status != "completed")
        return not is_away and not (has_gone and self.exited_on is not None and day > self.exited_on)


def decide_stays(scribe: Scribe, residents: Sequence[Registered], firsts: Mapping[UUID, date]) -> list[Stay]:
    """The stays; `firsts` is the first workshop of each resident who came to one."""
    return [
        stay
        for number, resident in enumerate(residents)
        if resident.id in firsts
        for stay in _stays(scribe, number, resident, firsts[resident.id])
    ]


def _stays(scribe: Scribe, number: int, resident: Registered, first: date) -> Iterator[Stay]:
    age = scribe.days_since(resident.registered_on)
    if number == BUSINESS_PERSON:
        exited_on = _exit_of_late_review(scribe)
        yield Stay(number, resident, first, is_earlier=True, status="completed", exited_on=exited_on)
        yield Stay(number, resident, working_day(scribe.day(-80), Calendar.FRANCE))
    elif number == _SURVEYED:
        exited_on = scribe.day((1 - scribe.day(1).weekday()) % 7 + 1 - 26)
        yield Stay(number, resident, first, status="completed", exited_on=exited_on)
    elif number == _NEWCOMER:
        yield Stay(number, resident, scribe.day(-4))
    elif number in _RETURNED:
        yield Stay(number, resident, first, away=(first + timedelta(days=40), first + timedelta(days=75)))
    elif number == _COOK or (number % 2 == 0 and _IN_TOUCH < age <= _SETTLED):
        yield Stay(number, resident, first)
    elif number % 2 == 0 and age > _SETTLED:
        yield _ended(scribe, number, resident, first)


def _ended(scribe: Scribe, number: int, resident: Registered, first: date) -> Stay:
    status, headline = _ENDED[number // 2 % len(_ENDED)]
    days = 120 if status == "completed" else 40
    exited_on = min(working_day(first + timedelta(days=days), Calendar.FRANCE), scribe.day(-1))
    if headline == "training" and resident.neighbourhood != "harbour_rise":
        exited_on = scribe.day(COHORT_ENDED)
    return Stay(number, resident, first, status=status, headline=headline, exited_on=exited_on)


def _exit_of_late_review(scribe: Scribe) -> date:
    """The last exit whose first attempt to hear from somebody six months after is late by now."""
    day = scribe.day(-160)
    while due_attempts("six_month_review", day, Calendar.FRANCE)[0] > scribe.day(-LATE):
        day -= timedelta(days=1)
    return day
