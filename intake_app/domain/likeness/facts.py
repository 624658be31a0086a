"""How far birth date, phone, building and gender speak for one person or for two.

Weights are bits: the base-two logarithm of how much likelier a finding is between two files of one person than between
files of two (Fellegi and Sunter, A Theory for Record Linkage, 1969), set by hand and checked on `tests/likeness`.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from intake_app.domain.partial_date import (
    earliest_day,
    is_approximate,
    is_first_of_january,
    is_partial_date,
    latest_day,
)

_LENGTH_OF_DAY: Final = 10
_LENGTH_OF_MONTH: Final = 7
_YEARS_OF_DOUBT: Final = 2
GENERATION: Final = 14
"""Years apart from which a shared name is a parent's."""


class BirthFinding(Enum):
    """What two birth dates say together, and its weight in bits."""

    SAME_DAY = 10.0
    SAME_MONTH = 6.5
    TURNED = 7.0
    """3 December, 12 March."""
    SAME_FIRST_OF_JANUARY = 4.0
    """Of many who do not know their day: little more than the year."""
    ONE_FIGURE = 3.5
    """One figure apart: a slip, more often than another person of the same name."""
    SAME_YEAR = 3.75
    ABOUT = 2.0
    """One of the two is approximate, and they may agree."""
    UNKNOWN = 0.0
    NEARLY = -3.0
    """They exclude each other by little, and one of them is uncertain."""
    APART = -9.0


def compare_births(one: str | None, other: str | None) -> BirthFinding:
    """What two dates in EDTF say; None or empty is unknown."""
    if not one or not other:
        return BirthFinding.UNKNOWN
    if one == other and len(one) == _LENGTH_OF_DAY:
        return BirthFinding.SAME_FIRST_OF_JANUARY if is_first_of_january(one) else BirthFinding.SAME_DAY
    if len(one) == len(other) == _LENGTH_OF_DAY:
        return _compare_days(one, other)
    if not (is_partial_date(one) and is_partial_date(other)):
        return BirthFinding.UNKNOWN
    if is_approximate(one) or is_approximate(other):
        return BirthFinding.ABOUT if _may_agree(one, other) else _apart(one, other)
    if not _may_agree(one, other):
        # papers say 1 January where the person says « en mars »
        return BirthFinding.SAME_YEAR if _is_uncertain_year(one, other) else _apart(one, other)
    if min(len(one), len(other)) == _LENGTH_OF_MONTH:
        return BirthFinding.SAME_MONTH
    return BirthFinding.SAME_YEAR


def years_apart(one: str | None, other: str | None) -> int:
    """How many years lie between two dates; 0 when one is not known."""
    return abs(int(one[:4]) - int(other[:4])) if one and other else 0


def _compare_days(one: str, other: str) -> BirthFinding:
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return BirthFinding.TURNED
    if is_first_of_january(one) or is_first_of_january(other):
        return BirthFinding.SAME_YEAR if one[:4] == other[:4] else _apart(one, other)
    if sum(figure != other_figure for figure, other_figure in zip(one, other, strict=True)) == 1:
        return BirthFinding.ONE_FIGURE
    return BirthFinding.APART


def _may_agree(one: str, other: str) -> bool:
    return earliest_day(one) <= latest_day(other) and earliest_day(other) <= latest_day(one)


def _is_uncertain_year(one: str, other: str) -> bool:
    return one[:4] == other[:4] and (is_first_of_january(one) or is_first_of_january(other))


def _apart(one: str, other: str) -> BirthFinding:
    uncertain = any(is_approximate(date) or is_first_of_january(date) for date in (one, other))
    near = years_apart(one, other) <= 2 * _YEARS_OF_DOUBT
    return BirthFinding.NEARLY if uncertain and near else BirthFinding.APART
