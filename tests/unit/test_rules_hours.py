"""How long somebody attended a half-day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from intake_app.domain.rules.hours import TimeAttended, time_attended

TUESDAY = date(2026, 11, 24)


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute)


@pytest.mark.parametrize(
    "status,moments,minutes,is_uncertain",
    [
        ("present", {}, 180, False),
        # whoever is ticked as present was there from the beginning, whenever the tick was made
        ("present", {"arrived_at": at(15)}, 180, False),
        ("late", {"arrived_at": at(14, 25)}, 155, False),
        ("late", {}, 180, True),
        ("late", {"arrived_at": at(18)}, 180, True),
        ("late", {"arrived_at": at(14, 25, day=25)}, 180, True),
        ("left_early", {"left_at": at(16, 15)}, 135, False),
        ("left_early", {}, 180, True),
        ("late", {"arrived_at": at(15), "left_at": at(16)}, 120, False),
        ("late", {"arrived_at": at(16), "left_at": at(15)}, 60, False),
        ("present", {"left_at": at(16)}, 180, False),
        ("expected", {"arrived_at": at(14)}, 0, False),
        ("absent_excused", {}, 0, False),
    ],
)
def test_minutes_are_the_half_days_less_what_was_missed(
    status: str, moments: dict[str, Any], minutes: int, is_uncertain: bool
) -> None:
    found = time_attended(TUESDAY, "14:00", "17:00", status, **moments)
    assert found == TimeAttended(minutes, is_uncertain)


def test_a_half_day_that_ends_before_it_starts_lasts_no_time() -> None:
    assert time_attended(TUESDAY, "14:00", "12:00", "present").minutes == 0
