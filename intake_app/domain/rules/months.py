"""Whole months between days, as funders count them."""

from __future__ import annotations

from calendar import monthrange

from intake_app.domain.base import Day


def months_later(day: Day, months: int) -> Day:
    """The same day so many months later (or before), the last of the month where there is no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return Day(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
