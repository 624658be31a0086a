"""What makes a funder doubt a sheet, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from intake_app.domain.rules.sheet import Doubt, SlotFacts, doubts_of

TUESDAY = date(2026, 11, 24)
BEGINS = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
SLOT = SlotFacts(
    BEGINS, BEGINS + timedelta(hours=3), (BEGINS + timedelta(minutes=5),), unsigned=0, elsewhere=0, is_led=True
)


def doubts(
    held_on: date = TUESDAY, today: date = TUESDAY, *, is_sealed: bool = False, **facts: Any
) -> dict[Doubt, int]:
    return dict(doubts_of(held_on, today, [replace(SLOT, **facts)], is_sealed=is_sealed))


def test_a_sheet_in_order_raises_no_doubt() -> None:
    assert doubts() == {}


@pytest.mark.parametrize(
    "facts, doubt, count",
    [
        ({"unsigned": 2}, Doubt.UNSIGNED, 2),
        ({"is_led": False}, Doubt.FACILITATOR_UNSIGNED, 1),
        ({"elsewhere": 3}, Doubt.TWO_PLACES, 3),
        ({"ends": BEGINS + timedelta(hours=4, minutes=1)}, Doubt.LONG_SLOT, 1),
        ({"signed_at": [BEGINS - timedelta(minutes=31)]}, Doubt.SIGNED_OUTSIDE, 1),
        ({"signed_at": [BEGINS + timedelta(hours=3, minutes=31)]}, Doubt.SIGNED_OUTSIDE, 1),
    ],
)
def test_each_doubt_is_told_with_how_many(facts: dict[str, Any], doubt: Doubt, count: int) -> None:
    assert doubts(**facts) == {doubt: count}


@pytest.mark.parametrize(
    "facts",
    [
        {"ends": BEGINS + timedelta(hours=4)},
        {"signed_at": [BEGINS - timedelta(minutes=30), BEGINS + timedelta(hours=3, minutes=30)]},
    ],
)
def test_what_is_just_within_is_no_doubt(facts: dict[str, Any]) -> None:
    assert doubts(**facts) == {}


def test_a_sunday_is_told() -> None:
    assert Doubt.SUNDAY in doubts(held_on=date(2026, 11, 22))


def test_a_holiday_is_told() -> None:
    assert dict(doubts_of(TUESDAY, TUESDAY, [SLOT], is_sealed=False, is_holiday=True)) == {Doubt.HOLIDAY: 1}


def test_a_sheet_not_sealed_after_three_days_is_told_first() -> None:
    assert doubts(today=TUESDAY + timedelta(days=2)) == {}
    late = doubts(today=TUESDAY + timedelta(days=3), is_led=False)
    assert list(late) == [Doubt.LATE, Doubt.FACILITATOR_UNSIGNED]
    assert doubts(today=TUESDAY + timedelta(days=3), is_sealed=True) == {}
