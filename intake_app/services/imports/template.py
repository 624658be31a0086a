"""A workbook to fill in, whose columns are recognised when it comes back; its second sheet says what each may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries, label
from intake_app.services.imports.choices import Places
from intake_app.services.imports.targets import FIELD_LIST, kind_of, list_of

_COLUMNS: Final = (
    *("family_name", "first_name", "birth_date", "gender", "phone", "address", "postcode", "town", "building"),
    *("neighbourhood", "how_met", "language", "labour_status", "education_level"),
)
_TITLES: Final = {"fr": ("Personnes", "Dictionnaire"), "en": ("People", "Dictionary")}
_HEADS: Final = {"fr": ("Colonne", "Ce qu’elle peut contenir"), "en": ("Column", "What it may hold")}
_ADVICE: Final = {
    "birth_date": {"fr": "14/03/1988, 03/1988, 1988 ou vers 1988", "en": "14/03/1988, 03/1988, 1988 or about 1988"},
    "phone": {"fr": "06 12 34 56 78, ou « aucun »", "en": "07700 900123, or “none”"},
}


def write_template(path: Path, places: Places, language: str) -> None:
    """Write the workbook. KnownError `import_template_not_saved`."""
    import xlsxwriter

    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            people, dictionary = (book.add_worksheet(title) for title in _TITLES[language])
            _write_people(book, people, language)
            _write_dictionary(book, dictionary, places, language)
    except (OSError, xlsxwriter.exceptions.FileCreateError):
        raise KnownError("import_template_not_saved") from None


def _write_people(book: Any, sheet: Any, language: str) -> None:
    bold, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
    for column, field in enumerate(_COLUMNS):
        sheet.set_column(column, column, 20, text)
        sheet.write_string(0, column, label(FIELD_LIST, field, language), bold)
    sheet.freeze_panes(1, 0)


def _write_dictionary(book: Any, sheet: Any, places: Places, language: str) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    for column, title in enumerate(_HEADS[language]):
        sheet.write_string(0, column, title, bold)
    row = 1
    for field in _COLUMNS:
        for words in _may_hold(field, places, language):
            sheet.write_string(row, 0, label(FIELD_LIST, field, language))
            sheet.write_string(row, 1, words)
            row += 1


def _may_hold(field: str, places: Places, language: str) -> list[str]:
    kind = kind_of(field)
    if kind == "code":
        return [one.label(language) for one in entries(list_of(field))]
    if kind == "neighbourhood":
        return [one.name for one in places.neighbourhoods]
    if kind == "building":
        return [one.label for one in places.buildings]
    return [_ADVICE[field][language]] if field in _ADVICE else []
