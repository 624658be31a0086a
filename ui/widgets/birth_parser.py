"""What a date field needs to take a birth date: how it is read, and how it is written back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import is_first_of_january, is_partial_date, numerals, parse_partial_date
from ui import formats
from ui.widgets.field_spec import DayParser, ParsedDay


def birth_parser(today: date) -> DayParser:
    """Reads `12/3/84`, `vers 1984`, `~40 ans`… as seen on `today`, and says it back in the language in force."""

    def parse(typed: str) -> ParsedDay | None:
        try:
            edtf = parse_partial_date(typed, today)
        except KnownError:
            return None
        if not edtf:
            return None
        said = formats.birth(edtf)
        if is_first_of_january(edtf):
            # given to whoever came without papers (rule V18): asked about, never refused
            doubt = QCoreApplication.translate(
                "BirthParser", "Un 1er janvier\u202f: est-ce bien le jour\u202f? Sinon, l’année suffit."
            )
            said = f"{said}. {doubt}"
        return ParsedDay(edtf, said)

    return parse


def write_birth(value: str) -> str:
    """An EDTF text the way one types it (« 12/03/1984 »); anything else as it is."""
    return numerals(value) if is_partial_date(value) else value
