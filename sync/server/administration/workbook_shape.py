"""The sheets of the workbook by which a centre is furnished, and the empty one to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import xlsxwriter

from sync.server.administration.sheet_shape import ColumnShape, SheetShape, both
from sync.server.administration.words import Language
from sync.server.administration.workbook_programme import PROGRAMME_SHEETS

_AREA: Final = both("Maurepas", "Maurepas")
_OFFICE: Final = both("Loge du Gros-Chêne", "Gros-Chêne office")
_ADDRESS: Final = ColumnShape(
    "address", both("Adresse", "Address"), both("12 rue du Gros-Chêne", "12 rue du Gros-Chêne")
)
_NEIGHBOURHOOD: Final = ColumnShape(
    "neighbourhood_id", both("Quartier", "Neighbourhood"), _AREA, is_required=True, refers_to="neighbourhood"
)
_SITE: Final = ColumnShape("site_id", both("Site", "Site"), _OFFICE, refers_to="site")

SHEETS: Final = (
    SheetShape(
        "neighbourhood",
        both("Quartiers", "Neighbourhoods"),
        ("name",),
        (
            ColumnShape("name", both("Nom", "Name"), _AREA, is_required=True),
            ColumnShape("town", both("Commune", "Town"), both("Rennes", "Rennes")),
            ColumnShape(
                "kind",
                both("Type", "Kind"),
                both("Quartier prioritaire (QPV)", "Priority neighbourhood (QPV)"),
                codes="neighbourhood_kind",
            ),
            ColumnShape("official_code", both("Code officiel", "Official code"), both("QN03503M", "QN03503M")),
            ColumnShape("country", both("Pays", "Country"), both("FR", "FR")),
        ),
    ),
    SheetShape(
        "site",
        both("Sites", "Sites"),
        ("name",),
        (ColumnShape("name", both("Nom", "Name"), _OFFICE, is_required=True), _NEIGHBOURHOOD, _ADDRESS),
    ),
    SheetShape(
        "building",
        both("Bâtiments", "Buildings"),
        ("label", "neighbourhood_id"),
        (
            ColumnShape("label", both("Nom", "Name"), both("Tour B", "Tower B"), is_required=True),
            _NEIGHBOURHOOD,
            _SITE,
            _ADDRESS,
        ),
    ),
    SheetShape(
        "staff_member",
        both("Personnel", "Staff"),
        ("first_name", "family_name"),
        (
            ColumnShape("first_name", both("Prénom", "First name"), both("Dominique", "Dominique"), is_required=True),
            ColumnShape("family_name", both("Nom", "Family name"), both("Exemple", "Example"), is_required=True),
            ColumnShape(
                "role",
                both("Rôle", "Role"),
                both("Gardien ou gardienne", "Caretaker"),
                is_required=True,
                codes="role",
            ),
            _SITE,
        ),
    ),
    *PROGRAMME_SHEETS,
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
