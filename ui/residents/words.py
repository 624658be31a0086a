"""How a person is told in a list, on a card, at the head of a file: shared by the views of residents."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import age_on, describe, is_partial_date, numerals, parse_partial_date
from intake_app.domain.phone import format_national
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.sentences import sentence_for
from intake_app.services.resident_lists import ResidentRow
from ui import formats
from ui.widgets.field_spec import ParsedDay

translate = QCoreApplication.translate


def age(birth_date: str, today: date) -> str:
    """« 42 ans », « 41 ou 42 ans », « 38 à 42 ans » of a birth date in EDTF."""
    least, greatest = age_on(birth_date, today)
    if least == greatest:
        return translate("ResidentWords", "%n an(s)", None, least)
    between = (
        translate("ResidentWords", "%1 ou %2 ans")
        if greatest == least + 1
        else translate("ResidentWords", "%1 à %2 ans")
    )
    return between.replace("%1", str(least)).replace("%2", str(greatest))


def birth(birth_date: str | None, today: date) -> str:
    """« 12/03/1984 · 42 ans », empty when the date is not known."""
    return f"{numerals(birth_date)} · {age(birth_date, today)}" if birth_date else ""


def phone(number: str | None) -> str:
    """« 06 12 34 56 78 », empty when there is none."""
    return format_national(number) if number else ""


def place(row: ResidentRow) -> str:
    """« Tour B », else the address; empty when neither is known."""
    return row.building or row.address or ""


def particulars(row: ResidentRow, today: date) -> str:
    """What tells namesakes apart, on one line: birth, place, phone."""
    parts = (birth(row.birth_date, today), place(row), row.neighbourhood or "", phone(row.phone))
    return " · ".join(part for part in parts if part)


def read_day(typed: str, today: date) -> ParsedDay | None:
    """What a date field understands of « 12/3/84 », « vers 1984 », « ~40 ans », and how it says it back."""
    try:
        edtf = parse_partial_date(typed, today)
    except KnownError:
        return None
    if edtf is None:
        return None
    return ParsedDay(edtf, f"{describe(edtf, formats.language())} · {age(edtf, today)}")


def write_day(edtf: str) -> str:
    """A stored date the way one types it; what is no date comes back as it was typed."""
    return numerals(edtf) if is_partial_date(edtf) else edtf


def reproach(problem: FieldProblem) -> str:
    """What is wrong with a field and what to do, in plain words."""
    sentence = sentence_for(KnownError(problem.key), formats.language())
    return " ".join(part for part in (sentence.what, sentence.next) if part)
