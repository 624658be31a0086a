"""A register as tables: its rows, those who came without a name, and what every column means.

The columns, their headings and meanings are the reference lists `register_column` and `headcount_column`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from intake_app.domain.headcount import HeadcountFields
from intake_app.domain.reference import ReferenceEntry, entries, label
from intake_app.domain.rules.headcount import AGES, GENDERS, not_said
from intake_app.services.registers.register import HeadcountRow, Register, RegisterRow
from intake_app.services.registers.tables import Cell, Table
from intake_app.services.workshop_frames import WorkshopFrame

REGISTER_COLUMNS: Final = "register_column"
HEADCOUNT_COLUMNS: Final = "headcount_column"
_WORDS: Final = {
    "register": ("Registre", "Register"),
    "headcounts": ("Effectifs sans nom", "Headcounts without names"),
    "dictionary": ("Dictionnaire", "Dictionary"),
    "sheet": ("Feuille", "Sheet"),
    "column": ("Colonne", "Column"),
    "meaning": ("Signification", "Meaning"),
    "yes": ("oui", "yes"),
    "no": ("non", "no"),
    "person": ("P", "P"),
    "partner": ("partenaire", "partner"),
}
_NUMBER_DIGITS: Final = 4


def register_tables(register: Register, language: str) -> tuple[Table, Table, Table]:
    """The rows, the headcounts and the dictionary. Names have columns only where there are any."""
    shown = [one for one in entries(REGISTER_COLUMNS) if register.named or one.code not in _NAMES]
    counted = entries(HEADCOUNT_COLUMNS)
    return (
        Table(
            _word("register", language),
            _headings(shown, language),
            [tuple(_PERSON_CELLS[one.code](row, language) for one in shown) for row in register.rows],
        ),
        Table(
            _word("headcounts", language),
            _headings(counted, language),
            [tuple(_HEADCOUNT_CELLS[one.code](row, language) for one in counted) for row in register.headcounts],
        ),
        _dictionary({"register": shown, "headcounts": counted}, language),
    )


def _dictionary(columns: dict[str, Sequence[ReferenceEntry]], language: str) -> Table:
    headings = tuple(_word(name, language) for name in ("sheet", "column", "meaning"))
    rows = [
        (_word(sheet, language), one.label(language), one.meaning(language))
        for sheet, listed in columns.items()
        for one in listed
    ]
    return Table(_word("dictionary", language), headings, rows)


def _headings(columns: Sequence[ReferenceEntry], language: str) -> tuple[str, ...]:
    return tuple(one.label(language) for one in columns)


def _word(name: str, language: str) -> str:
    return _WORDS[name][language == "en"]


def _yes(said: bool, language: str) -> str:
    return _word("yes" if said else "no", language)


def _partner(frame: WorkshopFrame, language: str) -> str:
    return _word("partner", language) if frame.is_partner_withheld else frame.partner


_Tell = Callable[[Any, str], Cell]
_NAMES: Final = ("family_name", "first_name")
_FRAME_CELLS: Final[dict[str, _Tell]] = {
    "workshop": lambda row, _language: row.frame.title,
    "action": lambda row, language: row.frame.exact_title(language) if row.frame.action_id else "",
    "operation": lambda row, _language: row.frame.operation,
    "funder": lambda row, language: label("funder", row.frame.funder, language) if row.frame.funder else "",
    "grant_code": lambda row, _language: row.frame.grant_code,
    "partner": lambda row, language: _partner(row.frame, language),
    "place": lambda row, _language: row.frame.place,
}


def _slot_cells(of: Callable[[Any], Any]) -> dict[str, _Tell]:
    return {
        "held_on": lambda row, _language: of(row).held_on.isoformat(),
        "half_day": lambda row, language: label("half_day", of(row).half_day, language),
        "start_time": lambda row, _language: of(row).start_time,
        "end_time": lambda row, _language: of(row).end_time,
    }


def _presence(row: RegisterRow) -> Any:
    return row.presence


def _part(name: str) -> _Tell:
    def tell(row: HeadcountRow, _language: str) -> Cell:
        # a part that nobody noted is an empty cell: « non communiqué » holds what the parts leave of the total
        number: int | None = getattr(row.counted, name)
        return "" if number is None else number

    return tell


def _unsaid(row: HeadcountRow, parts: tuple[str, ...]) -> int:
    return not_said(row.counted.model_dump(), parts)


_PERSON_CELLS: Final[dict[str, _Tell]] = {
    "person_number": lambda row, language: f"{_word('person', language)}{row.person.number:0{_NUMBER_DIGITS}}",
    "family_name": lambda row, _language: row.person.family_name,
    "first_name": lambda row, _language: row.person.first_name,
    **_slot_cells(_presence),
    **_FRAME_CELLS,
    "status": lambda row, language: label("attendance_status", row.presence.status, language),
    "is_walk_in": lambda row, language: _yes(row.presence.is_walk_in, language),
    "minutes": lambda row, _language: row.presence.minutes,
    "hours": lambda row, _language: round(row.presence.minutes / 60, 2),
    "is_uncertain": lambda row, language: _yes(row.presence.is_uncertain, language),
    "has_signed": lambda row, language: _yes(row.presence.has_signed, language),
    "is_sealed": lambda row, language: _yes(row.presence.is_sealed, language),
}
_HEADCOUNT_CELLS: Final[dict[str, _Tell]] = {
    **_slot_cells(lambda row: row),
    **_FRAME_CELLS,
    **{name: _part(name) for name in HeadcountFields.model_fields},
    "gender_unsaid": lambda row, _language: _unsaid(row, GENDERS),
    "age_unsaid": lambda row, _language: _unsaid(row, AGES),
}
