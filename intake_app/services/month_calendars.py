"""A month of workshops, day by day, with the holidays of where the staff member works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.public_holidays import Language
from intake_app.services.planning import holidays_of
from intake_app.services.staff import read_staff_member
from intake_app.services.workshop_lists import WorkshopRow, list_between


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """The half-days of each day by their times, cancelled ones too, and the holidays by name."""

    rows: Mapping[Day, tuple[WorkshopRow, ...]] = field(default_factory=dict)
    holidays: Mapping[Day, str] = field(default_factory=dict)


def read_month(
    session: Session, staff_id: UUID, today: Day, first: Day, last: Day, language: Language
) -> MonthCalendar:
    """What happens from `first` to `last`, both included."""
    rows: dict[Day, tuple[WorkshopRow, ...]] = {}
    for row in list_between(session, today, first, last):
        rows[row.held_on] = (*rows.get(row.held_on, ()), row)
    staff = read_staff_member(session, staff_id)
    if staff is None:
        return MonthCalendar(rows)
    holiday_of = holidays_of(session, staff.neighbourhood_id, staff.site_id, language)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return MonthCalendar(rows, {day: name for day in days if (name := holiday_of(day))})
