"""What a field of a synced row may hold when it comes from outside, told from the row classes once.

Values are judged in the form they travel in, and only that form is accepted: `2026-11-22` and never `22/11/2026`, an
identifier in lower case. What passes can go into either database as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from annotated_types import Ge, Le, MaxLen, MinLen
from sqlalchemy import Boolean, Column, Date, Integer
from sqlalchemy.types import TypeEngine

from intake_app.domain.base import IDENTITY, CodeSet, Merge, TextId, UtcTime
from intake_app.domain.record_types import RECORD_TYPES, table_of

Rule = Callable[[Any], str | None]
"""Gives the reason to refuse a value, None when it may stand."""

INVALID: Final = "value_invalid"
TOO_LONG: Final = "value_too_long"
LONGEST_TEXT: Final = 4000
"""Characters of a text whose class sets no limit."""
LARGEST_SET: Final = 100
_LONGEST_CODE: Final = 40
_LARGEST: Final = 2**31 - 1
_ID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_UNKEPT: Final = "\x00"
"""PostgreSQL keeps no NUL. (Half a surrogate pair does not even pass as JSON.)"""


def _pattern_rule(pattern: re.Pattern[str], read: Callable[[str], object] = str) -> Rule:
    """Text of this shape, which `read` can read: a day that has the form of one may not exist."""
    fits = pattern.fullmatch

    def judge(value: Any) -> str | None:
        if not isinstance(value, str) or fits(value) is None:
            return INVALID
        try:
            read(value)
        except ValueError:
            return INVALID
        return None

    return judge


_judge_moment: Final = _pattern_rule(_MOMENT, datetime.fromisoformat)


def is_id(value: Any) -> bool:
    """Whether `value` is an identifier as it travels: 36 characters, lower case."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_moment(value: Any) -> bool:
    """Whether `value` is a moment as it travels, `2026-11-22T05:01:02Z`, and exists."""
    return _judge_moment(value) is None


def is_small_number(value: Any) -> bool:
    """Whether `value` is a whole number that both databases keep in four bytes."""
    return type(value) is int and -_LARGEST <= value <= _LARGEST


def is_number(value: Any) -> bool:
    """Whether `value` is a whole number from 0 that both databases keep in eight bytes."""
    return type(value) is int and 0 <= value < 2**63


@cache
def rules_of(record_type: str) -> dict[str, Rule]:
    """Field → rule, for every field a change of this type may carry."""
    columns = [column for column in table_of(record_type).columns if column.name not in IDENTITY]
    return {column.name: _rule(record_type, column) for column in columns if column.info["merge"] is not Merge.DERIVED}


@cache
def required_of(record_type: str) -> tuple[str, ...]:
    """The fields a record cannot be without."""
    return tuple(name for name in rules_of(record_type) if not table_of(record_type).columns[name].nullable)


def _rule(record_type: str, column: Column[Any]) -> Rule:
    inner = _kind_rule(column.type, RECORD_TYPES[record_type].model_fields[column.name].metadata)
    if not column.nullable:
        return inner
    return lambda value: None if value is None else inner(value)


def _kind_rule(kind: TypeEngine[Any], limits: list[Any]) -> Rule:
    if isinstance(kind, TextId):
        return _pattern_rule(_ID)
    if isinstance(kind, UtcTime):
        return _judge_moment
    if isinstance(kind, CodeSet):
        return _judge_set
    if isinstance(kind, Date):
        return _pattern_rule(_DAY, date.fromisoformat)
    if isinstance(kind, Boolean):
        return lambda value: None if isinstance(value, bool) else INVALID
    if isinstance(kind, Integer):
        return _number_rule(limits)
    return _text_rule(limits)


def _text_rule(limits: list[Any]) -> Rule:
    longest = next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), LONGEST_TEXT)
    shortest = next((limit.min_length for limit in limits if isinstance(limit, MinLen)), 0)

    def judge(value: Any) -> str | None:
        if not isinstance(value, str) or len(value) < shortest or _UNKEPT in value:
            return INVALID
        return TOO_LONG if len(value) > longest else None

    return judge


def _number_rule(limits: list[Any]) -> Rule:
    lowest: Any = next((limit.ge for limit in limits if isinstance(limit, Ge)), -_LARGEST)
    highest: Any = next((limit.le for limit in limits if isinstance(limit, Le)), _LARGEST)
    return lambda value: None if type(value) is int and lowest <= value <= highest else INVALID


def _judge_set(value: Any) -> str | None:
    if not isinstance(value, list) or len(value) > LARGEST_SET:
        return INVALID
    good = all(isinstance(code, str) and 0 < len(code) <= _LONGEST_CODE and _UNKEPT not in code for code in value)
    return None if good else INVALID
