"""A workshop of a known action, or of a half-day, has usual times."""

from __future__ import annotations

import pytest

from intake_app.domain.day_reading import read_time
from intake_app.domain.errors import BugError
from intake_app.domain.reference import codes
from intake_app.domain.usual_times import times_of_action, times_of_half_day
from intake_app.services.days import half_day_of


@pytest.mark.parametrize("title", ["3h pour l’emploi", "3H POUR L'EMPLOI", "3 hours for work"])
def test_three_hours_for_work_are_in_the_afternoon(title: str) -> None:
    assert times_of_action(title) == ("14:00", "17:00")


@pytest.mark.parametrize("title", ["", "Rennes aux Fourneaux", "Café des ambassadeurs"])
def test_other_workshops_have_no_times_of_their_own(title: str) -> None:
    assert times_of_action(title) is None


@pytest.mark.parametrize("half_day", codes("half_day"))
def test_the_usual_times_of_a_half_day_lie_in_it(half_day: str) -> None:
    start, end = times_of_half_day(half_day)
    assert start < end
    assert half_day_of(start) == half_day
    assert [read_time(start), read_time(end)] == [start, end]


def test_an_unknown_half_day_is_a_bug() -> None:
    with pytest.raises(BugError):
        times_of_half_day("night")
