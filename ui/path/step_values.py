"""Between what a form holds (texts and codes) and what a use case takes (days, ids, numbers, sets)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from intake_app.domain.day_reading import read_day
from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import describe, parse_partial_date
from intake_app.domain.record_types import RECORD_TYPES, from_wire, table_of
from intake_app.domain.rules.problem import FieldProblem
from ui import formats
from ui.widgets.field_spec import DayParser, FieldSpec, FieldValue, ParsedDay

_IDS = "_ids"


def day_parser(today: date) -> DayParser:
    """Reads « 24/11 », « hier », « mardi dernier » as seen on `today`, and says the day back."""

    def parse(typed: str) -> ParsedDay | None:
        try:
            found = read_day(typed, today)
        except KnownError:
            return None
        return ParsedDay(found.isoformat(), formats.long_day(found)) if found else None

    return parse


def since_parser(today: date) -> DayParser:
    """Reads « 3/2024 », « mars 2024 », « 2024 » as seen on `today`, and says back what was understood."""

    def parse(typed: str) -> ParsedDay | None:
        try:
            edtf = parse_partial_date(typed, today)
        except KnownError:
            return None
        return ParsedDay(edtf, formats.sentence_case(describe(edtf, formats.language()))) if edtf else None

    return parse


def write_day(value: str) -> str:
    """A day the way one types it (« 24/11/2026 »); anything else as it is."""
    try:
        return formats.numeric_day(date.fromisoformat(value))
    except ValueError:
        return value


def blank(specs: Iterable[FieldSpec]) -> dict[str, FieldValue]:
    """An empty form."""
    return {spec.name: () if spec.kind == "multichips" else "" for spec in specs}


def shown(row: Any, names: Iterable[str]) -> dict[str, FieldValue]:
    """What the fields of a form show of a row."""
    return {name: _shown(getattr(row, name)) for name in names if hasattr(row, name)}


def taken(
    record_type: str, specs: Iterable[FieldSpec], values: Mapping[str, FieldValue]
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """What the fields hold, as the record keeps it, and those that mean nothing. An empty field is None."""
    found: dict[str, Any] = {}
    problems = []
    for spec in specs:
        try:
            found[spec.name] = _taken(record_type, spec.name, values[spec.name])
        except ValidationError:
            key = "day_not_understood" if spec.kind == "date" else "value_not_understood"
            problems.append(FieldProblem(spec.name, key))
            found[spec.name] = None
    return found, problems


def _taken(record_type: str, name: str, value: FieldValue) -> Any:
    if name.endswith(_IDS):
        return tuple(UUID(one) for one in value)
    if isinstance(value, tuple):
        return list(value)
    if name not in RECORD_TYPES[record_type].model_fields or value == "":
        return value or None
    kind = table_of(record_type).columns[name].type.python_type
    return from_wire(record_type, name, int(value) if kind is int and value.isdecimal() else value)


def _shown(value: Any) -> FieldValue:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return value.isoformat() if isinstance(value, date) else str(value)
