"""What a date field needs to take a birth date: how it is read, and how it is written back."""

from __future__ import annotations

from datetime import date

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import is_partial_date, numerals, parse_partial_date
from ui import formats
from ui.widgets.field_spec import DayParser, ParsedDay


def birth_parser(today: date) -> DayParser:
    """Reads `12/3/84`, `vers 1984`, `~40 ans`… as seen on `today`, and says it back in the language in force."""

    def parse(typed: str) -> ParsedDay | None:
        try:
            edtf = parse_partial_date(typed, today)
        except KnownError:
            return None
        return ParsedDay(edtf, formats.birth(edtf)) if edtf else None

    return parse


def write_birth(value: str) -> str:
    """An EDTF text the way one types it (« 12/03/1984 »); anything else as it is."""
    return numerals(value) if is_partial_date(value) else value
