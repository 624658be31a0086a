"""The sheets of the workbook by which a centre is furnished, and the empty one to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import xlsxwriter

from sync.server.administration.words import Language

Both = dict[Language, str]


@dataclass(frozen=True)
class ColumnShape:
    """One column: the field it fills, its headings, and an example. `refers_to` is found by name, `codes` by label."""

    field: str
    heading: Both
    example: Both
    is_required: bool = False
    refers_to: str | None = None
    codes: str | None = None


@dataclass(frozen=True)
class SheetShape:
    """One sheet: a record a line. `key` are the fields by which a record is known already."""

    record_type: str
    title: Both
    key: tuple[str, ...]
    columns: tuple[ColumnShape, ...]


def _both(french: str, english: str) -> Both:
    return {"fr": french, "en": english}


_AREA: Final = _both("Maurepas", "Maurepas")
_OFFICE: Final = _both("Loge du Gros-Chêne", "Gros-Chêne office")
_ADDRESS: Final = ColumnShape(
    "address", _both("Adresse", "Address"), _both("12 rue du Gros-Chêne", "12 rue du Gros-Chêne")
)
_NEIGHBOURHOOD: Final = ColumnShape(
    "neighbourhood_id", _both("Quartier", "Neighbourhood"), _AREA, is_required=True, refers_to="neighbourhood"
)
_SITE: Final = ColumnShape("site_id", _both("Site", "Site"), _OFFICE, refers_to="site")

SHEETS: Final = (
    SheetShape(
        "neighbourhood",
        _both("Quartiers", "Neighbourhoods"),
        ("name",),
        (
            ColumnShape("name", _both("Nom", "Name"), _AREA, is_required=True),
            ColumnShape("town", _both("Commune", "Town"), _both("Rennes", "Rennes")),
            ColumnShape(
                "kind",
                _both("Type", "Kind"),
                _both("Quartier prioritaire (QPV)", "Priority neighbourhood (QPV)"),
                codes="neighbourhood_kind",
            ),
            ColumnShape("official_code", _both("Code officiel", "Official code"), _both("QN03503M", "QN03503M")),
            ColumnShape("country", _both("Pays", "Country"), _both("FR", "FR")),
        ),
    ),
    SheetShape(
        "site",
        _both("Sites", "Sites"),
        ("name",),
        (ColumnShape("name", _both("Nom", "Name"), _OFFICE, is_required=True), _NEIGHBOURHOOD, _ADDRESS),
    ),
    SheetShape(
        "building",
        _both("Bâtiments", "Buildings"),
        ("label", "neighbourhood_id"),
        (
            ColumnShape("label", _both("Nom", "Name"), _both("Tour B", "Tower B"), is_required=True),
            _NEIGHBOURHOOD,
            _SITE,
            _ADDRESS,
        ),
    ),
    SheetShape(
        "staff_member",
        _both("Personnel", "Staff"),
        ("first_name", "family_name"),
        (
            ColumnShape("first_name", _both("Prénom", "First name"), _both("Dominique", "Dominique"), is_required=True),
            ColumnShape("family_name", _both("Nom", "Family name"), _both("Exemple", "Example"), is_required=True),
            ColumnShape(
                "role",
                _both("Rôle", "Role"),
                _both("Gardien ou gardienne", "Caretaker"),
                is_required=True,
                codes="role",
            ),
            _SITE,
        ),
    ),
)
"""Parents before children: a line may refer to one of an earlier sheet."""


def write_template(path: Path, language: Language) -> None:
    """Write the empty workbook: headings, and one line a sheet to show how it is filled in."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        bold = workbook.add_format({"bold": True})
        for shape in SHEETS:
            sheet = workbook.add_worksheet(shape.title[language])
            sheet.set_column(0, len(shape.columns) - 1, 28)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(shape.columns):
                mark = " *" if column.is_required else ""
                sheet.write_string(0, place, column.heading[language] + mark, bold)
                sheet.write_string(1, place, column.example[language])
