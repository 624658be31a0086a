"""Due on a day on which people work, and in time."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.public_holidays import Calendar
from intake_app.domain.working_days import is_working_day, working_day


@pytest.mark.parametrize(
    "day, calendar, expected",
    [
        (date(2026, 11, 24), Calendar.FRANCE, date(2026, 11, 24)),
        (date(2026, 11, 28), Calendar.FRANCE, date(2026, 11, 30)),
        (date(2026, 11, 29), None, date(2026, 11, 30)),
        (date(2026, 7, 14), Calendar.FRANCE, date(2026, 7, 15)),
        (date(2026, 7, 14), Calendar.ENGLAND, date(2026, 7, 14)),
        (date(2026, 7, 14), None, date(2026, 7, 14)),
        # Easter from Good Friday to the Monday
        (date(2027, 3, 26), Calendar.ENGLAND, date(2027, 3, 30)),
        (date(2027, 3, 26), Calendar.FRANCE, date(2027, 3, 26)),
        (date(2027, 3, 26), Calendar.ALSACE_MOSELLE, date(2027, 3, 30)),
    ],
)
def test_it_moves_on_to_the_next_day_of_work(day: date, calendar: Calendar | None, expected: date) -> None:
    assert working_day(day, calendar) == expected


def test_where_the_next_comes_too_late_it_is_the_last_one_in_time() -> None:
    christmas = date(2026, 12, 25)
    assert working_day(christmas, Calendar.FRANCE, latest=date(2026, 12, 28)) == date(2026, 12, 28)
    assert working_day(christmas, Calendar.FRANCE, latest=date(2026, 12, 27)) == date(2026, 12, 24)
    assert working_day(date(2026, 12, 27), Calendar.FRANCE, latest=date(2026, 12, 26)) == date(2026, 12, 24)
    assert is_working_day(date(2026, 12, 24), Calendar.FRANCE)
